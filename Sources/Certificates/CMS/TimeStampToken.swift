import SwiftASN1
import X509

/// A time stamp (RFC 3161): what it was made over, when, and by whom.
package struct TimeStampToken {
    package let time: SigningDate
    package let signer: SigningCertificate
    package let certificates: [SigningCertificate]

    /// Reads a token and checks it: its signature, its attributes, and that it was made over these bytes. Nil when any of it fails.
    package static func check(_ bytes: ArraySlice<UInt8>, over parts: [ArraySlice<UInt8>]) -> TimeStampToken? {
        guard let cms = SignedDataReader(bytes), cms.contentType == OID.timeStampInfo, let content = cms.content, let hash = cms.hash,
            let scheme = cms.scheme, let signer = cms.signer,
            let root = try? SwiftASN1.DER.parse(content), let fields = ASN1Reader.children(root), fields.count >= 5,
            let imprint = ASN1Reader.children(fields[2]), imprint.count == 2, let imprintHash = SignedDataReader.hash(imprint[0]),
            let claimed = ASN1Reader.octets(imprint[1]), claimed == imprintHash.digest(parts),
            let time = try? GeneralizedTime(derEncoded: fields[4]),
            let date = SigningDate(
                year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds),
            cms.contentTypeAttribute == OID.timeStampInfo, ASN1Reader.natural(fields[0]) == 1,
            let digest = cms.messageDigest, digest == hash.digest(content),
            PublicKeyCheck.isValid(cms.signature, over: cms.attributeBytes, scheme: scheme, key: signer),
            SigningCertificateAttribute.check(cms, signer) == .matches
        else { return nil }
        return TimeStampToken(time: date, signer: signer, certificates: cms.certificates)
    }

    /// The authority's chain, if it may stamp time and leads to a root.
    package func chain(
        roots: [SigningCertificate], others: [SigningCertificate], date: SigningDate, algorithms: AlgorithmPolicy = .standard
    ) -> Result<
        [SigningCertificate], FindingFailure
    > {
        ChainBuilder(roots: roots, intermediates: certificates + others, date: date, purpose: .timeStamps, algorithms: algorithms)
            .chain(of: signer)
    }
}
