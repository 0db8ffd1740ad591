import Foundation
import GRDB
import Journal

/// Rows of the table `event`, read so that no content of a file can trap.
enum StoredEvent {
    static let columns = "sequence, stream, stream_version, command, type, version, data"
    static let insertion = """
        INSERT INTO event (sequence, stream, stream_version, command, type, version, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// A cell that is not what the schema says.
    struct MalformedCell: Error {
        let column: Int
    }

    static func integer(_ row: Row, _ column: Int) throws -> Int64 {
        let value: DatabaseValue = row[column]
        guard case .int64(let number) = value.storage else { throw MalformedCell(column: column) }
        return number
    }

    static func text(_ row: Row, _ column: Int) throws -> String {
        let value: DatabaseValue = row[column]
        guard case .string(let text) = value.storage else { throw MalformedCell(column: column) }
        return text
    }

    static func bytes(_ row: Row, _ column: Int) throws -> [UInt8] {
        let value: DatabaseValue = row[column]
        guard case .blob(let data) = value.storage else { throw MalformedCell(column: column) }
        return [UInt8](data)
    }

    static func event(_ row: Row) throws -> RecordedEvent {
        RecordedEvent(
            sequence: try integer(row, 0), stream: StreamID(try text(row, 1)), streamVersion: try integer(row, 2),
            command: CommandID(try text(row, 3)), type: try text(row, 4), version: Int(clamping: try integer(row, 5)),
            data: try bytes(row, 6))
    }

    static func events(of command: CommandID, in database: Database) throws -> [RecordedEvent] {
        let sql = "SELECT \(columns) FROM event WHERE command = ? ORDER BY sequence"
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [command.text])
        var events: [RecordedEvent] = []
        while let row = try rows.next() { events.append(try event(row)) }
        return events
    }

    static func version(of stream: StreamID, in database: Database) throws -> Int64 {
        let sql = "SELECT stream_version FROM event WHERE stream = ? ORDER BY stream_version DESC LIMIT 1"
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [stream.name])
        guard let row = try rows.next() else { return 0 }
        return try integer(row, 0)
    }

    /// The end of the chain.
    static func chainHead(in database: Database) throws -> ChainHead {
        let sql = "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql))
        guard let row = try rows.next() else { return .empty }
        return ChainHead(count: try integer(row, 0), hash: try bytes(row, 1))
    }

    /// Notes how far the chain goes, beside the events: what is missing at their end is noticed then.
    static func keep(_ head: ChainHead, in database: Database) throws {
        let sql = "INSERT OR REPLACE INTO head (one, count, hash) VALUES (1, ?, ?)"
        try database.cachedStatement(sql: sql).execute(arguments: [head.count, Data(head.hash)])
    }

    /// How far the chain goes, as it was noted; nil in a store of an older version.
    static func keptHead(in database: Database) throws -> ChainHead? {
        let version = try Row.fetchOne(database, sql: "PRAGMA user_version").map { try integer($0, 0) } ?? 0
        guard version >= SQLiteSchema.versionWithHead else { return nil }
        let rows = try Row.fetchCursor(database, sql: "SELECT count, hash FROM head WHERE one = 1")
        guard let row = try rows.next() else { return .empty }
        return ChainHead(count: try integer(row, 0), hash: try bytes(row, 1))
    }

    static func insert(_ row: AppendBatch.Row, in database: Database) throws {
        let event = row.event
        try database.cachedStatement(sql: insertion).execute(arguments: [
            event.sequence, event.stream.name, event.streamVersion, event.command.text, event.type, event.version, Data(event.data),
            Data(row.hash),
        ])
    }
}
