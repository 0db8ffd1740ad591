import Certificates
import Diagnostics

/// The cryptographic side of one signature: digest, CMS, signing certificate, time stamp, chain.
struct SignatureCheck {
    struct Outcome {
        /// What speaks against integrity.
        var problems: [Finding] = []
        var trustProblems: [Finding] = []
        var notes: [Finding] = []
        var trusted = VerificationReport.Answer.notChecked
        var chain: [String] = []
        var signerName: String?
        var algorithm: String?
        /// `B-B` or `B-T`: long-term levels depend on the file as well.
        var level: String?
        /// Of a time stamp, in the signature or being it.
        var time: SigningDate?
    }

    let coverage: SignatureCoverage
    let subFilter: String?
    let roots: [SigningCertificate]?
    /// Certificates kept in the file.
    let others: [SigningCertificate]
    /// When the signature is known to have existed: now, or the time of a later document time stamp.
    let date: SigningDate

    func run() -> Outcome {
        var outcome = Outcome()
        guard let subFilter, ["ETSI.CAdES.detached", "adbe.pkcs7.detached", "ETSI.RFC3161"].contains(subFilter) else {
            outcome.problems.append(Findings.unknownSubFilter(subFilter))
            return outcome
        }
        guard let length = SignedDataReader.length(coverage.contents), let cms = SignedDataReader(coverage.contents[0..<length]) else {
            outcome.problems.append(Findings.unreadableCMS())
            return outcome
        }
        // What follows the CMS is padding; anything else would be bytes that nobody signed.
        if coverage.contents[length...].contains(where: { $0 != 0 }) { outcome.problems.append(Findings.padding()) }
        guard let signer = cms.signer else {
            outcome.problems.append(Findings.noSignerCertificate())
            return outcome
        }
        outcome.signerName = signer.displayName
        guard let hash = cms.hash, let scheme = cms.scheme else {
            outcome.problems.append(Findings.weakAlgorithm())
            return outcome
        }
        outcome.algorithm = scheme.name
        if subFilter == "ETSI.RFC3161" {
            judgeDocumentTimeStamp(coverage.contents[0..<length], &outcome)
            return outcome
        }
        guard cms.content == nil, cms.contentType == OID.data else {
            outcome.problems.append(Findings.notDetached())
            return outcome
        }
        checkAttributes(cms, digest: hash.digest(coverage.signedParts), &outcome)
        if !PublicKeyCheck.isValid(cms.signature, over: cms.attributeBytes, scheme: scheme, key: signer) {
            outcome.problems.append(Findings.wrongSignature())
        }
        let isBaseline = subFilter == "ETSI.CAdES.detached"
        switch SigningCertificateAttribute.check(cms, signer) {
        case .matches: break
        case .differs: outcome.problems.append(Findings.wrongCertificate())
        case .malformed: outcome.problems.append(Findings.unreadableCMS())
        case .missing: if isBaseline { outcome.problems.append(Findings.unboundCertificate()) }
        }
        var validAt = date
        if let stamp = timeStamp(cms, &outcome) {
            outcome.time = stamp.time
            outcome.notes.append(Findings.timeStamped(stamp.time, stamp.signer.displayName))
            // A trusted stamp shows that the signature was there while its certificate was valid.
            if let roots {
                switch stamp.chain(roots: roots, others: others, date: date) {
                case .success: validAt = min(date, stamp.time)
                case .failure(let failure): outcome.notes.append(failure.finding)
                }
            }
        }
        if isBaseline, outcome.problems.isEmpty {
            if cms.has(OID.signingTime) {
                outcome.notes.append(Findings.signingTime())
            } else {
                outcome.level = outcome.time == nil ? "B-B" : "B-T"
            }
        }
        judgeTrust(signer, cms.certificates, at: validAt, &outcome)
        return outcome
    }

    private func checkAttributes(_ cms: SignedDataReader, digest: [UInt8], _ outcome: inout Outcome) {
        guard cms.contentTypeAttribute == cms.contentType, let claimed = cms.messageDigest else {
            outcome.problems.append(Findings.unreadableCMS())
            return
        }
        if claimed != digest { outcome.problems.append(Findings.wrongDigest()) }
    }

    /// The signature-time-stamp attribute: nobody signed it with the document, so a bad one is a remark and never a level.
    private func timeStamp(_ cms: SignedDataReader, _ outcome: inout Outcome) -> TimeStampToken? {
        guard let token = cms.timeStampTokens.first else { return nil }
        guard let stamp = TimeStampToken.check(token, over: [cms.signature[...]]) else {
            outcome.notes.append(Findings.brokenTimeStamp())
            return nil
        }
        return stamp
    }

    private func judgeDocumentTimeStamp(_ token: ArraySlice<UInt8>, _ outcome: inout Outcome) {
        guard let stamp = TimeStampToken.check(token, over: coverage.signedParts) else {
            outcome.problems.append(Findings.wrongDigest())
            return
        }
        outcome.time = stamp.time
        guard let roots else { return }
        switch stamp.chain(roots: roots, others: others, date: date) {
        case .success(let chain): outcome.chain = chain.map(\.displayName)
        case .failure(let failure): outcome.trustProblems.append(failure.finding)
        }
        outcome.trusted = outcome.trustProblems.isEmpty ? .yes : .no
    }

    private func judgeTrust(
        _ signer: SigningCertificate, _ certificates: [SigningCertificate], at moment: SigningDate, _ outcome: inout Outcome
    ) {
        if !signer.maySign {
            outcome.trustProblems.append(CertificateFindings.keyUsage(signer.displayName))
            outcome.trusted = .no
        }
        guard let roots else { return }
        switch ChainBuilder(roots: roots, intermediates: certificates + others, date: moment).chain(of: signer) {
        case .success(let chain): outcome.chain = chain.map(\.displayName)
        case .failure(let failure): outcome.trustProblems.append(failure.finding)
        }
        outcome.trusted = outcome.trustProblems.isEmpty ? .yes : .no
    }
}
