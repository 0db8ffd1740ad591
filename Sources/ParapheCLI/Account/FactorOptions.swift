import ArgumentParser
import Diagnostics
import Foundation
import Paraphe

/// The two things that a person proves: a password that he or she knows, and a code that was given or that a device shows. What is not given is
/// asked at the terminal.
struct FactorOptions: ParsableArguments {
    @Option(help: ArgumentHelp(AccountWords.codeHelp[CLIWords.language])) var code: String?
    @Option(help: ArgumentHelp(AccountWords.passwordFileHelp[CLIWords.language], valueName: "file")) var passwordFile: String?

    func password() throws -> Secret {
        try Self.secret(passwordFile.map { FileSecret(path: $0) }, AccountWords.askPassword)
    }

    /// - Parameter question: which code is asked for.
    func code(asking question: Bilingual) throws -> String {
        String(decoding: try Self.secret(code.map { GivenSecret(Secret($0)) }, question).bytes, as: UTF8.self)
    }

    private static func secret(_ given: (any SecretSource)?, _ question: Bilingual) throws -> Secret {
        let source = given ?? TerminalSecret()
        guard let secret = try source.secret(for: question[CLIWords.language]) else { throw DiagnosticsError(AccountDiagnostics.noInput) }
        return secret
    }
}
