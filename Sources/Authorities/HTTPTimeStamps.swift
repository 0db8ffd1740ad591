import Certificates
import Diagnostics
import Signing

/// A time-stamping authority over HTTP (RFC 3161, clause 3.4).
package struct HTTPTimeStamps: TimeStampSource {
    private let address: HTTPAddress
    private let client: HTTPClient
    private let limits: AuthorityLimits

    package init(_ address: String, client: HTTPClient, limits: AuthorityLimits = AuthorityLimits()) throws(DiagnosticsError) {
        self.address = try HTTPAddress(address)
        self.client = client
        self.limits = limits
    }

    package func token(for request: TimeStampRequest) throws(DiagnosticsError) -> [UInt8] {
        // Used once: an old answer cannot be played again.
        var nonce = (0..<8).map { _ in UInt8.random(in: 0...255) }
        nonce[0] = nonce[0] & 0x3F | 0x40
        let question = TimeStampRequest(hash: request.hash, digest: request.digest, nonce: nonce)
        let body = try client.ask(
            HTTPClient.Question(
                address: address, body: question.der, contentType: "application/timestamp-query", accept: "application/timestamp-reply",
                limitBytes: limits.tokenBytes))
        guard let token = TimeStampRequest.token(inResponse: body) else {
            throw DiagnosticsError(AuthorityDiagnostics.refusedToStamp(address.text))
        }
        guard TimeStampNonce.inToken(token) == nonce else { throw DiagnosticsError(AuthorityDiagnostics.wrongNonce(address.text)) }
        return token
    }
}
