/// Counts the steps of one stage of long work, and tells them.
package struct ProgressCounter: Sendable {
    package private(set) var done: Int64 = 0
    private let unit: ProgressStep.Unit
    private let total: Int64?
    private let stride: Int64
    private let listener: ProgressListener

    /// Begins the stage: the listener hears of it at once, so that it knows how long the stage takes.
    ///
    /// - Parameters:
    ///   - total: nil where nobody knows.
    ///   - stride: after so many steps the listener hears of them, where one step takes microseconds.
    package init(_ unit: ProgressStep.Unit, of total: Int64?, every stride: Int64 = 1, _ listener: @escaping ProgressListener) {
        self.unit = unit
        self.total = total
        self.stride = max(1, stride)
        self.listener = listener
        listener(ProgressStep(unit, 0, of: total))
    }

    package mutating func advance() {
        done += 1
        if done % stride == 0 || done == total { listener(ProgressStep(unit, done, of: total)) }
    }
}
