import Synchronization

/// A ``EventJournal`` that lives as long as the process: for tests, previews and dry runs.
package final class InMemoryJournal: EventJournal, WorkQueue {
    private struct Contents {
        var events: [RecordedEvent] = []
        /// Indices into ``events``.
        var streams: [StreamID: [Int]] = [:]
        var order: [StreamHead] = []
        var commands: [CommandID: Range<Int>] = [:]
        var work = WorkLedger()
        var places = PlaceLedger()
        var snapshots: [StreamID: (format: String, snapshot: StreamSnapshot)] = [:]

        /// Keeps the events of one command.
        mutating func insert(_ added: [RecordedEvent]) {
            guard let first = added.first else { return }
            if first.streamVersion == 1 { order.append(StreamHead(stream: first.stream, firstSequence: first.sequence)) }
            let start = events.count
            events += added
            streams[first.stream, default: []] += start..<events.count
            commands[first.command] = start..<events.count
        }
    }

    private let contents = Mutex(Contents())

    package init() {}

    package func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID, enqueuing work: [NewWork]
    ) async throws(JournalError) -> AppendReceipt {
        let append = try PendingAppend(events: events, stream: stream, expected: expected, command: command, work: work)
        let outcome = contents.withLock { contents in
            // Nobody audits this store: its chain is not kept.
            var batch = AppendBatch(after: ChainHead(count: Int64(contents.events.count), hash: ChainLink.genesis))
            batch.add(
                append, version: { Int64(contents.streams[$0]?.count ?? 0) },
                known: { contents.commands[$0].map { Array(contents.events[$0]) } ?? [] })
            contents.insert(batch.rows.map(\.event))
            for work in batch.work { contents.work.insert(work.work, origin: work.origin) }
            return batch.outcomes.first
        }
        guard let outcome else { throw JournalError(.unavailable, reason: "nothing was decided", place: stream.name) }
        return try outcome.get()
    }

    package func read(_ tails: [StreamTail], limit: Int) async throws(JournalError) -> [RecordedEvent] {
        let count = JournalLimits.bounded(limit)
        return contents.withLock { contents in
            var found: [RecordedEvent] = []
            for tail in tails where found.count < count {
                let indices = contents.streams[tail.stream] ?? []
                found += Self.page(indices, after: tail.version, limit: count - found.count).map { contents.events[$0] }
            }
            return found
        }
    }

    package func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        contents.withLock { Array(Self.page($0.events, after: sequence, limit: limit)) }
    }

    package func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        contents.withLock { contents in
            Array(contents.order.lazy.filter { $0.firstSequence > sequence }.prefix(JournalLimits.bounded(limit)))
        }
    }

    package func version(of stream: StreamID) async throws(JournalError) -> Int64 {
        contents.withLock { Int64($0.streams[stream]?.count ?? 0) }
    }

    package func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt? {
        contents.withLock { contents in
            contents.commands[command].map { AppendReceipt(events: Array(contents.events[$0]), isRepetition: true) }
        }
    }

    package func close() {}

    /// Does something with the snapshots.
    func withSnapshots<Answer>(_ body: (inout [StreamID: (format: String, snapshot: StreamSnapshot)]) -> Answer) -> Answer {
        contents.withLock { body(&$0.snapshots) }
    }

    /// Does something with the places.
    func withPlaces<Answer>(_ body: (inout PlaceLedger) -> Answer) -> Answer {
        contents.withLock { body(&$0.places) }
    }

    var eventCount: Int64 { contents.withLock { Int64($0.events.count) } }

    /// Does something with the work.
    func withLedger<Answer>(_ body: (inout WorkLedger) -> Answer) -> Answer {
        contents.withLock { body(&$0.work) }
    }

    private static func page<Element>(_ elements: [Element], after count: Int64, limit: Int) -> ArraySlice<Element> {
        let start = Int(clamping: max(0, count))
        guard start < elements.count else { return [] }
        return elements[start..<min(elements.count, start + JournalLimits.bounded(limit))]
    }
}
