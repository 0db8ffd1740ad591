import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// Opens a session.
struct AccountSignInCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "sign-in", abstract: AccountWords.signIn[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccountWords.dossierHelp[CLIWords.language])) var dossier: String
    @Option(help: ArgumentHelp(AccountWords.factorHelp[CLIWords.language])) var code: String?
    @Option(help: ArgumentHelp(AccountWords.passwordFileHelp[CLIWords.language], valueName: "file")) var passwordFile: String?
    @OptionGroup var account: AccountOptions

    func run() async throws {
        try await RequestRun.run(account.options) { session in
            let (service, journal) = try await session.open(.writing)
            let accounts = try AccountService(service)
            let password = try AccountOptions.secret(passwordFile.map { FileSecret(path: $0) }, AccountWords.askPassword)
            let code = try AccountOptions.secret(code.map { GivenSecret(Secret($0)) }, AccountWords.askCode)
            let signIn = try await accounts.signIn(
                account.order("", on: dossier, by: session.actor), password: password, code: String(decoding: code.bytes, as: UTF8.self),
                at: session.moment)
            try journal.close()
            guard session.format == .text else {
                return session.print(
                    RequestJSON.line(
                        .record([
                            ("dossier", .string(dossier)), ("token", .string(signIn.token.text)), ("until", .string(signIn.until.text)),
                        ])))
            }
            let colon = session.language == .french ? "\u{A0}: " : ": "
            session.print(
                "\(AccountWords.token[session.language])\(colon)\(signIn.token.text)\n"
                    + "\(AccountWords.until[session.language])\(colon)\(signIn.until.text)\n")
        }
    }
}
