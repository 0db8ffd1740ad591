import SwiftASN1

/// What certificates, revocation lists and OCSP responses have in common: a body, an algorithm, a signature over the body's bytes.
struct SignedRecord {
    let body: ASN1Node
    let scheme: SignatureScheme?
    let signature: [UInt8]
    /// What follows the signature.
    let rest: [ASN1Node]

    init?(_ node: ASN1Node) {
        guard ASN1Reader.isSequence(node), let parts = ASN1Reader.children(node), parts.count >= 3,
            let bits = try? ASN1BitString(derEncoded: parts[2])
        else { return nil }
        body = parts[0]
        scheme = Self.scheme(parts[1])
        signature = Array(bits.bytes)
        rest = Array(parts.dropFirst(3))
    }

    func isSigned(by signer: SigningCertificate) -> Bool {
        guard let scheme else { return false }
        return PublicKeyCheck.isValid(signature, over: Array(body.encodedBytes), scheme: scheme, key: signer)
    }

    /// Nil for what is weak or unknown.
    private static func scheme(_ node: ASN1Node) -> SignatureScheme? {
        guard let parts = ASN1Reader.children(node), let oid = parts.first.flatMap(ASN1Reader.oid) else { return nil }
        switch oid {
        case OID.sha256WithRSA: return .rsaPKCS1(.sha256)
        case OID.sha384WithRSA: return .rsaPKCS1(.sha384)
        case OID.sha512WithRSA: return .rsaPKCS1(.sha512)
        case OID.ecdsaWithSHA256: return .ecdsa(.sha256)
        case OID.ecdsaWithSHA384: return .ecdsa(.sha384)
        case OID.ecdsaWithSHA512: return .ecdsa(.sha512)
        case OID.rsaPSS:
            guard parts.count == 2, let first = ASN1Reader.children(parts[1])?.first, ASN1Reader.isContext(first, 0),
                let hash = ASN1Reader.children(first)?.first.flatMap(SignedDataReader.hash)
            else { return nil }
            return .rsaPSS(hash)
        default: return nil
        }
    }

    /// UTCTime or GeneralizedTime.
    static func date(_ node: ASN1Node) -> SigningDate? {
        if let time = try? GeneralizedTime(derEncoded: node) {
            return SigningDate(
                year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds)
        }
        guard let time = try? UTCTime(derEncoded: node) else { return nil }
        return SigningDate(
            year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds)
    }
}
