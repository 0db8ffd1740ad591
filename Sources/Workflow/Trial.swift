import CEL
import Diagnostics
import Rules

/// One command on its way through the rules.
struct Trial {
    let decider: Decider
    let dossier: Dossier
    let action: Action
    let command: Command
    let moment: DecisionMoment
    let isNew: Bool
    private var checker: RuleChecker
    private let rulebook: Rulebook

    init(decider: Decider, dossier: Dossier, action: Action, command: Command, moment: DecisionMoment, isNew: Bool) {
        self.decider = decider
        self.dossier = dossier
        self.action = action
        self.command = command
        self.moment = moment
        self.isNew = isNew
        rulebook = decider.rulebook
        checker = RuleChecker(wording: decider.wording, today: moment.today)
    }

    mutating func run(opening: DossierOpened) -> Judgement {
        let gate = Gate(decider: decider, action: action, moment: moment)
        checker.note(gate.checks(dossier: dossier, isNew: isNew, actor: command.actor, expectedVersion: command.expectedVersion))
        let given = readGiven()
        let scope = self.scope(given, data: given.data, state: dossier.state)
        checkFields(given, scope)
        checkRules(scope)
        let effects = evaluateEffects(given, scope)
        let explanation = Explanation(action: action.id, label: action.label.bilingual, checks: checker.checks)
        // An error in a condition counts when nothing else explains it.
        guard explanation.isAllowed, let effects else { return Judgement(explanation: explanation, events: []) }
        return Judgement(explanation: explanation, events: events(opening, given, effects))
    }

    private func scope(_ given: Given, data: Value, state: String) -> Scope {
        var view = dossier
        view.data = data
        view.forms = given.forms
        view.state = state
        return ScopeBuilder(rulebook: rulebook, moment: moment).scope(dossier: view, actor: command.actor, input: given.input)
    }

    /// What the command gives, typed, and the data with it.
    private struct Given {
        var input: Value
        var data: Value
        var forms: Value
        /// Changes of the dossier's data by edits.
        var edits: [DataChange]
        var formSaved: FormSaved?
    }

    private mutating func readGiven() -> Given {
        var reader = FieldReader(rulebook: rulebook, today: moment.today)
        let input = Value.record(reader.record(command.input, fields: action.inputs, under: "input")).pruned
        var given = Given(input: input, data: dossier.data, forms: dossier.forms, edits: [])
        let editable = Set(action.editableFields.map(\.id))
        for (name, _) in command.edits.entries ?? [] {
            guard let field = rulebook.dossierFields[name], !editable.contains(name) else { continue }
            let place = FieldPlace(field, under: "dossier")
            checker.note(
                Check(.editable, failed: WorkflowFailures.notEditable(place, action: action), asking: CheckWords.editable(place.label)))
        }
        for (name, value) in reader.record(command.edits, fields: rulebook.dossierFields.elements, under: "dossier") {
            guard editable.contains(name) else { continue }
            let merged = (given.data.field(name) ?? .null).merging(value).pruned
            if merged.isUnfilled {
                guard given.data.field(name) != nil else { continue }
                given.edits.append(DataChange(path: [name], operation: .clear))
                given.data = given.data.clearing([name])
            } else if !merged.isIdentical(to: given.data.field(name)) {
                given.edits.append(DataChange(path: [name], operation: .set(merged)))
                given.data = given.data.setting([name], to: merged)
            }
        }
        if let id = action.form?.id, let form = rulebook.forms[id] {
            let stored = given.forms.field(id) ?? .record([])
            let values = Value.record(reader.record(command.form ?? .record([]), fields: form.fields, under: "forms.\(id)"))
            let merged = stored.merging(values).pruned
            given.forms = given.forms.setting([id], to: merged)
            given.formSaved = FormSaved(form: id, values: merged, isDraft: action.isFormDraft)
        } else if command.form != nil {
            checker.note(Check(.editable, failed: WorkflowFailures.formNotExpected(action), asking: CheckWords.form))
        }
        checker.note(reader.failures.map { Check(.value, failed: $0, asking: $0.field.map { CheckWords.suits($0.label) }) })
        return given
    }

    private mutating func checkFields(_ given: Given, _ scope: Scope) {
        let form = action.form.flatMap { rulebook.forms[$0.id] }
        let values = form.flatMap { given.forms.field($0.id) } ?? .record([])
        let formScope = form.map { scope.with("form", ScopeBuilder.shaped(values, $0.fields)) } ?? scope
        // A field that was given and does not fit is not missing as well.
        let invalid = Set(checker.failures.compactMap(\.field?.path))
        var required = RuleChecker(wording: decider.wording, today: moment.today)
        required.checkRequired(action.inputs, in: given.input, scope: scope, root: "input", isInput: true)
        if action.requiresCompleteDossier {
            required.checkRequired(rulebook.dossierFields.elements, in: given.data, scope: scope, root: "dossier", isInput: false)
        }
        if let form, !action.isFormDraft {
            required.checkRequired(form.fields, in: values, scope: formScope, root: "forms.\(form.id)", isInput: false)
        }
        checker.note(required.checks.filter { check in check.outcome != .fails || check.field.map { !invalid.contains($0.path) } ?? true })

        checker.checkRules(of: action.inputs, in: given.input, scope: scope, root: "input")
        let edited = Set(given.edits.compactMap(\.path.first))
        let fields = rulebook.dossierFields.filter { action.requiresCompleteDossier || edited.contains($0.id) }
        checker.checkRules(of: fields, in: given.data, scope: scope, root: "dossier")
        if let form {
            checker.checkRules(of: form.fields, in: values, scope: formScope, root: "forms.\(form.id)")
            if !action.isFormDraft { for rule in form.rules { checker.check(rule, in: formScope) } }
        }
    }

