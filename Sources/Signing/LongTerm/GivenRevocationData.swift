import Certificates
import Diagnostics

/// Revocation data that somebody fetched before, and behind it whoever can be asked for the rest.
package struct GivenRevocationData: RevocationSource {
    private let responses: [StatusResponse]
    private let lists: [RevocationList]
    private let certificates: [SigningCertificate]
    private let others: (any RevocationSource)?

    package init(
        responses: [StatusResponse] = [], lists: [RevocationList] = [], certificates: [SigningCertificate] = [],
        others: (any RevocationSource)? = nil
    ) {
        self.responses = responses
        self.lists = lists
        self.certificates = certificates
        self.others = others
    }

    package func statusResponse(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]? {
        if let given = responses.first(where: { $0.answer(for: certificate, issuer: issuer) != nil }) { return given.der }
        // A list that was given speaks for the certificate: nobody need be asked.
        if lists.contains(where: { $0.issuer == certificate.issuer }) { return nil }
        return try others?.statusResponse(for: certificate, issuer: issuer)
    }

    package func revocationList(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]? {
        if let given = lists.first(where: { $0.issuer == certificate.issuer }) { return given.der }
        return try others?.revocationList(for: certificate, issuer: issuer)
    }

    package func issuers(of certificate: SigningCertificate) throws(DiagnosticsError) -> [SigningCertificate] {
        let given = certificates.filter { $0.subject == certificate.issuer }
        return given.isEmpty ? try others?.issuers(of: certificate) ?? [] : given
    }
}
