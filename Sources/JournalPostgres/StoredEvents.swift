import Journal

/// Rows of the table `event`.
enum StoredEvents {
    static let columns = "sequence, stream, stream_version, command, type, version, data"

    static func event(_ rows: borrowing PostgresRows, _ row: Int32) throws(PostgresFault) -> RecordedEvent {
        RecordedEvent(
            sequence: try rows.integer(row, 0), stream: StreamID(try rows.text(row, 1)), streamVersion: try rows.integer(row, 2),
            command: CommandID(try rows.text(row, 3)), type: try rows.text(row, 4), version: Int(clamping: try rows.integer(row, 5)),
            data: try rows.bytes(row, 6))
    }

    static func list(_ rows: borrowing PostgresRows) throws(PostgresFault) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        events.reserveCapacity(Int(rows.count))
        for row in 0..<rows.count { events.append(try event(rows, row)) }
        return events
    }

    static func events(
        of commands: Set<CommandID>, _ connection: PostgresConnection
    ) throws(PostgresFault) -> [CommandID: [RecordedEvent]] {
        let rows = try connection.query(
            "SELECT \(columns) FROM paraphe.event WHERE command = ANY($1) ORDER BY sequence", .texts(commands.map(\.text)))
        return Dictionary(grouping: try list(rows), by: \.command)
    }

    static func versions(of streams: Set<StreamID>, _ connection: PostgresConnection) throws(PostgresFault) -> [StreamID: Int64] {
        let rows = try connection.query(
            """
            SELECT name, (SELECT stream_version FROM paraphe.event WHERE stream = name ORDER BY stream_version DESC LIMIT 1)
            FROM unnest($1) AS name WHERE EXISTS (SELECT FROM paraphe.event WHERE stream = name)
            """, .texts(streams.map(\.name)))
        var versions: [StreamID: Int64] = [:]
        for row in 0..<rows.count { versions[StreamID(try rows.text(row, 0))] = try rows.integer(row, 1) }
        return versions
    }

    /// What a transaction of writing has to know, in one question.
    static func versionsAndHead(
        of streams: Set<StreamID>, _ connection: PostgresConnection
    ) throws(PostgresFault) -> (versions: [StreamID: Int64], head: ChainHead) {
        let rows = try connection.query(
            """
            SELECT name, (SELECT stream_version FROM paraphe.event WHERE stream = name ORDER BY stream_version DESC LIMIT 1), ''::bytea
            FROM unnest($1) AS name WHERE EXISTS (SELECT FROM paraphe.event WHERE stream = name)
            UNION ALL (SELECT '', sequence, hash FROM paraphe.event ORDER BY sequence DESC LIMIT 1)
            """, .texts(streams.map(\.name)))
        var versions: [StreamID: Int64] = [:]
        var head = ChainHead.empty
        for row in 0..<rows.count {
            let name = try rows.text(row, 0)
            let number = try rows.integer(row, 1)
            if name.isEmpty { head = ChainHead(count: number, hash: try rows.bytes(row, 2)) } else { versions[StreamID(name)] = number }
        }
        return (versions, head)
    }

    static func chainHead(_ connection: PostgresConnection) throws(PostgresFault) -> ChainHead {
        let rows = try connection.query("SELECT sequence, hash FROM paraphe.event ORDER BY sequence DESC LIMIT 1")
        guard rows.count == 1 else { return .empty }
        return ChainHead(count: try rows.integer(0, 0), hash: try rows.bytes(0, 1))
    }

    /// How far the chain goes, as it was noted.
    static func keptHead(_ connection: PostgresConnection) throws(PostgresFault) -> ChainHead {
        let rows = try connection.query("SELECT count, hash FROM paraphe.head WHERE one = 1")
        guard rows.count == 1 else { return .empty }
        return ChainHead(count: try rows.integer(0, 0), hash: try rows.bytes(0, 1))
    }

    /// - Parameter head: how far the chain goes, which is noted beside the events: what is missing at their end is noticed then.
    static func insert(_ rows: ArraySlice<AppendBatch.Row>, keeping head: ChainHead, _ connection: PostgresConnection) throws(PostgresFault)
    {
        let statement = """
            WITH inserted AS (
              INSERT INTO paraphe.event (\(columns), hash) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            )
            INSERT INTO paraphe.head VALUES (1, $9, $10)
            ON CONFLICT (one) DO UPDATE SET count = excluded.count, hash = excluded.hash
            """
        _ = try connection.query(
            statement, .integers(rows.map(\.event.sequence)), .texts(rows.map(\.event.stream.name)),
            .integers(rows.map(\.event.streamVersion)), .texts(rows.map(\.event.command.text)), .texts(rows.map(\.event.type)),
            .integers(rows.map { Int64($0.event.version) }), .blobs(rows.map(\.event.data)), .blobs(rows.map(\.hash)),
            .integer(head.count), .blob(head.hash))
    }
}
