import ArgumentParser
import Diagnostics
import Paraphe
import Workflow

/// Gives an invitation code.
struct AccountInviteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "invite", abstract: AccountWords.invite[CLIWords.language])
    }

    @Option(help: ArgumentHelp(AccountWords.inviteActionHelp[CLIWords.language])) var action: String?
    @OptionGroup var account: AccountOptions

    func run() async throws {
        try await AccountRun.run(account.options) { session, accounts in
            let order = account.order(action ?? accounts.invitingActions.first ?? "", by: session.actor)
            let (outcome, code) = try await accounts.invite(order, at: session.moment)
            guard session.format == .text else { return AccountRun.object([("dossier", account.dossier), ("code", code)]) }
            return RequestReport.outcome(outcome, service: accounts.requests, session: session)
                + AccountRun.lines([(AccountWords.code, code)], session.language) + AccountWords.giveApart[session.language] + "\n"
        }
    }
}
