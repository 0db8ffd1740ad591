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
