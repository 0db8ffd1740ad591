import Certificates
import Diagnostics

/// The cryptographic side of one signature: digest, CMS, signing certificate, time stamp, chain, revocation.
struct SignatureCheck {
    /// Time stamps on one signature that are looked at.
    private static let stampLimit = 4

    struct Outcome {
        /// What speaks against integrity.
        var problems: [Finding] = []
        var trustProblems: [Finding] = []
        var warnings: [Finding] = []
        var notes: [Finding] = []
        var trusted = VerificationReport.Answer.notChecked
        var chain: [SigningCertificate] = []
        var revocation: [RevocationStatus] = []
        var signerName: String?
        var algorithm: String?
        var level: SignatureLevel?
        /// Of a time stamp, in the signature or being it.
        var time: SigningDate?
        /// Until when, at the latest, the signature was made, as trusted time stamps show.
        var provenAt: SigningDate?
    }

    let coverage: SignatureCoverage
    let subFilter: String?
    let trust: TrustContext

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
        if cms.contentTypeAttribute != cms.contentType || cms.messageDigest == nil { outcome.problems.append(Findings.unreadableCMS()) }
        if let claimed = cms.messageDigest, claimed != hash.digest(coverage.signedParts) { outcome.problems.append(Findings.wrongDigest()) }
        if !cms.hasProtectedAlgorithms { outcome.problems.append(Findings.algorithmProtection()) }
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
        let stamp = timeStamp(cms, &outcome)
        let moment = min(trust.moment, stamp?.token.time ?? trust.moment)
        if moment < trust.now { outcome.provenAt = moment }
        let statuses = judgeTrust(signer, cms, at: moment, &outcome)
        if isBaseline, outcome.problems.isEmpty {
            if cms.has(OID.signingTime) {
                outcome.notes.append(Findings.signingTime())
            } else {
                outcome.level = level(stamp, statuses)
            }
        }
        return outcome
    }

    // MARK: time stamps

    private typealias Stamp = (token: TimeStampToken, statuses: [RevocationStatus])

    /// The earliest sound signature-time-stamp: nobody signed it with the document, so a bad one is a remark and never a level.
    private func timeStamp(_ cms: SignedDataReader, _ outcome: inout Outcome) -> Stamp? {
        var best: Stamp?
        for token in cms.timeStampTokens.prefix(Self.stampLimit) {
            guard let stamp = TimeStampToken.check(token, over: [cms.signature[...]]) else {
                outcome.notes.append(Findings.brokenTimeStamp())
                continue
            }
            outcome.time = min(outcome.time ?? stamp.time, stamp.time)
            outcome.notes.append(Findings.timeStamped(stamp.time, stamp.signer.displayName))
            switch trust.judge(stamp) {
            case .failure(let failure): outcome.notes.append(Findings.stampNotTrusted(failure.finding))
            case .success(let judged):
                outcome.warnings += judged.warnings
                if best.map({ stamp.time < $0.token.time }) ?? true { best = (stamp, judged.statuses) }
            }
        }
        return best
    }

    private func judgeDocumentTimeStamp(_ token: ArraySlice<UInt8>, _ outcome: inout Outcome) {
        guard let stamp = TimeStampToken.check(token, over: coverage.signedParts) else {
            outcome.problems.append(Findings.wrongDigest())
            return
        }
        outcome.time = stamp.time
        switch trust.judge(stamp) {
        case .success(let judged):
            outcome.chain = judged.chain
            outcome.revocation = judged.statuses
            outcome.warnings += judged.warnings
            outcome.provenAt = stamp.time
        case .failure(let failure): outcome.trustProblems.append(failure.finding)
        }
        if trust.isGiven {
            outcome.trusted = outcome.trustProblems.isEmpty ? .yes : .no
        } else {
            outcome.trustProblems = []
        }
    }

    // MARK: trust

    private func judgeTrust(
        _ signer: SigningCertificate, _ cms: SignedDataReader, at moment: SigningDate, _ outcome: inout Outcome
    ) -> [RevocationStatus]? {
        var found: [RevocationStatus]?
        switch trust.judge(signer, certificates: cms.certificates, contents: coverage.contents, data: cms.revocationData, at: moment) {
        case .failure(let failure): outcome.trustProblems.append(failure.finding)
        case .success(let judged):
            outcome.chain = judged.chain
            outcome.revocation = judged.statuses
            outcome.trustProblems += judged.problems
            outcome.warnings += judged.warnings
            found = judged.problems.isEmpty && trust.policy.revocation != .ignored ? judged.statuses : nil
        }
        guard trust.isGiven else {
            // A certificate that is not for signing, or revoked, is so whoever is trusted; a missing root is not held against it.
            outcome.trustProblems.removeAll { $0.code == "verify/untrusted" || $0.code == "verify/certificate-expired" }
            if !outcome.trustProblems.isEmpty { outcome.trusted = .no }
            return found
        }
        outcome.trusted = outcome.trustProblems.isEmpty ? .yes : .no
        return found
    }

    /// The level that is there and holds: claims that do not lead to what they claim do not count.
    private func level(_ stamp: Stamp?, _ statuses: [RevocationStatus]?) -> SignatureLevel {
        guard stamp != nil || trust.isStamped else { return .bB }
        guard let statuses else { return .bT }
        let all = statuses + (stamp?.statuses ?? [])
        guard trust.hasStore, all.allSatisfy({ $0.answer == .good && $0.origin == .document }) else { return .bT }
        return trust.isStamped && all.allSatisfy(\.isStamped) ? .bLTA : .bLT
    }
}
