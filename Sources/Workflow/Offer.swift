import CEL
import Diagnostics
import Rules

/// An action as one person sees it on one dossier: whether it is offered, what it needs, and why not.
package struct Offer: Sendable {
    /// A field that the person may fill.
    package struct Field: Sendable {
        package let field: DataField
        /// As commands and failures write it.
        package let path: String
        package let isRequired: Bool
        /// What it holds now, if anything.
        package let current: Value?
    }

    package let action: Action
    /// What stands in the way whatever is given: state, permission, rules. The action is offered when there is none.
    package let obstacles: [Failure]
    /// What must be filled or changed with the action for it to pass, as things stand.
    package let pending: [Failure]
    package let inputs: [Field]
    /// Fields of the dossier that may be changed with the action.
    package let edits: [Field]
    /// The fields of the action's form.
    package let form: [Field]
    /// Every check behind ``obstacles`` and ``pending``, those that hold as well.
    package let explanation: Explanation

    package var isOffered: Bool { obstacles.isEmpty }
}

extension Decider {
    /// Every action of the pack for a person, in the order of the pack; the creating ones when there is no dossier.
    package func offers(_ dossier: Dossier?, to actor: Actor, at moment: DecisionMoment) -> [Offer] {
        rulebook.actions.filter { $0.isCreation == (dossier == nil) }.map { offer($0, dossier, actor, moment) }
    }

    private func offer(_ action: Action, _ existing: Dossier?, _ actor: Actor, _ moment: DecisionMoment) -> Offer {
        let opening = DossierOpened(
            dossierID: "", packName: rulebook.name, packVersion: rulebook.version, packHash: packHash,
            state: rulebook.initialState?.id ?? "")
        let dossier = existing ?? Dossier(opening, at: moment.now)
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(
            dossier: dossier, actor: actor, input: .record([]))
        let gate = Gate(decider: self, action: action, moment: moment)
        var fixed = RuleChecker(wording: wording, today: moment.today)
        var open = RuleChecker(wording: wording, today: moment.today)
        if let existing, existing.isErased {
            fixed.note(
                Check(.dossier, failed: WorkflowFailures.erased(existing.id, action: action), asking: CheckWords.isKept(existing.id)))
        }
        fixed.note(gate.checks(dossier: dossier, isNew: existing == nil, actor: actor, expectedVersion: nil))
        for (rule, isFixed) in rules(of: action) {
            if isFixed { fixed.check(rule, in: scope) } else { open.check(rule, in: scope) }
        }
        if action.requiresCompleteDossier {
            open.checkRequired(rulebook.dossierFields.elements, in: dossier.data, scope: scope, root: "dossier", isInput: false)
        }
        let form = action.form.flatMap { rulebook.forms[$0.id] }
        let values = form.flatMap { dossier.forms.field($0.id) } ?? .record([])
        let formScope = form.map { scope.with("form", ScopeBuilder.shaped(values, $0.fields)) } ?? scope
        if let form, !action.isFormDraft {
            open.checkRequired(form.fields, in: values, scope: formScope, root: "forms.\(form.id)", isInput: false)
        }
        let edits = action.editableFields.compactMap { rulebook.dossierFields[$0.id] }
        return Offer(
            action: action, obstacles: fixed.failures, pending: open.failures,
            inputs: fields(action.inputs, .record([]), "input", scope, isComplete: true),
            edits: fields(edits, dossier.data, "dossier", scope, isComplete: action.requiresCompleteDossier),
            form: form.map { fields($0.fields, values, "forms.\($0.id)", formScope, isComplete: !action.isFormDraft) } ?? [],
            explanation: Explanation(action: action.id, label: action.label.bilingual, checks: fixed.checks + open.checks))
    }

    private func fields(_ fields: [DataField], _ values: Value, _ root: String, _ scope: Scope, isComplete: Bool) -> [Offer.Field] {
        fields.compactMap { field in
            if let visibility = field.visibility, (try? visibility.holds(in: scope)) == false { return nil }
            let isRequired =
                switch field.requirement {
                case .optional: false
                case .always: isComplete
                case .when(let condition): isComplete && (try? condition.holds(in: scope)) == true
                }
            return Offer.Field(field: field, path: root + "." + field.id, isRequired: isRequired, current: values.field(field.id))
        }
    }

    /// The rules of an action, each with whether it stands whatever is given: rules about what the person is going to give cannot forbid the
    /// attempt.
    func rules(of action: Action) -> [(rule: Rule, isFixed: Bool)] {
        let variable = Self.variablePaths(of: action)
        let rules = action.guards + action.ruleSets.flatMap { rulebook.ruleSets[$0.id]?.rules ?? [] }
        return rules.map { ($0, !$0.mentions(anyOf: variable)) }
    }

    /// What the person may change with the action, as prefixes of paths.
    private static func variablePaths(of action: Action) -> [String] {
        var paths = ["input"]
        if let form = action.form { paths.append("forms." + form.id) }
        for field in action.editableFields { paths.append("dossier." + field.id) }
        return paths
    }
}

extension Rule {
    func mentions(anyOf paths: [String]) -> Bool {
        requirement.mentions(anyOf: paths) || (applicability?.mentions(anyOf: paths) ?? false)
    }
}
