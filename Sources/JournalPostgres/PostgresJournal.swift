import Journal
import Synchronization

/// An ``EventJournal`` in a PostgreSQL database, for several machines: append-only, hash-chained, with group commit.
///
/// Any number of processes on any number of machines work on one database. Each transaction that writes holds one lock, so that events have
/// one order; a process that dies loses it at once, a machine that falls silent within seconds. When the server goes away, work waits for it
/// and is done again; a command whose answer was lost is found by its identifier and is not done twice.
package final class PostgresJournal: EventJournal, WorkQueue {
    /// How long a server may be away before ``JournalError/Code/unavailable``.
    package static let defaultPatienceSeconds = 10.0
    /// Connections for reading, at most, of one process, unless the caller says another number. They are made when they are needed.
    package static let defaultReaderCount = 4
    /// Bytes of data sent in one statement; the protocol's limit is a gigabyte.
    private static let bytesPerInsertion = 64 << 20

    /// The address without its password.
    package let place: String
    private let writer: PostgresLane?
    private let worker: PostgresLane?
    private let readers: [PostgresLane]
    let listener: PostgresListener
    private let nextReader = Atomic<Int>(0)
    private let waiting = GroupCommit()

    /// Whether a text names a PostgreSQL database rather than a file.
    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }

    /// Opens the store in a database.
    ///
    /// - Parameter address: a connection URI, `postgresql://user@host/database` (PostgreSQL 15, section 34.1.1.2).
    /// - Throws: `notFound`, `newerStore`, `readOnly`, `unavailable`.
    package static func open(
        _ address: String, access: StoreAccess, patienceSeconds: Double = defaultPatienceSeconds,
        readerCount: Int = defaultReaderCount
    ) async throws(JournalError) -> PostgresJournal {
        let journal = try PostgresJournal(address, access: access, patienceSeconds: patienceSeconds, readerCount: readerCount)
        let lane = journal.writer ?? journal.readers[0]
        let version = try await lane.work { (connection: PostgresConnection) throws(PostgresFault) -> Int64? in
            let version = try PostgresSchema.version(connection)
            guard access == .creating || access == .writing && version != nil, (version ?? 0) < PostgresSchema.currentVersion else {
                return version
            }
            try PostgresSchema.migrate(connection)
            return try PostgresSchema.version(connection)
        }
        guard let version else {
            throw JournalError(.notFound, reason: "the database holds no store of this program", place: journal.place)
        }
        guard version == PostgresSchema.currentVersion else {
            throw JournalError(
                version > PostgresSchema.currentVersion ? .newerStore : .readOnly,
                reason: "the store has version \(version), this program knows \(PostgresSchema.currentVersion)", place: journal.place)
        }
        return journal
    }

    private init(_ address: String, access: StoreAccess, patienceSeconds: Double, readerCount: Int) throws(JournalError) {
        let library = try LibPQ.shared.get()
        let place = Self.withoutSecrets(address)
        self.place = place
        func lane(_ label: String, isReadOnly: Bool) -> PostgresLane {
            PostgresLane(
                address: address, place: place, isReadOnly: isReadOnly, patienceSeconds: patienceSeconds, library: library, label: label)
        }
        writer = access == .reading ? nil : lane("paraphe.journal.writer", isReadOnly: false)
        worker = access == .reading ? nil : lane("paraphe.journal.worker", isReadOnly: false)
        listener = PostgresListener(address: address, library: library)
        readers = (0..<max(1, readerCount)).map { _ in lane("paraphe.journal.reader", isReadOnly: true) }
    }

    package func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID, enqueuing work: [NewWork]
    ) async throws(JournalError) -> AppendReceipt {
        let append = try PendingAppend(events: events, stream: stream, expected: expected, command: command, work: work)
        guard let writer else { throw JournalError(.readOnly, reason: "the store was opened for reading", place: place) }
        return try await waiting.append(append) { schedule(on: writer) }
    }

    private func schedule(on writer: PostgresLane) {
        writer.enqueue {
            if self.waiting.serve({ self.commit($0, on: writer) }) { self.schedule(on: writer) }
        }
    }

    private func commit(_ take: () -> [PendingAppend], on writer: PostgresLane) -> [Result<AppendReceipt, JournalError>] {
        let outcome = writer.perform { (connection: PostgresConnection) throws(PostgresFault) -> AppendBatch in
            try connection.run("BEGIN; SELECT pg_advisory_xact_lock(\(PostgresSchema.lock))")
            let appends = take()
            let known = try StoredEvents.events(of: Set(appends.map(\.command)), connection)
            let (versions, head) = try StoredEvents.versionsAndHead(of: Set(appends.map(\.stream)), connection)
            var batch = AppendBatch(after: head)
            for append in appends { batch.add(append, version: { versions[$0] ?? 0 }, known: { known[$0] ?? [] }) }
            var rows = batch.rows[...]
            while !rows.isEmpty {
                var byteCount = 0
                let part = rows.prefix { row in
                    defer { byteCount += row.event.data.count }
                    return byteCount < Self.bytesPerInsertion
                }
                rows = rows.dropFirst(part.count)
                try StoredEvents.insert(part, keeping: batch.head, connection)
            }
            if !batch.work.isEmpty { _ = try StoredWork.insert(batch.work, connection) }
            let news =
                (batch.rows.isEmpty ? "" : PostgresTopic.events.notification) + (batch.work.isEmpty ? "" : PostgresTopic.work.notification)
            try connection.run(news + "COMMIT")
            return batch
        }
        switch outcome {
        case .success(let batch): return batch.outcomes
        case .failure(let failure): return take().map { _ in .failure(failure) }
        }
    }

    package func read(_ tails: [StreamTail], limit: Int) async throws(JournalError) -> [RecordedEvent] {
        let count = JournalLimits.bounded(limit)
        return try await query { (connection: PostgresConnection) throws(PostgresFault) -> [RecordedEvent] in
            // Each stream by the index, whatever the planner thinks of how many there are.
            try StoredEvents.list(
                try connection.query(
                    """
                    SELECT \(StoredEvents.columns)
                    FROM unnest($1, $2) WITH ORDINALITY AS wanted (name, since, turn), LATERAL (
                      SELECT \(StoredEvents.columns) FROM paraphe.event
                      WHERE stream = wanted.name AND stream_version > wanted.since ORDER BY stream_version LIMIT $3) AS found
                    ORDER BY turn, stream_version LIMIT $3
                    """,
                    .texts(tails.map(\.stream.name)), .integers(tails.map(\.version)), .integer(Int64(count))))
        }
    }

    package func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [RecordedEvent] in
            try StoredEvents.list(
                try connection.query(
                    "SELECT \(StoredEvents.columns) FROM paraphe.event WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                    .integer(sequence), .integer(Int64(JournalLimits.bounded(limit)))))
        }
    }

    package func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [StreamHead] in
            let rows = try connection.query(
                "SELECT stream, sequence FROM paraphe.event WHERE stream_version = 1 AND sequence > $1 ORDER BY sequence LIMIT $2",
                .integer(sequence), .integer(Int64(JournalLimits.bounded(limit))))
            var heads: [StreamHead] = []
            for row in 0..<rows.count {
                heads.append(StreamHead(stream: StreamID(try rows.text(row, 0)), firstSequence: try rows.integer(row, 1)))
            }
            return heads
        }
    }

    package func version(of stream: StreamID) async throws(JournalError) -> Int64 {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> Int64 in
            try StoredEvents.versions(of: [stream], connection)[stream] ?? 0
        }
    }

    package func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt? {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> AppendReceipt? in
            try StoredEvents.events(of: [command], connection)[command].map { AppendReceipt(events: $0, isRepetition: true) }
        }
    }

    package func close() {
        listener.close()
        for lane in readers { lane.close() }
        worker?.close()
        writer?.close()
    }

    /// Changes work, in one transaction, on the connection of the workers: what they do keeps no writer of events waiting.
    func settle<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws(PostgresFault) -> Answer
    ) async throws(JournalError) -> Answer {
        guard let worker else { throw JournalError(.readOnly, reason: "the store was opened for reading", place: place) }
        return try await worker.work { (connection: PostgresConnection) throws(PostgresFault) -> Answer in
            try connection.run("BEGIN")
            let answer = try body(connection)
            try connection.run("COMMIT")
            return answer
        }
    }

    func query<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws(PostgresFault) -> Answer
    ) async throws(JournalError) -> Answer {
        let turn = Int(UInt(bitPattern: nextReader.wrappingAdd(1, ordering: .relaxed).oldValue) % UInt(readers.count))
        // A connection that has nothing to do, and else the next in turn.
        return try await (readers.first { $0.isIdle } ?? readers[turn]).work(body)
    }

    /// The address as it may be shown: what stands between the user's name and `@`, and any `password=`, is left out.
    package static func withoutSecrets(_ address: String) -> String {
        var text = address
        if let scheme = text.firstRange(of: "://"), let at = text[scheme.upperBound...].firstIndex(of: "@"),
            let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
        {
            text.replaceSubrange(colon..<at, with: "")
        }
        guard let question = text.firstIndex(of: "?") else { return text }
        let kept = text[text.index(after: question)...].split(separator: "&").filter { !$0.hasPrefix("password=") }
        return text[..<question] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }
}
