import ArgumentParser
import CEL
import Diagnostics
import Paraphe

struct EvalCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "eval", abstract: CLIWords.eval[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.expressionHelp[CLIWords.language])) var expression: String
    @Option(help: ArgumentHelp(CLIWords.dataHelp[CLIWords.language])) var data: String?
    @Option(help: ArgumentHelp(CLIWords.evalPackHelp[CLIWords.language])) var pack: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @Flag(help: ArgumentHelp(CLIWords.timeHelp[CLIWords.language])) var time = false
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { shelf in
            let evaluation = try ExpressionEvaluation(expression, dataFile: data, packPath: pack, shelf: shelf)
            let value = try evaluation.value()
            Console.print((format == .json ? value.jsonText : value.text) + "\n")
            if time {
                let timing = evaluation.timing()
                Console.print(format == .json ? timing.json : CLIWords.timing(timing)[language])
            }
            return evaluation.findings
        }
    }
}
