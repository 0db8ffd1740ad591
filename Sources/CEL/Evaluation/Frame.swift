/// The state of one evaluation.
struct Frame {
    /// Values of comprehension variables by depth, then values of the program's variables by slot.
    var values: [Value]
    /// Steps that may still be taken.
    var budget: Int
    /// Notes the value of each node; only while a ``Trace`` is made.
    var recorder: TraceRecorder?
    /// Levels of the functions written in CEL that are being evaluated around this frame.
    var callDepth = 0

    /// Takes steps; false when there are none left.
    @inline(__always)
    mutating func spend(_ steps: Int) -> Bool {
        budget -= steps
        return budget >= 0
    }

    /// What an evaluation comes to. Whoever gets a list or a map may go through it: that counts as well, since the same list may stand in
    /// it so many times that printing it would not end.
    mutating func result(_ value: Value) -> Value {
        switch value {
        case .list, .map, .optional:
            guard budget >= 0, spend(Cost.reading(value, budget: budget)) else { return Self.costExceeded }
            return value
        default: return budget < 0 ? Self.costExceeded : value
        }
    }

    static let costExceeded = Value.failure(
        .costExceeded, fr: "l’évaluation coûte plus que la limite", en: "the evaluation costs more than the limit")
}
