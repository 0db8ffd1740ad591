import Certificates
import Diagnostics
import Signing
import Synchronization

/// Asks OCSP responders and fetches revocation lists and issuers' certificates, where certificates say or the caller knows better.
package final class HTTPRevocation: RevocationSource {
    private let client: HTTPClient
    private let limits: AuthorityLimits
    private let responder: HTTPAddress?
    private let lists: [HTTPAddress]
    /// Lists are long and serve many certificates: fetched once in a run.
    private let fetched = Mutex<[HTTPAddress: [UInt8]]>([:])

    /// - Parameters:
    ///   - responder: asked about every certificate, instead of those that certificates name.
    ///   - lists: tried before those that certificates name.
    package init(
        client: HTTPClient, responder: String? = nil, lists: [String] = [], limits: AuthorityLimits = AuthorityLimits()
    ) throws(DiagnosticsError) {
        self.client = client
        self.limits = limits
        self.responder = if let responder { try HTTPAddress(responder) } else { nil }
        var addresses: [HTTPAddress] = []
        for list in lists { addresses.append(try HTTPAddress(list)) }
        self.lists = addresses
    }

    package func statusResponse(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]? {
        guard let question = StatusRequest.der(for: certificate, issuer: issuer) else { return nil }
        let addresses = if let responder { [responder] } else { try Self.addresses(CertificateAddresses(certificate).responders) }
        return try first(addresses) { address throws(DiagnosticsError) in
            let body = try client.ask(
                HTTPClient.Question(
                    address: address, body: question, contentType: "application/ocsp-request", accept: "application/ocsp-response",
                    limitBytes: limits.responseBytes))
            guard let response = StatusResponse(der: body), response.answer(for: certificate, issuer: issuer) != nil,
                response.signer(issuer: issuer) != nil
            else { throw DiagnosticsError(AuthorityDiagnostics.badStatus(address.text, certificate.displayName)) }
            return body
        }
    }

    package func revocationList(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]? {
        for address in lists {
            let der = try list(address)
            if RevocationList(der: der)?.issuer == certificate.issuer { return der }
        }
        let addresses = try Self.addresses(CertificateAddresses(certificate).lists)
        return try first(addresses) { address throws(DiagnosticsError) in
            let der = try list(address)
            guard RevocationList(der: der)?.isSigned(by: issuer) == true else {
                throw DiagnosticsError(AuthorityDiagnostics.badList(address.text, issuer.displayName))
            }
            return der
        }
    }

    package func issuers(of certificate: SigningCertificate) throws(DiagnosticsError) -> [SigningCertificate] {
        let addresses = try Self.addresses(CertificateAddresses(certificate).issuers)
        return try first(addresses) { address throws(DiagnosticsError) in
            let body = try client.ask(
                HTTPClient.Question(address: address, accept: "application/pkix-cert, */*", limitBytes: limits.responseBytes))
            guard let certificates = SigningCertificate.all(pem: body), !certificates.isEmpty else {
                throw DiagnosticsError(AuthorityDiagnostics.badIssuer(address.text))
            }
            return certificates
        } ?? []
    }

    private func list(_ address: HTTPAddress) throws(DiagnosticsError) -> [UInt8] {
        if let known = fetched.withLock({ $0[address] }) { return known }
        var body = try client.ask(HTTPClient.Question(address: address, accept: "application/pkix-crl, */*", limitBytes: limits.listBytes))
        if body.first != 0x30, let block = PEMDocuments(body).blocks.first(where: { $0.label == "X509 CRL" }) { body = block.der }
        fetched.withLock { $0[address] = body }
        return body
    }

    /// Addresses in certificates that are not of HTTP (LDAP, files) are passed over.
    private static func addresses(_ texts: [String]) throws(DiagnosticsError) -> [HTTPAddress] {
        var found: [HTTPAddress] = []
        for text in texts where text.lowercased().hasPrefix("http") { found.append(try HTTPAddress(text)) }
        return found
    }

    /// The first answer; when all fail, the first failure.
    private func first<Answer>(
        _ addresses: [HTTPAddress], _ ask: (HTTPAddress) throws(DiagnosticsError) -> Answer
    ) throws(DiagnosticsError) -> Answer? {
        var failure: DiagnosticsError?
        for address in addresses {
            do throws(DiagnosticsError) {
                return try ask(address)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return nil
    }
}
