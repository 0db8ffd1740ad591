import Certificates
import Diagnostics
import PDF

/// Verifies every signature of a PDF file: whether it is intact, whether it is trusted, and whether the file is unchanged since.
package struct SignatureVerifier: Sendable {
    /// More signatures or revisions than this are not looked at: the file is refused.
    private static let signatureLimit = 200
    private static let workLimit = 2_000

    /// Roots to trust; nil when nobody said, and then trust is not judged.
    package let roots: [SigningCertificate]?
    /// The moment at which certificates must be valid.
    package let date: SigningDate

    package init(roots: [SigningCertificate]?, date: SigningDate) {
        self.roots = roots
        self.date = date
    }

    package func verify(_ bytes: [UInt8]) -> VerificationReport {
        var report = VerificationReport()
        report.byteCount = bytes.count
        let file: PDFFile
        do {
            file = try PDFFile(bytes: bytes)
        } catch {
            report.problems.append(Finding(error.code, error.message))
            return report
        }
        var states = RevisionStates(file)
        report.revisionCount = states.revisionCount
        let fields = SignatureFields.all(file).filter { $0.value != nil }
        guard fields.count <= Self.signatureLimit, fields.count * file.sections.count <= Self.workLimit else {
            report.problems.append(Findings.tooMany())
            return report
        }
        if fields.isEmpty { report.problems.append(Findings.noSignature()) }
        if Set(fields.map(\.name)).count != fields.count { report.problems.append(Findings.repeatedField()) }
        if let certification = DocumentPermissions.certification(file),
            !fields.contains(where: { $0.valueReference == certification.signature && certification.signature != nil })
        {
            report.problems.append(Findings.looseCertification())
        }
        let store = SecurityStore(file)
        // From the last to the first: a trusted document time stamp shows that what it covers was there at its time.
        var date = date
        var hasStamp = false
        for (field, coverage) in Self.ordered(fields, file).reversed() {
            var signature = verify(field, coverage, in: file, &states, store: store, date: date)
            if signature.kind == .documentTimeStamp {
                if signature.isValid, signature.trusted == .yes, let time = signature.stampedTime { date = min(date, time) }
                hasStamp = hasStamp || signature.isValid
            } else if signature.level == "B-T", store.hasRevocationData, !store.certificates.isEmpty {
                signature.level = hasStamp ? "B-LTA" : "B-LT"
            }
            report.signatures.insert(signature, at: 0)
        }
        return report
    }

    private typealias Coverage = Result<SignatureCoverage, FindingFailure>

    /// In the order in which they were signed; what covers nothing known comes last.
    private static func ordered(_ fields: [SignatureFieldEntry], _ file: PDFFile) -> [(SignatureFieldEntry, Coverage)] {
        let all = fields.map { ($0, SignatureCoverage.of($0, $0.value ?? [:], file)) }
        func end(_ coverage: Coverage) -> Int { (try? coverage.get().end) ?? .max }
        return all.enumerated().sorted { (end($0.element.1), $0.offset) < (end($1.element.1), $1.offset) }.map(\.element)
    }

    private func verify(
        _ field: SignatureFieldEntry, _ covered: Coverage, in file: PDFFile, _ states: inout RevisionStates, store: SecurityStore,
        date: SigningDate
    ) -> VerificationReport.Signature {
        var result = VerificationReport.Signature(fieldName: field.name)
        guard let dictionary = field.value else { return result }
        if file.resolve(dictionary["Type"]).nameValue == "DocTimeStamp" { result.kind = .documentTimeStamp }
        result.subFilter = file.resolve(dictionary["SubFilter"]).nameValue?.text
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
            return result
        case .success(let found): coverage = found
        }
        var problems: [Finding] = []
        let check = SignatureCheck(coverage: coverage, subFilter: result.subFilter, roots: roots, others: store.certificates, date: date)
        let outcome = check.run()
        problems += outcome.problems
        if let name = outcome.signerName { result.signerName = name }
        result.algorithm = outcome.algorithm
        result.level = outcome.level
        result.stampedTime = outcome.time
        if result.kind == .documentTimeStamp { result.claimedTime = outcome.time?.iso8601 ?? result.claimedTime }
        result.notes += outcome.notes
        result.chain = outcome.chain
        result.trusted = outcome.trusted

        var signed: PDFFile?
        switch states.signedState(upTo: coverage.end, field: field, contents: coverage.contents) {
        case .failure(let failure): problems.append(failure.finding)
        case .success(let state): signed = state
        }
        result.intact = problems.isEmpty ? .yes : .no
        problems += outcome.trustProblems
        result.revision = states.revisionNumber(endingAt: coverage.end)
        result.coversWholeFile = coverage.end == file.end
        if let signed {
            let changes = states.changes(after: signed, level: result.certificationLevel, end: coverage.end)
            problems += changes.refused
            result.notes += changes.allowed
            result.unchanged = changes.refused.isEmpty ? .yes : .no
        }
        result.problems = problems
        return result
    }
}
