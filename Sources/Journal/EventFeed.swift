/// Tells those who wait that a store has new events: worklists and workers need not ask again and again.
package protocol EventFeed: Sendable {
    /// Waits until the store has events after a sequence, or the time is over, or the task is cancelled.
    ///
    /// - Parameter seconds: how long to wait at most; nothing, or less, asks once.
    /// - Returns: how many events the store has now; where the task was cancelled, perhaps the sequence itself.
    func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64

    /// How far the feed of work is. Whoever looks for work takes the mark first: what comes between the look and the wait then ends the wait.
    func workMark() async throws(JournalError) -> WorkMark

    /// Waits until somebody has put work in since a mark, or a moment of work may have come nearer; or until the time is over, or the task
    /// is cancelled. It may return too early.
    func waitForWork(since mark: WorkMark, seconds: Double) async throws(JournalError)
}

/// A place in a store's feed of work; it counts for the process that took it.
package struct WorkMark: Hashable, Sendable {
    package let count: Int64

    package init(count: Int64) {
        self.count = count
    }
}

/// Waiting by asking again: for stores whose changes cost nothing to see.
package struct FeedPoll: Sendable {
    package let pauseMilliseconds: Int64

    package init(pauseMilliseconds: Int64) {
        self.pauseMilliseconds = pauseMilliseconds
    }

    /// Asks until the answer is another than what is known, or the time is over.
    ///
    /// - Returns: nil when the task is cancelled: the caller has no more use for the answer.
    package func wait<Answer: Equatable & Sendable>(
        while isKnown: (Answer) -> Bool, seconds: Double, _ ask: () async throws(JournalError) -> Answer
    ) async throws(JournalError) -> Answer? {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(max(0, min(seconds, 86_400))))
        while !Task.isCancelled {
            let answer: Answer
            do throws(JournalError) {
                answer = try await ask()
            } catch {
                if Task.isCancelled { return nil }
                throw error
            }
            guard isKnown(answer), clock.now < end else { return answer }
            try? await clock.sleep(until: min(end, clock.now.advanced(by: .milliseconds(pauseMilliseconds))))
        }
        return nil
    }
}
