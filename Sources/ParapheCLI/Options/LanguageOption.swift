import ArgumentParser
import Diagnostics

/// `--lang`: the language of the tool's own words and, where a document is made, of the document.
struct LanguageOption: ParsableArguments {
    @Option(name: .customLong("lang"), help: ArgumentHelp(CLIWords.langHelp[CLIWords.language], valueName: "fr-CA|en-CA"))
    var tag: String?

    /// The language asked for, else that of the environment.
    var language: Language { tag.flatMap(Language.init(tag:)) ?? CLIWords.language }

    /// The languages asked for: two of them, as in `fr-CA,en-CA`, for an edition with both side by side.
    var languages: [Language] {
        guard let tag, tag.contains(",") else { return [language] }
        return tag.split(separator: ",").compactMap { Language(tag: String($0)) }
    }

    mutating func validate() throws {
        guard let tag else { return }
        let tags = tag.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for tag in tags where Language(tag: tag) == nil { throw ValidationError(CLIWords.unknownLanguage(tag)[CLIWords.language]) }
        if tags.count > 2 || Set(languages).count < tags.count { throw ValidationError(CLIWords.unknownLanguage(tag)[CLIWords.language]) }
    }
}
