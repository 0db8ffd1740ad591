import ArgumentParser
import Certificates
import Diagnostics
import Paraphe
import Signing

struct AddendCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "addend", abstract: SigningWords.addend[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfHelp[CLIWords.language])) var input: String
    @Option(help: ArgumentHelp(SigningWords.addendumHelp[CLIWords.language], valueName: "file")) var text: String
    @OptionGroup var identity: IdentityOptions
    @Option(help: ArgumentHelp(SigningWords.licenceHelp[CLIWords.language])) var licence: String?
    @Option(help: ArgumentHelp(SigningWords.levelHelp[CLIWords.language])) var level: SignatureLevel = .bB
    @OptionGroup var services: ServiceOptions
    @Option(help: ArgumentHelp(SigningWords.addendumFieldHelp[CLIWords.language])) var field: String?
    @Option(help: ArgumentHelp(CLIWords.reasonHelp[CLIWords.language])) var reason: String?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let request = SignatureRequest(fieldName: field, date: try Clock.moment(at), reason: reason)
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            try DocumentSigning(
                identity.identity, level: level, services: services.choice, secrets: identity.secrets.source,
                language: languageOption.language
            )
            .addend(input, text: text, licence: licence, request, to: output)
        }
    }
}
