import Crypto
import Foundation
import GRDB
import Journal

/// An append that waits for the next transaction, and its caller.
struct PendingAppend: Sendable {
    let events: [NewEvent]
    let stream: StreamID
    let expected: ExpectedVersion
    let command: CommandID
    let continuation: CheckedContinuation<Result<AppendReceipt, JournalError>, Never>

    /// Checks and inserts within the open transaction. Refusals are results and write nothing; a throw ends the transaction.
    func run(in database: Database, tail: inout ChainTail) throws -> Result<AppendReceipt, JournalError> {
        let before = try StoredEvent.events(of: command, in: database)
        if let first = before.first {
            guard first.stream == stream else { return .failure(.reused(command, in: stream)) }
            return .success(AppendReceipt(events: before, isRepetition: true))
        }
        let version = try StoredEvent.version(of: stream, in: database)
        guard expected.admits(version) else { return .failure(.conflict(stream, expected: expected, actual: version)) }
        let insert = try database.cachedStatement(sql: StoredEvent.insertion)
        var recorded: [RecordedEvent] = []
        for (offset, event) in events.enumerated() {
            let stored = RecordedEvent(
                sequence: tail.sequence + 1, stream: stream, streamVersion: version + Int64(offset) + 1, command: command,
                type: event.type, version: event.version, data: event.data)
            tail.advance(over: stored)
            try insert.execute(arguments: [
                stored.sequence, stream.name, stored.streamVersion, command.text, event.type, event.version, Data(event.data),
                Data(tail.hash),
            ])
            recorded.append(stored)
        }
        return .success(AppendReceipt(events: recorded, isRepetition: false))
    }
}

/// The end of the hash chain while a transaction goes on.
struct ChainTail {
    private(set) var sequence: Int64
    private(set) var hash: [UInt8]

    /// The beginning of every chain.
    init() {
        sequence = 0
        hash = ChainLink.genesis
    }

    /// The end of the chain as the store has it.
    init(_ database: Database) throws {
        self.init()
        let sql = "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql))
        guard let row = try rows.next() else { return }
        sequence = try StoredEvent.integer(row, 0)
        hash = try StoredEvent.bytes(row, 1)
    }

    mutating func advance(over event: RecordedEvent) {
        hash = Array(SHA256.hash(data: ChainLink.message(previous: hash, event: event)))
        sequence = event.sequence
    }
}
