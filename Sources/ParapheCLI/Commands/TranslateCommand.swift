import ArgumentParser
import Diagnostics
import Paraphe

/// Work for translators, out and back, as XLIFF 2.
struct TranslateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "translate", abstract: TranslationWords.translate[CLIWords.language],
            subcommands: [TranslateExportCommand.self, TranslateImportCommand.self])
    }
}

/// Where a translation goes to.
struct TargetOption: ParsableArguments {
    @Option(help: ArgumentHelp(TranslationWords.toHelp[CLIWords.language], valueName: "fr-CA|en-CA")) var to: String = "en-CA"

    var target: Language { Language(tag: to) ?? .english }

    mutating func validate() throws {
        if Language(tag: to) == nil { throw ValidationError(CLIWords.unknownLanguage(to)[CLIWords.language]) }
    }
}

struct TranslateExportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "export", abstract: TranslationWords.export[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(TranslationWords.guideHelp[CLIWords.language])) var guide: String
    @OptionGroup var target: TargetOption
    @Flag(help: ArgumentHelp(TranslationWords.allHelp[CLIWords.language])) var all = false
    @Option(name: .shortAndLong, help: ArgumentHelp(TranslationWords.workHelp[CLIWords.language], valueName: "work.xlf")) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { shelf in
            let count = try TranslationFiles(shelf: shelf, target: target.target).export(guide: guide, all: all, to: output)
            Console.print(
                format == .json
                    ? "{\"file\":\(JSONText.quote(output)),\"texts\":\(count)}\n"
                    : TranslationWords.exported(count, output)[language] + "\n")
            return DiagnosticBag()
        }
    }
}

struct TranslateImportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "import", abstract: TranslationWords.take[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(TranslationWords.workHelp[CLIWords.language])) var work: String
    @Argument(help: ArgumentHelp(TranslationWords.guideHelp[CLIWords.language])) var guide: String
    @OptionGroup var target: TargetOption
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { shelf in
            let (count, written) = try TranslationFiles(shelf: shelf, target: target.target).take(work, into: guide)
            let file = written.map(JSONText.quote) ?? "null"
            Console.print(
                format == .json ? "{\"texts\":\(count),\"file\":\(file)}\n" : TranslationWords.taken(count, written)[language] + "\n")
            return DiagnosticBag()
        }
    }
}
