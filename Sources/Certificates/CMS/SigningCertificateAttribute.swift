import Crypto
import SwiftASN1

/// The attribute that binds the signer's certificate to the signature (RFC 5035; ETSI EN 319 122-1, clause 5.2.2).
package enum SigningCertificateAttribute {
    package enum Answer: Hashable {
        case matches
        case differs
        case missing
        case malformed
    }

    /// Both forms may be there, and then both must name the certificate.
    package static func check(_ cms: SignedDataReader, _ signer: SigningCertificate) -> Answer {
        let answers = [true, false].filter { cms.has($0 ? OID.signingCertificateV2 : OID.signingCertificate) }.map {
            check(cms, signer, isSecond: $0)
        }
        return answers.first { $0 != .matches } ?? answers.first ?? .missing
    }

    private static func check(_ cms: SignedDataReader, _ signer: SigningCertificate, isSecond: Bool) -> Answer {
        guard let value = cms.value(isSecond ? OID.signingCertificateV2 : OID.signingCertificate),
            let list = ASN1Reader.children(value)?.first, let first = ASN1Reader.children(list)?.first,
            let parts = ASN1Reader.children(first), !parts.isEmpty
        else { return .malformed }
        // The name and serial number may stand beside the digest (RFC 5035, clause 5).
        if parts.count > 1, let named = parts.last, ASN1Reader.isSequence(named), let fields = ASN1Reader.children(named),
            fields.count == 2, ASN1Reader.isSequence(fields[0])
        {
            guard Array(fields[1].encodedBytes) == signer.serial else { return .differs }
        }
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
