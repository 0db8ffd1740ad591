import Certificates
import Diagnostics

/// Makes the CMS SignedData of a PAdES baseline signature (RFC 5652; ETSI EN 319 122-1, EN 319 142-1).
///
/// Attributes: content-type, message-digest and signing-certificate-v2; no signing-time, as PAdES has `/M` for it. Who signs them may be
/// a key in this process or a service far away: ``attributes(digest:type:)`` gives what is signed, ``assemble(attributes:signature:)`` the whole.
struct SignedDataBuilder: Sendable {
    let scheme: SignatureScheme
    /// The signer's first.
    let chain: [SigningCertificate]
    private let certificateDigestAttribute: [UInt8]

    init(scheme: SignatureScheme, chain: [SigningCertificate]) {
        self.scheme = scheme
        self.chain = chain
        certificateDigestAttribute = Self.certificateAttribute(chain[0], scheme.hash)
    }

    /// Room that the CMS needs at most without unsigned attributes.
    var sizeBound: Int { chain.reduce(1_280) { $0 + $1.der.count } + 512 }

    /// The signed attributes for content of this digest: a SET in DER, which is what the key signs (RFC 5652, clause 5.4).
    func attributes(digest: [UInt8], type: [UInt] = OID.data) -> [UInt8] {
        DER.setOf([
            DER.sequence([DER.oid(OID.contentType), DER.setOf([DER.oid(type)])]),
            DER.sequence([DER.oid(OID.messageDigest), DER.setOf([DER.octets(digest)])]),
            certificateDigestAttribute,
        ])
    }

    /// - Parameters:
    ///   - attributes: what ``attributes(digest:type:)`` gave, and was signed.
    ///   - content: held inside; nil leaves the signature apart from its content.
    func assemble(
        attributes: [UInt8], signature: [UInt8], type: [UInt] = OID.data, content: [UInt8]? = nil
    ) -> [UInt8] {
        let digestAlgorithm = DER.sequence([DER.oid(scheme.hash.identifier)])
        // Signed as a SET, sent under an implicit tag.
        var sent = attributes
        sent[0] = 0xA0
        let information = DER.sequence([
            DER.integer(1),
            DER.sequence([chain[0].issuer, chain[0].serial]),
            digestAlgorithm,
            sent,
            scheme.algorithmIdentifier,
            DER.octets(signature),
        ])
        let encapsulated = [DER.oid(type)] + (content.map { [DER.tlv(0xA0, DER.octets($0))] } ?? [])
        let signedData = DER.sequence([
            DER.integer(content == nil ? 1 : 3),
            DER.setOf([digestAlgorithm]),
            DER.sequence(encapsulated),
            DER.tlv(0xA0, Array(chain.map(\.der).sorted { $0.lexicographicallyPrecedes($1) }.joined())),
            DER.setOf([information]),
        ])
        return DER.sequence([DER.oid(OID.signedData), DER.tlv(0xA0, signedData)])
    }

    /// ESSCertIDv2 (RFC 5035, clause 3): the digest's algorithm is left out when it is SHA-256, the default.
    private static func certificateAttribute(_ certificate: SigningCertificate, _ hash: HashAlgorithm) -> [UInt8] {
        let algorithm: [[UInt8]] = hash == .sha256 ? [] : [DER.sequence([DER.oid(hash.identifier)])]
        let identifier = DER.sequence(algorithm + [DER.octets(hash.digest(certificate.der))])
        let value = DER.sequence([DER.sequence([identifier])])
        return DER.sequence([DER.oid(OID.signingCertificateV2), DER.setOf([value])])
    }
}
