import Synchronization

/// A ``EventJournal`` that lives as long as the process: for tests, previews and dry runs.
package final class InMemoryJournal: EventJournal {
    private struct Contents {
        var events: [RecordedEvent] = []
        /// Indices into ``events``.
        var streams: [StreamID: [Int]] = [:]
        var order: [StreamHead] = []
        var commands: [CommandID: Range<Int>] = [:]
    }

    private let contents = Mutex(Contents())

    package init() {}

    package func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID
    ) async throws(JournalError) -> AppendReceipt {
        try JournalLimits.check(events, stream: stream, command: command)
        let outcome: Result<AppendReceipt, JournalError> = contents.withLock { contents in
            if let range = contents.commands[command] {
                let before = Array(contents.events[range])
                guard before.first?.stream == stream else { return .failure(.reused(command, in: stream)) }
                return .success(AppendReceipt(events: before, isRepetition: true))
            }
            var indices = contents.streams[stream] ?? []
            let version = Int64(indices.count)
            guard expected.admits(version) else { return .failure(.conflict(stream, expected: expected, actual: version)) }
            let start = contents.events.count
            for (offset, event) in events.enumerated() {
                let index = start + offset
                contents.events.append(
                    RecordedEvent(
                        sequence: Int64(index) + 1, stream: stream, streamVersion: version + Int64(offset) + 1,
                        command: command, type: event.type, version: event.version, data: event.data))
                indices.append(index)
            }
            if version == 0 { contents.order.append(StreamHead(stream: stream, firstSequence: Int64(start) + 1)) }
            contents.streams[stream] = indices
            let range = start..<contents.events.count
            contents.commands[command] = range
            return .success(AppendReceipt(events: Array(contents.events[range]), isRepetition: false))
        }
        return try outcome.get()
    }

    package func read(_ stream: StreamID, after version: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        contents.withLock { contents in
            let indices = contents.streams[stream] ?? []
            return Self.page(indices, after: version, limit: limit).map { contents.events[$0] }
        }
    }

    package func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        contents.withLock { Array(Self.page($0.events, after: sequence, limit: limit)) }
    }

    package func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        contents.withLock { contents in
            Array(contents.order.lazy.filter { $0.firstSequence > sequence }.prefix(Self.bounded(limit)))
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

    private static func bounded(_ limit: Int) -> Int { max(0, min(limit, JournalLimits.eventsPerRead)) }

    private static func page<Element>(_ elements: [Element], after count: Int64, limit: Int) -> ArraySlice<Element> {
        let start = Int(clamping: max(0, count))
        guard start < elements.count else { return [] }
        return elements[start..<min(elements.count, start + bounded(limit))]
    }
}
