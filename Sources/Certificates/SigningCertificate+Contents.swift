import CryptoExtras
import SwiftASN1
import X509

/// What paths and revocation need to know of a certificate.
extension SigningCertificate {
    /// The value of an extension; nil when the certificate lacks it.
    func value(_ oid: [UInt]) -> ArraySlice<UInt8>? {
        certificate.extensions.first { Array($0.oid.oidComponents) == oid }?.value
    }

    func isCritical(_ oid: [UInt]) -> Bool {
        certificate.extensions.contains { $0.critical && Array($0.oid.oidComponents) == oid }
    }

    /// Bits and public exponent of an RSA key; nil for others.
    var rsaKey: (bits: Int, exponent: Int)? {
        guard let key = _RSA.Signing.PublicKey(certificate.publicKey), let parts = try? key.getKeyPrimitives() else { return nil }
        let exponent = parts.publicExponent.drop { $0 == 0 }
        let modulus = parts.modulus.drop { $0 == 0 }
        let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        return (bits, exponent.count > 4 ? .max : exponent.reduce(0) { $0 << 8 | Int($1) })
    }

    /// Object identifiers of the extended key usage; nil when there is none, and then nothing is excluded.
    var extendedUsages: [[UInt]]? {
        guard let value = value(OID.extendedKeyUsage) else { return nil }
        guard let node = try? SwiftASN1.DER.parse(value), let parts = ASN1Reader.children(node) else { return [] }
        return parts.compactMap(ASN1Reader.oid)
    }

    /// The public key as OCSP digests it: the bits alone, without algorithm (RFC 6960, clause 4.1.1).
    package var publicKeyBits: [UInt8]? {
        guard let root = try? SwiftASN1.DER.parse(der), let body = ASN1Reader.children(root)?.first,
            var fields = ASN1Reader.children(body)
        else { return nil }
        if let first = fields.first, first.identifier.tagClass == .contextSpecific { fields.removeFirst() }
        guard fields.count >= 6, let key = ASN1Reader.children(fields[5]), key.count == 2 else { return nil }
        return ASN1Reader.bits(key[1])
    }

    /// The subject key identifier, when the certificate has one.
    var keyIdentifier: [UInt8]? {
        value(OID.subjectKeyIdentifier).flatMap { try? SwiftASN1.DER.parse($0) }.flatMap(ASN1Reader.octets)
    }

    /// Whether issuer and subject are one.
    package var isSelfIssued: Bool { issuer == subject }

    /// Whether it may issue certificates (RFC 5280, clause 4.2.1.9).
    package var isAuthority: Bool {
        guard let constraints = try? certificate.extensions.basicConstraints, case .isCertificateAuthority = constraints else {
            return false
        }
        return true
    }

    /// Whether the key of `other` signed this certificate.
    package func isSigned(by other: SigningCertificate) -> Bool {
        issuer == other.subject && other.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }
}
