/// A CMS SignedData that holds its content, whose signature is right.
package struct SignedContent {
    package let content: [UInt8]
    package let signer: SigningCertificate
    private let certificates: [SigningCertificate]

    /// Reads a CMS and checks it: one signer, whose certificate it binds and holds, and the content as it was signed. Nil when any of it fails.
    package static func check(_ bytes: [UInt8]) -> SignedContent? {
        guard SignedDataReader.length(bytes) == bytes.count, let cms = SignedDataReader(bytes[...]), cms.contentType == OID.data,
            cms.contentTypeAttribute == OID.data, let content = cms.content, let hash = cms.hash, let scheme = cms.scheme,
            let signer = cms.signer, cms.hasProtectedAlgorithms, cms.messageDigest == hash.digest(content),
            SigningCertificateAttribute.check(cms, signer) == .matches,
            PublicKeyCheck.isValid(cms.signature, over: cms.attributeBytes, scheme: scheme, key: signer)
        else { return nil }
        return SignedContent(content: content, signer: signer, certificates: cms.certificates)
    }

    /// Why the signer does not lead to a root at a moment; nil when it does. Revocation is not asked for.
    package func distrust(roots: [SigningCertificate], at date: SigningDate) -> Finding? {
        switch ChainBuilder(roots: roots, intermediates: certificates, date: date).chain(of: signer) {
        case .success: nil
        case .failure(let failure): failure.finding
        }
    }
}
