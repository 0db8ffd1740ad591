import CEL
import Rules

extension Decider {
    /// Whether a dossier is shown to a person (`shown-to` of `dossier`); a condition that cannot be computed shows it to nobody.
    package func isShown(_ dossier: Dossier, to actor: Actor, at moment: DecisionMoment) -> Bool {
        guard let audience = rulebook.dossierAudience else { return true }
        return isShown(dossier, to: audience, in: sightScope(dossier, actor, moment))
    }

    /// The same in variables that are there already.
    func isShown(_ dossier: Dossier, to audience: Condition, in scope: Scope) -> Bool {
        // Of an erased one nothing is left that could be kept from anybody.
        dossier.isErased || (try? audience.holds(in: scope)) == true
    }

    /// The fields of a dossier that are not shown to a person (`shown-to`); one whose condition cannot be computed is not shown.
    package func hiddenFields(of dossier: Dossier, from actor: Actor, at moment: DecisionMoment) -> Set<String> {
        let limited = rulebook.dossierFields.filter { $0.audience != nil }
        guard !limited.isEmpty else { return [] }
        let scope = sightScope(dossier, actor, moment)
        return Set(limited.filter { field in (try? field.audience?.holds(in: scope)) != true }.map(\.id))
    }

    /// What conditions about who sees a dossier see themselves.
    func sightScope(_ dossier: Dossier, _ actor: Actor, _ moment: DecisionMoment) -> Scope {
        ScopeBuilder(rulebook: rulebook, moment: moment).scope(dossier: dossier, actor: actor, input: .record([]))
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
