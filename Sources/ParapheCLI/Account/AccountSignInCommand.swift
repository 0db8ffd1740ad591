import ArgumentParser
import CEL
import Diagnostics
import Paraphe
import Workflow

/// Opens a session.
struct AccountSignInCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "sign-in", abstract: AccountWords.signIn[CLIWords.language])
    }

    @OptionGroup var account: AccountOptions
    @OptionGroup var factors: FactorOptions

    func run() async throws {
        try await AccountRun.run(account.options) { session, accounts in
            let password = try factors.password()
            let signIn = try await accounts.signIn(
                account.order(by: session.actor), password: password, code: try factors.code(asking: AccountWords.askCode),
                at: session.moment)
            guard session.format == .text else {
                return AccountRun.object([
                    ("dossier", account.dossier), ("token", signIn.token.text), ("until", signIn.until.text),
                ])
            }
            return AccountRun.lines(
                [(AccountWords.token, signIn.token.text), (AccountWords.until, signIn.until.text)], session.language)
        }
    }
}
