import Certificates
import Diagnostics
import Verifying

/// Verifies files against the authorities that the user trusts and the policy that the user names.
package struct DocumentVerification: Sendable {
    private let verifier: SignatureVerifier

    /// - Parameters:
    ///   - trustPaths: PEM or DER certificates; none leaves trust unchecked, and only `intact` is then met.
    ///   - policy: what is required.
    ///   - revocationPaths: CRLs and OCSP responses, DER or PEM.
    package init(
        trustPaths: [String], policy: VerificationPolicy = .trusted, revocationPaths: [String] = [], date: SigningDate
    ) throws(DiagnosticsError) {
        var roots: [SigningCertificate] = []
        for path in trustPaths {
            guard let found = SigningCertificate.all(pem: try FileAccess.read(path)), !found.isEmpty else {
                throw DiagnosticsError(FileDiagnostics.noCertificate(path))
            }
            roots += found
        }
        var evidence: [RevocationEvidence] = []
        for path in revocationPaths { evidence.append(try Self.evidence(path, date)) }
        verifier = SignatureVerifier(
            roots: trustPaths.isEmpty ? nil : roots, date: date, policy: policy,
            evidence: evidence)
    }

    package func verify(_ path: String) throws(DiagnosticsError) -> VerificationReport {
        verify(try FileAccess.read(path, limitBytes: FileAccess.longestDocumentBytes))
    }

    func verify(_ bytes: [UInt8]) -> VerificationReport { verifier.verify(bytes) }

    private static func evidence(_ path: String, _ date: SigningDate) throws(DiagnosticsError) -> RevocationEvidence {
        let bytes = try FileAccess.read(path)
        let der = bytes.first == 0x30 ? bytes : PEMDocuments(bytes).blocks.first?.der ?? []
        guard let evidence = RevocationEvidence(der: der, origin: .given, provenAt: date) else {
            throw DiagnosticsError(VerificationDiagnostics.notRevocationData(path))
        }
        return evidence
    }
}
