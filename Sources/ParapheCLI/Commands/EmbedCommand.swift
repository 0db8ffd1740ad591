import Certificates
import ArgumentParser
import Diagnostics
import Paraphe
import Signing

struct EmbedCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "embed", abstract: SigningWords.embed[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfHelp[CLIWords.language])) var input: String
    @Option(help: ArgumentHelp(SigningWords.requestHelp[CLIWords.language], valueName: "file")) var request: String
    @Option(help: ArgumentHelp(SigningWords.signatureHelp[CLIWords.language], valueName: "file")) var signature: String?
    @Option(help: ArgumentHelp(SigningWords.cmsHelp[CLIWords.language], valueName: "file")) var cms: String?
    @Option(help: ArgumentHelp(SigningWords.levelHelp[CLIWords.language])) var level: SignatureLevel = .bB
    @OptionGroup var services: ServiceOptions
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    mutating func validate() throws {
        if (signature == nil) == (cms == nil) { throw ValidationError(SigningWords.oneAnswer[CLIWords.language]) }
    }

    func run() throws {
        let date = try Clock.moment(at)
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            try RemoteSigning.embed(
                cms ?? signature ?? "", isCMS: cms != nil, in: input, ticket: request, level: level, services: services.choice, date: date,
                to: output)
        }
    }
}
