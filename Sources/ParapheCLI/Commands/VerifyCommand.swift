import ArgumentParser
import Diagnostics
import Paraphe
import Verifying

struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "verify", abstract: CLIWords.verify[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfHelp[CLIWords.language])) var file: String
    @Option(help: ArgumentHelp(CLIWords.trustHelp[CLIWords.language])) var trust: String?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        let date = try Clock.moment(at)
        try CommandRun.run(language: language, format: format) { _ in
            let report = try DocumentVerification(trustPath: trust, date: date).verify(file)
            Console.print(
                format == .json ? report.json(path: file, language: language) + "\n" : report.text(path: file, language: language))
            if !report.isValid { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }
}
