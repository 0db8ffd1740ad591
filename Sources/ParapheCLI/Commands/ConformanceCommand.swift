import ArgumentParser
import Diagnostics
import Paraphe

struct ConformanceCommand: ParsableCommand {
    enum Suite: String, ExpressibleByArgument, CaseIterable {
        case cel
        case mf2
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "conformance", abstract: CLIWords.conformance[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.suiteNameHelp[CLIWords.language])) var suite: Suite
    @Argument(help: ArgumentHelp(CLIWords.suiteHelp[CLIWords.language])) var folder: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        try CommandRun.run(language: languageOption.language, format: format) { shelf in
            let outcome =
                switch suite {
                case .cel: try ConformanceRun.cel(folder: folder, shelf: shelf)
                case .mf2: try ConformanceRun.messageFormat(folder: folder, shelf: shelf)
                }
            switch format {
            case .text: Console.print((outcome.failures + [outcome.summary]).map { $0 + "\n" }.joined())
            case .json: Console.print(outcome.json)
            }
            if !outcome.failures.isEmpty { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }
}
