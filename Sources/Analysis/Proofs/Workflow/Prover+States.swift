import Diagnostics
import Rules

extension Prover {
    /// Every state can be reached, and from every state an end.
    func proveStates() {
        let initial = book.states.filter { $0.kind == .initial }
        guard let start = initial.first else {
            add(ProofDiagnostics.noInitialState(at: (book.states.first?.span ?? book.actions.first?.span)))
            return
        }
        for other in initial.dropFirst() { add(ProofDiagnostics.secondInitialState(other.id, first: start.span, at: other.span)) }
        let finals = book.states.filter { $0.kind == .final }
        if finals.isEmpty { add(ProofDiagnostics.noFinalState(at: start.span)) }
        var paths = graph.paths(initial: start.id)
        // Where no dossier can be made, that is told; the states are then seen from the initial one.
        if graph.starts.isEmpty { paths = graph.paths(from: start.id) }
        let ending = graph.leading(to: finals.map(\.id))
        reportUnreachable(book.states.filter { paths[$0.id] == nil && $0.kind != .initial }, reached: paths)
        guard !finals.isEmpty else { return }
        for state in book.states {
            guard let path = paths[state.id], !ending.contains(state.id) else { continue }
            let blocked = graph.impossible.first { $0.from == state.id && $0.to != state.id }
            let onward = (graph.outgoing[state.id] ?? []).map { graph.steps[$0] }.first { $0.to != state.id }
            add(
                ProofDiagnostics.deadEnd(
                    state, path: path.compactMap { book.actions[$0] }, blocked: blocked.flatMap { book.actions[$0.action] },
                    onward: onward.flatMap { book.states[$0.to]?.label.bilingual }))
        }
    }

    /// States that nothing leads to. Those that only lie behind another such state follow from it and are not told again.
    private func reportUnreachable(_ states: [WorkflowState], reached paths: [String: [String]]) {
        let missing = Set(states.map(\.id))
        var told: Set<String> = []
        func tell(_ state: WorkflowState) {
            let blocked = graph.impossible.first { $0.to == state.id && paths[$0.from] != nil }
            add(ProofDiagnostics.unreachableState(state, blocked: blocked.flatMap { book.actions[$0.action] }))
            told.formUnion(graph.paths(from: state.id).keys)
        }
        for state in states {
            let isBehind = (graph.incoming[state.id] ?? []).contains {
                missing.contains(graph.steps[$0].from) && graph.steps[$0].from != state.id
            }
            if !isBehind { tell(state) }
        }
        // What is left stands in circles.
        for state in states where !told.contains(state.id) { tell(state) }
    }
}
