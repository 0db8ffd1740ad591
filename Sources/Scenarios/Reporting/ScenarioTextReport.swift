import CEL
import Diagnostics
import Workflow

/// Shows a report to a person: what failed and why, then how much was covered.
package struct ScenarioTextReport: Sendable {
    package enum CoverageDetail: String, Sendable, CaseIterable {
        case none, summary, full
    }

    private let sources: SourceMap
    private let language: Language

    package init(sources: SourceMap, language: Language) {
        self.sources = sources
        self.language = language
    }

    /// - Parameter showsPassed: whether scenarios that passed have a line.
    package func render(_ report: ScenarioReport, coverage detail: CoverageDetail = .summary, showsPassed: Bool = true) -> String {
        var out = ""
        for result in report.results where showsPassed || !result.hasPassed {
            out += "\(result.hasPassed ? "✓" : "✗") \(result.scenario.name[language])\(basis(result.scenario))\n"
            if !result.hasPassed { out += failure(result) }
        }
        out += "\n" + ReportWords.summary(passed: report.results.count - report.failedCount, failed: report.failedCount)[language] + "\n"
        if detail != .none { out += "\n" + CoverageTextReport(sources: sources, language: language).render(report, detail) }
        return out
    }

    private func basis(_ scenario: Scenario) -> String {
        scenario.basis.isEmpty ? "" : "  [\(scenario.basis.joined(separator: ", "))]"
    }

    /// A scenario that failed, step by step.
    func failure(_ result: ScenarioResult) -> String {
        var out = "  \(place(result.scenario.span) ?? "")\n"
        for step in result.steps where !step.mismatches.isEmpty {
            out += "  \(ReportWords.step(step, language))\n"
            for mismatch in step.mismatches {
                out += "    \(mismatch.subject[language])\(placeSuffix(mismatch.span))\n"
                let (expected, actual) = (ReportWords.expected[language], ReportWords.actual[language])
                let width = max(expected.count, actual.count)
                out += "      \(padded(expected, width)) \(mismatch.expected[language])\n"
                out += "      \(padded(actual, width)) \(mismatch.actual[language])\n"
            }
            let reasons = step.failures.isEmpty ? step.warnings : step.failures
            if !reasons.isEmpty {
                out += "    \((step.failures.isEmpty ? ReportWords.whyWarned : ReportWords.whyRefused)[language])\n"
                for failure in reasons { out += reason(failure, step.checks) }
            }
        }
        if result.skippedCount > 0 { out += "  \(ReportWords.skipped(result.skippedCount)[language])\n" }
        return out
    }

    private func reason(_ failure: Failure, _ checks: [Check]) -> String {
        let basis = failure.basis.map { " [\($0)]" } ?? ""
        var out = "      \(failure.rule)\(basis)\(ReportWords.colon[language]) \(failure.reason[language])\n"
        if let hint = failure.hint { out += "        \(hint[language])\n" }
        if let check = checks.first(where: { $0.failure == failure }) {
            for value in values(check) { out += "        \(value)\n" }
        }
        if let place = failure.span.flatMap(place) { out += "        \(place)\n" }
        return out
    }

    /// What the fields were worth that the check read, each once.
    private func values(_ check: Check) -> [String] {
        var found: [String] = []
        for (_, _, trace) in check.traces {
            for step in trace.steps {
                guard let path = step.path, let value = step.value, path.contains("."), !value.isRecord else { continue }
                let line = "\(path) = \(ShownValue.words(value)[language])"
                if !found.contains(line), found.count < Self.mostValues { found.append(line) }
            }
        }
        return found
    }

    /// More values than this explain nothing any more.
    private static let mostValues = 6

    private func padded(_ text: String, _ width: Int) -> String {
        text + ReportWords.colon[language] + String(repeating: " ", count: max(0, width - text.count))
    }

    private func placeSuffix(_ span: Span) -> String { place(span).map { "   \($0)" } ?? "" }

    private func place(_ span: Span) -> String? { SpanPlace.text(span, in: sources) }
}

/// A place as editors take it.
enum SpanPlace {
    static func text(_ span: Span, in sources: SourceMap) -> String? {
        guard let file = sources[span.source] else { return nil }
        let position = file.position(at: span.range.lowerBound)
        return "\(file.path):\(position.line):\(position.column)"
    }
}
