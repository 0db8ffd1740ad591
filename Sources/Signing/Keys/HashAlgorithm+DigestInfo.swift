import Certificates

extension HashAlgorithm {
    /// A digest with its name, as RSA PKCS #1 signs it (RFC 8017, clause 9.2).
    package func digestInfo(_ digest: [UInt8]) -> [UInt8] {
        DER.sequence([DER.sequence([DER.oid(identifier), DER.null]), DER.octets(digest)])
    }
}
