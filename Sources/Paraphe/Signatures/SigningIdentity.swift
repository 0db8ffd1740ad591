import Certificates
import Diagnostics
import Signing
import SigningPKCS11

/// Who signs, as a user names it: a key in a file or on a token, and certificates.
package struct SigningIdentity: Sendable {
    /// A file (PEM, PKCS#8, PKCS#12), or an address `pkcs11:…`.
    package var key: String
    /// A file with the signer's certificate and perhaps others; not needed where the key's file or token holds them.
    package var certificates: String?
    /// The library of a token, where the address does not name it.
    package var module: String?
    package var padding: SoftwareKey.RSAPadding
    package var hash: HashAlgorithm?

    package init(
        key: String, certificates: String? = nil, module: String? = nil, padding: SoftwareKey.RSAPadding = .pkcs1,
        hash: HashAlgorithm? = nil
    ) {
        self.key = key
        self.certificates = certificates
        self.module = module
        self.padding = padding
        self.hash = hash
    }

    /// Opens the key, once for all documents.
    package func signer(secrets: any SecretSource) throws(DiagnosticsError) -> Signer {
        let given = try certificates.map { path throws(DiagnosticsError) in try Self.certificates(in: path) } ?? []
        if TokenAddress.isOne(key) {
            let token = try TokenKey(
                TokenAddress(key, module: module), certificates: given, secrets: secrets, padding: padding, hash: hash)
            return try Signer(key: token, chain: token.certificates, path: certificates ?? key)
        }
        let file = try KeyFile(try FileAccess.read(key), path: key, secrets: secrets, padding: padding, hash: hash)
        return try Signer(key: file.key, chain: given + file.certificates.filter { !given.contains($0) }, path: certificates ?? key)
    }

    /// The certificates of a file; none, or one that cannot be read, is a fault.
    package static func certificates(in path: String) throws(DiagnosticsError) -> [SigningCertificate] {
        try SigningCertificate.roots(pem: try FileAccess.read(path), path: path)
    }
}
