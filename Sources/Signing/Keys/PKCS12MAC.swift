import Certificates
import Crypto
import Diagnostics
import FoundationEssentials
import SwiftASN1

/// The seal over a PKCS#12 file (RFC 7292, clause 4 and appendix B; RFC 9579).
enum PKCS12MAC {
    /// Each round is a digest: a second or so.
    private static let iterationLimit = 1_000_000

    /// - Parameters:
    ///   - node: `MacData`.
    ///   - content: what is sealed.
    static func isValid(_ node: ASN1Node, content: [UInt8], secret: Secret) throws(EncryptionFailure) -> Bool {
        guard let parts = ASN1Reader.children(node), parts.count >= 2, let info = ASN1Reader.children(parts[0]), info.count == 2,
            let claimed = ASN1Reader.octets(info[1]), let salt = ASN1Reader.octets(parts[1]), salt.count <= 1_024,
            let algorithm = ASN1Reader.children(info[0]), let kind = algorithm.first.flatMap(ASN1Reader.oid)
        else { throw .malformed }
        if kind == EncryptionOID.pbmac1 { return try isPBMAC1Valid(algorithm, claimed, content, secret) }
        var iterations = 1
        if parts.count > 2 {
            guard let count = ASN1Reader.natural(parts[2]), count > 0 else { throw .malformed }
            iterations = count
        }
        guard iterations <= iterationLimit else { throw .tooManyIterations }
        func check<Function: HashFunction>(_ function: Function.Type) -> Bool {
            let key = derive(function, secret: secret, salt: salt, iterations: iterations, purpose: 3)
            return HMAC<Function>.isValidAuthenticationCode(claimed, authenticating: content, using: SymmetricKey(data: key))
        }
        switch kind {
        case EncryptionOID.sha1: return check(Insecure.SHA1.self)
        case HashAlgorithm.sha256.identifier: return check(SHA256.self)
        case HashAlgorithm.sha384.identifier: return check(SHA384.self)
        case HashAlgorithm.sha512.identifier: return check(SHA512.self)
        default: throw .unsupported("MAC " + kind.map(String.init).joined(separator: "."))
        }
    }

    private static func isPBMAC1Valid(
        _ algorithm: [ASN1Node], _ claimed: [UInt8], _ content: [UInt8], _ secret: Secret
    ) throws(EncryptionFailure) -> Bool {
        guard algorithm.count == 2, let parameters = ASN1Reader.children(algorithm[1]), parameters.count == 2,
            let name = ASN1Reader.children(parameters[1])?.first.flatMap(ASN1Reader.oid)
        else { throw .malformed }
        let derivation = try PasswordKeyDerivation(parameters[0])
        func check<Function: HashFunction>(_ function: Function.Type) throws(EncryptionFailure) -> Bool {
            let key = try derivation.key(secret, length: derivation.keyLength ?? Function.Digest.byteCount)
            return HMAC<Function>.isValidAuthenticationCode(claimed, authenticating: content, using: key)
        }
        return switch name {
        case EncryptionOID.hmacSHA256: try check(SHA256.self)
        case EncryptionOID.hmacSHA384: try check(SHA384.self)
        case EncryptionOID.hmacSHA512: try check(SHA512.self)
        default: throw .unsupported("PBMAC1 " + name.map(String.init).joined(separator: "."))
        }
    }

    /// The key derivation of PKCS#12 (RFC 7292, appendix B.2), for one digest of output: all that a MAC asks for.
    private static func derive<Function: HashFunction>(
        _ function: Function.Type, secret: Secret, salt: [UInt8], iterations: Int, purpose: UInt8
    ) -> [UInt8] {
        let block = Function.blockByteCount
        // The password as UTF-16, big endian, with two zeros after it (appendix B.1).
        var text: [UInt8] = []
        for unit in String(decoding: secret.bytes, as: UTF8.self).utf16 { text += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        text += [0, 0]
        func stretched(_ bytes: [UInt8]) -> [UInt8] {
            guard !bytes.isEmpty else { return [] }
            let count = (bytes.count + block - 1) / block * block
            return (0..<count).map { bytes[$0 % bytes.count] }
        }
        var digest = Array(
            Function.hash(data: [UInt8](repeating: purpose, count: block) + stretched(salt) + stretched(text)))
        for _ in 1..<max(iterations, 1) { digest = Array(Function.hash(data: digest)) }
        return digest
    }
}
