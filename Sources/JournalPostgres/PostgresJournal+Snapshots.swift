import Journal

extension PostgresJournal {
    package func snapshot(of stream: StreamID, format: String) async throws(JournalError) -> StreamSnapshot? {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> StreamSnapshot? in
            let rows = try connection.query(
                "SELECT stream_version, data FROM paraphe.snapshot WHERE stream = $1 AND format = $2", .text(stream.name), .text(format))
            guard rows.count == 1 else { return nil }
            return StreamSnapshot(stream: stream, streamVersion: try rows.integer(0, 0), data: try rows.bytes(0, 1))
        }
    }

    package func streamsWithSnapshot(format: String, after name: String) async throws(JournalError) -> [StreamID] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [StreamID] in
            let rows = try connection.query(
                "SELECT stream FROM paraphe.snapshot WHERE format = $1 AND stream > $2 ORDER BY stream LIMIT $3",
                .text(format), .text(name), .integer(Int64(JournalLimits.eventsPerRead)))
            var streams: [StreamID] = []
            for row in 0..<rows.count { streams.append(StreamID(try rows.text(row, 0))) }
            return streams
        }
    }

    package func keepSnapshot(_ snapshot: StreamSnapshot, format: String) async throws(JournalError) {
        try await settle { (connection: PostgresConnection) throws(PostgresFault) -> Void in
            _ = try connection.query(
                """
                INSERT INTO paraphe.snapshot AS kept (stream, format, stream_version, data) VALUES ($1, $2, $3, $4)
                ON CONFLICT (stream) DO UPDATE SET
                  format = excluded.format, stream_version = excluded.stream_version, data = excluded.data
                WHERE kept.format <> excluded.format OR kept.stream_version < excluded.stream_version
                """,
                .text(snapshot.stream.name), .text(format), .integer(snapshot.streamVersion), .blob(snapshot.data))
        }
    }
}
