/// Appends that share one transaction: decides each, in order, and gathers what must be written.
///
/// It knows of the store what the transaction tells it: the end of the chain, the versions of streams and the events of commands. Refusals
/// are outcomes, and write nothing.
package struct AppendBatch: Sendable {
    /// An event to write, with its place and hash.
    package struct Row: Hashable, Sendable {
        package let event: RecordedEvent
        package let hash: [UInt8]
    }

    /// Work to put in, with the sequence of the first event of its command.
    package struct Work: Hashable, Sendable {
        package let work: NewWork
        package let origin: Int64

        package init(work: NewWork, origin: Int64) {
            self.work = work
            self.origin = origin
        }
    }

    package private(set) var rows: [Row] = []
    package private(set) var work: [Work] = []
    package private(set) var outcomes: [Result<AppendReceipt, JournalError>] = []
    /// The end of the chain once the rows are written.
    package private(set) var head: ChainHead
    private var versions: [StreamID: Int64] = [:]
    private var commands: [CommandID: [RecordedEvent]] = [:]

    /// - Parameter head: the end of the chain as the store has it.
    package init(after head: ChainHead) {
        self.head = head
    }

    /// Decides the next append.
    ///
    /// - Parameters:
    ///   - version: asks the store for a stream's version.
    ///   - known: asks the store for the events of a command.
    package mutating func add(
        _ append: PendingAppend, version: (StreamID) throws -> Int64, known: (CommandID) throws -> [RecordedEvent]
    ) rethrows {
        let before = try commands[append.command] ?? known(append.command)
        if let first = before.first {
            outcomes.append(
                first.stream == append.stream
                    ? .success(AppendReceipt(events: before, isRepetition: true)) : .failure(.reused(append.command, in: append.stream)))
            return
        }
        let version = try versions[append.stream] ?? version(append.stream)
        guard append.expected.admits(version) else {
            outcomes.append(.failure(.conflict(append.stream, expected: append.expected, actual: version)))
            return
        }
        work += append.work.map { Work(work: $0, origin: head.count + 1) }
        var recorded: [RecordedEvent] = []
        for (offset, event) in append.events.enumerated() {
            let stored = RecordedEvent(
                sequence: head.count + 1, stream: append.stream, streamVersion: version + Int64(offset) + 1, command: append.command,
                type: event.type, version: event.version, data: event.data)
            head = head.following(stored)
            rows.append(Row(event: stored, hash: head.hash))
            recorded.append(stored)
        }
        versions[append.stream] = version + Int64(recorded.count)
        commands[append.command] = recorded
        outcomes.append(.success(AppendReceipt(events: recorded, isRepetition: false)))
    }
}
