import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// Gives an invitation code.
struct AccountInviteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "invite", abstract: AccountWords.invite[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccountWords.dossierHelp[CLIWords.language])) var dossier: String
    @Option(help: ArgumentHelp(AccountWords.inviteActionHelp[CLIWords.language])) var action: String?
    @OptionGroup var account: AccountOptions

    func run() async throws {
        try await RequestRun.run(account.options) { session in
            let (service, journal) = try await session.open(.writing)
            let accounts = try AccountService(service)
            let order = account.order(action ?? accounts.invitingActions.first ?? "", on: dossier, by: session.actor)
            let (outcome, code) = try await accounts.invite(order, at: session.moment)
            try journal.close()
            guard session.format == .text else {
                return session.print(RequestJSON.line(.record([("dossier", .string(dossier)), ("code", .string(code))])))
            }
            let colon = session.language == .french ? "\u{A0}: " : ": "
            session.print(RequestReport.outcome(outcome, service: service, session: session))
            session.print("\(AccountWords.code[session.language])\(colon)\(code)\n\(AccountWords.giveApart[session.language])\n")
        }
    }
}
