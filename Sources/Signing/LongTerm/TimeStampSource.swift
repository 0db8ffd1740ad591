import Certificates
import Diagnostics

/// A time-stamping authority (RFC 3161), reached in whatever way: over HTTP, or in the process for tests.
package protocol TimeStampSource: Sendable {
    /// The token (a CMS ContentInfo) for a digest.
    ///
    /// - Throws: a fault of the service, worded for people.
    func token(for request: TimeStampRequest) throws(DiagnosticsError) -> [UInt8]
}

/// What is asked of a time-stamping authority.
package struct TimeStampRequest: Hashable, Sendable {
    package let hash: HashAlgorithm
    package let digest: [UInt8]
    /// A number used once, which the answer repeats: big endian, 1 to 16 bytes, the first neither zero nor over 0x7F.
    package let nonce: [UInt8]?

    package init(hash: HashAlgorithm, digest: [UInt8], nonce: [UInt8]? = nil) {
        self.hash = hash
        self.digest = digest
        self.nonce = nonce
    }

    /// TimeStampReq (RFC 3161, clause 2.4.1), with the authority's certificate asked for: the body of a
    /// `application/timestamp-query`.
    package var der: [UInt8] {
        DER.sequence([DER.integer(1), imprint] + (nonce.map { [DER.tlv(0x02, $0)] } ?? []) + [[0x01, 0x01, 0xFF]])
    }

    var imprint: [UInt8] { DER.sequence([DER.sequence([DER.oid(hash.identifier), DER.null]), DER.octets(digest)]) }

    /// The token of a TimeStampResp (clause 2.4.2); nil when the authority refused.
    package static func token(inResponse bytes: [UInt8]) -> [UInt8]? { TimeStampResponse.token(bytes) }
}
