import Certificates
import Crypto
import CryptoExtras
import X509

extension SignatureScheme {
    /// How a key of this kind signs; nil for kinds that are not taken.
    ///
    /// - Parameter hash: by default SHA-256 for RSA, or the digest of the curve's length.
    package init?(key: Certificate.PublicKey, padding: SoftwareKey.RSAPadding = .pkcs1, hash: HashAlgorithm? = nil) {
        if P256.Signing.PublicKey(key) != nil {
            self = .ecdsa(hash ?? .sha256)
        } else if P384.Signing.PublicKey(key) != nil {
            self = .ecdsa(hash ?? .sha384)
        } else if P521.Signing.PublicKey(key) != nil {
            self = .ecdsa(hash ?? .sha512)
        } else if let key = _RSA.Signing.PublicKey(key), key.keySizeInBits >= 2_048 {
            self = padding == .pss ? .rsaPSS(hash ?? .sha256) : .rsaPKCS1(hash ?? .sha256)
        } else {
            return nil
        }
    }

    package var isECDSA: Bool {
        if case .ecdsa = self { return true }
        return false
    }
}
