import CEL
import CivilTime
import Diagnostics
import Rules

/// Asks rules and fields in a scope, and keeps every answer.
///
/// Evaluation errors are kept apart: where something else explains them (a missing input), they would only confuse.
struct RuleChecker {
    let wording: RuleWording
    let today: CivilDate
    private(set) var checks: [Check] = []

    init(wording: RuleWording, today: CivilDate) {
        self.wording = wording
        self.today = today
    }

    var failures: [Failure] { checks.filter(\.isRefusing).compactMap(\.failure) }
    var errors: [Failure] { checks.filter(\.isFault).compactMap(\.failure) }
    var warnings: [Failure] { checks.filter { $0.isWarning && $0.outcome == .fails }.compactMap(\.failure) }
    var faultCount: Int { checks.count(where: \.isFault) }

    mutating func note(_ check: Check) { checks.append(check) }
    mutating func note(_ more: some Sequence<Check>) { checks.append(contentsOf: more) }

    mutating func check(_ rule: Rule, in scope: Scope, field: Failure.Field? = nil, of dataField: DataField? = nil) {
        let (outcome, failure) = answer(rule, scope, field)
        checks.append(
            Check(
                .rule, outcome == .cannotBeEvaluated ? "workflow/rule-error" : "workflow/rule-failed", id: rule.id, outcome,
                .rule(rule, scope.activation), failure: failure, isWarning: rule.severity == .warning, field: field, dataField: dataField,
                basis: rule.basis, span: rule.span))
    }

    /// Whether a rule holds; without words.
    static func outcome(_ rule: Rule, in scope: Scope, today: CivilDate) throws(EvaluationFault) -> Check.Outcome {
        guard rule.period.contains(today) else { return .doesNotApply }
        if let applicability = rule.applicability, try !applicability.holds(in: scope) { return .doesNotApply }
        return try rule.requirement.holds(in: scope) ? .holds : .fails
    }

    private func answer(_ rule: Rule, _ scope: Scope, _ field: Failure.Field?) -> (Check.Outcome, Failure?) {
        do throws(EvaluationFault) {
            let outcome = try Self.outcome(rule, in: scope, today: today)
            guard outcome == .fails else { return (outcome, nil) }
        } catch {
            return (.cannotBeEvaluated, WorkflowFailures.ruleError(rule.id, reason: error.reason, field: field, span: rule.span))
        }
        var arguments: [(name: String, value: Value)] = []
        for parameter in rule.parameters {
            arguments.append((parameter.id, (try? parameter.value.evaluate(in: scope)) ?? .string("?")))
        }
        return (.fails, WorkflowFailures.ruleFailed(rule, reason: wording.format(rule.refusal, arguments), field: field))
    }

    /// The rules of fields that are filled, through nested records and lists.
    mutating func checkRules(of fields: [DataField], in record: Value, scope: Scope, root: String) {
        for field in fields { checkRules(of: field, record.field(field.id), scope, FieldPlace(field, under: root)) }
    }

    private mutating func checkRules(of field: DataField, _ value: Value?, _ scope: Scope, _ place: FieldPlace) {
        guard let value, !value.isUnfilled, isVisible(field, scope) else { return }
        if !field.rules.isEmpty || field.pattern != nil {
            let own = scope.with("value", value)
            if let pattern = field.pattern, let text = value.stringValue {
                let failure = field.matchesPattern(text) ? nil : WorkflowFailures.invalid(place, ValueFaults.pattern, span: pattern.span)
                checks.append(
                    Check(
                        .value, "workflow/invalid-value", id: place.path, failure == nil ? .holds : .fails,
                        .said(CheckWords.suits(place.label)), failure: failure, field: place.field, dataField: field, span: pattern.span))
            }
            for rule in field.rules { check(rule, in: own, field: place.field, of: field) }
        }
        switch field.type {
        case .record(_, let fields):
            for nested in fields { checkRules(of: nested, value.field(nested.id), scope, place.nested(nested)) }
        case .list(let type):
            guard let fields = type.recordFields else { return }
            for (index, element) in (value.elements ?? []).enumerated() {
                let elementPlace = place.element(index)
                for nested in fields { checkRules(of: nested, element.field(nested.id), scope, elementPlace.nested(nested)) }
            }
        default: break
        }
    }

    /// The fields that must be filled, through nested records and lists.
    mutating func checkRequired(_ fields: [DataField], in record: Value, scope: Scope, root: String, isInput: Bool) {
        for field in fields { checkRequired(field, record.field(field.id), scope, FieldPlace(field, under: root), isInput: isInput) }
    }

    private mutating func checkRequired(_ field: DataField, _ value: Value?, _ scope: Scope, _ place: FieldPlace, isInput: Bool) {
        guard isVisible(field, scope) else {
            noteRequired(field, place, .doesNotApply, scope, isInput: isInput)
            return
        }
        let isFilled = !(value ?? .null).isUnfilled
        let isRequired = isRequired(field, scope, place, isInput: isInput)
        switch field.type {
        case .record(_, let fields) where isFilled || isRequired:
            let before = failures.count
            for nested in fields { checkRequired(nested, value?.field(nested.id), scope, place.nested(nested), isInput: isInput) }
            if isRequired, !isFilled, failures.count == before { noteRequired(field, place, .fails, scope, isInput: isInput) }
        case .list(let type) where isFilled:
            if isRequired { noteRequired(field, place, .holds, scope, isInput: isInput) }
            guard let fields = type.recordFields else { return }
            for (index, element) in (value?.elements ?? []).enumerated() {
                let elementPlace = place.element(index)
                for nested in fields {
                    checkRequired(nested, element.field(nested.id), scope, elementPlace.nested(nested), isInput: isInput)
                }
            }
        default: if isRequired { noteRequired(field, place, isFilled ? .holds : .fails, scope, isInput: isInput) }
        }
    }

    /// Fields that are never required are not asked about.
    private mutating func noteRequired(
        _ field: DataField, _ place: FieldPlace, _ outcome: Check.Outcome, _ scope: Scope, isInput: Bool, error: EvaluationFault? = nil
    ) {
        if case .optional = field.requirement { return }
        var failure: Failure?
        if outcome == .fails { failure = WorkflowFailures.missing(place, isInput: isInput, span: field.span) }
        if let error, case .when(let condition) = field.requirement {
            failure = WorkflowFailures.ruleError(place.path, reason: error.reason, field: place.field, span: condition.span)
        }
        checks.append(
            Check(
                .required,
                outcome == .cannotBeEvaluated ? "workflow/rule-error" : isInput ? "workflow/missing-input" : "workflow/missing-field",
                id: place.path, outcome, .required(field, scope.activation), failure: failure, field: place.field, dataField: field,
                span: field.span))
    }

    /// A condition that cannot be evaluated asks for nothing by itself; the error is noted.
    private mutating func isRequired(_ field: DataField, _ scope: Scope, _ place: FieldPlace, isInput: Bool) -> Bool {
        switch field.requirement {
        case .optional: return false
        case .always: return true
        case .when(let condition):
            do throws(EvaluationFault) {
                if try condition.holds(in: scope) { return true }
                noteRequired(field, place, .doesNotApply, scope, isInput: isInput)
            } catch {
                noteRequired(field, place, .cannotBeEvaluated, scope, isInput: isInput, error: error)
            }
            return false
        }
    }

    /// A field whose visibility cannot be evaluated is shown.
    private func isVisible(_ field: DataField, _ scope: Scope) -> Bool {
        guard let visibility = field.visibility else { return true }
        return (try? visibility.holds(in: scope)) ?? true
    }
}
