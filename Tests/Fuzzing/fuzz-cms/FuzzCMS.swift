import Certificates

private let moment = SigningDate(unixSeconds: 1_795_273_200)

/// Any bytes as what verification reads from strangers: CMS, certificates, lists, OCSP answers, time stamps, PEM. No trap, no hang.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCMS(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let all = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let length = SignedDataReader.length(all) {
        precondition(length <= all.count, "a value longer than its bytes")
        if let cms = SignedDataReader(all[0..<length]) {
            _ = cms.signer.map { SigningCertificateAttribute.check(cms, $0) }
            _ = cms.timeStampTokens.map { TimeStampToken.check($0, over: [cms.signature[...]]) }
            _ = cms.revocationData.map { RevocationEvidence(der: $0, origin: .document, provenAt: moment) }
        }
    }
    _ = TimeStampToken.check(all[...], over: [all[...]])
    let evidence = RevocationEvidence(der: all, origin: .given, provenAt: moment)
    if let certificate = SigningCertificate(der: all) {
        _ = certificate.displayName
        _ = CertificateAddresses(certificate)
        for purpose in [CertificatePurpose.documents, .timeStamps] {
            _ = ChainBuilder(roots: [certificate], intermediates: [certificate], date: moment, purpose: purpose).chain(of: certificate)
        }
        let checker = RevocationChecker(evidence: evidence.map { [$0] } ?? [], certificates: [], moment: moment)
        _ = checker.statuses([certificate, certificate])
    }
    _ = SigningCertificate.all(pem: all)
    return 0
}
