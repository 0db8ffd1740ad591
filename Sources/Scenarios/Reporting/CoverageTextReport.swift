import Diagnostics

/// Shows coverage to a person: a line for each kind; in full, what was left out.
struct CoverageTextReport {
    let sources: SourceMap
    let language: Language

    func render(_ report: ScenarioReport, _ detail: ScenarioTextReport.CoverageDetail) -> String {
        let coverage = report.coverage
        var out = ReportWords.coverage(percent: coverage.percent)[language] + "\n"
        for kind in Coverage.Point.Kind.allCases {
            let (covered, all) = coverage.count(kind)
            guard all > 0 else { continue }
            out += "  \(pad(ReportWords.kind(kind)[language], 34)) \(padLeft("\(covered)/\(all)", 9))\n"
            let missing = coverage.points.filter { $0.kind == kind && !$0.isCovered }
            let shown = detail == .full ? missing : []
            for point in shown { out += "      \(ReportWords.point(point)[language])\(place(point.span))\n" }
        }
        if detail == .summary, coverage.points.contains(where: { !$0.isCovered }) {
            out += "  " + ReportWords.moreWithFull[language] + "\n"
        }
        return out + proofs(report, detail)
    }

    private func proofs(_ report: ScenarioReport, _ detail: ScenarioTextReport.CoverageDetail) -> String {
        let proofs = report.coverage.proofs
        guard !proofs.isEmpty else { return "" }
        var out = "\n" + ReportWords.proofs(proved: proofs.count(where: \.isProved), of: proofs.count)[language] + "\n"
        for proof in proofs where detail == .full || !proof.isProved {
            out += "  \(proof.isProved ? "✓" : "✗") \(proof.requirement)\n"
            if proof.scenarios.isEmpty { out += "      \(ReportWords.noScenario(rules: proof.rules)[language])\n" }
            for index in proof.scenarios { out += "      \(report.results[index].scenario.name[language])\n" }
        }
        return out
    }

    private func place(_ span: Span?) -> String {
        span.flatMap { SpanPlace.text($0, in: sources) }.map { "   \($0)" } ?? ""
    }

    private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
    private func padLeft(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}
