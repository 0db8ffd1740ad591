/// Judges whether the certificates of a chain were revoked at a moment (RFC 5280, clause 6.3; RFC 6960, clause 3.2; ETSI EN 319 102-1,
/// clauses 5.2.5 and 5.6.2).
package struct RevocationChecker: Sendable {
    /// Clocks of authorities and verifiers differ.
    private static let clockSkewSeconds: Int64 = 300
    /// How old an answer without a next update may be: a responder that names none always has newer ones.
    private static let freshSeconds: Int64 = 86_400
    /// Pieces of evidence looked at for one certificate.
    private static let evidenceLimit = 64

    package let evidence: [RevocationEvidence]
    /// Where certificates of responders are looked for, beside those in their responses.
    package let certificates: [SigningCertificate]
    /// When the signature is proven to have existed.
    package let moment: SigningDate
    package let algorithms: AlgorithmPolicy

    package init(
        evidence: [RevocationEvidence], certificates: [SigningCertificate], moment: SigningDate, algorithms: AlgorithmPolicy = .standard
    ) {
        self.evidence = evidence
        self.certificates = certificates
        self.moment = moment
        self.algorithms = algorithms
    }

    /// A status for each certificate of the chain but the root.
    package func statuses(_ chain: [SigningCertificate]) -> [RevocationStatus] {
        zip(chain, chain.dropFirst()).map { status(of: $0, issuer: $1) }
    }

    private func status(of certificate: SigningCertificate, issuer: SigningCertificate) -> RevocationStatus {
        let name = certificate.displayName
        var refused: [Finding] = []
        var best: RevocationStatus?
        for item in evidence.filter({ $0.isAbout(certificate, issuer: issuer) }).prefix(Self.evidenceLimit) {
            switch judge(item, certificate, issuer) {
            case .failure(let failure): if !refused.contains(failure.finding) { refused.append(failure.finding) }
            case .success(let status):
                // Whoever says that it was revoked is heard above all; among the others the newest counts.
                if status.answer == .revoked { return status }
                if best.map({ ($0.thisUpdate ?? moment) < (status.thisUpdate ?? moment) }) ?? true { best = status }
            }
        }
        if let best { return best }
        var status = RevocationStatus(name: name, answer: refused.isEmpty ? .unknown : .unusable)
        status.findings = refused
        return status
    }

    private func judge(
        _ item: RevocationEvidence, _ certificate: SigningCertificate, _ issuer: SigningCertificate
    ) -> Result<RevocationStatus, FindingFailure> {
        switch item.content {
        case .list(let list): judge(list, item, certificate, issuer)
        case .response(let response): judge(response, item, certificate, issuer)
        }
    }

    // MARK: lists

    private func judge(
        _ list: RevocationList, _ item: RevocationEvidence, _ certificate: SigningCertificate, _ issuer: SigningCertificate
    ) -> Result<RevocationStatus, FindingFailure> {
        let name = certificate.displayName
        func fail(_ finding: Finding) -> Result<RevocationStatus, FindingFailure> { .failure(FindingFailure(finding)) }
        guard list.isUnderstood, list.scope?.covers(certificate) ?? true else { return fail(CertificateFindings.listNotUnderstood(name)) }
        guard list.isSigned(by: issuer) else { return fail(CertificateFindings.badEvidence(name, "CRL")) }
        guard let entry = list.entry(of: certificate.serial) else { return fail(CertificateFindings.listNotUnderstood(name)) }
        var status = RevocationStatus(name: name, answer: .good)
        status.source = "CRL"
        note(&status, item, list.thisUpdate)
        if let entry, entry.reason != .removeFromList {
            let from = min(entry.date, entry.invalidFrom ?? entry.date)
            return .success(revoked(status, from, entry.reason))
        }
        if let finding = untimely(name, "CRL", item, list.thisUpdate, list.nextUpdate, certificate) { return fail(finding) }
        return .success(status)
    }

    // MARK: responses

    private func judge(
        _ response: StatusResponse, _ item: RevocationEvidence, _ certificate: SigningCertificate, _ issuer: SigningCertificate
    ) -> Result<RevocationStatus, FindingFailure> {
        let name = certificate.displayName
        func fail(_ finding: Finding) -> Result<RevocationStatus, FindingFailure> { .failure(FindingFailure(finding)) }
        guard response.isUnderstood, let answer = response.answer(for: certificate, issuer: issuer) else {
            return fail(CertificateFindings.badEvidence(name, "OCSP"))
        }
        guard let responder = response.responder(issuer: issuer, among: certificates), response.isSigned(by: responder) else {
            return fail(CertificateFindings.badEvidence(name, "OCSP"))
        }
        if responder != issuer, let finding = problem(ofResponder: responder, issuer: issuer, response) { return fail(finding) }
        var status = RevocationStatus(name: name, answer: .good)
        status.source = "OCSP"
        note(&status, item, answer.thisUpdate)
        if responder != issuer, item.provenAt > responder.notAfter {
            status.findings.append(CertificateFindings.evidenceNotProven(responder.displayName, responder.notAfter))
        }
        switch answer.status {
        case .revoked(let date): return .success(revoked(status, date, answer.reason ?? .unspecified))
        case .unknown: return fail(CertificateFindings.unknownToResponder(name))
        case .good:
            if let finding = untimely(name, "OCSP", item, answer.thisUpdate, answer.nextUpdate, certificate) { return fail(finding) }
            return .success(status)
        }
    }

    /// A delegate must be named by the very authority that issued the certificate in question (RFC 6960, clause 4.2.2.2).
    private func problem(ofResponder responder: SigningCertificate, issuer: SigningCertificate, _ response: StatusResponse) -> Finding? {
        let name = responder.displayName
        if let finding = CertificatePurpose.statusResponses.problem(responder) { return finding }
        guard responder.isSigned(by: issuer), responder.maySign else { return CertificateFindings.notResponder(name) }
        if response.producedAt > responder.notAfter { return CertificateFindings.expired(name, responder.notAfter) }
        if response.producedAt < responder.notBefore { return CertificateFindings.notYetValid(name, responder.notBefore) }
        if !algorithms.allowsWeak, let finding = algorithms.weakness(of: responder, isRoot: false) { return finding }
        if responder.value(OID.noRevocationCheck) != nil { return nil }
        // Without that mark, lists alone may clear it: responses would go round in a circle.
        let lists = evidence.filter { if case .list = $0.content { true } else { false } }
        let checker = RevocationChecker(evidence: lists, certificates: [], moment: moment, algorithms: algorithms)
        return checker.status(of: responder, issuer: issuer).answer == .good ? nil : CertificateFindings.responderNotChecked(name)
    }

    // MARK: time

    private func note(_ status: inout RevocationStatus, _ item: RevocationEvidence, _ thisUpdate: SigningDate) {
        status.thisUpdate = thisUpdate
        status.origin = item.origin
        status.provenAt = item.provenAt
        status.isStamped = item.isStamped
    }

    private func revoked(_ status: RevocationStatus, _ date: SigningDate, _ reason: RevocationReason) -> RevocationStatus {
        var status = status
        status.revokedAt = date
        status.reason = reason
        // What was signed before the revocation, provably, stays good.
        status.answer = moment < date ? .good : .revoked
        if status.answer == .revoked { status.findings = [CertificateFindings.revoked(status.name, date, reason)] }
        return status
    }

    /// Why evidence does not speak of the moment; nil when it does.
    private func untimely(
        _ name: String, _ source: String, _ item: RevocationEvidence, _ thisUpdate: SigningDate, _ nextUpdate: SigningDate?,
        _ certificate: SigningCertificate
    ) -> Finding? {
        func after(_ date: SigningDate, _ seconds: Int64) -> SigningDate { SigningDate(unixSeconds: date.unixSeconds + seconds) }
        if thisUpdate > after(item.provenAt, Self.clockSkewSeconds) {
            return CertificateFindings.evidenceFromFuture(name, source, thisUpdate)
        }
        if thisUpdate >= moment {
            // Authorities forget certificates that have expired.
            return thisUpdate > certificate.notAfter ? CertificateFindings.staleEvidence(name, source, thisUpdate) : nil
        }
        let limit = nextUpdate ?? after(thisUpdate, Self.freshSeconds)
        return moment > after(limit, Self.clockSkewSeconds) ? CertificateFindings.staleEvidence(name, source, limit) : nil
    }
}
