import Certificates
import Crypto
import Diagnostics
import X509
import CryptoExtras

/// A private key read from a PEM file: PKCS#8, SEC 1 or PKCS#1; RSA of 2048 bits or more, or P-256, P-384, P-521.
package struct PEMSigningKey: SigningKey {
    package enum RSAPadding: Hashable, Sendable {
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

    /// - Parameters:
    ///   - path: the file's name as people know it, for diagnostics.
    ///   - hash: by default the digest that fits the key: SHA-256, or that of the curve's length.
    package init(
        pem: [UInt8], path: String, padding: RSAPadding = .pkcs1, hash: HashAlgorithm? = nil
    ) throws(DiagnosticsError) {
        let documents = PEMDocuments(pem)
        let keys = documents.blocks.filter { $0.label.hasSuffix("PRIVATE KEY") }
        guard let block = keys.first else { throw DiagnosticsError(SigningDiagnostics.noKey(path)) }
        guard !block.isEncrypted else { throw DiagnosticsError(SigningDiagnostics.encryptedKey(path)) }
        guard let key = Self.read(block.der, label: block.label) else { throw DiagnosticsError(SigningDiagnostics.unreadableKey(path)) }
        self.key = key
        switch key {
        case .rsa(let key):
            publicKey = Certificate.PublicKey(key.publicKey)
            scheme = padding == .pss ? .rsaPSS(hash ?? .sha256) : .rsaPKCS1(hash ?? .sha256)
        case .p256(let key):
            publicKey = Certificate.PublicKey(key.publicKey)
            scheme = .ecdsa(hash ?? .sha256)
        case .p384(let key):
            publicKey = Certificate.PublicKey(key.publicKey)
            scheme = .ecdsa(hash ?? .sha384)
        case .p521(let key):
            publicKey = Certificate.PublicKey(key.publicKey)
            scheme = .ecdsa(hash ?? .sha512)
        }
    }

    private static func read(_ der: [UInt8], label: String) -> Key? {
        if label != "RSA PRIVATE KEY" {
            if let key = try? P256.Signing.PrivateKey(derRepresentation: der) { return .p256(key) }
            if let key = try? P384.Signing.PrivateKey(derRepresentation: der) { return .p384(key) }
            if let key = try? P521.Signing.PrivateKey(derRepresentation: der) { return .p521(key) }
        }
        if label != "EC PRIVATE KEY", let key = try? _RSA.Signing.PrivateKey(derRepresentation: der) { return .rsa(key) }
        return nil
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
