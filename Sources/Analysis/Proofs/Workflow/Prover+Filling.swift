import Diagnostics
import Rules

extension Prover {
    /// A required field of the dossier must be filled by some action before the action that asks for it, or with it.
    func proveFilling() {
        let initial = book.initialState?.id
        let paths = graph.paths(initial: initial)
        for field in conditions.dossierFields where Self.isRequired(field.field) {
            let fillers = book.actions.filter { fills($0, field.field.id) }.map(\.id)
            let asking = book.actions.filter(\.requiresCompleteDossier)
            guard let first = asking.first else { continue }
            if fillers.isEmpty {
                add(ProofDiagnostics.unfillableField(field.field, action: first))
                continue
            }
            // With a condition, it may be that the field is not asked for on the way.
            guard case .always = field.field.requirement, field.visible == nil else { continue }
            let withFiller = statesAfter(Set(fillers), paths)
            let without = graph.paths(initial: initial, avoiding: Set(fillers))
            for action in asking where !fillers.contains(action.id) {
                let sources = action.isCreation ? [] : action.sources.map(\.id)
                for source in sources {
                    guard let path = paths[source] else { continue }
                    let actions = path.compactMap { book.actions[$0] }
                    if !withFiller.contains(source) {
                        add(ProofDiagnostics.filledTooLate(field.field, action: action, path: actions, filler: book.actions[fillers[0]]))
                        break
                    }
                    // A way around every filler, to where none can be done any more.
                    guard let around = without[source] else { continue }
                    let onward = graph.paths(from: source, avoiding: [action.id])
                    let canStill = graph.steps.contains { onward[$0.from] != nil && fillers.contains($0.action) }
                    if !canStill {
                        add(
                            ProofDiagnostics.canBeMissed(
                                field.field, action: action, path: around.compactMap { book.actions[$0] }, filler: book.actions[fillers[0]])
                        )
                        break
                    }
                }
            }
        }
    }

    static func isRequired(_ field: DataField) -> Bool {
        if case .optional = field.requirement {
            if case .record(_, let fields) = field.type { return fields.contains(where: isRequired) }
            return false
        }
        return true
    }

    private func fills(_ action: Action, _ field: String) -> Bool {
        action.editableFields.contains { $0.id == field } || action.effects.assignments.contains { $0.path.first == field }
            || action.effects.additions.contains { $0.path.first == field }
    }

    /// The states that can be reached after one of the actions.
    private func statesAfter(_ actions: Set<String>, _ paths: [String: [String]]) -> Set<String> {
        var found: Set<String> = []
        for start in graph.starts where actions.contains(start.action) { found.insert(start.state) }
        for step in graph.steps where actions.contains(step.action) && paths[step.from] != nil { found.insert(step.to) }
        var front = Array(found)
        while let state = front.popLast() {
            for index in graph.outgoing[state] ?? [] where found.insert(graph.steps[index].to).inserted {
                front.append(graph.steps[index].to)
            }
        }
        return found
    }
}
