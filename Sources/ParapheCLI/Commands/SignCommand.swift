import ArgumentParser
import Diagnostics
import Paraphe

struct SignCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "sign", abstract: CLIWords.sign[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfHelp[CLIWords.language])) var input: String
    @Option(help: ArgumentHelp(CLIWords.privateKeyHelp[CLIWords.language])) var key: String
    @Option(help: ArgumentHelp(CLIWords.chainHelp[CLIWords.language])) var cert: String
    @Option(help: ArgumentHelp(CLIWords.fieldHelp[CLIWords.language])) var field: String?
    @Option(help: ArgumentHelp(CLIWords.reasonHelp[CLIWords.language])) var reason: String?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let date = try Clock.moment(at)
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            try DocumentSigning(keyPath: key, chainPath: cert).sign(input, field: field, reason: reason, date: date, to: output)
            return DiagnosticBag()
        }
    }
}
