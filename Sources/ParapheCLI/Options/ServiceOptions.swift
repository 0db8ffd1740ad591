import ArgumentParser
import Authorities
import Diagnostics
import Paraphe

/// `--tsa`, `--ocsp`, `--crl`, `--chain` and `--tls-roots`: whom signing may ask.
struct ServiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp(SigningWords.tsaHelp[CLIWords.language], valueName: "url")) var tsa: String?
    @Option(help: ArgumentHelp(SigningWords.ocspHelp[CLIWords.language], valueName: "url|file")) var ocsp: [String] = []
    @Option(help: ArgumentHelp(SigningWords.crlHelp[CLIWords.language], valueName: "url|file")) var crl: [String] = []
    @Option(help: ArgumentHelp(SigningWords.chainsHelp[CLIWords.language], valueName: "file")) var chain: [String] = []
    @Option(help: ArgumentHelp(SigningWords.rootsHelp[CLIWords.language], valueName: "file")) var tlsRoots: String?
    @Option(help: ArgumentHelp(SigningWords.timeoutHelp[CLIWords.language], valueName: "seconds")) var timeout: Double = 10

    var choice: ServiceChoice {
        ServiceChoice(
            timeStamps: tsa, statusSources: ocsp, lists: crl, chains: chain, encryptionRoots: tlsRoots,
            limits: AuthorityLimits(timeoutSeconds: min(max(timeout, 0.1), 600)))
    }
}
