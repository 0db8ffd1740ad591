import Foundation
import GRDB
import Journal

/// A ``EventJournal`` in one SQLite file: write-ahead log with full synchronisation, append-only, hash-chained.
///
/// Any number of processes may work on one file. Within a process, appends that wait at the same time share one
/// transaction and one synchronisation of the disk (group commit); each caller is answered after its events are durable.
package final class SQLiteJournal: EventJournal, WorkQueue {
    /// How long a writer waits for other processes before ``JournalError/Code/busy``.
    package static let defaultBusyTimeoutSeconds = 10.0

    package let path: String
    private let writer: DatabaseQueue?
    private let reader: DatabaseQueue
    private let contention: Contention
    private let waiting = GroupCommit()

    private let file: OpenFile?

    private init(path: String, writer: DatabaseQueue?, reader: DatabaseQueue, contention: Contention, file: OpenFile?) {
        self.file = file
        self.contention = contention
        self.path = path
        self.writer = writer
        self.reader = reader
    }

    /// Opens the store at a path, and makes or migrates it when the access allows that.
    ///
    /// - Parameter pageLimit: a quota in pages of 4,096 bytes, after which appends fail with `diskFull`; nil is none.
    /// - Throws: `notFound`, `notAStore`, `newerStore`, `readOnly`, `busy`, `corrupt`, `unavailable`.
    package static func open(
        _ path: String, access: StoreAccess, busyTimeoutSeconds: Double = defaultBusyTimeoutSeconds, pageLimit: Int? = nil
    ) throws(JournalError) -> SQLiteJournal {
        let contention = Contention()
        let opening = SQLiteOpening(
            path: path, busyTimeoutSeconds: busyTimeoutSeconds, pageLimit: pageLimit, contention: contention)
        switch access {
        case .reading:
            let file = try opening.hold(mayBeMissing: false)
            return SQLiteJournal(path: path, writer: nil, reader: try opening.reader(), contention: contention, file: file)
        case .writing, .creating:
            let known = try opening.hold(mayBeMissing: access == .creating)
            let writer = try opening.writer()
            let file = if let known { known } else { try opening.hold() }
            return SQLiteJournal(path: path, writer: writer, reader: try opening.reader(), contention: contention, file: file)
        }
    }

    /// Ends all work with the file; later calls fail.
    package func close() throws(JournalError) {
        do {
            try reader.close()
            try writer?.close()
        } catch {
            throw SQLiteFailure.journalError(error, path: path)
        }
    }

    package func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID, enqueuing work: [NewWork]
    ) async throws(JournalError) -> AppendReceipt {
        let append = try PendingAppend(events: events, stream: stream, expected: expected, command: command, work: work)
        guard let writer else { throw JournalError(.readOnly, reason: "the store was opened for reading", place: path) }
        return try await waiting.append(append) { schedule(on: writer) }
    }

    private func schedule(on writer: DatabaseQueue) {
        writer.asyncWriteWithoutTransaction { database in
            self.contention.yield()
            if self.waiting.serve({ self.commit($0, in: database) }) { self.schedule(on: writer) }
        }
    }

    private func commit(_ take: () -> [PendingAppend], in database: Database) -> [Result<AppendReceipt, JournalError>] {
        do {
            var outcomes: [Result<AppendReceipt, JournalError>] = []
            try database.inTransaction(.immediate) {
                var batch = AppendBatch(after: try StoredEvent.chainHead(in: database))
                for append in take() {
                    try batch.add(
                        append, version: { try StoredEvent.version(of: $0, in: database) },
                        known: { try StoredEvent.events(of: $0, in: database) })
                }
                for row in batch.rows { try StoredEvent.insert(row, in: database) }
                if !batch.rows.isEmpty { try StoredEvent.keep(batch.head, in: database) }
                for work in batch.work { _ = try StoredWork.insert(work.work, origin: work.origin, in: database) }
                outcomes = batch.outcomes
                return .commit
            }
            return outcomes
        } catch {
            let failure = SQLiteFailure.journalError(error, path: path)
            return take().map { _ in .failure(failure) }
        }
    }

    package func read(_ tails: [StreamTail], limit: Int) async throws(JournalError) -> [RecordedEvent] {
        let count = JournalLimits.bounded(limit)
        let sql = """
            SELECT \(StoredEvent.columns) FROM event WHERE stream = ? AND stream_version > ? ORDER BY stream_version LIMIT ?
            """
        return try await query { database in
            let statement = try database.cachedStatement(sql: sql)
            var events: [RecordedEvent] = []
            for tail in tails where events.count < count {
                let rows = try Row.fetchCursor(statement, arguments: [tail.stream.name, tail.version, count - events.count])
                while let row = try rows.next() { events.append(try StoredEvent.event(row)) }
            }
            return events
        }
    }

    package func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        let sql = "SELECT \(StoredEvent.columns) FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?"
        let count = JournalLimits.bounded(limit)
        return try await query { database in
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [sequence, count])
            var events: [RecordedEvent] = []
            while let row = try rows.next() { events.append(try StoredEvent.event(row)) }
            return events
        }
    }

    package func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        try await query { database in
            let sql = "SELECT stream, sequence FROM event WHERE stream_version = 1 AND sequence > ? ORDER BY sequence LIMIT ?"
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [sequence, JournalLimits.bounded(limit)])
            var heads: [StreamHead] = []
            while let row = try rows.next() {
                let name = try StoredEvent.text(row, 0)
                heads.append(StreamHead(stream: StreamID(name), firstSequence: try StoredEvent.integer(row, 1)))
            }
            return heads
        }
    }

    package func version(of stream: StreamID) async throws(JournalError) -> Int64 {
        try await query { try StoredEvent.version(of: stream, in: $0) }
    }

    package func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt? {
        try await query { database in
            let events = try StoredEvent.events(of: command, in: database)
            return events.isEmpty ? nil : AppendReceipt(events: events, isRepetition: true)
        }
    }

    /// Changes something in a transaction of its own, durable when it returns.
    func write<Answer: Sendable>(_ body: @escaping @Sendable (Database) throws -> Answer) async throws(JournalError) -> Answer {
        guard let writer else { throw JournalError(.readOnly, reason: "the store was opened for reading", place: path) }
        do {
            return try await writer.writeWithoutTransaction { database in
                var answer: Answer?
                try database.inTransaction(.immediate) {
                    answer = try body(database)
                    return .commit
                }
                guard let answer else { throw DatabaseError(resultCode: .SQLITE_ABORT, message: "nothing was committed") }
                return answer
            }
        } catch {
            throw SQLiteFailure.journalError(error, path: path)
        }
    }

    func query<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(JournalError) -> Answer {
        do {
            return try await reader.read(body)
        } catch {
            throw SQLiteFailure.journalError(error, path: path)
        }
    }
}
