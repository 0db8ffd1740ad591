import CEL
import Diagnostics
import Rules

/// What a check of data outside of an action found.
package struct RuleSetReport: Sendable {
    /// The data, typed as the pack declares them.
    package let data: Value
    /// Everything that refuses.
    package let failures: [Failure]
    /// Everything that is only said.
    package let warnings: [Failure]
    /// Everything that was asked.
    package let checks: [Check]
}

extension Decider {
    /// Checks a subject (for instance the data of a document) against the fields and the rules of a rule set.
    ///
    /// - Parameters:
    ///   - subject: a record as JSON gives it; ignored when the rule set is about the dossier.
    ///   - dossier: what conditions see as `dossier` and `forms`; empty records when nil.
    package func check(
        _ set: RuleSet, subject: Value, dossier: Dossier? = nil, actor: Actor? = nil, at moment: DecisionMoment
    ) -> RuleSetReport {
        let opening = DossierOpened(
            dossierID: "", packName: rulebook.name, packVersion: rulebook.version, packHash: packHash, state: "")
        let nobody = Actor(id: "", profile: "", roles: [], record: .record([]))
        var scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(
            dossier: dossier ?? Dossier(opening, at: moment.now), actor: actor ?? nobody, input: .record([]))
        var checker = RuleChecker(wording: wording, today: moment.today)
        var data = Value.record([])
        if let field = set.subject, let fields = field.type.recordFields {
            var reader = FieldReader(rulebook: rulebook, today: moment.today)
            data = Value.record(reader.record(subject, fields: fields, under: field.id)).pruned
            checker.note(reader.failures.map { Check(.value, failed: $0, asking: $0.field.map { CheckWords.suits($0.label) }) })
            scope = scope.with(field.id, ScopeBuilder.shaped(data, fields))
            // A field that was given and does not fit is not missing as well.
            let invalid = Set(reader.failures.compactMap(\.field?.path))
            var required = RuleChecker(wording: wording, today: moment.today)
            required.checkRequired(fields, in: data, scope: scope, root: field.id, isInput: false)
            checker.note(
                required.checks.filter { check in check.outcome != .fails || check.field.map { !invalid.contains($0.path) } ?? true })
            checker.checkRules(of: fields, in: data, scope: scope, root: field.id)
        }
        for rule in set.rules { checker.check(rule, in: scope) }
        return RuleSetReport(
            data: data, failures: checker.failures.isEmpty ? checker.errors : checker.failures, warnings: checker.warnings,
            checks: checker.checks)
    }
}
