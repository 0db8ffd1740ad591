import Certificates
import Diagnostics
import FoundationEssentials

/// What travels to whoever holds the key, and what the embedding checks against: JSON, all bytes in base 64.
///
/// A service that signs documents takes ``digest``; one that signs bytes takes ``SignedPart/attributes``, or their digest.
package struct SignatureTicket: Codable, Hashable, Sendable {
    /// The signed attributes of CMS, made for one certificate.
    package struct SignedPart: Codable, Hashable, Sendable {
        /// `RSA PKCS#1, SHA-256` and the like.
        package var algorithm: String
        /// DER, which the key signs.
        package var attributes: Data
        /// Their digest, for services that sign digests.
        package var digest: Data
    }

    package static let kind = "paraphe-signature-request"

    package var kind: String
    package var version: Int
    /// The prepared file, by name and by the SHA-256 of all its bytes.
    package var file: String
    package var fileDigest: Data
    package var field: String?
    package var reason: String?
    /// The signing time that the file states.
    package var date: String
    /// After this moment the answer is no longer taken.
    package var deadline: String
    /// The bytes that the signature is over: start, length, start, length.
    package var byteRange: [Int]
    package var digestAlgorithm: String
    /// Of those bytes.
    package var digest: Data
    /// Only where the certificate was known when the file was prepared.
    package var signed: SignedPart?
    /// DER, the signer's first.
    package var certificates: [Data]
    /// How long the CMS may be, in bytes.
    package var reservedBytes: Int

    package var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return ((try? encoder.encode(self)).map { Array($0) } ?? []) + [0x0A]
    }

    /// - Parameter path: the file's name, for diagnostics.
    package init(json: [UInt8], path: String) throws(DiagnosticsError) {
        guard json.count <= 1 << 20, let ticket = try? JSONDecoder().decode(SignatureTicket.self, from: Data(json)),
            ticket.kind == Self.kind, ticket.version == 1
        else { throw DiagnosticsError(SigningDiagnostics.badTicket(path)) }
        self = ticket
    }

    init(
        file: String, fileDigest: [UInt8], request: SignatureRequest, deadline: SigningDate, byteRange: [Int], hash: HashAlgorithm,
        digest: [UInt8], signed: SignedPart?, certificates: [SigningCertificate], reservedBytes: Int
    ) {
        kind = Self.kind
        version = 1
        self.file = file
        self.fileDigest = Data(fileDigest)
        field = request.fieldName
        reason = request.reason
        date = request.date.iso8601
        self.deadline = deadline.iso8601
        self.byteRange = byteRange
        digestAlgorithm = hash.rawValue
        self.digest = Data(digest)
        self.signed = signed
        self.certificates = certificates.map { Data($0.der) }
        self.reservedBytes = reservedBytes
    }
}
