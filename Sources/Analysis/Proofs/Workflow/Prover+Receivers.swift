import CEL
import Diagnostics
import Rules

extension Prover {
    /// Every notification that is sent, and every deadline, reaches somebody.
    func proveReceivers() {
        let held = Set(book.profiles.flatMap { $0.roles.map(\.id) })
        let filled = filledPersons()
        var reachesNobody: Set<String> = []
        for notification in book.notifications {
            var receivers = 0
            for recipient in notification.recipients {
                switch recipient {
                case .role(let role):
                    if held.contains(role.id) { receivers += 1 } else { add(ProofDiagnostics.roleOfNobody(notification, role: role)) }
                case .person(let condition, _):
                    // A person of the dossier that no action ever names receives nothing.
                    let path = condition.program.path(of: condition.program.tree.root)
                    if let path, path.hasPrefix("dossier."), let field = path.split(separator: ".").dropFirst().first.map(String.init),
                        book.dossierFields[field] != nil, !filled.contains(field)
                    {
                        add(ProofDiagnostics.personNeverNamed(notification, field: path, at: condition.span))
                    } else {
                        receivers += 1
                    }
                }
            }
            if receivers == 0 { reachesNobody.insert(notification.id) }
        }
        let paths = graph.paths(initial: book.initialState?.id)
        for (index, deadline) in book.deadlines.enumerated() {
            for notification in [deadline.notification] + deadline.reminders.map(\.notification)
            where reachesNobody.contains(notification.id) {
                add(ProofDiagnostics.deadlineWithoutReceiver(deadline, notification))
            }
            for state in deadline.states where paths[state.id] == nil && book.states[state.id]?.kind != .final && !paths.isEmpty {
                add(ProofDiagnostics.deadlineInUnreachableState(deadline, state))
            }
            guard let condition = deadline.condition, let read = conditions.deadlines[index] else { continue }
            let here = state(among: deadline.states.map(\.id))
            proveTruth(
                condition, read, given: [here], what: Bilingual(fr: "le délai `\(deadline.id)`", en: "the deadline `\(deadline.id)`"))
        }
    }

    /// Fields of the dossier that some action fills.
    private func filledPersons() -> Set<String> {
        var filled: Set<String> = []
        for action in book.actions {
            filled.formUnion(action.editableFields.map(\.id))
            filled.formUnion(action.effects.assignments.compactMap(\.path.first))
            filled.formUnion(action.effects.additions.compactMap(\.path.first))
        }
        return filled
    }
}
