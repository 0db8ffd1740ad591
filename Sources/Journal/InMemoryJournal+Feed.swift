extension InMemoryJournal: EventFeed {
    private static let poll = FeedPoll(pauseMilliseconds: 5)

    package func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64 {
        let count = try await Self.poll.wait(while: { $0 <= sequence }, seconds: seconds) { () async throws(JournalError) -> Int64 in
            eventCount
        }
        return count ?? sequence
    }

    package func workMark() async throws(JournalError) -> WorkMark { withLedger { WorkMark(count: $0.arrivals) } }

    package func waitForWork(since mark: WorkMark, seconds: Double) async throws(JournalError) {
        _ = try await Self.poll.wait(while: { $0 == mark }, seconds: seconds) { () async throws(JournalError) -> WorkMark in
            try await workMark()
        }
    }
}
