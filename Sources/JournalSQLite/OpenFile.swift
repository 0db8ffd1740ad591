import Foundation
import Journal
import Synchronization

/// A store file that this process has open: it is not opened once more to be looked at.
///
/// Whoever closes a file gives up all locks that the process has on it, those of SQLite's connections as well (POSIX.1-2017, `fcntl`; "How To
/// Corrupt An SQLite Database File", section 2.2). The next process to close the store would then take itself for the last one, and take away the
/// log that this one goes on writing: what it acknowledged would be lost.
final class OpenFile: Sendable {
    private struct FileID: Hashable {
        let device: UInt64
        let inode: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
        }
    }

    private static let counts = Mutex<[FileID: Int]>([:])

    private let id: FileID

    private init(_ id: FileID) {
        self.id = id
    }

    deinit {
        Self.counts.withLock { counts in
            let left = (counts[id] ?? 1) - 1
            counts[id] = left == 0 ? nil : left
        }
    }

    /// Notes that a file is open for as long as what is returned lives.
    ///
    /// - Parameter check: looks at the file, unless it is open already.
    /// - Returns: nil when there is no file yet.
    static func hold(_ path: String, check: () throws(JournalError) -> Void) throws(JournalError) -> OpenFile? {
        let id = try counts.withLock { counts throws(JournalError) -> FileID? in
            guard let id = FileID(path) else {
                try check()
                return nil
            }
            if counts[id] == nil { try check() }
            counts[id, default: 0] += 1
            return id
        }
        return id.map { OpenFile($0) }
    }
}
