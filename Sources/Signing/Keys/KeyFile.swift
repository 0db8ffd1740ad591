import Certificates
import Diagnostics
import SwiftASN1

/// A file with a private key, and perhaps certificates: PEM (also encrypted PKCS#8), DER, or PKCS#12; what it is, its bytes tell.
package struct KeyFile: Sendable {
    package let key: SoftwareKey
    /// Certificates that the file holds beside the key, in its order; often the signer's and those above it.
    package let certificates: [SigningCertificate]

    /// - Parameters:
    ///   - path: the file's name as people know it, for diagnostics.
    ///   - secrets: asked for a passphrase only where the file is protected.
    ///   - hash: by default the digest that fits the key.
    package init(
        _ bytes: [UInt8], path: String, secrets: any SecretSource = GivenSecret(nil), padding: SoftwareKey.RSAPadding = .pkcs1,
        hash: HashAlgorithm? = nil
    ) throws(DiagnosticsError) {
        if PKCS12File.isOne(bytes) {
            let secret = try Self.secret(secrets, path)
            let file: PKCS12File
            do throws(EncryptionFailure) {
                file = try PKCS12File(bytes, secret)
            } catch {
                throw DiagnosticsError(KeyDiagnostics.notOpened(path, error, isPKCS12: true))
            }
            guard let der = file.keys.first else { throw DiagnosticsError(SigningDiagnostics.noKey(path)) }
            guard let key = SoftwareKey(der: der, padding: padding, hash: hash) else {
                throw DiagnosticsError(SigningDiagnostics.unreadableKey(path))
            }
            self.key = key
            certificates = file.certificates.compactMap { SigningCertificate(der: $0) }
            return
        }
        let documents = PEMDocuments(bytes)
        let blocks = documents.blocks.filter { $0.label.hasSuffix("PRIVATE KEY") }
        if bytes.first == 0x30 {
            let isEncrypted = (try? SwiftASN1.DER.parse(bytes)).flatMap(ASN1Reader.children)?.first.map(ASN1Reader.isSequence) ?? false
            let der = isEncrypted ? try Self.decrypted(bytes, path, secrets) : bytes
            guard let key = SoftwareKey(der: der, padding: padding, hash: hash) else {
                throw DiagnosticsError(SigningDiagnostics.noKey(path))
            }
            self.key = key
            certificates = []
            return
        }
        guard let block = blocks.first else { throw DiagnosticsError(SigningDiagnostics.noKey(path)) }
        var der = block.der
        if block.isEncrypted {
            // The old header of OpenSSL hides the key under MD5: such a file is converted by its owner.
            guard block.label == "ENCRYPTED PRIVATE KEY" else { throw DiagnosticsError(KeyDiagnostics.oldEncryption(path)) }
            der = try Self.decrypted(block.der, path, secrets)
        }
        guard let key = SoftwareKey(der: der, padding: padding, hash: hash) else {
            throw DiagnosticsError(SigningDiagnostics.unreadableKey(path))
        }
        self.key = key
        certificates = documents.blocks.filter { $0.label == "CERTIFICATE" }.compactMap { SigningCertificate(der: $0.der) }
    }

    private static func decrypted(_ der: [UInt8], _ path: String, _ secrets: any SecretSource) throws(DiagnosticsError) -> [UInt8] {
        let secret = try secret(secrets, path)
        do throws(EncryptionFailure) {
            return try PasswordEncryption.privateKey(der, secret)
        } catch {
            throw DiagnosticsError(KeyDiagnostics.notOpened(path, error, isPKCS12: false))
        }
    }

    private static func secret(_ secrets: any SecretSource, _ path: String) throws(DiagnosticsError) -> Secret {
        guard let secret = try secrets.secret(for: path) else { throw DiagnosticsError(SigningDiagnostics.encryptedKey(path)) }
        return secret
    }
}
