import CEL
import Diagnostics
import Rules

/// Checks rules and fields in a scope and gathers what fails.
///
/// Evaluation errors are kept apart: where something else explains them (a missing input), they would only confuse.
struct RuleChecker {
    let wording: RuleWording
    let today: CivilDate
    private(set) var failures: [Failure] = []
    private(set) var errors: [Failure] = []
    private(set) var warnings: [Failure] = []

    init(wording: RuleWording, today: CivilDate) {
        self.wording = wording
        self.today = today
    }

    mutating func check(_ rule: Rule, in scope: Scope, field: Failure.Field? = nil) {
        guard rule.period.contains(today) else { return }
        do throws(EvaluationFault) {
            if let applicability = rule.applicability, try !applicability.holds(in: scope) { return }
            if try rule.requirement.holds(in: scope) { return }
        } catch {
            errors.append(WorkflowFailures.ruleError(rule.id, reason: error.reason, field: field, span: rule.span))
            return
        }
        var arguments: [(name: String, value: Value)] = []
        for parameter in rule.parameters {
            arguments.append((parameter.id, (try? parameter.value.evaluate(in: scope)) ?? .string("?")))
        }
        let failure = WorkflowFailures.ruleFailed(rule, reason: wording.format(rule.refusal, arguments), field: field)
        if rule.severity == .warning { warnings.append(failure) } else { failures.append(failure) }
    }

    /// The rules of fields that are filled, through nested records and lists.
    mutating func checkRules(of fields: [DataField], in record: Value, scope: Scope, root: String) {
        for field in fields { checkRules(of: field, record.field(field.id), scope, FieldPlace(field, under: root)) }
    }

    private mutating func checkRules(of field: DataField, _ value: Value?, _ scope: Scope, _ place: FieldPlace) {
        guard let value, !value.isUnfilled, isVisible(field, scope) else { return }
        if !field.rules.isEmpty || field.pattern != nil {
            let own = scope.with("value", value)
            if let pattern = field.pattern, let text = value.stringValue, !field.matchesPattern(text) {
                failures.append(WorkflowFailures.invalid(place, ValueFaults.pattern, span: pattern.span))
            }
            for rule in field.rules { check(rule, in: own, field: place.field) }
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

    /// The required fields that are empty, through nested records and lists.
    mutating func checkRequired(_ fields: [DataField], in record: Value, scope: Scope, root: String, isInput: Bool) {
        for field in fields { checkRequired(field, record.field(field.id), scope, FieldPlace(field, under: root), isInput: isInput) }
    }

    private mutating func checkRequired(_ field: DataField, _ value: Value?, _ scope: Scope, _ place: FieldPlace, isInput: Bool) {
        guard isVisible(field, scope) else { return }
        let isFilled = !(value ?? .null).isUnfilled
        let isRequired = isRequired(field, scope, place)
        switch field.type {
        case .record(_, let fields) where isFilled || isRequired:
            let before = failures.count
            for nested in fields { checkRequired(nested, value?.field(nested.id), scope, place.nested(nested), isInput: isInput) }
            if isRequired, !isFilled, failures.count == before {
                failures.append(WorkflowFailures.missing(place, isInput: isInput, span: field.span))
            }
        case .list(let type) where isFilled:
            guard let fields = type.recordFields else { return }
            for (index, element) in (value?.elements ?? []).enumerated() {
                let elementPlace = place.element(index)
                for nested in fields {
                    checkRequired(nested, element.field(nested.id), scope, elementPlace.nested(nested), isInput: isInput)
                }
            }
        default:
            if isRequired, !isFilled { failures.append(WorkflowFailures.missing(place, isInput: isInput, span: field.span)) }
        }
    }

    /// A condition that cannot be evaluated asks for nothing by itself; the error is noted.
    private mutating func isRequired(_ field: DataField, _ scope: Scope, _ place: FieldPlace) -> Bool {
        switch field.requirement {
        case .optional: return false
        case .always: return true
        case .when(let condition):
            do throws(EvaluationFault) {
                return try condition.holds(in: scope)
            } catch {
                errors.append(WorkflowFailures.ruleError(place.path, reason: error.reason, field: place.field, span: condition.span))
                return false
            }
        }
    }

    /// A field whose visibility cannot be evaluated is shown.
    private func isVisible(_ field: DataField, _ scope: Scope) -> Bool {
        guard let visibility = field.visibility else { return true }
        return (try? visibility.holds(in: scope)) ?? true
    }

    mutating func note(_ more: some Sequence<Failure>) { failures.append(contentsOf: more) }
    mutating func noteError(_ failure: Failure) { errors.append(failure) }
}
