import ArgumentParser
import Diagnostics
import Foundation

/// What all request commands take.
struct RequestOptions: ParsableArguments {
    @OptionGroup var place: StoreOptions
    @Option(name: .customLong("as"), help: ArgumentHelp(RequestWords.asHelp[CLIWords.language], valueName: "person")) var person: String?
    @Option(help: ArgumentHelp(AccountWords.sessionHelp[CLIWords.language], valueName: "token")) var session: String?
    @Option(help: ArgumentHelp(AccountWords.accountsHelp[CLIWords.language], valueName: "store")) var accounts: StoreAddress?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text

    /// The session that stands in for `--as`: of the option, or of the environment.
    var token: String? {
        if person != nil { return nil }
        return session ?? ProcessInfo.processInfo.environment["PARAPHE_SESSION"]
    }

    mutating func validate() throws {
        if person != nil, session != nil { throw ValidationError(AccountWords.personOrSession[CLIWords.language]) }
        if person == nil, token == nil { throw ValidationError(AccountWords.noPerson[CLIWords.language]) }
    }
}
