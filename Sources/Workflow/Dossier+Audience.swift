import CEL
import Rules

extension Decider {
    /// The fields of a dossier that are not shown to a person (`shown-to`); one whose condition cannot be computed is not shown.
    package func hiddenFields(of dossier: Dossier, from actor: Actor, at moment: DecisionMoment) -> Set<String> {
        let limited = rulebook.dossierFields.filter { $0.audience != nil }
        guard !limited.isEmpty else { return [] }
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(dossier: dossier, actor: actor, input: .record([]))
        return Set(limited.filter { field in (try? field.audience?.holds(in: scope)) != true }.map(\.id))
    }
}

extension Dossier {
    /// The dossier without some of its fields.
    package func hiding(_ fields: Set<String>) -> Dossier {
        guard !fields.isEmpty else { return self }
        var shown = self
        shown.data = .record((data.entries ?? []).filter { !fields.contains($0.0) })
        return shown
    }
}
