import CEL
import Diagnostics
import Rules

/// Decides commands after a rulebook; pure: the same dossier, command and moment give the same answer.
package struct Decider: Sendable {
    package let rulebook: Rulebook
    /// Digest of the pack, which the first event of each dossier names.
    package let packHash: String
    let wording: RuleWording

    package init(_ rulebook: Rulebook, packHash: String = "", wording: RuleWording = .plain) {
        self.rulebook = rulebook
        self.packHash = packHash
        self.wording = wording
    }

    /// The events that the command causes, or every rule that refuses it.
    ///
    /// - Parameter dossier: nil when there is no dossier of the command's identifier yet.
    package func decide(_ dossier: Dossier?, _ command: Command, at moment: DecisionMoment) -> Decision {
        guard let action = rulebook.actions[command.action] else {
            let nearest = NearestName.of(command.action, among: rulebook.actions.ids)
            return .refused(
                Refusal(
                    action: command.action, label: Bilingual(verbatim: command.action),
                    failures: [WorkflowFailures.unknownAction(command.action, nearest: nearest)]))
        }
        if let dossier, action.isCreation {
            return refused(action, [WorkflowFailures.alreadyOpen(dossier.id, action: action)])
        }
        let opening = opening(command, action, moment)
        guard let subject = dossier ?? (action.isCreation ? Dossier(opening, at: moment.now) : nil) else {
            return refused(action, [WorkflowFailures.notOpen(command.dossierID, action: action)])
        }
        if subject.packName != rulebook.name {
            return refused(action, [WorkflowFailures.otherPack(subject, rulebook: rulebook)])
        }
        var trial = Trial(decider: self, dossier: subject, action: action, command: command, moment: moment, isNew: dossier == nil)
        return trial.run(opening: opening)
    }

    private func opening(_ command: Command, _ action: Action, _ moment: DecisionMoment) -> DossierOpened {
        DossierOpened(
            dossierID: command.dossierID, packName: rulebook.name, packVersion: rulebook.version, packHash: packHash,
            state: rulebook.initialState?.id ?? "")
    }

    private func refused(_ action: Action, _ failures: [Failure]) -> Decision {
        .refused(Refusal(action: action.id, label: action.label.bilingual, failures: failures))
    }

    /// The label of a state, or its identifier when the rulebook no longer has it.
    func stateLabel(_ id: String) -> Bilingual {
        rulebook.states[id]?.label.bilingual ?? Bilingual(verbatim: id)
    }
}
