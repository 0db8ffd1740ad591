import Diagnostics
import Rules

extension Prover {
    /// Conditions that are never true, or always.
    func proveRules() {
        for read in conditions.actions {
            // An action that is never possible has been told; all its conditions would be found to be.
            guard !impossibleActions.contains(read.action.id) else { continue }
            let context = [state(among: sources(of: read.action)), profile(among: read.holders)]
            for rule in read.guards { prove(rule, given: context) }
            for (output, condition) in zip(read.action.effects.notifications, read.notifications) {
                // What is told after the action is asked of the dossier as it will be: the state is another.
                if let source = output.condition, let condition {
                    proveTruth(source, condition, given: [], what: ProofDiagnostics.outputWords(output.reference))
                }
            }
            for (output, condition) in zip(read.action.effects.documents, read.documents) {
                if let source = output.condition, let condition {
                    proveTruth(source, condition, given: [], what: ProofDiagnostics.outputWords(output.reference))
                }
            }
        }
        for set in book.ruleSets { for rule in conditions.ruleSets[set.id] ?? [] { prove(rule, given: []) } }
        for form in book.forms { for rule in conditions.forms[form.id]?.rules ?? [] { prove(rule, given: []) } }
    }

    func prove(_ read: ReadRule, given context: [Formula]) {
        let rule = read.rule
        let about = ProofDiagnostics.ruleWords(rule)
        if let when = read.when, let source = rule.applicability {
            if isImpossible(context + [when.formula(.holds)], about: about) {
                add(ProofDiagnostics.neverTrue(source, what: about, isRequirement: false))
                return
            }
            if isImpossible(context + [when.formula(.doesNotHold)], about: about) {
                add(ProofDiagnostics.alwaysTrue(source, what: about))
            }
        }
        let applies = context + [read.when?.formula(.holds) ?? .yes]
        if isImpossible(context + [read.require.formula(.holds)], about: about) {
            if read.when == nil {
                add(ProofDiagnostics.neverTrue(rule.requirement, what: about, isRequirement: rule.severity == .error))
            } else {
                add(ProofDiagnostics.whenExcludesRequire(rule))
            }
        } else if read.when != nil, isImpossible(applies + [read.require.formula(.holds)], about: about) {
            add(ProofDiagnostics.whenExcludesRequire(rule))
        } else if isImpossible(applies + [read.require.formula(.doesNotHold)], about: about) {
            add(ProofDiagnostics.alwaysTrue(rule.requirement, what: about))
        }
    }

    /// A condition that decides whether something is done: neither never true nor always.
    func proveTruth(_ source: Condition, _ read: ReadCondition, given context: [Formula], what: Bilingual) {
        if isImpossible(context + [read.formula(.holds)], about: what) {
            add(ProofDiagnostics.neverTrue(source, what: what, isRequirement: false))
        } else if isImpossible(context + [read.formula(.doesNotHold)], about: what) {
            add(ProofDiagnostics.alwaysTrue(source, what: what))
        }
    }
}
