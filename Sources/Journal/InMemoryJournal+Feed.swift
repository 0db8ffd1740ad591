extension InMemoryJournal: EventFeed {
    private static let poll = FeedPoll(pauseMilliseconds: 5)

    package func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64 {
        try await Self.poll.wait(while: { $0 <= sequence }, seconds: seconds) { () async throws(JournalError) -> Int64 in eventCount }
    }

    package func waitForWork(seconds: Double) async throws(JournalError) {
        let before = withLedger { $0.count }
        _ = try await Self.poll.wait(while: { $0 == before }, seconds: seconds) { () async throws(JournalError) -> Int in
            withLedger { $0.count }
        }
    }
}
