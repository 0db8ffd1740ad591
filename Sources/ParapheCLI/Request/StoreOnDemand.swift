import Journal
import JournalSQLite
import Synchronization

/// A store that is made with its first event: an order that is refused leaves no file behind.
final class StoreOnDemand: EventJournal {
    private let path: String
    private let opened = Mutex<SQLiteJournal?>(nil)

    init(path: String) {
        self.path = path
    }

    private var journal: SQLiteJournal? { opened.withLock { $0 } }

    func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID
    ) async throws(JournalError) -> AppendReceipt {
        let result: Result<SQLiteJournal, JournalError> = opened.withLock { journal in
            if let journal { return .success(journal) }
            do throws(JournalError) {
                let made = try SQLiteJournal.open(path, access: .creating)
                journal = made
                return .success(made)
            } catch {
                return .failure(error)
            }
        }
        return try await result.get().append(events, to: stream, expecting: expected, command: command)
    }

    func read(_ stream: StreamID, after version: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await journal?.read(stream, after: version, limit: limit) ?? []
    }

    func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await journal?.readAll(after: sequence, limit: limit) ?? []
    }

    func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        try await journal?.streams(after: sequence, limit: limit) ?? []
    }

    func version(of stream: StreamID) async throws(JournalError) -> Int64 {
        try await journal?.version(of: stream) ?? 0
    }

    func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt? {
        try await journal?.receipt(of: command)
    }

    /// Folds the log into the file, if there is one.
    func close() throws(JournalError) {
        try journal?.close()
    }
}
