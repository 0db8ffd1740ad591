import Foundation
import GRDB
import Journal

extension SQLiteJournal {
    package func snapshot(of stream: StreamID, format: String) async throws(JournalError) -> StreamSnapshot? {
        try await query { database in
            guard try database.tableExists("snapshot") else { return nil }
            let sql = "SELECT stream_version, data FROM snapshot WHERE stream = ? AND format = ?"
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [stream.name, format])
            return try rows.next().map {
                StreamSnapshot(stream: stream, streamVersion: try StoredEvent.integer($0, 0), data: try StoredEvent.bytes($0, 1))
            }
        }
    }

    package func streamsWithSnapshot(format: String, after name: String) async throws(JournalError) -> [StreamID] {
        try await query { database in
            guard try database.tableExists("snapshot") else { return [] }
            let sql = "SELECT stream FROM snapshot WHERE format = ? AND stream > ? ORDER BY stream LIMIT ?"
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [format, name, JournalLimits.eventsPerRead])
            var streams: [StreamID] = []
            while let row = try rows.next() { streams.append(StreamID(try StoredEvent.text(row, 0))) }
            return streams
        }
    }

    package func keepSnapshot(_ snapshot: StreamSnapshot, format: String) async throws(JournalError) {
        try await write { database in
            let sql = """
                INSERT INTO snapshot (stream, format, stream_version, data) VALUES (?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET
                  format = excluded.format, stream_version = excluded.stream_version, data = excluded.data
                WHERE format <> excluded.format OR stream_version < excluded.stream_version
                """
            try database.execute(
                sql: sql, arguments: [snapshot.stream.name, format, snapshot.streamVersion, Data(snapshot.data)])
        }
    }
}
