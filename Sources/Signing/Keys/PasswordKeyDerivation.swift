import Certificates
import Crypto
import CryptoExtras
import Diagnostics
import FoundationEssentials
import SwiftASN1

/// PBKDF2 as an AlgorithmIdentifier describes it (RFC 8018, clause 5.2 and appendix A.2).
struct PasswordKeyDerivation {
    /// Some seconds of work; today's tools write 2,048 to 600,000.
    static let iterationLimit = 5_000_000
    private static let saltLimit = 1_024

    let salt: [UInt8]
    let iterations: Int
    /// Bytes; nil leaves it to the cipher.
    let keyLength: Int?
    let function: KDF.Insecure.PBKDF2.HashFunction

    init(_ algorithm: ASN1Node) throws(EncryptionFailure) {
        guard let parts = ASN1Reader.children(algorithm), parts.count == 2, let kind = ASN1Reader.oid(parts[0]) else { throw .malformed }
        guard kind != EncryptionOID.scrypt else { throw .unsupported("scrypt") }
        guard kind == EncryptionOID.pbkdf2 else { throw .unsupported(kind.map(String.init).joined(separator: ".")) }
        guard let parameters = ASN1Reader.children(parts[1]), parameters.count >= 2, let salt = ASN1Reader.octets(parameters[0]),
            salt.count <= Self.saltLimit, let iterations = ASN1Reader.natural(parameters[1]), iterations > 0
        else { throw .malformed }
        guard iterations <= Self.iterationLimit else { throw .tooManyIterations }
        self.salt = salt
        self.iterations = iterations
        var rest = parameters.dropFirst(2)
        if let length = rest.first.flatMap(ASN1Reader.natural) {
            guard (1...64).contains(length) else { throw .malformed }
            keyLength = length
            rest = rest.dropFirst()
        } else {
            keyLength = nil
        }
        guard let pseudoRandom = rest.first else {
            function = .insecureSHA1
            return
        }
        guard let name = ASN1Reader.children(pseudoRandom)?.first.flatMap(ASN1Reader.oid) else { throw .malformed }
        switch name {
        case EncryptionOID.hmacSHA1: function = .insecureSHA1
        case EncryptionOID.hmacSHA256: function = .sha256
        case EncryptionOID.hmacSHA384: function = .sha384
        case EncryptionOID.hmacSHA512: function = .sha512
        default: throw .unsupported("HMAC " + name.map(String.init).joined(separator: "."))
        }
    }

    /// The key for a cipher or a MAC that takes `length` bytes.
    func key(_ secret: Secret, length: Int) throws(EncryptionFailure) -> SymmetricKey {
        if let keyLength, keyLength != length { throw .malformed }
        do {
            // The file says how often: refusing few rounds would only keep its owner out.
            return try KDF.Insecure.PBKDF2.deriveKey(
                from: secret.bytes, salt: salt, using: function, outputByteCount: length, unsafeUncheckedRounds: iterations)
        } catch {
            throw .malformed
        }
    }
}
