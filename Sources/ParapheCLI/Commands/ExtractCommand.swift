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
    @Option(help: ArgumentHelp(CLIWords.trustHelp[CLIWords.language])) var trust: [String] = []
    @Option(help: ArgumentHelp(CLIWords.policyHelp[CLIWords.language])) var policy: String?
    @Option(help: ArgumentHelp(CLIWords.crlHelp[CLIWords.language])) var crl: [String] = []
    @Option(help: ArgumentHelp(CLIWords.ocspHelp[CLIWords.language])) var ocsp: [String] = []
    @Flag(help: ArgumentHelp(ExtractionWords.unverifiedHelp[CLIWords.language])) var unverified = false
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        let date = try Clock.moment(at)
        try CommandRun.run(language: language, format: format) { shelf in
            let policy = try VerificationPolicyFile.policy(policy ?? VerificationPolicy.trusted.name, shelf: shelf)
            let verification = try DocumentVerification(trustPaths: trust, policy: policy, revocationPaths: crl + ocsp, date: date)
            let (files, report) = try AttachmentExtraction(verification: verification, acceptsUnverified: unverified).files(of: file)
            if let output { try AttachmentExtraction.write(files, into: output) }
            let words = ExtractionWords(language: language)
            Console.print(format == .json ? words.json(files, isValid: report.isValid) : words.text(files))
            return DiagnosticBag()
        }
    }
}
