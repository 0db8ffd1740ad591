import Crypto

/// The attribute that binds the signer's certificate to the signature (RFC 5035; ETSI EN 319 122-1, clause 5.2.2).
package enum SigningCertificateAttribute {
    package enum Answer: Hashable {
        case matches
        case differs
        case missing
        case malformed
    }

    package static func check(_ cms: SignedDataReader, _ signer: SigningCertificate) -> Answer {
        let isSecond = cms.has(OID.signingCertificateV2)
        guard isSecond || cms.has(OID.signingCertificate) else { return .missing }
        guard let value = cms.value(isSecond ? OID.signingCertificateV2 : OID.signingCertificate),
            let list = ASN1Reader.children(value)?.first, let first = ASN1Reader.children(list)?.first,
            let parts = ASN1Reader.children(first), !parts.isEmpty
        else { return .malformed }
        guard isSecond else {
            let digest = ASN1Reader.octets(parts[0])
            return digest == Array(Insecure.SHA1.hash(data: signer.der)) ? .matches : .differs
        }
        let hasAlgorithm = ASN1Reader.isSequence(parts[0]) && parts.count > 1
        let hash = hasAlgorithm ? SignedDataReader.hash(parts[0]) : .sha256
        guard let hash, let digest = ASN1Reader.octets(parts[hasAlgorithm ? 1 : 0]) else { return .malformed }
        return digest == hash.digest(signer.der) ? .matches : .differs
    }
}
