import Certificates
import Diagnostics
import SwiftASN1

/// A key with its certificates in one protected file (PKCS#12, RFC 7292), as `openssl pkcs12 -export` and certificate managers write it.
struct PKCS12File {
    private static let bagLimit = 200
    private static let depthLimit = 3

    /// PrivateKeyInfo each.
    private(set) var keys: [[UInt8]] = []
    /// DER each.
    private(set) var certificates: [[UInt8]] = []

    /// Whether bytes look like such a file: PFX of version 3 with a content of type data.
    static func isOne(_ bytes: [UInt8]) -> Bool { authSafe(bytes) != nil }

    private static func authSafe(_ bytes: [UInt8]) -> (content: [UInt8], mac: ASN1Node?)? {
        guard bytes.first == 0x30, let root = try? BER.parse(bytes), let parts = ASN1Reader.children(root), parts.count >= 2,
            ASN1Reader.natural(parts[0]) == 3, let content = data(parts[1])
        else { return nil }
        return (content, parts.count > 2 ? parts[2] : nil)
    }

    init(_ bytes: [UInt8], _ secret: Secret) throws(EncryptionFailure) {
        guard let (content, mac) = Self.authSafe(bytes) else { throw .malformed }
        // The seal comes first: it tells a wrong passphrase from an odd file, before anything else is believed.
        if let mac, try !PKCS12MAC.isValid(mac, content: content, secret: secret) { throw .wrongSecret }
        guard let root = try? BER.parse(content), let infos = ASN1Reader.children(root), infos.count <= Self.bagLimit else {
            throw .malformed
        }
        for info in infos {
            if let plain = Self.data(info) {
                try read(plain, secret, depth: 0)
            } else {
                try read(Self.decrypted(info, secret), secret, depth: 0)
            }
        }
    }

    /// The content of a ContentInfo of type data.
    private static func data(_ info: ASN1Node) -> [UInt8]? {
        guard ASN1Reader.isSequence(info), let parts = ASN1Reader.children(info), parts.count == 2,
            ASN1Reader.oid(parts[0]) == EncryptionOID.data, ASN1Reader.isContext(parts[1], 0),
            let inner = ASN1Reader.children(parts[1]), inner.count == 1
        else { return nil }
        return ASN1Reader.octets(inner[0])
    }

    /// The content of a ContentInfo of type encryptedData (RFC 5652, clause 8).
    private static func decrypted(_ info: ASN1Node, _ secret: Secret) throws(EncryptionFailure) -> [UInt8] {
        guard ASN1Reader.isSequence(info), let parts = ASN1Reader.children(info), parts.count == 2,
            let kind = ASN1Reader.oid(parts[0])
        else { throw .malformed }
        guard kind == EncryptionOID.encryptedData else { throw .unsupported("PKCS#7 " + kind.map(String.init).joined(separator: ".")) }
        guard let inner = ASN1Reader.children(parts[1])?.first, let data = ASN1Reader.children(inner), data.count >= 2,
            let content = ASN1Reader.children(data[1]), content.count == 3, ASN1Reader.isContext(content[2], 0)
        else { throw .malformed }
        // An OCTET STRING under an implicit tag, in one piece or in several.
        var bytes: [UInt8] = []
        switch content[2].content {
        case .primitive(let slice): bytes = Array(slice)
        case .constructed(let pieces):
            for piece in pieces {
                guard let part = ASN1Reader.octets(piece) else { throw .malformed }
                bytes += part
            }
        }
        return try PasswordEncryption.decrypt(bytes, content[1], secret)
    }

    /// SafeContents: bags of keys and certificates.
    private mutating func read(_ bytes: [UInt8], _ secret: Secret, depth: Int) throws(EncryptionFailure) {
        guard depth < Self.depthLimit, let root = try? BER.parse(bytes), let bags = ASN1Reader.children(root), bags.count <= Self.bagLimit
        else { throw .malformed }
        for bag in bags {
            guard let parts = ASN1Reader.children(bag), parts.count >= 2, let kind = ASN1Reader.oid(parts[0]),
                let value = ASN1Reader.children(parts[1])?.first
            else { throw .malformed }
            switch kind {
            case EncryptionOID.keyBag: keys.append(Array(value.encodedBytes))
            case EncryptionOID.shroudedKeyBag: keys.append(try PasswordEncryption.privateKey(value, secret))
            case EncryptionOID.certificateBag:
                guard let certificate = ASN1Reader.children(value), certificate.count == 2,
                    ASN1Reader.oid(certificate[0]) == EncryptionOID.x509Certificate,
                    let der = ASN1Reader.children(certificate[1])?.first.flatMap(ASN1Reader.octets)
                else { continue }
                certificates.append(der)
            case EncryptionOID.safeContentsBag: try read(Array(value.encodedBytes), secret, depth: depth + 1)
            default: continue
            }
        }
    }
}
