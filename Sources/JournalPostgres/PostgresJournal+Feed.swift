import Journal

extension PostgresJournal: EventFeed {
    package func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64 {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(max(0, min(seconds, 86_400))))
        while true {
            let heard = listener.heard(.events)
            let count = try await query { (connection: PostgresConnection) throws(PostgresFault) -> Int64 in
                try connection.query("SELECT coalesce(max(sequence), 0) FROM paraphe.event").integer(0, 0)
            }
            guard count <= sequence, clock.now < end, !Task.isCancelled else { return count }
            await listener.wait(for: .events, beyond: heard, until: end)
        }
    }

    package func workMark() async throws(JournalError) -> WorkMark { WorkMark(count: listener.heard(.work)) }

    package func waitForWork(since mark: WorkMark, seconds: Double) async throws(JournalError) {
        let end = ContinuousClock().now.advanced(by: .seconds(max(0, min(seconds, 86_400))))
        await listener.wait(for: .work, beyond: mark.count, until: end)
    }
}
