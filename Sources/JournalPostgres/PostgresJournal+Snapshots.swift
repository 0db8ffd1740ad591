import Journal

extension PostgresJournal {
    package func snapshots(of streams: [StreamID], format: String) async throws(JournalError) -> [StreamSnapshot] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [StreamSnapshot] in
            let rows = try connection.query(
                "SELECT stream, stream_version, data FROM paraphe.snapshot WHERE stream = ANY($1) AND format = $2",
                .texts(streams.map(\.name)), .text(format))
            var found: [StreamSnapshot] = []
            for row in 0..<rows.count {
                found.append(
                    StreamSnapshot(
                        stream: StreamID(try rows.text(row, 0)), streamVersion: try rows.integer(row, 1), data: try rows.bytes(row, 2)))
            }
            return found
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
