import ArgumentParser
import Certificates
import Diagnostics
import Paraphe
import Verifying

/// What is trusted, required and consulted when signatures are judged.
struct VerificationOptions: ParsableArguments {
    @Option(help: ArgumentHelp(CLIWords.trustHelp[CLIWords.language])) var trust: [String] = []
    @Option(help: ArgumentHelp(CLIWords.policyHelp[CLIWords.language])) var policy: String?
    @Option(help: ArgumentHelp(CLIWords.crlHelp[CLIWords.language])) var crl: [String] = []
    @Option(help: ArgumentHelp(CLIWords.ocspHelp[CLIWords.language])) var ocsp: [String] = []
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?

    /// - Parameter date: the moment that `--at` names (``Clock``), read before any file is.
    func verification(at date: SigningDate, _ shelf: SourceShelf) throws -> DocumentVerification {
        let policy = try VerificationPolicyFile.policy(policy ?? VerificationPolicy.trusted.name, shelf: shelf)
        return try DocumentVerification(trustPaths: trust, policy: policy, revocationPaths: crl + ocsp, date: date)
    }
}
