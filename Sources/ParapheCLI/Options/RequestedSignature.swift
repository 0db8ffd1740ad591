import ArgumentParser
import Certificates
import Diagnostics
import Signing

/// What a signature says and where it stands.
struct RequestedSignature: ParsableArguments {
    @Option(help: ArgumentHelp(CLIWords.fieldHelp[CLIWords.language])) var field: String?
    @Option(help: ArgumentHelp(CLIWords.reasonHelp[CLIWords.language])) var reason: String?
    @Option(help: ArgumentHelp(SigningWords.locationHelp[CLIWords.language])) var location: String?
    @Option(help: ArgumentHelp(SigningWords.certifyHelp[CLIWords.language])) var certify: CertifyArgument = .forms
    @Option(help: ArgumentHelp(SigningWords.reserveHelp[CLIWords.language], valueName: "bytes")) var reserve: Int?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?

    func request(at date: SigningDate) -> SignatureRequest {
        SignatureRequest(
            fieldName: field, date: date, reason: reason, location: location, certification: certify.permission,
            reservedBytes: reserve.map { min(max($0, 1_024), 1 << 20) })
    }
}
