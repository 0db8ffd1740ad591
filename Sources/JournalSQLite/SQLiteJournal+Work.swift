import GRDB
import Journal

extension SQLiteJournal {
    @discardableResult
    package func enqueue(_ work: [NewWork]) async throws(JournalError) -> Int {
        try JournalLimits.check(work)
        return try await write { database in
            try work.reduce(0) { try $0 + StoredWork.insert($1, origin: nil, in: database) }
        }
    }

    package func lease(
        from queue: String, limit: Int, at now: WorkTime, forMilliseconds milliseconds: Int64
    ) async throws(JournalError) -> [WorkLease] {
        let until = now.advanced(byMilliseconds: milliseconds)
        // A worker that finds nothing shall not keep the writers of events waiting.
        guard try await nextDue(in: queue).map({ $0 <= now }) ?? false, limit > 0 else { return [] }
        return try await write { database in
            try StoredWork.lease(queue, limit: JournalLimits.leases(limit), at: now, until: until, in: database).map { WorkLease($0) }
        }
    }

    package func extend(_ lease: WorkLease, until: WorkTime) async throws(JournalError) -> WorkLease? {
        try await write { database in
            try StoredWork.settle(lease, as: .leased, at: until, reason: nil, in: database).map { WorkLease($0) }
        }
    }

    @discardableResult
    package func complete(_ lease: WorkLease, at now: WorkTime) async throws(JournalError) -> Bool {
        try await write { try StoredWork.settle(lease, as: .done, at: now, reason: nil, in: $0) != nil }
    }

    @discardableResult
    package func fail(_ lease: WorkLease, reason: String, retryAt: WorkTime?, at now: WorkTime) async throws(JournalError) -> Bool {
        let reason = JournalLimits.bounded(reason: reason)
        return try await write {
            try StoredWork.settle(lease, as: retryAt == nil ? .dead : .waiting, at: retryAt ?? now, reason: reason, in: $0) != nil
        }
    }

    @discardableResult
    package func withdraw(_ key: String, from queue: String, at now: WorkTime) async throws(JournalError) -> Bool {
        try await write { database in
            try database.execute(
                sql: "UPDATE work SET state = 4, available_at = ? WHERE queue = ? AND key = ? AND state = 0",
                arguments: [now.milliseconds, queue, key])
            return database.changesCount == 1
        }
    }

    @discardableResult
    package func revive(_ key: String, in queue: String, dueAt: WorkTime) async throws(JournalError) -> Bool {
        try await write { database in
            try database.execute(
                sql: "UPDATE work SET state = 0, available_at = ? WHERE queue = ? AND key = ? AND state IN (3, 4)",
                arguments: [dueAt.milliseconds, queue, key])
            return database.changesCount == 1
        }
    }

    package func work(_ key: String, in queue: String) async throws(JournalError) -> WorkItem? {
        try await queryWork([]) { database in
            try StoredWork.items("SELECT \(StoredWork.columns) FROM work WHERE queue = ? AND key = ?", [queue, key], in: database)
        }.first
    }

    package func work(
        in queue: String, state: WorkItem.State?, after id: Int64, limit: Int
    ) async throws(JournalError) -> [WorkItem] {
        try await queryWork([]) { database in
            try StoredWork.items(
                "SELECT \(StoredWork.columns) FROM work WHERE queue = ?1 AND state = coalesce(?2, state) AND id > ?3 ORDER BY id LIMIT ?4",
                [queue, state?.rawValue, id, JournalLimits.bounded(limit)], in: database)
        }
    }

    package func nextDue(in queue: String) async throws(JournalError) -> WorkTime? {
        try await queryWork(nil) { database in
            let sql = "SELECT available_at FROM work WHERE queue = ? AND state < 2 ORDER BY available_at LIMIT 1"
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [queue])
            return try rows.next().map { WorkTime(milliseconds: try StoredEvent.integer($0, 0)) }
        }
    }

    /// Asks about work; a store of an older version that is only read has none.
    private func queryWork<Answer: Sendable>(
        _ none: Answer, _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(JournalError) -> Answer {
        try await query { database in try database.tableExists("work") ? try body(database) : none }
    }
}
