import GRDB
import Journal

extension SQLiteJournal: EventFeed {
    private static let poll = FeedPoll(pauseMilliseconds: 50)

    package func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64 {
        let count = try await Self.poll.wait(while: { $0 <= sequence }, seconds: seconds) { () async throws(JournalError) -> Int64 in
            try await query { database in
                // The last entry of the primary key, and no more.
                let rows = try Row.fetchCursor(database.cachedStatement(sql: "SELECT max(sequence) FROM event"))
                guard let row = try rows.next(), let last: DatabaseValue = row[0], !last.isNull else { return 0 }
                return try StoredEvent.integer(row, 0)
            }
        }
        return count ?? sequence
    }

    package func workMark() async throws(JournalError) -> WorkMark {
        try await query { database in
            let rows = try Row.fetchCursor(database, sql: "PRAGMA data_version")
            guard let row = try rows.next() else { return WorkMark(count: 0) }
            return WorkMark(count: try StoredEvent.integer(row, 0))
        }
    }

    /// Whoever changes the file, in this process or another, ends the wait.
    package func waitForWork(since mark: WorkMark, seconds: Double) async throws(JournalError) {
        _ = try await Self.poll.wait(while: { $0 == mark }, seconds: seconds) { () async throws(JournalError) -> WorkMark in
            try await workMark()
        }
    }
}
