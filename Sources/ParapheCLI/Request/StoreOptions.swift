import ArgumentParser
import CEL
import Diagnostics

/// Which store, and after which pack.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp(RequestWords.storeHelp[CLIWords.language], valueName: "store")) var store: StoreAddress
    @Option(help: ArgumentHelp(RequestWords.documentsHelp[CLIWords.language], valueName: "folder")) var documents: String?
    @Option(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(RequestWords.atHelp[CLIWords.language], valueName: "timestamp")) var at: String?
    @OptionGroup var languageOption: LanguageOption

    mutating func validate() throws {
        if let at, Timestamp(at) == nil {
            throw ValidationError(RequestWords.badTimestamp(at)[CLIWords.language])
        }
    }
}
