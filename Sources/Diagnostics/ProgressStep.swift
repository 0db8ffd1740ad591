/// How far long work is: what a use case tells whoever waits for it.
///
/// One shape for all use cases: what is counted, how much is done, and of how much where that is known. Work of several stages tells one
/// after the other, each with a unit of its own.
package struct ProgressStep: Hashable, Sendable {
    /// What is counted.
    package enum Unit: String, CaseIterable, Sendable {
        case bytes
        case commands
        case documents
        case dossiers
        case events
        case faxes
        case files
        case guides
        case messages
        case scenarios
        case snapshots
    }

    package let unit: Unit
    package let done: Int64
    /// Nil where nobody knows before the end.
    package let total: Int64?

    package init(_ unit: Unit, _ done: Int64, of total: Int64?) {
        self.unit = unit
        self.done = done
        self.total = total
    }
}

/// Hears how far long work is. It is called often, from any thread, and takes no time to speak of.
package typealias ProgressListener = @Sendable (ProgressStep) -> Void
