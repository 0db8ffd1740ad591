/// The state of one evaluation.
struct Frame {
    /// Values of comprehension variables by depth, then values of the program's variables by slot.
    var values: [Value]
    /// Steps that may still be taken.
    var budget: Int

    /// Takes steps; false when there are none left.
    @inline(__always)
    mutating func spend(_ steps: Int) -> Bool {
        budget -= steps
        return budget >= 0
    }

    static let costExceeded = Value.failure(
        .costExceeded, fr: "l’évaluation coûte plus que la limite", en: "the evaluation costs more than the limit")
}