    private mutating func checkRules(_ scope: Scope) {
        for rule in action.guards { checker.check(rule, in: scope) }
        for reference in action.ruleSets {
            guard let set = rulebook.ruleSets[reference.id] else { continue }
            for rule in set.rules { checker.check(rule, in: scope) }
        }
    }

    /// What the action does beyond storing what was given.
    private struct Outcome {
        var changes: [DataChange] = []
        var target: String
        var notifications: [NotificationDue] = []
        var documents: [String] = []
    }

    /// Nil when an expression fails; the error is noted.
    private mutating func evaluateEffects(_ given: Given, _ scope: Scope) -> Outcome? {
        let data = given.data
        var outcome = Outcome(target: dossier.state)
        let faultCount = checker.faultCount
        if !action.targets.isEmpty {
            if let target = target(scope) {
                outcome.target = target
            } else {
                let failure = WorkflowFailures.noTarget(action)
                checker.note(
                    Check(.target, failure.code, id: action.id, .fails, .said(CheckWords.someTarget), failure: failure, isSecondary: true))
            }
        }
        let effects = action.effects
        for (path, _) in effects.clearings where data.value(at: path) != nil {
            outcome.changes.append(DataChange(path: path, operation: .clear))
        }
        for assignment in effects.assignments {
            guard let value = value(assignment.value, scope, assignment.path.joined(separator: ".")) else { continue }
            let pruned = value.pruned
            if !pruned.isUnfilled {
                outcome.changes.append(DataChange(path: assignment.path, operation: .set(pruned)))
            } else if data.value(at: assignment.path) != nil {
                outcome.changes.append(DataChange(path: assignment.path, operation: .clear))
            }
        }
        for addition in effects.additions {
            var entries: [(String, Value)] = []
            for field in addition.fields {
                guard let value = value(field.value, scope, field.id) else { continue }
                entries.append((field.id, value))
            }
            outcome.changes.append(DataChange(path: addition.path, operation: .append(Value.record(entries).pruned)))
        }
        // Whoever is told, and what is made, follows from the dossier as it will be.
        let after = self.scope(given, data: data.applying(outcome.changes), state: outcome.target)
        for output in effects.notifications where holds(output.condition, after, output.reference.id) {
            if let due = notification(output.reference.id, after) { outcome.notifications.append(due) }
        }
        for output in effects.documents where holds(output.condition, after, output.reference.id) {
            outcome.documents.append(output.reference.id)
        }
        return checker.faultCount == faultCount ? outcome : nil
    }

    /// The first target whose condition holds; each that was looked at is noted.
    private mutating func target(_ scope: Scope) -> String? {
        for target in action.targets {
            let faultCount = checker.faultCount
            let isTaken = holds(target.condition, scope, action.id)
            let outcome: Check.Outcome = isTaken ? .holds : .doesNotApply
            if checker.faultCount == faultCount {
                let words = CheckWords.target(decider.stateLabel(target.state.id))
                let question = target.condition.map { Check.Question.condition($0, scope.activation) } ?? .said(words)
                checker.note(Check(.target, "workflow/no-target", id: target.state.id, outcome, question, span: target.state.span))
            }
            if isTaken { return target.state.id }
        }
        return nil
    }

    private mutating func noteFault(_ name: String, _ condition: Condition, _ scope: Scope, _ fault: EvaluationFault) {
        let failure = WorkflowFailures.ruleError(name, reason: fault.reason, field: nil, span: condition.span)
        checker.note(
            Check(.effect, failure.code, id: name, .cannotBeEvaluated, .condition(condition, scope.activation), failure: failure))
    }

    private mutating func notification(_ id: String, _ scope: Scope) -> NotificationDue? {
        guard let definition = rulebook.notifications[id] else { return nil }
        var parameters: [(String, Value)] = []
        for parameter in definition.parameters {
            guard let value = value(parameter.value, scope, parameter.id) else { continue }
            parameters.append((parameter.id, value))
        }
        return NotificationDue(notification: id, recipients: definition.receivers(in: scope), parameters: .record(parameters))
    }

    private mutating func holds(_ condition: Condition?, _ scope: Scope, _ name: String) -> Bool {
        guard let condition else { return true }
        do throws(EvaluationFault) {
            return try condition.holds(in: scope)
        } catch {
            noteFault(name, condition, scope, error)
            return false
        }
    }

    private mutating func value(_ condition: Condition, _ scope: Scope, _ name: String) -> Value? {
        do throws(EvaluationFault) {
            return try condition.evaluate(in: scope)
        } catch {
            noteFault(name, condition, scope, error)
            return nil
        }
    }

    private func events(_ opening: DossierOpened, _ given: Given, _ outcome: Outcome) -> [Event] {
        var bodies: [Event.Body] = []
        if isNew { bodies.append(.opened(opening)) }
        bodies.append(
            .actionTaken(
                ActionTaken(
                    actor: command.actor.record, input: given.input, from: dossier.state, to: outcome.target,
                    orderDigest: command.orderDigest)))
        let changes = given.edits + outcome.changes
        if !changes.isEmpty { bodies.append(.dataChanged(changes)) }
        if let saved = given.formSaved { bodies.append(.formSaved(saved)) }
        for due in outcome.notifications { bodies.append(.notificationDue(due)) }
        var counts: [String: Int] = [:]
        for definition in outcome.documents {
            counts[definition, default: dossier.documents.count { $0.definition == definition }] += 1
            bodies.append(.documentDue(DocumentDue(definition: definition, number: counts[definition] ?? 1)))
        }
        let header = Event.Header(
            at: moment.now, actor: command.actor.id, action: action.id, packVersion: rulebook.version)
        return bodies.map { Event(header: header, body: $0) }
    }
}
