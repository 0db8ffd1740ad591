/// The states and the actions that can really be taken between them.
struct StateGraph {
    struct Step: Sendable {
        let action: String
        let from: String
        let to: String
    }

    /// Steps that some person can take on some dossier.
    private(set) var steps: [Step] = []
    /// Steps that the pack declares, although their conditions can never hold.
    private(set) var impossible: [Step] = []
    private(set) var outgoing: [String: [Int]] = [:]
    private(set) var incoming: [String: [Int]] = [:]
    /// States in which a new dossier can stand, and the action that makes it.
    private(set) var starts: [(action: String, state: String)] = []

    mutating func add(_ step: Step, isPossible: Bool) {
        guard isPossible else {
            impossible.append(step)
            return
        }
        outgoing[step.from, default: []].append(steps.count)
        incoming[step.to, default: []].append(steps.count)
        steps.append(step)
    }

    mutating func addStart(_ action: String, _ state: String) { starts.append((action, state)) }

    /// The shortest sequence of actions to each state that can be reached, breadth first.
    ///
    /// - Parameters:
    ///   - initial: a state that counts as reached without an action, when the pack has no action that makes dossiers.
    ///   - avoiding: actions that may not be taken.
    func paths(initial: String?, avoiding: Set<String> = []) -> [String: [String]] {
        var paths: [String: [String]] = [:]
        var queue: [String] = []
        for start in starts where paths[start.state] == nil && !avoiding.contains(start.action) {
            paths[start.state] = [start.action]
            queue.append(start.state)
        }
        if let initial, starts.isEmpty {
            paths[initial] = []
            queue.append(initial)
        }
        extend(&paths, queue, avoiding)
        return paths
    }

    /// The same from one state on.
    func paths(from state: String, avoiding: Set<String> = []) -> [String: [String]] {
        var paths: [String: [String]] = [state: []]
        extend(&paths, [state], avoiding)
        return paths
    }

    private func extend(_ paths: inout [String: [String]], _ start: [String], _ avoiding: Set<String>) {
        var queue = start
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            for index in outgoing[state] ?? [] where paths[steps[index].to] == nil && !avoiding.contains(steps[index].action) {
                paths[steps[index].to] = (paths[state] ?? []) + [steps[index].action]
                queue.append(steps[index].to)
            }
        }
    }

    /// The states from which one of the given can be reached.
    func leading(to ends: [String]) -> Set<String> {
        var found = Set(ends)
        var front = ends
        while let state = front.popLast() {
            for index in incoming[state] ?? [] where found.insert(steps[index].from).inserted { front.append(steps[index].from) }
        }
        return found
    }
}
