import ArgumentParser
import CEL
import Diagnostics
import Paraphe
import Workflow

/// Closes a session.
struct AccountSignOutCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "sign-out", abstract: AccountWords.signOut[CLIWords.language])
    }

    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await AccountRun.run(options) { session, accounts in
            guard let token = options.token.flatMap({ SessionToken($0) }) else { throw DiagnosticsError(AccountDiagnostics.session) }
            try await accounts.signOut(token)
            return session.format == .text
                ? AccountWords.signedOut[session.language] + "\n" : RequestJSON.line(.record([("closed", .bool(true))]))
        }
    }
}
