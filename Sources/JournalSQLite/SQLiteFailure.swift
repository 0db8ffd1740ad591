import GRDB
import Journal

/// Turns what SQLite and GRDB report into a ``JournalError``.
enum SQLiteFailure {
    static func journalError(_ error: any Error, path: String) -> JournalError {
        switch error {
        case let error as JournalError:
            return error
        case let error as DatabaseError:
            return JournalError(isWithoutRoom(error) ? .diskFull : code(of: error.resultCode), reason: reason(of: error), place: path)
        case let error as StoredEvent.MalformedCell:
            return JournalError(.corrupt, reason: "column \(error.column) of an event has the wrong type", place: path)
        default:
            return JournalError(.unavailable, reason: String(describing: error), place: path)
        }
    }

    /// Whether the disk has no room: for pages, or for the index of the log, which a first connection makes beside the file.
    static func isWithoutRoom(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }

    private static func code(of result: ResultCode) -> JournalError.Code {
        switch result.primaryResultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
        case .SQLITE_CORRUPT: .corrupt
        case .SQLITE_NOTADB: .notAStore
        default: .unavailable
        }
    }

    /// Without the statement and its arguments: they may hold confidential data.
    private static func reason(of error: DatabaseError) -> String {
        "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    }
}
