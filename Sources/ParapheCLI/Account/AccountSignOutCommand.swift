import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// Closes a session.
struct AccountSignOutCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "sign-out", abstract: AccountWords.signOut[CLIWords.language])
    }

    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            guard let token = options.token.flatMap({ SessionToken($0) }) else { throw DiagnosticsError(AccountDiagnostics.session) }
            let (service, journal) = try await session.open(.writing)
            try await AccountService(service).signOut(token, at: session.moment)
            try journal.close()
            session.print(
                session.format == .text
                    ? AccountWords.signedOut[session.language] + "\n" : RequestJSON.line(.record([("closed", .bool(true))])))
        }
    }
}
