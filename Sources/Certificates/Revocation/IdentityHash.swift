import Crypto

/// Digests that only name things: OCSP names issuers by SHA-1 in most answers, and nothing rests on it.
package enum IdentityHash {
    /// The name of a signature's entry in the document security store (ETSI EN 319 142-1, clause 5.4.2.3): SHA-1 in hexadecimal.
    package static func storeKey(_ contents: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = Insecure.SHA1.hash(data: contents).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func digest(_ algorithm: [UInt], _ bytes: [UInt8]) -> [UInt8]? {
        if algorithm == OID.sha1 { return Array(Insecure.SHA1.hash(data: bytes)) }
        return HashAlgorithm.allCases.first { $0.identifier == algorithm }?.digest(bytes)
    }
}
