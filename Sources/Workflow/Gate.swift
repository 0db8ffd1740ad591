import CEL
import Diagnostics
import Rules

/// What stands between a person and an action before anything is given: version, state, permission, period.
struct Gate {
    let decider: Decider
    let action: Action
    let today: CivilDate

    func failures(dossier: Dossier, isNew: Bool, actor: Actor, expectedVersion: Int64?) -> [Failure] {
        var failures: [Failure] = []
        if let expectedVersion, !isNew, expectedVersion != dossier.version {
            let since = dossier.steps.filter { $0.version > expectedVersion }.map(words)
            failures.append(WorkflowFailures.staleVersion(expected: expectedVersion, dossier: dossier, since: since))
        }
        if !isNew, !action.sources.contains(where: { $0.id == dossier.state }) {
            failures.append(
                WorkflowFailures.wrongState(
                    action, state: decider.stateLabel(dossier.state), allowed: action.sources.map { decider.stateLabel($0.id) }))
        }
        if !decider.rulebook.grants(action.permission.id, toRoles: actor.roles),
            let permission = decider.rulebook.permissions[action.permission.id]
        {
            failures.append(
                WorkflowFailures.missingPermission(
                    permission, action: action, roles: decider.rulebook.roles(granting: permission.id)))
        }
        if !action.period.contains(today) { failures.append(WorkflowFailures.notInForce(action)) }
        return failures
    }

    private func words(_ step: Dossier.Step) -> Bilingual {
        let label = decider.rulebook.actions[step.action]?.label.bilingual ?? Bilingual(verbatim: step.action)
        return Bilingual(fr: "\(label.fr) (\(step.actor))", en: "\(label.en) (\(step.actor))")
    }
}
