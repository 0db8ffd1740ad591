import CEL
import CivilTime
import Diagnostics
import Rules

/// What may be offered to a person in each state, by all that the rules say without a dossier: permissions and periods.
package struct Prospects: Sendable {
    fileprivate struct Prospect: Sendable {
        let action: Action
        /// The rules that refuse whatever is given.
        let rules: [Rule]
    }

    fileprivate let actor: Actor
    fileprivate let byState: [String: [Prospect]]

    /// Whether nothing can be offered in a state.
    package func isEmpty(in state: String) -> Bool { byState[state]?.isEmpty ?? true }
}

extension Decider {
    /// What may be offered to a person on a day.
    package func prospects(of actor: Actor, on day: CivilDate) -> Prospects {
        var byState: [String: [Prospects.Prospect]] = [:]
        for action in rulebook.actions where !action.isCreation && action.period.contains(day) {
            guard isPermitted(action, to: actor, on: day) else { continue }
            let rules = rules(of: action).filter { $0.isFixed && $0.rule.severity != .warning }.map(\.rule)
            for state in Set(action.sources.map(\.id)) {
                byState[state, default: []].append(Prospects.Prospect(action: action, rules: rules))
            }
        }
        return Prospects(actor: actor, byState: byState)
    }

    /// The actions that are offered on a dossier, in the order of the pack: those of ``offers(_:to:at:)`` without obstacles, and without asking
    /// what is only for words.
    ///
    /// - Parameter prospects: of the day of the moment, under these rules.
    package func offered(on dossier: Dossier, among prospects: Prospects, at moment: DecisionMoment) -> [Action] {
        guard !dossier.isErased, let candidates = prospects.byState[dossier.state], !candidates.isEmpty,
            isShown(dossier, to: prospects.actor, at: moment)
        else { return [] }
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(dossier: dossier, actor: prospects.actor, input: .record([]))
        return candidates.filter { candidate in
            // A rule that cannot be evaluated does not refuse: what is missing may come with the action.
            candidate.rules.allSatisfy { (try? RuleChecker.outcome($0, in: scope, today: moment.today)) != .fails }
        }.map(\.action)
    }
}
