import CEL
import Diagnostics
import Workflow

/// The report as one JSON object (docs/scenarios.md describes it), in a fixed order of keys.
package struct ScenarioJSONReport: Sendable {
    private let sources: SourceMap
    private let language: Language

    package init(sources: SourceMap, language: Language) {
        self.sources = sources
        self.language = language
    }

    package func render(_ report: ScenarioReport) -> String {
        let object = Value.record([
            ("scenarios", .int(Int64(report.results.count))), ("failed", .int(Int64(report.failedCount))),
            ("results", .list(report.results.map(result))), ("coverage", coverage(report)),
        ])
        return object.jsonText + "\n"
    }

    private func result(_ result: ScenarioResult) -> Value {
        .record(
            [
                ("name", .string(result.scenario.name[language])), ("basis", .list(result.scenario.basis.map { .string($0) })),
                ("passed", .bool(result.hasPassed)),
            ] + place(result.scenario.span) + [
                ("skippedSteps", .int(Int64(result.skippedCount))), ("steps", .list(result.steps.map(step))),
            ])
    }

    private func step(_ step: StepResult) -> Value {
        let outcome =
            switch step.outcome {
            case .allowed: "allowed"
            case .refused: "refused"
            case .answered: "answered"
            }
        return .record(
            [
                ("step", .int(Int64(step.number))), ("does", .string(ReportWords.step(step, language))),
                ("at", .string(step.moment.now.text)), ("outcome", .string(outcome)),
            ] + place(step.step.span) + [
                ("refusals", .list(step.failures.map(failure))), ("warnings", .list(step.warnings.map(failure))),
                ("differences", .list(step.mismatches.map(mismatch))),
            ])
    }

    private func mismatch(_ mismatch: Mismatch) -> Value {
        .record(
            [
                ("key", .string(mismatch.key)), ("subject", .string(mismatch.subject[language])),
                ("expected", .string(mismatch.expected[language])), ("actual", .string(mismatch.actual[language])),
            ] + place(mismatch.span))
    }

    private func failure(_ failure: Failure) -> Value {
        var entries: [(String, Value)] = [
            ("code", .string(failure.code.name)), ("rule", .string(failure.rule)), ("reason", .string(failure.reason[language])),
        ]
        if let field = failure.field { entries.append(("field", .string(field.path))) }
        if let basis = failure.basis { entries.append(("basis", .string(basis))) }
        if let span = failure.span { entries += place(span) }
        return .record(entries)
    }

    private func coverage(_ report: ScenarioReport) -> Value {
        let coverage = report.coverage
        func names(_ scenarios: [Int]) -> Value { .list(scenarios.map { .string(report.results[$0].scenario.name[language]) }) }
        let kinds = Coverage.Point.Kind.allCases.map { kind -> (String, Value) in
            let (covered, all) = coverage.count(kind)
            return (kind.rawValue, .record([("covered", .int(Int64(covered))), ("all", .int(Int64(all)))]))
        }
        let points = coverage.points.map { point -> Value in
            .record([("kind", .string(point.kind.rawValue)), ("id", .string(point.id)), ("scenarios", names(point.scenarios))])
        }
        let proofs = coverage.proofs.map { proof -> Value in
            .record([
                ("requirement", .string(proof.requirement)), ("proved", .bool(proof.isProved)), ("scenarios", names(proof.scenarios)),
                ("rules", .list(proof.rules.map { .string($0) })),
            ])
        }
        return .record([
            ("percent", .double(coverage.percent)), ("kinds", .record(kinds)), ("points", .list(points)), ("requirements", .list(proofs)),
        ])
    }

    private func place(_ span: Span) -> [(String, Value)] {
        guard let file = sources[span.source] else { return [] }
        let position = file.position(at: span.range.lowerBound)
        return [("file", .string(file.path)), ("line", .int(Int64(position.line))), ("column", .int(Int64(position.column)))]
    }
}
