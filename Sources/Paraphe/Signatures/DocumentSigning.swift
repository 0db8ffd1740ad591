import Certificates
import Diagnostics
import Signing

/// Signs files with one key, read once.
package struct DocumentSigning: Sendable {
    private let signer: Signer

    package init(keyPath: String, chainPath: String) throws(DiagnosticsError) {
        signer = try Signer(
            keyPEM: try FileAccess.read(keyPath), keyPath: keyPath, chainPEM: try FileAccess.read(chainPath), chainPath: chainPath)
    }

    /// Adds a signature and saves the result whole or not at all; the input may be the output.
    package func sign(
        _ input: String, field: String?, reason: String?, date: SigningDate, to output: String
    ) throws(DiagnosticsError) {
        let pdf = try FileAccess.read(input, limitBytes: FileAccess.longestDocumentBytes)
        let signed = try signer.sign(pdf, SignatureRequest(fieldName: field, date: date, reason: reason))
        try FileAccess.write(signed, to: output)
    }
}
