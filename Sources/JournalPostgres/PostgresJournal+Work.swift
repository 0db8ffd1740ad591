import Journal
import Synchronization

extension PostgresJournal {
    @discardableResult
    package func enqueue(_ work: [NewWork]) async throws(JournalError) -> Int {
        try JournalLimits.check(work)
        return try await settle { (connection: PostgresConnection) throws(PostgresFault) -> Int in
            let count = try StoredWork.insert(work.map { AppendBatch.Work(work: $0, origin: 0) }, connection)
            try connection.run(PostgresTopic.work.notification)
            return count
        }
    }

    package func lease(
        from queue: String, limit: Int, at now: WorkTime, forMilliseconds milliseconds: Int64
    ) async throws(JournalError) -> [WorkLease] {
        let until = now.advanced(byMilliseconds: milliseconds)
        return try await settle { (connection: PostgresConnection) throws(PostgresFault) -> [WorkLease] in
            try StoredWork.lease(queue, limit: JournalLimits.leases(limit), at: now, until: until, connection).map { WorkLease($0) }
        }
    }

    package func extend(_ lease: WorkLease, until: WorkTime) async throws(JournalError) -> WorkLease? {
        try await settle { (connection: PostgresConnection) throws(PostgresFault) -> WorkLease? in
            try StoredWork.settle(lease, as: .leased, at: until, reason: "", connection).map { WorkLease($0) }
        }
    }

    @discardableResult
    package func complete(_ lease: WorkLease, at now: WorkTime) async throws(JournalError) -> Bool {
        try await finish(lease, as: .done, at: now, reason: "")
    }

    @discardableResult
    package func fail(_ lease: WorkLease, reason: String, retryAt: WorkTime?, at now: WorkTime) async throws(JournalError) -> Bool {
        try await finish(
            lease, as: retryAt == nil ? .dead : .waiting, at: retryAt ?? now, reason: JournalLimits.bounded(reason: reason))
    }

    /// An answer that was lost with its connection is asked for again: what this lease has settled then counts as held.
    private func finish(
        _ lease: WorkLease, as state: WorkItem.State, at moment: WorkTime, reason: String
    ) async throws(JournalError) -> Bool {
        let attempts = AttemptCount()
        return try await settle { (connection: PostgresConnection) throws(PostgresFault) -> Bool in
            let isRepeated = attempts.next() > 1
            if try StoredWork.settle(lease, as: state, at: moment, reason: reason, connection) != nil { return true }
            guard isRepeated else { return false }
            let rows = try connection.query(
                "SELECT 1 FROM paraphe.work WHERE id = $1 AND state = $2 AND attempts = $3 AND available_at = $4",
                .integer(lease.item.id), .integer(state.rawValue), .integer(lease.item.attempts), .integer(moment.milliseconds))
            return rows.count == 1
        }
    }

    @discardableResult
    package func withdraw(_ key: String, from queue: String, at now: WorkTime) async throws(JournalError) -> Bool {
        try await settle { (connection: PostgresConnection) throws(PostgresFault) -> Bool in
            try StoredWork.move(key, in: queue, from: [.waiting], to: .withdrawn, at: now, connection)
        }
    }

    @discardableResult
    package func revive(_ key: String, in queue: String, dueAt: WorkTime) async throws(JournalError) -> Bool {
        try await settle { (connection: PostgresConnection) throws(PostgresFault) -> Bool in
            let isRevived = try StoredWork.move(key, in: queue, from: [.dead, .withdrawn], to: .waiting, at: dueAt, connection)
            if isRevived { try connection.run(PostgresTopic.work.notification) }
            return isRevived
        }
    }

    package func work(_ key: String, in queue: String) async throws(JournalError) -> WorkItem? {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> WorkItem? in
            try StoredWork.list(
                try connection.query(
                    "SELECT \(StoredWork.columns) FROM paraphe.work WHERE queue = $1 AND key = $2", .text(queue), .text(key))
            ).first
        }
    }

    package func work(
        in queue: String, state: WorkItem.State?, after id: Int64, limit: Int
    ) async throws(JournalError) -> [WorkItem] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [WorkItem] in
            try StoredWork.list(
                try connection.query(
                    "SELECT \(StoredWork.columns) FROM paraphe.work WHERE queue = $1 AND state = ANY($2) AND id > $3 ORDER BY id LIMIT $4",
                    .text(queue), .integers((state.map { [$0] } ?? WorkItem.State.allCases).map(\.rawValue)), .integer(id),
                    .integer(Int64(JournalLimits.bounded(limit)))))
        }
    }

    package func nextDue(in queue: String) async throws(JournalError) -> WorkTime? {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> WorkTime? in
            let rows = try connection.query(
                "SELECT available_at FROM paraphe.work WHERE queue = $1 AND state < 2 ORDER BY available_at LIMIT 1", .text(queue))
            return rows.count == 0 ? nil : WorkTime(milliseconds: try rows.integer(0, 0))
        }
    }
}

/// Counts how often a piece of work on a connection was begun.
private final class AttemptCount: Sendable {
    private let count = Atomic<Int>(0)

    /// From 1.
    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
