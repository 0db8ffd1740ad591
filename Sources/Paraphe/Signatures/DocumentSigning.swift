import Certificates
import Diagnostics
import Signing

/// Signs files with one key, opened once, however many there are.
package struct DocumentSigning: Sendable {
    private let signer: Signer
    private let services: SigningServices
    private let level: SignatureLevel

    package init(
        _ identity: SigningIdentity, level: SignatureLevel = .bB, services: ServiceChoice = ServiceChoice(), secrets: any SecretSource
    ) throws(DiagnosticsError) {
        self.services = level == .bB ? SigningServices() : try services.services()
        if level > .bB, services.timeStamps == nil { throw DiagnosticsError(SigningDiagnostics.noTimeStamps(level)) }
        signer = try identity.signer(secrets: secrets)
        self.level = level
    }

    /// Adds a signature to a file and saves the result whole or not at all; the input may be the output.
    ///
    /// - Returns: warnings.
    package func sign(_ input: String, _ request: SignatureRequest, to output: String) throws(DiagnosticsError) -> DiagnosticBag {
        let pdf = try FileAccess.read(input, limitBytes: FileAccess.longestDocumentBytes)
        let document = try signer.sign(pdf, request, level: level, services: services)
        try FileAccess.write(document.bytes, to: output)
        var bag = DiagnosticBag()
        bag.append(contentsOf: document.warnings)
        return bag
    }

    /// Signs each file; one that fails keeps none of the others from being signed.
    ///
    /// - Returns: what was found, each finding with the name of its file.
    package func sign(_ files: [(input: String, output: String)], _ request: SignatureRequest) -> DiagnosticBag {
        var bag = DiagnosticBag()
        for file in files {
            bag.append(
                contentsOf: FileBatch.findings(file.input, isOne: files.count == 1) { () throws(DiagnosticsError) in
                    try sign(file.input, request, to: file.output)
                })
        }
        return bag
    }
}
