/// Notes what each node is worth while an expression is evaluated for a ``Trace``.
final class TraceRecorder {
    /// By node.
    var values: [Value?]
    var loops: [SyntaxNodeID: Trace.Loop] = [:]
    /// Values of the round that made a quantifier fail, by loop.
    var faults: [SyntaxNodeID: [(SyntaxNodeID, Value?)]] = [:]

    init(nodeCount: Int) {
        values = Array(repeating: nil, count: nodeCount)
    }
}

/// An operation whose value is noted.
final class RecordingOperation: Operation, @unchecked Sendable {
    private let id: SyntaxNodeID
    private let inner: Operation

    init(_ id: SyntaxNodeID, _ inner: Operation) {
        self.id = id
        self.inner = inner
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let value = inner.evaluate(&frame)
        frame.recorder?.values[id] = value
        return value
    }
}

/// A comprehension whose rounds are noted.
final class RecordingLoop: Operation, @unchecked Sendable {
    private let id: SyntaxNodeID
    private let inner: Operation

    init(_ id: SyntaxNodeID, _ inner: Operation) {
        self.id = id
        self.inner = inner
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let recorder = frame.recorder
        recorder?.loops[id] = Trace.Loop()
        recorder?.faults[id] = nil
        let value = inner.evaluate(&frame)
        // A quantifier that failed shows the round that failed, not the last one.
        if value.isError, let kept = recorder?.faults[id] {
            for (node, value) in kept { recorder?.values[node] = value }
        } else if !value.isError {
            recorder?.loops[id]?.forgetFault()
        }
        recorder?.values[id] = value
        return value
    }
}

/// What each round of a comprehension begins with.
final class RecordingRound: Operation, @unchecked Sendable {
    struct Place {
        let loop: SyntaxNodeID
        let form: SyntaxNode.Comprehension.Form
        let local: Int
        let hasTwoVariables: Bool
        /// What is worth nothing until the round evaluates it.
        let nodes: [SyntaxNodeID]
    }

    private let place: Place
    private let inner: Operation

    init(_ place: Place, _ inner: Operation) {
        self.place = place
        self.inner = inner
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        guard let recorder = frame.recorder else { return inner.evaluate(&frame) }
        for node in place.nodes {
            recorder.values[node] = nil
            recorder.loops[node] = nil
        }
        let first = frame.values[place.local]
        let second = place.hasTwoVariables ? frame.values[place.local + 1] : nil
        let value = inner.evaluate(&frame)
        let round = Trace.Round(key: second == nil ? nil : first, element: second ?? first, value: value)
        recorder.loops[place.loop]?.note(round, form: place.form)
        let isQuantifier = place.form == .all || place.form == .exists
        if isQuantifier, value.isError, recorder.faults[place.loop] == nil {
            recorder.faults[place.loop] = place.nodes.map { ($0, recorder.values[$0]) }
        }
        return value
    }
}
