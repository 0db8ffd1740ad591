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

    @Argument var suite: Suite
    @Argument(help: ArgumentHelp(CLIWords.suiteHelp[CLIWords.language])) var folder: String
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        try CommandRun.run(language: languageOption.language) { shelf in
            let outcome =
                switch suite {
                case .cel: try ConformanceRun.cel(folder: folder, shelf: shelf)
                case .mf2: try ConformanceRun.messageFormat(folder: folder, shelf: shelf)
                }
            for failure in outcome.failures { Console.print(failure + "\n") }
            Console.print(outcome.summary + "\n")
            if !outcome.failures.isEmpty { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }
}
