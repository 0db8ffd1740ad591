import ArgumentParser
import Diagnostics
import Paraphe
import Verifying

struct ExtractCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "extract", abstract: ExtractionWords.extract[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfHelp[CLIWords.language])) var file: String
    @Option(name: .shortAndLong, help: ArgumentHelp(ExtractionWords.folderHelp[CLIWords.language])) var output: String?
    @OptionGroup var options: VerificationOptions
    @Flag(help: ArgumentHelp(ExtractionWords.unverifiedHelp[CLIWords.language])) var unverified = false
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        let date = try Clock.moment(options.at)
        try CommandRun.run(language: language, format: format) { shelf in
            let extraction = AttachmentExtraction(verification: try options.verification(at: date, shelf), acceptsUnverified: unverified)
            let (files, report) = try extraction.files(of: file)
            if let output { try AttachmentExtraction.write(files, into: output) }
            let words = ExtractionWords(language: language)
            Console.print(format == .json ? words.json(files, isValid: report.isValid) : words.text(files))
            return DiagnosticBag()
        }
    }
}
