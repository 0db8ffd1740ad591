import Foundation
import GRDB
import Journal

extension SQLiteJournal {
    package func snapshots(of streams: [StreamID], format: String) async throws(JournalError) -> [StreamSnapshot] {
        try await query { database in
            guard try database.tableExists("snapshot") else { return [] }
            let statement = try database.cachedStatement(sql: "SELECT stream_version, data FROM snapshot WHERE stream = ? AND format = ?")
            var found: [StreamSnapshot] = []
            for stream in streams {
                guard let row = try Row.fetchOne(statement, arguments: [stream.name, format]) else { continue }
                found.append(
                    StreamSnapshot(
                        stream: stream, streamVersion: try StoredEvent.integer(row, 0), data: try StoredEvent.bytes(row, 1)))
            }
            return found
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
