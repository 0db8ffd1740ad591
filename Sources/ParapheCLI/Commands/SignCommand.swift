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
    @Option(help: ArgumentHelp(SigningWords.keyHelp[CLIWords.language])) var key: String
    @Option(help: ArgumentHelp(SigningWords.certHelp[CLIWords.language])) var cert: String?
    @Option(help: ArgumentHelp(SigningWords.moduleHelp[CLIWords.language])) var module: String?
    @OptionGroup var secrets: SecretOptions
    @Option(help: ArgumentHelp(SigningWords.paddingHelp[CLIWords.language])) var padding: SoftwareKey.RSAPadding = .pkcs1
    @Option(help: ArgumentHelp(SigningWords.hashHelp[CLIWords.language])) var hash: HashArgument?
    @Option(help: ArgumentHelp(SigningWords.levelHelp[CLIWords.language])) var level: SignatureLevel = .bB
    @OptionGroup var services: ServiceOptions
    @OptionGroup var requested: RequestedSignature
    @Option(name: .shortAndLong, help: ArgumentHelp(SigningWords.outputsHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    mutating func validate() throws {
        if FileBatch.outputs(input, to: output) == nil { throw ValidationError(SigningWords.severalNeedFolder[CLIWords.language]) }
    }

    func run() throws {
        let request = requested.request(at: try Clock.moment(requested.at))
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            let identity = SigningIdentity(key: key, certificates: cert, module: module, padding: padding, hash: hash?.algorithm)
            return try DocumentSigning(identity, level: level, services: services.choice, secrets: secrets.source)
                .sign(FileBatch.outputs(input, to: output) ?? [], request)
        }
    }
}
