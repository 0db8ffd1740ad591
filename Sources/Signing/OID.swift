/// The object identifiers of signatures.
enum OID {
    static let data: [UInt] = [1, 2, 840, 113_549, 1, 7, 1]
    static let signedData: [UInt] = [1, 2, 840, 113_549, 1, 7, 2]
    static let contentType: [UInt] = [1, 2, 840, 113_549, 1, 9, 3]
    static let messageDigest: [UInt] = [1, 2, 840, 113_549, 1, 9, 4]
    static let signingTime: [UInt] = [1, 2, 840, 113_549, 1, 9, 5]
    /// RFC 5035.
    static let signingCertificateV2: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 2, 47]
    /// RFC 2634: SHA-1.
    static let signingCertificate: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 2, 12]
    /// RFC 3161.
    static let timeStampToken: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 2, 14]
    static let timeStampInfo: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 1, 4]
    static let rsaEncryption: [UInt] = [1, 2, 840, 113_549, 1, 1, 1]
    static let rsaPSS: [UInt] = [1, 2, 840, 113_549, 1, 1, 10]
    static let mgf1: [UInt] = [1, 2, 840, 113_549, 1, 1, 8]
    static let sha256WithRSA: [UInt] = [1, 2, 840, 113_549, 1, 1, 11]
    static let sha384WithRSA: [UInt] = [1, 2, 840, 113_549, 1, 1, 12]
    static let sha512WithRSA: [UInt] = [1, 2, 840, 113_549, 1, 1, 13]
    static let ecPublicKey: [UInt] = [1, 2, 840, 10_045, 2, 1]
    static let ecdsaWithSHA256: [UInt] = [1, 2, 840, 10_045, 4, 3, 2]
    static let ecdsaWithSHA384: [UInt] = [1, 2, 840, 10_045, 4, 3, 3]
    static let ecdsaWithSHA512: [UInt] = [1, 2, 840, 10_045, 4, 3, 4]
    static let commonName: [UInt] = [2, 5, 4, 3]
}
