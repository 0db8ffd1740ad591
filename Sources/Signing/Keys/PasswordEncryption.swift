import Certificates
import Crypto
import CryptoExtras
import Diagnostics
import FoundationEssentials
import SwiftASN1

/// Opens what was encrypted under a passphrase: PBES2 with PBKDF2 and AES-CBC (RFC 8018, clause 6.2).
enum PasswordEncryption {
    static func decrypt(_ bytes: [UInt8], _ algorithm: ASN1Node, _ secret: Secret) throws(EncryptionFailure) -> [UInt8] {
        guard let parts = ASN1Reader.children(algorithm), parts.count == 2, let kind = ASN1Reader.oid(parts[0]) else { throw .malformed }
        if kind.starts(with: EncryptionOID.legacy) { throw .unsupported(legacyName(kind)) }
        guard kind == EncryptionOID.pbes2 else { throw .unsupported(kind.map(String.init).joined(separator: ".")) }
        guard let schemes = ASN1Reader.children(parts[1]), schemes.count == 2, let cipher = ASN1Reader.children(schemes[1]),
            cipher.count == 2, let name = ASN1Reader.oid(cipher[0])
        else { throw .malformed }
        let keyLength: Int
        switch name {
        case EncryptionOID.aes128: keyLength = 16
        case EncryptionOID.aes192: keyLength = 24
        case EncryptionOID.aes256: keyLength = 32
        case EncryptionOID.tripleDES: throw .unsupported("3DES")
        default: throw .unsupported(name.map(String.init).joined(separator: "."))
        }
        guard let start = ASN1Reader.octets(cipher[1]), start.count == 16, !bytes.isEmpty, bytes.count.isMultiple(of: 16) else {
            throw .malformed
        }
        let key = try PasswordKeyDerivation(schemes[0]).key(secret, length: keyLength)
        guard let vector = try? AES._CBC.IV(ivBytes: start), let plain = try? AES._CBC.decrypt(bytes, using: key, iv: vector) else {
            throw .wrongSecret
        }
        return Array(plain)
    }

    /// EncryptedPrivateKeyInfo (RFC 5958, clause 3) to the PrivateKeyInfo inside.
    static func privateKey(_ der: [UInt8], _ secret: Secret) throws(EncryptionFailure) -> [UInt8] {
        guard let root = try? BER.parse(der) else { throw .malformed }
        return try privateKey(root, secret)
    }

    static func privateKey(_ root: ASN1Node, _ secret: Secret) throws(EncryptionFailure) -> [UInt8] {
        guard ASN1Reader.isSequence(root), let parts = ASN1Reader.children(root), parts.count == 2,
            let bytes = ASN1Reader.octets(parts[1])
        else { throw .malformed }
        let plain = try decrypt(bytes, parts[0], secret)
        // A wrong key leaves padding that is right once in 256 times: what comes out must be a key.
        guard let inner = try? SwiftASN1.DER.parse(plain), ASN1Reader.isSequence(inner) else { throw .wrongSecret }
        return plain
    }

    private static func legacyName(_ kind: [UInt]) -> String {
        switch kind.last {
        case 3: "PBE-SHA1-3DES"
        case 4: "PBE-SHA1-2DES"
        case 5: "PBE-SHA1-RC2-128"
        case 6: "PBE-SHA1-RC2-40"
        default: "PBE-SHA1-RC4"
        }
    }
}
