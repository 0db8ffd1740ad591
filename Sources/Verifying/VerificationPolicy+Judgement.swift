import Certificates
import Diagnostics

extension VerificationPolicy {
    /// What the policy requires and the report does not show.
    func unmet(by report: VerificationReport, hasRoots: Bool) -> [Finding] {
        var findings: [Finding] = []
        let signatures = report.signatures.filter { $0.kind == .signature }
        if requiresTrust, !hasRoots, !report.signatures.isEmpty { findings.append(Findings.trustNotChecked()) }
        if !signatures.isEmpty, signatures.count < leastSignatures { findings.append(Findings.tooFew(signatures.count, leastSignatures)) }
        if let leastLevel {
            for signature in signatures {
                let level = signature.level.flatMap { SignatureLevel(rawValue: $0.lowercased()) }
                if level.map({ $0 < leastLevel }) ?? true {
                    findings.append(Findings.levelTooLow(signature.fieldName, signature.level, leastLevel.name))
                }
            }
        }
        if forbidsChanges {
            for signature in report.signatures where signature.notes.contains(where: { Self.changeCodes.contains($0.code.name) }) {
                findings.append(Findings.changesForbidden(signature.fieldName))
            }
        }
        for field in fields where !signatures.contains(where: { $0.fieldName == field }) { findings.append(Findings.fieldNotSigned(field)) }
        return findings
    }

    private static let changeCodes: Set<String> = ["verify/filled-field", "verify/metadata-updated"]
}
