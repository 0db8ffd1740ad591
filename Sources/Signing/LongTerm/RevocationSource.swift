import Certificates
import Diagnostics

/// Who knows whether certificates were revoked: services over HTTP, files that were given.
package protocol RevocationSource: Sendable {
    /// An OCSP response (RFC 6960) about a certificate; nil when nobody offers one.
    func statusResponse(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]?
    /// A revocation list (RFC 5280) that the certificate would stand on; nil when nobody offers one.
    func revocationList(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]?
    /// Certificates that may have issued this one, where its own file does not bring them.
    func issuers(of certificate: SigningCertificate) throws(DiagnosticsError) -> [SigningCertificate]
}
