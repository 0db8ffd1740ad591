import ArgumentParser
import CEL
import Diagnostics
import Paraphe

struct EvalCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "eval", abstract: CLIWords.eval[CLIWords.language])
    }

    @Argument var expression: String
    @Option(help: ArgumentHelp(CLIWords.dataHelp[CLIWords.language])) var data: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        try CommandRun.run(language: languageOption.language, format: format) { shelf in
            let (text, bag) = try ExpressionEvaluation.evaluate(expression, dataFile: data, asJSON: format == .json, shelf: shelf)
            if let text { Console.print(text + "\n") }
            return bag
        }
    }
}
