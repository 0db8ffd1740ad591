import Certificates
import ArgumentParser
import Diagnostics
import Paraphe
import Signing

struct SignCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "sign", abstract: SigningWords.sign[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(SigningWords.inputsHelp[CLIWords.language])) var input: [String]
    @OptionGroup var identity: IdentityOptions
    @Option(help: ArgumentHelp(SigningWords.levelHelp[CLIWords.language])) var level: SignatureLevel = .bB
    @OptionGroup var services: ServiceOptions
    @OptionGroup var requested: RequestedSignature
    @Option(
        parsing: .unconditional, help: ArgumentHelp(SigningWords.visibleHelp[CLIWords.language], valueName: "page:left,top,width,height"))
    var visible: VisiblePlacement?
    @Option(help: ArgumentHelp(SigningWords.licenceHelp[CLIWords.language])) var licence: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(SigningWords.outputsHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    mutating func validate() throws {
        if FileBatch.outputs(input, to: output) == nil { throw ValidationError(SigningWords.severalNeedFolder[CLIWords.language]) }
    }

    func run() throws {
        let request = requested.request(at: try Clock.moment(requested.at))
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            let signing = try DocumentSigning(
                identity.identity, level: level, services: services.choice, secrets: identity.secrets.source,
                language: languageOption.language)
            // A key that is protected was asked for by now.
            let bar = progress.begin(languageOption.language)
            defer { bar.end() }
            return signing.sign(
                FileBatch.outputs(input, to: output) ?? [], request,
                visible: visible.map { VisibleSignature(placement: $0.placement, licence: licence) }, progress: bar.listener)
        }
    }
}
