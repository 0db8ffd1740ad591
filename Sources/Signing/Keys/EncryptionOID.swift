/// The object identifiers of protected keys (RFC 7292, RFC 8018, RFC 9579).
enum EncryptionOID {
    static let pbes2: [UInt] = [1, 2, 840, 113_549, 1, 5, 13]
    static let pbmac1: [UInt] = [1, 2, 840, 113_549, 1, 5, 14]
    static let pbkdf2: [UInt] = [1, 2, 840, 113_549, 1, 5, 12]
    static let scrypt: [UInt] = [1, 3, 6, 1, 4, 1, 11_591, 4, 11]
    static let hmacSHA1: [UInt] = [1, 2, 840, 113_549, 2, 7]
    static let hmacSHA256: [UInt] = [1, 2, 840, 113_549, 2, 9]
    static let hmacSHA384: [UInt] = [1, 2, 840, 113_549, 2, 10]
    static let hmacSHA512: [UInt] = [1, 2, 840, 113_549, 2, 11]
    static let aes128: [UInt] = [2, 16, 840, 1, 101, 3, 4, 1, 2]
    static let aes192: [UInt] = [2, 16, 840, 1, 101, 3, 4, 1, 22]
    static let aes256: [UInt] = [2, 16, 840, 1, 101, 3, 4, 1, 42]
    static let tripleDES: [UInt] = [1, 2, 840, 113_549, 3, 7]
    /// Of PKCS#12: `pbeWithSHAAnd…`, all weak.
    static let legacy: [UInt] = [1, 2, 840, 113_549, 1, 12, 1]

    static let sha1: [UInt] = [1, 3, 14, 3, 2, 26]
    static let data: [UInt] = [1, 2, 840, 113_549, 1, 7, 1]
    static let encryptedData: [UInt] = [1, 2, 840, 113_549, 1, 7, 6]
    static let keyBag: [UInt] = [1, 2, 840, 113_549, 1, 12, 10, 1, 1]
    static let shroudedKeyBag: [UInt] = [1, 2, 840, 113_549, 1, 12, 10, 1, 2]
    static let certificateBag: [UInt] = [1, 2, 840, 113_549, 1, 12, 10, 1, 3]
    static let safeContentsBag: [UInt] = [1, 2, 840, 113_549, 1, 12, 10, 1, 6]
    static let x509Certificate: [UInt] = [1, 2, 840, 113_549, 1, 9, 22, 1]
}
