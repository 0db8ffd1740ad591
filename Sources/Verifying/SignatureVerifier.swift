import Certificates
import Diagnostics
import PDF

/// Verifies every signature of a PDF file: whether it is intact, whether it is trusted, and whether the file is unchanged since.
///
/// Times are proven from the newest document time stamp inward (ETSI EN 319 102-1, clause 5.6): each one that holds shows that what it
/// covers was there at its time, so that certificates that have expired since are judged as they were then.
package struct SignatureVerifier: Sendable {
    /// More signatures or revisions than this are not looked at: the file is refused.
    private static let signatureLimit = 200
    private static let workLimit = 2_000
    private static let certificateLimit = 500
    /// Objects by revisions: each revision is read as a file of its own.
    private static let objectLimit = 10_000_000

    /// Roots to trust; nil when nobody said, and then trust is not judged.
    package let roots: [SigningCertificate]?
    /// The moment of verification.
    package let date: SigningDate
    package let policy: VerificationPolicy
    /// CRLs and OCSP responses given beside the file.
    package let evidence: [RevocationEvidence]

    /// - Parameter policy: by default trust is required exactly when roots are given.
    package init(
        roots: [SigningCertificate]?, date: SigningDate, policy: VerificationPolicy? = nil, evidence: [RevocationEvidence] = []
    ) {
        self.roots = roots
        self.date = date
        self.policy = policy ?? (roots == nil ? .intact : .trusted)
        self.evidence = evidence
    }

    /// Any bytes: a verdict, never a trap.
    package func verify(_ bytes: [UInt8]) -> VerificationReport {
        var report = VerificationReport()
        report.policy = policy.name
        report.requiresTrust = policy.requiresTrust
        report.byteCount = bytes.count
        let file: PDFFile
        do {
            file = try PDFFile(bytes: bytes)
        } catch {
            report.problems.append(Finding(error.code, error.message))
            return report
        }
        var states = RevisionStates(file)
        report.revisions = states.ranges.enumerated().map { VerificationReport.Revision(number: $0.offset + 1, bytes: $0.element) }
        let all = SignatureFields.all(file)
        let fields = all.filter { $0.value != nil }
        guard fields.count <= Self.signatureLimit, fields.count * file.sections.count <= Self.workLimit,
            file.entries.count * file.sections.count <= Self.objectLimit
        else {
            report.problems.append(Findings.tooMany())
            return report
        }
        if fields.isEmpty { report.problems.append(Findings.noSignature()) }
        let names = Dictionary((all.map(\.name) + Set(OtherFields.all(file).map(\.name))).map { ($0, 1) }, uniquingKeysWith: +)
        if fields.contains(where: { names[$0.name] != 1 }) { report.problems.append(Findings.repeatedField()) }
        if let certification = DocumentPermissions.certification(file),
            !fields.contains(where: { $0.valueReference == certification.signature && certification.signature != nil })
        {
            report.problems.append(Findings.looseCertification())
        }
        report.signatures = judge(fields, file, &states)
        // Only the first signature may certify (ISO 32000-1, clause 12.8.2.2.1): a second one would speak of other permissions.
        if report.signatures.filter({ $0.kind == .signature }).dropFirst().contains(where: { $0.certificationLevel != nil }) {
            report.problems.append(Findings.secondCertification())
        }
        for index in report.revisions.indices {
            let range = report.revisions[index].bytes
            report.revisions[index].signedBy = report.signatures.filter { $0.coveredBytes > range.lowerBound && $0.intact == .yes }.map(
                \.fieldName)
        }
        if !fields.isEmpty, !report.signatures.contains(where: { $0.kind == .signature }) {
            report.problems.append(Findings.onlyTimeStamps())
        }
        report.unmet = policy.unmet(by: report, hasRoots: roots != nil)
        return report
    }

    // MARK: order and proof

    private typealias Coverage = Result<SignatureCoverage, FindingFailure>

    /// In the order in which they were signed; what covers nothing known comes last.
    private static func ordered(_ fields: [SignatureFieldEntry], _ file: PDFFile) -> [(SignatureFieldEntry, Coverage)] {
        let all = fields.map { ($0, SignatureCoverage.of($0, $0.value ?? [:], file)) }
        func end(_ coverage: Coverage) -> Int { (try? coverage.get().end) ?? .max }
        return all.enumerated().sorted { (end($0.element.1), $0.offset) < (end($1.element.1), $1.offset) }.map(\.element)
    }

    private func judge(
        _ fields: [SignatureFieldEntry], _ file: PDFFile, _ states: inout RevisionStates
    ) -> [VerificationReport.Signature] {
        var found: [VerificationReport.Signature] = []
        var context = context(SecurityStore(file), fields)
        // From the last to the first: a trusted document time stamp shows that what it covers was there at its time.
        for (field, coverage) in Self.ordered(fields, file).reversed() {
            let (signature, signed) = judge(field, coverage, in: file, &states, context)
            if signature.kind == .documentTimeStamp, signature.intact == .yes, signature.unchanged == .yes, signature.trusted != .no,
                let time = signature.provenAt, let signed
            {
                prove(&context, time, SecurityStore(signed))
            }
            found.insert(signature, at: 0)
        }
        return found
    }

    private func context(_ store: SecurityStore, _ fields: [SignatureFieldEntry]) -> TrustContext {
        var others = store.certificates
        if roots == nil {
            // The file's own roots stand in, so that levels can be told; they are not trust.
            for field in fields where others.count < Self.certificateLimit {
                guard case .string(let contents)? = field.value?["Contents"], let length = SignedDataReader.length(contents),
                    let cms = SignedDataReader(contents[0..<length])
                else { continue }
                others += cms.certificates
            }
        }
        var known = Set(evidence)
        var all = evidence
        for der in store.revocationData {
            if let item = RevocationEvidence(der: der, origin: .document, provenAt: date), known.insert(item).inserted { all.append(item) }
        }
        return TrustContext(
            policy: policy, isGiven: roots != nil, roots: roots ?? Self.unique(others.filter(\.isSelfIssued)), others: Self.unique(others),
            now: date, moment: date, evidence: all, hasGivenEvidence: !evidence.isEmpty,
            hasStore: !store.certificates.isEmpty || !store.revocationData.isEmpty, entryKeys: store.entryKeys)
    }

    private static func unique(_ certificates: [SigningCertificate]) -> [SigningCertificate] {
        var seen: Set<SigningCertificate> = []
        return certificates.filter { seen.insert($0).inserted }
    }

    /// What a document time stamp covers is proven to have existed at its time.
    private func prove(_ context: inout TrustContext, _ time: SigningDate, _ store: SecurityStore) {
        context.moment = min(context.moment, time)
        context.isStamped = true
        let covered = Set(store.revocationData)
        for index in context.evidence.indices
        where context.evidence[index].origin == .document && covered.contains(context.evidence[index].der) {
            context.evidence[index].provenAt = min(context.evidence[index].provenAt, time)
            context.evidence[index].isStamped = true
        }
    }

    // MARK: one signature

    private func judge(
        _ field: SignatureFieldEntry, _ covered: Coverage, in file: PDFFile, _ states: inout RevisionStates, _ context: TrustContext
    ) -> (VerificationReport.Signature, PDFFile?) {
        var result = VerificationReport.Signature(fieldName: field.name)
        guard let dictionary = field.value else { return (result, nil) }
        result.subFilter = file.resolve(dictionary["SubFilter"]).nameValue?.text
        let isStamp = result.subFilter == "ETSI.RFC3161"
        if isStamp { result.kind = .documentTimeStamp }
        result.signerName = file.resolve(dictionary["Name"]).textValue
        result.reason = file.resolve(dictionary["Reason"]).textValue
        result.location = file.resolve(dictionary["Location"]).textValue
        result.claimedTime = file.resolve(dictionary["M"]).textValue.flatMap { SigningDate(pdfText: $0) }?.iso8601
        result.certificationLevel = DocumentPermissions.level(dictionary, file)

        let coverage: SignatureCoverage
        switch covered {
        case .failure(let failure):
            result.problems.append(failure.finding)
            // What is covered is unknown, so nothing can be said of what came after.
            return (result, nil)
        case .success(let found): coverage = found
        }
        var problems: [Finding] = []
        if isStamp != (file.resolve(dictionary["Type"]).nameValue == "DocTimeStamp") { problems.append(Findings.mixedTimeStamp()) }
        var signed: PDFFile?
        switch states.signedState(upTo: coverage.end, field: field, contents: coverage.contents) {
        case .failure(let failure): problems.append(failure.finding)
        case .success(let state): signed = state
        }
        var context = context
        if let signed, context.hasStore, signed !== file {
            context.hasLaterData = SecurityStore(signed).revocationData.count < SecurityStore(file).revocationData.count
        }
        let outcome = SignatureCheck(coverage: coverage, subFilter: result.subFilter, trust: context).run()
        problems += outcome.problems
        if let name = outcome.signerName { result.signerName = name }
        result.algorithm = outcome.algorithm
        result.level = outcome.level?.name
        result.stampedTime = outcome.time
        result.provenAt = outcome.provenAt
        if isStamp { result.claimedTime = outcome.time?.iso8601 ?? result.claimedTime }
        result.notes += outcome.notes
        result.warnings = outcome.warnings
        result.chain = outcome.chain.map(\.displayName)
        result.revocation = outcome.revocation
        result.trusted = outcome.trusted
        result.intact = problems.isEmpty ? .yes : .no
        problems += outcome.trustProblems
        result.coveredBytes = coverage.end
        result.revision = states.revisionNumber(endingAt: coverage.end)
        result.coversWholeFile = coverage.end == file.end
        if let signed {
            let changes = states.changes(after: signed, level: result.certificationLevel, end: coverage.end)
            problems += changes.refused
            result.notes += changes.allowed
            result.unchanged = changes.refused.isEmpty ? .yes : .no
        }
        result.problems = problems
        return (result, signed)
    }
}
