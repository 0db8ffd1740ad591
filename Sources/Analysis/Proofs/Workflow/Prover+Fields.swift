import Diagnostics
import Rules

extension Prover {
    /// Required fields are shown, and conditions of fields can come about.
    func proveFields() {
        for read in conditions.actions {
            let context =
                impossibleActions.contains(read.action.id) ? [] : [state(among: sources(of: read.action)), profile(among: read.holders)]
            for field in read.inputs { prove(field, given: context) }
        }
        for field in conditions.dossierFields { prove(field, given: []) }
        for form in book.forms { for field in conditions.forms[form.id]?.fields ?? [] { prove(field, given: []) } }
        for field in conditions.otherFields { prove(field, given: []) }
    }

    private func prove(_ read: ReadField, given context: [Formula]) {
        let field = read.field
        let about = ProofDiagnostics.fieldWords(field)
        var isNeverShown = false
        if let visible = read.visible, let source = field.visibility {
            // A field whose condition cannot be evaluated is shown.
            if isImpossible(context + [visible.formula(.doesNotFail)], about: about) {
                isNeverShown = true
                add(ProofDiagnostics.neverVisible(field, source, isRequired: Self.isRequired(field)))
            } else if isImpossible(context + [visible.formula(.holds)], about: about) {
                // It shows then only where the condition cannot be evaluated.
                add(ProofDiagnostics.neverTrue(source, what: about, isRequirement: false))
            } else if isImpossible(context + [visible.formula(.doesNotHold)], about: about) {
                add(ProofDiagnostics.alwaysTrue(source, what: about))
            }
        }
        if let required = read.requiredWhen, case .when(let source) = field.requirement {
            if isImpossible(context + [required.formula(.holds)], about: about) {
                add(ProofDiagnostics.neverTrue(source, what: about, isRequirement: false))
            } else if let visible = read.visible, let visibility = field.visibility, !isNeverShown {
                if isImpossible(context + [required.formula(.holds), visible.formula(.doesNotFail)], about: about) {
                    add(ProofDiagnostics.requiredOnlyWhenHidden(field, required: source, visible: visibility))
                } else if case .possible(let witness) = solve(
                    context + [required.formula(.holds), visible.formula(.fails)], about: about)
                {
                    add(
                        ProofDiagnostics.requiredWhileHidden(
                            field, required: source, visible: visibility, counterexample: ConditionWords.of(witness, in: table)))
                }
            } else if isImpossible(context + [required.formula(.doesNotHold)], about: about) {
                add(ProofDiagnostics.alwaysTrue(source, what: about))
            }
        } else if case .always = field.requirement, let visible = read.visible, let visibility = field.visibility, !isNeverShown {
            if case .possible(let witness) = solve(context + [visible.formula(.fails)], about: about) {
                add(
                    ProofDiagnostics.requiredWhileHidden(
                        field, required: nil, visible: visibility, counterexample: ConditionWords.of(witness, in: table)))
            }
        }
        // A rule of a field is asked when the field is filled.
        let filled: [Formula] = read.isFilled.map { [.atom($0, .holds)] } ?? []
        for rule in read.rules { prove(rule, given: context + filled) }
        for nested in read.nested { prove(nested, given: context) }
    }
}
