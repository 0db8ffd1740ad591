import Crypto
import SwiftASN1

/// The question whether a certificate is good (OCSP, RFC 6960, clause 4.1), without a nonce: answers made in advance are welcome.
package enum StatusRequest {
    package static func der(for certificate: SigningCertificate, issuer: SigningCertificate) -> [UInt8]? {
        guard let identifier = identifier(of: certificate, issuer: issuer) else { return nil }
        return DER.sequence([DER.sequence([DER.sequence([DER.sequence([identifier])])])])
    }

    /// CertID with SHA-1, which every responder knows (RFC 5019, clause 2.1.1): it names, and protects nothing.
    private static func identifier(of certificate: SigningCertificate, issuer: SigningCertificate) -> [UInt8]? {
        guard let key = issuer.publicKeyBits else { return nil }
        return DER.sequence([
            DER.sequence([DER.oid([1, 3, 14, 3, 2, 26]), DER.null]),
            DER.octets(Array(Insecure.SHA1.hash(data: certificate.issuer))),
            DER.octets(Array(Insecure.SHA1.hash(data: key))),
            certificate.serial,
        ])
    }
}

extension SigningCertificate {
    /// The public key as OCSP digests it: the bits alone, without algorithm (RFC 6960, clause 4.1.1).
    var publicKeyBits: [UInt8]? {
        guard let root = try? SwiftASN1.DER.parse(der), let body = ASN1Reader.children(root)?.first,
            var fields = ASN1Reader.children(body)
        else { return nil }
        if let first = fields.first, first.identifier.tagClass == .contextSpecific { fields.removeFirst() }
        guard fields.count >= 6, let parts = ASN1Reader.children(fields[5]), parts.count == 2,
            let bits = try? ASN1BitString(derEncoded: parts[1])
        else { return nil }
        return Array(bits.bytes)
    }
}
