/// Counts tries that failed, and locks when they are too many.
package struct TryCounter: Hashable, Sendable {
    /// How many tries are given; the pack says so.
    package struct Limits: Hashable, Sendable {
        package let mostFailures: Int
        /// Until tries count from zero again; nil stays locked until somebody unlocks.
        package let lockedSeconds: Int64?

        package init(mostFailures: Int, lockedSeconds: Int64?) {
            self.mostFailures = max(1, mostFailures)
            self.lockedSeconds = lockedSeconds
        }
    }

    /// Since the last success.
    package private(set) var failures: Int
    package private(set) var lastFailureAt: Int64?

    package init(failures: Int = 0, lastFailureAt: Int64? = nil) {
        self.failures = max(0, failures)
        self.lastFailureAt = lastFailureAt
    }

    /// Whether another try is refused at a moment, in seconds since 1970.
    package func isLocked(at seconds: Int64, _ limits: Limits) -> Bool {
        guard failures >= limits.mostFailures else { return false }
        guard let locked = limits.lockedSeconds, let last = lastFailureAt else { return true }
        return seconds - last < locked
    }

    /// A try that failed; one that comes after a lock has run out is the first again.
    package mutating func fail(at seconds: Int64, _ limits: Limits) {
        failures = failures >= limits.mostFailures && !isLocked(at: seconds, limits) ? 1 : min(failures, Int.max - 1) + 1
        lastFailureAt = seconds
    }

    package mutating func succeed() { self = TryCounter() }
}
