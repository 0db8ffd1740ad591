/// Tells those who wait that a store has new events: worklists and workers need not ask again and again.
package protocol EventFeed: Sendable {
    /// Waits until the store has events after a sequence, or the time is over.
    ///
    /// - Parameter seconds: how long to wait at most; nothing, or less, asks once.
    /// - Returns: how many events the store has now.
    func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64

    /// Waits until somebody puts work in, or a moment of work may have come nearer; or the time is over. It may return too early.
    func waitForWork(seconds: Double) async throws(JournalError)
}

/// Waiting by asking again: for stores whose changes cost nothing to see.
package struct FeedPoll: Sendable {
    package let pauseMilliseconds: Int64

    package init(pauseMilliseconds: Int64) {
        self.pauseMilliseconds = pauseMilliseconds
    }

    /// Asks until the answer is another than `known`, or the time is over.
    package func wait<Answer: Equatable & Sendable>(
        while isKnown: (Answer) -> Bool, seconds: Double, _ ask: () async throws(JournalError) -> Answer
    ) async throws(JournalError) -> Answer {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(max(0, min(seconds, 86_400))))
        while true {
            let answer = try await ask()
            guard isKnown(answer), clock.now < end else { return answer }
            do {
                try await clock.sleep(until: min(end, clock.now.advanced(by: .milliseconds(pauseMilliseconds))))
            } catch {
                // The task was cancelled: the caller has no more use for the answer.
                return answer
            }
        }
    }
}
