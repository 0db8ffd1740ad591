/// How a key signs: the algorithm, its padding and its digest.
package enum SignatureScheme: Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5.
    case rsaPKCS1(HashAlgorithm)
    /// RSASSA-PSS with MGF1 on the same digest and a salt of the digest's length.
    case rsaPSS(HashAlgorithm)
    case ecdsa(HashAlgorithm)

    package var hash: HashAlgorithm {
        switch self {
        case .rsaPKCS1(let hash), .rsaPSS(let hash), .ecdsa(let hash): hash
        }
    }

    package var name: String {
        switch self {
        case .rsaPKCS1(let hash): "RSA PKCS#1, \(hash.rawValue)"
        case .rsaPSS(let hash): "RSA-PSS, \(hash.rawValue)"
        case .ecdsa(let hash): "ECDSA, \(hash.rawValue)"
        }
    }

    /// The AlgorithmIdentifier of CMS (RFC 5754, RFC 4056).
    package var algorithmIdentifier: [UInt8] {
        switch self {
        case .rsaPKCS1(.sha256): DER.sequence([DER.oid(OID.sha256WithRSA), DER.null])
        case .rsaPKCS1(.sha384): DER.sequence([DER.oid(OID.sha384WithRSA), DER.null])
        case .rsaPKCS1(.sha512): DER.sequence([DER.oid(OID.sha512WithRSA), DER.null])
        case .rsaPSS(let hash):
            DER.sequence([
                DER.oid(OID.rsaPSS),
                DER.sequence([
                    DER.tlv(0xA0, DER.sequence([DER.oid(hash.identifier), DER.null])),
                    DER.tlv(0xA1, DER.sequence([DER.oid(OID.mgf1), DER.sequence([DER.oid(hash.identifier), DER.null])])),
                    DER.tlv(0xA2, DER.integer(UInt8(hash.byteCount))),
                ]),
            ])
        case .ecdsa(.sha256): DER.sequence([DER.oid(OID.ecdsaWithSHA256)])
        case .ecdsa(.sha384): DER.sequence([DER.oid(OID.ecdsaWithSHA384)])
        case .ecdsa(.sha512): DER.sequence([DER.oid(OID.ecdsaWithSHA512)])
        }
    }
}
