import Crypto
import FoundationEssentials
import X509
import CryptoExtras

/// Whether a signature was made with the key of a certificate.
package enum PublicKeyCheck {
    package static func isValid(_ signature: [UInt8], over message: [UInt8], scheme: SignatureScheme, key holder: SigningCertificate)
        -> Bool
    {
        let key = holder.certificate.publicKey
        return switch scheme.hash {
        case .sha256: isValid(signature, digest: SHA256.hash(data: message), scheme, key)
        case .sha384: isValid(signature, digest: SHA384.hash(data: message), scheme, key)
        case .sha512: isValid(signature, digest: SHA512.hash(data: message), scheme, key)
        }
    }

    private static func isValid(_ signature: [UInt8], digest: some Digest, _ scheme: SignatureScheme, _ key: Certificate.PublicKey) -> Bool
    {
        switch scheme {
        case .rsaPKCS1, .rsaPSS:
            guard let key = _RSA.Signing.PublicKey(key) else { return false }
            var padding = _RSA.Signing.Padding.insecurePKCS1v1_5
            if case .rsaPSS = scheme { padding = .PSS }
            if key.isValidSignature(_RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: padding) { return true }
            // The library knows salts of the digest's length alone.
            guard case .rsaPSS(let hash) = scheme, let primitives = try? key.getKeyPrimitives() else { return false }
            let modulus = Array(primitives.modulus)
            let message = RSAPublicOperation.apply(signature, modulus: modulus, exponent: Array(primitives.publicExponent))
            return message.map { PSSEncoding.isValid($0, digest: Array(digest), hash: hash, modulus: modulus) } ?? false
        case .ecdsa:
            if let key = P256.Signing.PublicKey(key) {
                guard let parsed = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
                return key.isValidSignature(parsed, for: digest)
            }
            if let key = P384.Signing.PublicKey(key) {
                guard let parsed = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
                return key.isValidSignature(parsed, for: digest)
            }
            if let key = P521.Signing.PublicKey(key) {
                guard let parsed = try? P521.Signing.ECDSASignature(derRepresentation: signature) else { return false }
                return key.isValidSignature(parsed, for: digest)
            }
            return false
        }
    }
}
