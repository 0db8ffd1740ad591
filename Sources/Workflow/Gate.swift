import CEL
import CivilTime
import Diagnostics
import Rules

/// What stands between a person and an action before anything is given: version, audience, state, permission, period.
struct Gate {
    let decider: Decider
    let action: Action
    let moment: DecisionMoment

    private var today: CivilDate { moment.today }

    func checks(dossier: Dossier, isNew: Bool, actor: Actor, expectedVersion: Int64?) -> [Check] {
        var checks: [Check] = []
        if let expectedVersion, !isNew {
            var failure: Failure?
            if !dossier.isCurrent(expectedVersion) {
                let since = dossier.steps.filter { $0.version > expectedVersion }.map(words)
                failure = WorkflowFailures.staleVersion(expected: expectedVersion, dossier: dossier, since: since)
            }
            checks.append(check(.version, "workflow/stale-version", "version", CheckWords.version(expectedVersion), failure, nil))
        }
        if !isNew, let audience = decider.rulebook.dossierAudience {
            let scope = decider.sightScope(dossier, actor, moment)
            let failure =
                decider.isShown(dossier, to: audience, in: scope) ? nil : WorkflowFailures.notShown(dossier.id, span: audience.span)
            checks.append(
                Check(
                    .audience, "workflow/not-shown", id: dossier.id, failure == nil ? .holds : .fails,
                    .condition(audience, scope.activation),
                    failure: failure, span: audience.span))
        }
        if !isNew {
            let allowed = action.sources.map { decider.stateLabel($0.id) }
            var failure: Failure?
            if !action.sources.contains(where: { $0.id == dossier.state }) {
                failure = WorkflowFailures.wrongState(action, state: decider.stateLabel(dossier.state), allowed: allowed)
            }
            checks.append(
                check(
                    .state, "workflow/wrong-state", action.id, CheckWords.states(allowed), failure,
                    action.sources.first?.span ?? action.span))
        }
        if let permission = decider.rulebook.permissions[action.permission.id] {
            var failure: Failure?
            if !decider.isPermitted(action, to: actor, on: today) {
                failure = WorkflowFailures.missingPermission(
                    permission, action: action, roles: decider.rulebook.roles(granting: permission.id))
            }
            checks.append(
                check(
                    .permission, "workflow/missing-permission", permission.id, CheckWords.permission(permission.label.bilingual), failure,
                    action.permission.span))
        }
        if action.period != .always {
            let failure = action.period.contains(today) ? nil : WorkflowFailures.notInForce(action)
            checks.append(check(.period, "workflow/not-in-force", action.id, CheckWords.period(action.period), failure, action.span))
        }
        return checks
    }

    private func check(
        _ kind: Check.Kind, _ code: DiagnosticCode, _ id: String, _ words: Bilingual, _ failure: Failure?, _ span: Span?
    ) -> Check {
        Check(kind, code, id: id, failure == nil ? .holds : .fails, .said(words), failure: failure, span: span)
    }

    private func words(_ step: Dossier.Step) -> Bilingual {
        let label = decider.rulebook.actions[step.action]?.label.bilingual ?? Bilingual(verbatim: step.action)
        return Bilingual(fr: "\(label.fr) (\(step.actor))", en: "\(label.en) (\(step.actor))")
    }
}

extension Decider {
    /// Whether the person has the permission of the action; one that the pack does not declare keeps nobody away.
    func isPermitted(_ action: Action, to actor: Actor, on day: CivilDate) -> Bool {
        guard let permission = rulebook.permissions[action.permission.id] else { return true }
        return rulebook.holds(permission.id, roles: actor.roles, person: actor.record, on: day)
    }
}
