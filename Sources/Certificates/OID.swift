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

extension OID {
    // Certificate extensions (RFC 5280, clause 4.2).
    package static let subjectKeyIdentifier: [UInt] = [2, 5, 29, 14]
    package static let keyUsage: [UInt] = [2, 5, 29, 15]
    package static let alternativeNames: [UInt] = [2, 5, 29, 17]
    package static let basicConstraints: [UInt] = [2, 5, 29, 19]
    package static let nameConstraints: [UInt] = [2, 5, 29, 30]
    package static let distributionPoints: [UInt] = [2, 5, 29, 31]
    package static let certificatePolicies: [UInt] = [2, 5, 29, 32]
    package static let extendedKeyUsage: [UInt] = [2, 5, 29, 37]
    /// RFC 6960, clause 4.2.2.2.1: a responder's certificate that needs no revocation check.
    package static let noRevocationCheck: [UInt] = [1, 3, 6, 1, 5, 5, 7, 48, 1, 5]
    package static let emailAddress: [UInt] = [1, 2, 840, 113_549, 1, 9, 1]

    // Revocation (RFC 5280, clause 5; RFC 6960).
    package static let basicStatusResponse: [UInt] = [1, 3, 6, 1, 5, 5, 7, 48, 1, 1]
    package static let reasonCode: [UInt] = [2, 5, 29, 21]
    package static let invalidityDate: [UInt] = [2, 5, 29, 24]
    package static let issuingDistributionPoint: [UInt] = [2, 5, 29, 28]
    /// Adobe's attribute of revocation data in a signature (ISO 32000-1, clause 12.8.3.3.2).
    package static let revocationInformation: [UInt] = [1, 2, 840, 113_583, 1, 1, 8]
    /// RFC 6211: the algorithms, under the signature.
    package static let algorithmProtection: [UInt] = [1, 2, 840, 113_549, 1, 9, 52]

    // Extended key usages.
    package static let anyUsage: [UInt] = [2, 5, 29, 37, 0]
    package static let timeStamping: [UInt] = [1, 3, 6, 1, 5, 5, 7, 3, 8]
    package static let statusSigning: [UInt] = [1, 3, 6, 1, 5, 5, 7, 3, 9]
    /// What signs documents: e-mail protection, client authentication (identity cards), document signing (RFC 9336), and those of Adobe and Microsoft.
    package static let documentUsages: [[UInt]] = [
        [1, 3, 6, 1, 5, 5, 7, 3, 4], [1, 3, 6, 1, 5, 5, 7, 3, 2], [1, 3, 6, 1, 5, 5, 7, 3, 36], [1, 2, 840, 113_583, 1, 1, 5],
        [1, 3, 6, 1, 4, 1, 311, 10, 3, 12],
    ]

    // Digests that only lookups and old signatures use.
    package static let sha1: [UInt] = [1, 3, 14, 3, 2, 26]
}
