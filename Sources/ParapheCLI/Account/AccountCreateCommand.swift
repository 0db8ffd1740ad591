import ArgumentParser
import Diagnostics
import Paraphe
import Workflow

/// Makes an account with the code of an invitation.
struct AccountCreateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "create", abstract: AccountWords.create[CLIWords.language])
    }

    @OptionGroup var account: AccountOptions
    @OptionGroup var factors: FactorOptions

    func run() async throws {
        try await AccountRun.run(account.options) { session, accounts in
            let code = try factors.code(asking: AccountWords.code)
            let enrolment = try await accounts.create(
                account.order(by: session.actor), code: code, password: try factors.password(), at: session.moment)
            guard session.format == .text else {
                return AccountRun.object([
                    ("dossier", account.dossier), ("state", enrolment.outcome.dossier.state), ("secret", enrolment.secret),
                    ("address", enrolment.address),
                ])
            }
            return RequestReport.outcome(enrolment.outcome, service: accounts.requests, session: session)
                + AccountRun.lines(
                    [(AccountWords.secret, enrolment.secret), (AccountWords.address, enrolment.address)], session.language)
        }
    }
}
