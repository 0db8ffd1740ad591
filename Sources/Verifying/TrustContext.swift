import Certificates
import Diagnostics

/// What is trusted, known and proven when a signature is judged: it changes from the newest time stamp inward.
struct TrustContext {
    struct Judged {
        var chain: [SigningCertificate]
        var statuses: [RevocationStatus]
        var problems: [Finding] = []
        var warnings: [Finding] = []
    }

    let policy: VerificationPolicy
    /// Whether somebody said what to trust; otherwise the file's own roots stand in, so that levels can be told.
    let isGiven: Bool
    let roots: [SigningCertificate]
    /// Certificates kept in the file.
    let others: [SigningCertificate]
    /// When verification takes place.
    let now: SigningDate
    /// When what is judged is proven to have existed: now, or the time of a later document time stamp.
    var moment: SigningDate
    /// Whether a trusted document time stamp covers it.
    var isStamped = false
    var evidence: [RevocationEvidence]
    /// Whether the caller gave revocation data beside the file.
    let hasGivenEvidence: Bool
    /// Whether the file has validation data, and of which signatures.
    let hasStore: Bool
    let entryKeys: Set<String>
    /// Whether validation data came after the signature that is judged.
    var hasLaterData = false

    /// A signer's chain at a moment, with what is known of revocation.
    func judge(
        _ signer: SigningCertificate, certificates: [SigningCertificate], contents: [UInt8], data: [[UInt8]], at moment: SigningDate
    ) -> Result<Judged, FindingFailure> {
        let builder = ChainBuilder(roots: roots, intermediates: certificates + others, date: moment, algorithms: policy.algorithms)
        let chain: [SigningCertificate]
        switch builder.chain(of: signer) {
        case .failure(let failure): return .failure(failure)
        case .success(let found): chain = found
        }
        var judged = Judged(chain: chain, statuses: [])
        judged.warnings = builder.weaknesses(chain)
        guard policy.revocation != .ignored else { return .success(judged) }
        let own = data.compactMap { der -> RevocationEvidence? in
            var item = RevocationEvidence(der: der, origin: .document, provenAt: self.moment)
            item?.isStamped = isStamped
            return item
        }
        let all = evidence + own
        let checker = RevocationChecker(
            evidence: all, certificates: certificates + others, moment: moment, algorithms: policy.algorithms)
        judged.statuses = checker.statuses(chain)
        let isOffered =
            hasGivenEvidence || hasLaterData || !data.isEmpty || entryKeys.contains(IdentityHash.storeKey(contents))
            || judged.statuses.contains { $0.answer != .unknown }
        let isRequired = policy.revocation == .required || isOffered
        for status in judged.statuses {
            switch status.answer {
            case .good: judged.warnings += status.findings
            case .notNeeded: break
            case .revoked, .unusable: judged.problems += status.findings
            case .unknown:
                let finding = CertificateFindings.revocationUnknown(status.name)
                if isRequired { judged.problems.append(finding) } else { judged.warnings.append(finding) }
            }
        }
        return .success(judged)
    }

    /// A time-stamping authority's chain at the moment at which its stamp is proven.
    func judge(_ stamp: TimeStampToken) -> Result<Judged, FindingFailure> {
        guard stamp.time <= SigningDate(unixSeconds: moment.unixSeconds + 300) else {
            return .failure(FindingFailure(Findings.stampFromFuture(stamp.time)))
        }
        let chain: [SigningCertificate]
        switch stamp.chain(roots: roots, others: others, date: moment, algorithms: policy.algorithms) {
        case .success(let found): chain = found
        case .failure(let failure):
            guard policy.acceptsExpiredTimeStamps, failure.finding.code == "verify/certificate-expired",
                case .success(let found) = stamp.chain(roots: roots, others: others, date: stamp.time, algorithms: policy.algorithms)
            else { return .failure(failure) }
            chain = found
        }
        var judged = Judged(chain: chain, statuses: [])
        guard policy.revocation != .ignored else { return .success(judged) }
        let certificates = stamp.certificates + others
        // An answer of the time of the stamp makes the level; a later one that says "revoked" ends it.
        let then = RevocationChecker(
            evidence: evidence, certificates: certificates, moment: stamp.time, algorithms: policy.algorithms
        ).statuses(chain)
        let now = RevocationChecker(
            evidence: evidence, certificates: certificates, moment: moment, algorithms: policy.algorithms
        ).statuses(chain)
        if let revoked = (now + then).first(where: { $0.answer == .revoked }), let finding = revoked.findings.first {
            return .failure(FindingFailure(finding))
        }
        judged.statuses = then
        for status in then where status.answer == .unusable { judged.warnings += status.findings }
        return .success(judged)
    }
}
