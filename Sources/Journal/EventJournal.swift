/// An append-only store of events, in streams and in one order over all.
///
/// A journal knows bytes, types and versions only; what they mean is the caller's. Each adapter obeys the same laws
/// (`JournalLaws` in JournalTesting):
/// - an append is durable and whole when it returns, or leaves nothing behind;
/// - sequences count from 1 over the store and versions from 1 in each stream, both without gaps;
/// - a stale expected version is refused, with the actual one;
/// - a command identifier that was used in the same stream answers with the first receipt and writes nothing, whatever
///   the expected version; used in another stream, it is refused;
/// - what is read is what was written, for ever.
package protocol EventJournal: PlaceIndex, SnapshotStore {
    /// Stores the events of one command at the end of a stream, and puts the work that they bring into its queues, both or neither.
    ///
    /// - Throws: `versionConflict`, `commandReused`, `invalidAppend`, or a failure of the store.
    func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID, enqueuing work: [NewWork]
    ) async throws(JournalError) -> AppendReceipt

    /// The events of some streams, one stream after the other as they are asked for and each in its order, at most `limit` of them in all and
    /// never more than ``JournalLimits/eventsPerRead``. A stream without events is empty.
    ///
    /// - Parameter tails: each stream once.
    func read(_ tails: [StreamTail], limit: Int) async throws(JournalError) -> [RecordedEvent]

    /// The events of the whole store after a sequence (0: from the start), in order, bounded alike.
    func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent]

    /// The streams in the order of their first events, after a stream's first sequence (0: from the start).
    func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead]

    /// The number of events in a stream; 0 when there is none.
    func version(of stream: StreamID) async throws(JournalError) -> Int64

    /// What a command did, if the store has it.
    func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt?

    /// Ends all work with the store, and leaves it settled; later calls fail.
    func close() throws(JournalError)
}

/// A stream as a list of streams shows it.
package struct StreamHead: Hashable, Sendable {
    package let stream: StreamID
    /// Where the stream begins in the store.
    package let firstSequence: Int64

    package init(stream: StreamID, firstSequence: Int64) {
        self.stream = stream
        self.firstSequence = firstSequence
    }
}

extension EventJournal {
    /// Stores the events of one command that bring no work.
    package func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID
    ) async throws(JournalError) -> AppendReceipt {
        try await append(events, to: stream, expecting: expected, command: command, enqueuing: [])
    }

    /// The events of one stream after a version, bounded alike.
    package func read(_ stream: StreamID, after version: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await read([StreamTail(stream, after: version)], limit: limit)
    }

    /// All events of a stream after a version, however many.
    package func read(_ stream: StreamID, after version: Int64 = 0) async throws(JournalError) -> [RecordedEvent] {
        try await read([StreamTail(stream, after: version)])
    }

    /// All events of some streams, however many, one stream after the other.
    ///
    /// - Parameter tails: each stream once.
    package func read(_ tails: [StreamTail]) async throws(JournalError) -> [RecordedEvent] {
        var all: [RecordedEvent] = []
        var left = tails[...]
        while !left.isEmpty {
            let page = try await read(Array(left), limit: JournalLimits.eventsPerRead)
            all.append(contentsOf: page)
            guard page.count == JournalLimits.eventsPerRead, let end = page.last else { return all }
            left = left.drop { $0.stream != end.stream }.dropFirst()
            left.insert(StreamTail(end.stream, after: end.streamVersion), at: left.startIndex)
        }
        return all
    }

    /// How many events the store has, where it keeps their number and it can be read: for telling how far a walk over them is.
    package func eventCount() async -> Int64? {
        try? await (self as? any AuditedJournal)?.chainHead().count
    }

    /// Walks over all events of the store after a sequence.
    package func forEachEvent(
        after sequence: Int64 = 0, _ body: (RecordedEvent) throws(JournalError) -> Void
    ) async throws(JournalError) {
        var last = sequence
        while true {
            let page = try await readAll(after: last, limit: JournalLimits.eventsPerRead)
            for event in page { try body(event) }
            guard page.count == JournalLimits.eventsPerRead, let end = page.last else { return }
            last = end.sequence
        }
    }
}
