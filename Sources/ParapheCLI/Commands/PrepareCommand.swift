import ArgumentParser
import Certificates
import Diagnostics
import Paraphe
import Signing

struct PrepareCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "prepare", abstract: SigningWords.prepare[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfHelp[CLIWords.language])) var input: String
    @Option(help: ArgumentHelp(SigningWords.certHelp[CLIWords.language])) var cert: String?
    @Option(help: ArgumentHelp(SigningWords.paddingHelp[CLIWords.language])) var padding: SoftwareKey.RSAPadding = .pkcs1
    @Option(help: ArgumentHelp(SigningWords.hashHelp[CLIWords.language])) var hash: HashArgument?
    @Option(help: ArgumentHelp(SigningWords.deadlineHelp[CLIWords.language])) var deadline: String?
    @OptionGroup var requested: RequestedSignature
    @Option(help: ArgumentHelp(SigningWords.requestHelp[CLIWords.language], valueName: "file")) var request: String
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let date = try Clock.moment(requested.at)
        let end =
            try deadline.map { try Clock.moment($0) }
            ?? SigningDate(unixSeconds: date.unixSeconds + 86_400, offsetMinutes: date.offsetMinutes)
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            try RemoteSigning.prepare(
                input, requested.request(at: date), certificates: cert, padding: padding, hash: hash?.algorithm, deadline: end, to: output,
                ticket: request)
            return DiagnosticBag()
        }
    }
}
