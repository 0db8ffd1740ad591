import ArgumentParser
import Certificates
import Diagnostics
import Paraphe
import Signing

/// `--key` and what belongs to it: who signs.
struct IdentityOptions: ParsableArguments {
    @Option(help: ArgumentHelp(SigningWords.keyHelp[CLIWords.language])) var key: String
    @Option(help: ArgumentHelp(SigningWords.certHelp[CLIWords.language])) var cert: String?
    @Option(help: ArgumentHelp(SigningWords.moduleHelp[CLIWords.language])) var module: String?
    @OptionGroup var secrets: SecretOptions
    @Option(help: ArgumentHelp(SigningWords.paddingHelp[CLIWords.language])) var padding: SoftwareKey.RSAPadding = .pkcs1
    @Option(help: ArgumentHelp(SigningWords.hashHelp[CLIWords.language])) var hash: HashArgument?

    var identity: SigningIdentity {
        SigningIdentity(key: key, certificates: cert, module: module, padding: padding, hash: hash?.algorithm)
    }
}
