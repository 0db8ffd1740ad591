/// A moment of a ``WorkQueue``: milliseconds since 1970-01-01 00:00 UTC. Queues read no clock; the caller says what time it is.
package struct WorkTime: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: WorkTime, right: WorkTime) -> Bool { left.milliseconds < right.milliseconds }

    /// A moment later by milliseconds, or earlier; held within what the type can say.
    package func advanced(byMilliseconds milliseconds: Int64) -> WorkTime {
        let (sum, hasOverflowed) = self.milliseconds.addingReportingOverflow(milliseconds)
        return WorkTime(milliseconds: hasOverflowed ? (milliseconds > 0 ? .max : .min) : sum)
    }
}
