import Certificates
import Diagnostics

/// Makes the CMS SignedData of a PAdES baseline signature (RFC 5652; ETSI EN 319 122-1, EN 319 142-1).
///
/// Attributes: content-type, message-digest and signing-certificate-v2; no signing-time, as PAdES has `/M` for it.
struct SignedDataBuilder {
    let key: any SigningKey
    /// The signer's first.
    let chain: [SigningCertificate]
    private let certificateDigestAttribute: [UInt8]

    init(key: any SigningKey, chain: [SigningCertificate]) {
        self.key = key
        self.chain = chain
        certificateDigestAttribute = Self.certificateAttribute(chain[0], key.scheme.hash)
    }

    /// Room that the CMS needs at most without unsigned attributes.
    var sizeBound: Int { chain.reduce(1_280) { $0 + $1.der.count } + 512 }

    /// A signature apart from its content, of which only the digest is known.
    ///
    /// - Parameter timeStamps: stamps the signature's value (level B-T).
    func build(digest: [UInt8], timeStamps: (any TimeStampSource)? = nil) throws(DiagnosticsError) -> [UInt8] {
        try build(digest: digest, type: OID.data, content: nil, timeStamps: timeStamps)
    }

    /// A signature that holds its content.
    func build(content: [UInt8], type: [UInt]) throws(DiagnosticsError) -> [UInt8] {
        try build(digest: key.scheme.hash.digest(content), type: type, content: content, timeStamps: nil)
    }

    private func build(
        digest: [UInt8], type: [UInt], content: [UInt8]?, timeStamps: (any TimeStampSource)?
    ) throws(DiagnosticsError) -> [UInt8] {
        let hash = key.scheme.hash
        let attributes = DER.setOf([
            DER.sequence([DER.oid(OID.contentType), DER.setOf([DER.oid(type)])]),
            DER.sequence([DER.oid(OID.messageDigest), DER.setOf([DER.octets(digest)])]),
            certificateDigestAttribute,
        ])
        // Signed as a SET, sent under an implicit tag (RFC 5652, clause 5.4).
        let signature = try key.signature(for: attributes)
        var sent = attributes
        sent[0] = 0xA0
        let digestAlgorithm = DER.sequence([DER.oid(hash.identifier)])
        var parts = [
            DER.integer(1),
            DER.sequence([chain[0].issuer, chain[0].serial]),
            digestAlgorithm,
            sent,
            key.scheme.algorithmIdentifier,
            DER.octets(signature),
        ]
        if let timeStamps {
            let token = try timeStamps.token(for: TimeStampRequest(hash: hash, digest: hash.digest(signature)))
            guard TimeStampToken.check(token[...], over: [signature[...]]) != nil else {
                throw DiagnosticsError(SigningDiagnostics.badTimeStamp())
            }
            parts.append(DER.tlv(0xA1, DER.sequence([DER.oid(OID.timeStampToken), DER.setOf([token])])))
        }
        let encapsulated = [DER.oid(type)] + (content.map { [DER.tlv(0xA0, DER.octets($0))] } ?? [])
        let signedData = DER.sequence([
            DER.integer(content == nil ? 1 : 3),
            DER.setOf([digestAlgorithm]),
            DER.sequence(encapsulated),
            DER.tlv(0xA0, Array(chain.map(\.der).sorted { $0.lexicographicallyPrecedes($1) }.joined())),
            DER.setOf([DER.sequence(parts)]),
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
