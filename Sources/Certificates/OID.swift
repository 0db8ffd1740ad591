/// The object identifiers of signatures.
package enum OID {
    package static let data: [UInt] = [1, 2, 840, 113_549, 1, 7, 1]
    package static let signedData: [UInt] = [1, 2, 840, 113_549, 1, 7, 2]
    package static let contentType: [UInt] = [1, 2, 840, 113_549, 1, 9, 3]
    package static let messageDigest: [UInt] = [1, 2, 840, 113_549, 1, 9, 4]
    package static let signingTime: [UInt] = [1, 2, 840, 113_549, 1, 9, 5]
    /// RFC 5035.
    package static let signingCertificateV2: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 2, 47]
    /// RFC 2634: SHA-1.
    package static let signingCertificate: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 2, 12]
    /// RFC 3161.
    package static let timeStampToken: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 2, 14]
    package static let timeStampInfo: [UInt] = [1, 2, 840, 113_549, 1, 9, 16, 1, 4]
    package static let rsaEncryption: [UInt] = [1, 2, 840, 113_549, 1, 1, 1]
    package static let rsaPSS: [UInt] = [1, 2, 840, 113_549, 1, 1, 10]
    package static let mgf1: [UInt] = [1, 2, 840, 113_549, 1, 1, 8]
    package static let sha256WithRSA: [UInt] = [1, 2, 840, 113_549, 1, 1, 11]
    package static let sha384WithRSA: [UInt] = [1, 2, 840, 113_549, 1, 1, 12]
    package static let sha512WithRSA: [UInt] = [1, 2, 840, 113_549, 1, 1, 13]
    package static let ecPublicKey: [UInt] = [1, 2, 840, 10_045, 2, 1]
    package static let ecdsaWithSHA256: [UInt] = [1, 2, 840, 10_045, 4, 3, 2]
    package static let ecdsaWithSHA384: [UInt] = [1, 2, 840, 10_045, 4, 3, 3]
    package static let ecdsaWithSHA512: [UInt] = [1, 2, 840, 10_045, 4, 3, 4]
    package static let commonName: [UInt] = [2, 5, 4, 3]
}
