/// When to try again, and when to give up.
package struct RetryPolicy: Hashable, Sendable {
    /// After the first try; doubled after each further one.
    package var firstSeconds: Int64
    package var longestSeconds: Int64
    /// After so long, the next refusal for the time being is one for good (RFC 5321, clause 4.5.4.1, says four to five days).
    package var giveUpSeconds: Int64
    /// Tries before giving up, however long ago the first was: a machine that was off for a week still tries.
    package var leastAttempts: Int64

    package init(
        firstSeconds: Int64 = 60, longestSeconds: Int64 = 4 * 3_600, giveUpSeconds: Int64 = 5 * 86_400, leastAttempts: Int64 = 5
    ) {
        self.firstSeconds = firstSeconds
        self.longestSeconds = longestSeconds
        self.giveUpSeconds = giveUpSeconds
        self.leastAttempts = leastAttempts
    }

    /// How long to wait after so many tries; nil gives up.
    package func wait(after attempts: Int64, ageSeconds: Int64) -> Int64? {
        if attempts >= leastAttempts, ageSeconds >= giveUpSeconds { return nil }
        let doublings = min(max(attempts - 1, 0), 30)
        return min(max(firstSeconds, 1) << doublings, max(longestSeconds, 1))
    }
}
