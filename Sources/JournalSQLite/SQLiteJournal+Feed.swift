import GRDB
import Journal

extension SQLiteJournal: EventFeed {
    private static let poll = FeedPoll(pauseMilliseconds: 50)

    package func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64 {
        try await Self.poll.wait(while: { $0 <= sequence }, seconds: seconds) { () async throws(JournalError) -> Int64 in
            try await query { database in
                // The last entry of the primary key, and no more.
                let rows = try Row.fetchCursor(database.cachedStatement(sql: "SELECT max(sequence) FROM event"))
                guard let row = try rows.next(), let last: DatabaseValue = row[0], !last.isNull else { return 0 }
                return try StoredEvent.integer(row, 0)
            }
        }
    }

    /// Whoever changes the file, in this process or another, ends the wait.
    package func waitForWork(seconds: Double) async throws(JournalError) {
        let before = try await changes()
        _ = try await Self.poll.wait(while: { $0 == before }, seconds: seconds) { () async throws(JournalError) -> Int64 in
            try await changes()
        }
    }

    private func changes() async throws(JournalError) -> Int64 {
        try await query { database in
            let rows = try Row.fetchCursor(database, sql: "PRAGMA data_version")
            guard let row = try rows.next() else { return 0 }
            return try StoredEvent.integer(row, 0)
        }
    }
}
