import Certificates
import Crypto
import Diagnostics
import X509
import CryptoExtras

/// A private key held in memory: RSA of 2048 bits or more, or P-256, P-384, P-521.
package struct SoftwareKey: SigningKey {
    package enum RSAPadding: String, Hashable, Sendable, CaseIterable {
        case pkcs1
        case pss
    }

    private enum Key: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case p384(P384.Signing.PrivateKey)
        case p521(P521.Signing.PrivateKey)
    }

    private let key: Key
    package let publicKey: Certificate.PublicKey
    package let scheme: SignatureScheme

    /// Reads PKCS#8, SEC 1 or PKCS#1; nil when the bytes are none of them, or another kind of key.
    ///
    /// - Parameter hash: by default the digest that fits the key: SHA-256, or that of the curve's length.
    package init?(der: [UInt8], padding: RSAPadding = .pkcs1, hash: HashAlgorithm? = nil) {
        if let key = try? P256.Signing.PrivateKey(derRepresentation: der) {
            self.key = .p256(key)
            publicKey = Certificate.PublicKey(key.publicKey)
        } else if let key = try? P384.Signing.PrivateKey(derRepresentation: der) {
            self.key = .p384(key)
            publicKey = Certificate.PublicKey(key.publicKey)
        } else if let key = try? P521.Signing.PrivateKey(derRepresentation: der) {
            self.key = .p521(key)
            publicKey = Certificate.PublicKey(key.publicKey)
        } else if let key = try? _RSA.Signing.PrivateKey(derRepresentation: der) {
            self.key = .rsa(key)
            publicKey = Certificate.PublicKey(key.publicKey)
        } else {
            return nil
        }
        guard let scheme = SignatureScheme(key: publicKey, padding: padding, hash: hash) else { return nil }
        self.scheme = scheme
    }

    package func signature(for message: [UInt8]) throws(DiagnosticsError) -> [UInt8] {
        do {
            return switch scheme.hash {
            case .sha256: try sign(SHA256.hash(data: message))
            case .sha384: try sign(SHA384.hash(data: message))
            case .sha512: try sign(SHA512.hash(data: message))
            }
        } catch {
            throw DiagnosticsError(SigningDiagnostics.keyFailed())
        }
    }

    private func sign(_ digest: some Digest) throws -> [UInt8] {
        switch key {
        case .rsa(let key):
            var padding = _RSA.Signing.Padding.insecurePKCS1v1_5
            if case .rsaPSS = scheme { padding = .PSS }
            return Array(try key.signature(for: digest, padding: padding).rawRepresentation)
        case .p256(let key): return Array(try key.signature(for: digest).derRepresentation)
        case .p384(let key): return Array(try key.signature(for: digest).derRepresentation)
        case .p521(let key): return Array(try key.signature(for: digest).derRepresentation)
        }
    }
}
