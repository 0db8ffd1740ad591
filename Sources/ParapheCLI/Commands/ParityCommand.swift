import ArgumentParser
import Diagnostics
import Paraphe

/// Proves that both languages of guides say the same things in the same order.
struct ParityCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "parity", abstract: TranslationWords.parity[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(TranslationWords.guidesHelp[CLIWords.language], valueName: "pack-or-file")) var guides: [String]
    @Flag(help: ArgumentHelp(TranslationWords.acceptHelp[CLIWords.language])) var accept = false
    @Option(help: ArgumentHelp(TranslationWords.sourceHelp[CLIWords.language], valueName: "fr-CA|en-CA")) var source: String = "fr-CA"
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if Language(tag: source) == nil { throw ValidationError(CLIWords.unknownLanguage(source)[CLIWords.language]) }
    }

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { shelf in
            let parity = GuideParity(shelf: shelf, source: Language(tag: source) ?? .french)
            let bar = progress.begin(language)
            defer { bar.end() }
            let (findings, bag) = try parity.run(guides, progress: bar.listener)
            bar.end()
            if accept {
                let (written, left) = try parity.accept(findings)
                if format == .text { for path in written { Console.print(TranslationWords.recorded(path)[language] + "\n") } }
                return left
            }
            if format == .text, !bag.hasErrors {
                if findings.isEmpty { Console.print(TranslationWords.noGuides[language] + "\n") }
                for finding in findings { Console.print(TranslationWords.fine(finding)[language] + "\n") }
            }
            return bag
        }
    }
}
