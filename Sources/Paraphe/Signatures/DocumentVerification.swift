import Certificates
import Diagnostics
import Verifying

/// Verifies files against the authorities that the user trusts.
package struct DocumentVerification: Sendable {
    private let verifier: SignatureVerifier

    /// - Parameter trustPath: PEM certificates; nil leaves trust unchecked and judges integrity.
    package init(trustPath: String?, date: SigningDate) throws(DiagnosticsError) {
        guard let trustPath else {
            verifier = SignatureVerifier(roots: nil, date: date)
            return
        }
        guard let roots = SigningCertificate.all(pem: try FileAccess.read(trustPath)), !roots.isEmpty else {
            throw DiagnosticsError(FileDiagnostics.noCertificate(trustPath))
        }
        verifier = SignatureVerifier(roots: roots, date: date)
    }

    package func verify(_ path: String) throws(DiagnosticsError) -> VerificationReport {
        verifier.verify(try FileAccess.read(path, limitBytes: FileAccess.longestDocumentBytes))
    }
}
