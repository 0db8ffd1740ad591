import ArgumentParser
import Diagnostics
import Paraphe

struct TypesetCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "typeset", abstract: CLIWords.typeset[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.xhtmlHelp[CLIWords.language])) var file: String
    @Option(name: .customLong("stylesheet"), help: ArgumentHelp(CLIWords.stylesheetHelp[CLIWords.language])) var stylesheets: [String] = []
    @Flag(help: ArgumentHelp(CLIWords.lenientHelp[CLIWords.language])) var lenient = false
    @Flag(inversion: .prefixedNo, help: ArgumentHelp(CLIWords.typographyHelp[CLIWords.language])) var typography: Bool?
    @Option(help: ArgumentHelp(ExtractionWords.attachHelp[CLIWords.language], valueName: "file")) var attach: [String] = []
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        try CommandRun.run(language: languageOption.language, format: format) { shelf in
            try PlainTypesetting(stylesheets: stylesheets, isLenient: lenient, language: languageOption.language, typography: typography)
                .typeset(file: file, attaching: attach, to: output.request(), shelf: shelf)
        }
    }
}
