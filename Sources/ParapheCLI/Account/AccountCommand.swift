import ArgumentParser
import Diagnostics

/// `paraphe account ACTION …`: how people get accounts and open sessions.
struct AccountCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "account", abstract: AccountWords.account[CLIWords.language],
            subcommands: [
                AccountInviteCommand.self, AccountCreateCommand.self, AccountSignInCommand.self, AccountSignOutCommand.self,
            ])
    }
}
