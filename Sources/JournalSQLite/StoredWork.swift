import Foundation
import GRDB
import Journal

/// Rows of the table `work`.
enum StoredWork {
    static let columns = "id, queue, key, payload, origin, state, available_at, attempts, reason"

    static func item(_ row: Row) throws -> WorkItem {
        guard let state = WorkItem.State(rawValue: try StoredEvent.integer(row, 5)) else { throw StoredEvent.MalformedCell(column: 5) }
        let origin: DatabaseValue = row[4]
        return WorkItem(
            id: try StoredEvent.integer(row, 0), queue: try StoredEvent.text(row, 1), key: try StoredEvent.text(row, 2),
            payload: try StoredEvent.bytes(row, 3), origin: origin.isNull ? nil : try StoredEvent.integer(row, 4), state: state,
            availableAt: WorkTime(milliseconds: try StoredEvent.integer(row, 6)), attempts: try StoredEvent.integer(row, 7),
            reason: try StoredEvent.text(row, 8))
    }

    /// The rows that a statement gives or returns.
    static func items(_ sql: String, _ arguments: StatementArguments, in database: Database) throws -> [WorkItem] {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
        var items: [WorkItem] = []
        while let row = try rows.next() { items.append(try item(row)) }
        return items
    }

    /// Puts work in, unless its queue has had it.
    static func insert(_ work: NewWork, origin: Int64?, in database: Database) throws -> Int {
        let sql = """
            INSERT INTO work (queue, key, payload, origin, state, available_at, attempts, reason) VALUES (?, ?, ?, ?, 0, ?, 0, '')
            ON CONFLICT (queue, key) DO NOTHING
            """
        try database.cachedStatement(sql: sql).execute(
            arguments: [work.queue, work.key, Data(work.payload), origin, work.dueAt.milliseconds])
        return database.changesCount
    }

    /// Takes what may be taken. One writer at a time has the file, so nothing is taken twice.
    static func lease(_ queue: String, limit: Int, at now: WorkTime, until: WorkTime, in database: Database) throws -> [WorkItem] {
        let due = """
            SELECT id FROM work WHERE queue = ? AND state < 2 AND available_at <= ? ORDER BY available_at, id LIMIT ?
            """
        var ids: [Int64] = []
        let rows = try Row.fetchCursor(database.cachedStatement(sql: due), arguments: [queue, now.milliseconds, limit])
        while let row = try rows.next() { ids.append(try StoredEvent.integer(row, 0)) }
        let take = "UPDATE work SET state = 1, available_at = ?, attempts = attempts + 1 WHERE id = ? RETURNING \(columns)"
        return try ids.flatMap { try items(take, [until.milliseconds, $0], in: database) }
    }

    /// Changes work that a lease holds. Of work that is done nothing is kept but that it is: what it said is in the events.
    static func settle(
        _ lease: WorkLease, as state: WorkItem.State, at moment: WorkTime, reason: String?, in database: Database
    ) throws -> WorkItem? {
        let sql = """
            UPDATE work SET state = ?, available_at = ?, reason = coalesce(?, reason), payload = CASE WHEN ? THEN x'' ELSE payload END
            WHERE id = ? AND queue = ? AND key = ? AND state = 1 AND attempts = ? RETURNING \(columns)
            """
        return try items(
            sql,
            [
                state.rawValue, moment.milliseconds, reason, state == .done, lease.item.id, lease.item.queue, lease.item.key,
                lease.item.attempts,
            ], in: database
        ).first
    }
}
