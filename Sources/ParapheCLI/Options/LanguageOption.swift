import ArgumentParser
import Diagnostics

/// `--lang`: the language of the tool's own words and, where a document is made, of the document.
struct LanguageOption: ParsableArguments {
    @Option(name: .customLong("lang"), help: ArgumentHelp(CLIWords.langHelp[CLIWords.language], valueName: "fr-CA|en-CA"))
    var tag: String?

    /// The language asked for, else that of the environment.
    var language: Language { tag.flatMap(Language.init(tag:)) ?? CLIWords.language }

    mutating func validate() throws {
        if let tag, Language(tag: tag) == nil { throw ValidationError(CLIWords.unknownLanguage(tag)[CLIWords.language]) }
    }
}
