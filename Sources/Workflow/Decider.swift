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
        let judgement = judge(dossier, command, at: moment)
        let explanation = judgement.explanation
        guard explanation.isAllowed else { return .refused(Refusal(explanation)) }
        return .events(judgement.events, warnings: explanation.warnings.compactMap(\.failure))
    }

    /// Every check that decides about the command, and its answer: ``decide(_:_:at:)`` is made of the same.
    package func explain(_ dossier: Dossier?, _ command: Command, at moment: DecisionMoment) -> Explanation {
        judge(dossier, command, at: moment).explanation
    }

    /// The variables of conditions, as a decision sees them: nobody and empty records where nil.
    package func activation(
        dossier: Dossier?, actor: Actor?, input: Value = .record([]), at moment: DecisionMoment
    ) -> Activation {
        let nobody = Actor(id: "", profile: "", roles: [], record: .record([]))
        return ScopeBuilder(rulebook: rulebook, moment: moment).scope(
            dossier: dossier ?? Dossier(opening(""), at: moment.now), actor: actor ?? nobody, input: input
        ).activation
    }

    private func judge(_ dossier: Dossier?, _ command: Command, at moment: DecisionMoment) -> Judgement {
        guard let action = rulebook.actions[command.action] else {
            let nearest = NearestName.of(command.action, among: rulebook.actions.ids)
            let failure = WorkflowFailures.unknownAction(command.action, nearest: nearest)
            return Judgement(
                explanation: Explanation(
                    action: command.action, label: Bilingual(verbatim: command.action), checks: [Check(.dossier, failed: failure)]),
                events: [])
        }
        if let dossier, action.isCreation {
            return refused(action, WorkflowFailures.alreadyOpen(dossier.id, action: action), CheckWords.isNew(dossier.id))
        }
        let opening = opening(command.dossierID)
        guard let subject = dossier ?? (action.isCreation ? Dossier(opening, at: moment.now) : nil) else {
            return refused(action, WorkflowFailures.notOpen(command.dossierID, action: action), CheckWords.exists(command.dossierID))
        }
        if subject.isErased { return refused(action, WorkflowFailures.erased(subject.id, action: action), CheckWords.isKept(subject.id)) }
        if subject.packName != rulebook.name {
            return refused(action, WorkflowFailures.otherPack(subject, rulebook: rulebook), CheckWords.pack(rulebook.name))
        }
        var trial = Trial(decider: self, dossier: subject, action: action, command: command, moment: moment, isNew: dossier == nil)
        return trial.run(opening: opening)
    }

    private func opening(_ dossierID: String) -> DossierOpened {
        DossierOpened(
            dossierID: dossierID, packName: rulebook.name, packVersion: rulebook.version, packHash: packHash,
            state: rulebook.initialState?.id ?? "")
    }

    private func refused(_ action: Action, _ failure: Failure, _ words: Bilingual) -> Judgement {
        let check = Check(.dossier, failed: failure, asking: words)
        return Judgement(explanation: Explanation(action: action.id, label: action.label.bilingual, checks: [check]), events: [])
    }

    /// The label of a state, or its identifier when the rulebook no longer has it.
    func stateLabel(_ id: String) -> Bilingual {
        rulebook.states[id]?.label.bilingual ?? Bilingual(verbatim: id)
    }
}
