import Foundation
import GRDB
import Journal

/// How connections to a store are made, checked and set up.
struct SQLiteOpening: Sendable {
    let path: String
    let busyTimeoutSeconds: Double
    let pageLimit: Int?
    /// Is told when a writer had to wait for another process.
    let contention: Contention

    /// Every SQLite file begins with these bytes (SQLite file format, section 1.3.1).
    private static let magic = Array("SQLite format 3\0".utf8)

    /// Notes that the file is open, after a look at it; to be called before the connections are made.
    ///
    /// - Returns: nil when there is no file yet.
    func hold(mayBeMissing: Bool) throws(JournalError) -> OpenFile? {
        try OpenFile.hold(path) { () throws(JournalError) in try checkFile(mayBeMissing: mayBeMissing) }
    }

    /// Notes that the file is open, which has a connection already.
    func hold() throws(JournalError) -> OpenFile? {
        try OpenFile.hold(path) { () throws(JournalError) in }
    }

    /// A connection that writes, the only one of this process.
    func writer() throws(JournalError) -> DatabaseQueue {
        // A new store is its owner's alone, and its log with it (SQLite takes the mode of the file). It is not opened for that: closing it
        // would give up locks.
        _ = mknod(path, S_IFREG | 0o600, 0)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false))
            try queue.inDatabase { database in
                try prepareSchema(in: database)
                try enterWriteAheadLog(in: database)
            }
            return queue
        } catch {
            throw SQLiteFailure.journalError(error, path: path)
        }
    }

    /// A connection that cannot write.
    func reader() throws(JournalError) -> DatabaseQueue {
        do {
            return try openReader(at: path)
        } catch let error as DatabaseError where needsNoLog(error) && !hasLog {
            // Where nothing can be written, and there is no log beside the file, the file alone is the whole, unchanging store.
            do { return try openReader(at: immutableAddress) } catch { throw SQLiteFailure.journalError(error, path: path) }
        } catch {
            throw SQLiteFailure.journalError(error, path: path)
        }
    }

    /// Whether the index of the log could not be made: the file or its folder cannot be written, or the disk is full.
    private func needsNoLog(_ error: DatabaseError) -> Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode) || SQLiteFailure.isWithoutRoom(error)
    }

    private func openReader(at address: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: address, configuration: configuration(isReadOnly: true))
        try queue.inDatabase { database in
            guard try pragma("application_id", in: database) == SQLiteSchema.applicationID else { throw notAStore() }
            try checkVersion(try pragma("user_version", in: database), isReadOnly: true)
        }
        return queue
    }

    private var hasLog: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        return ((attributes?[.size] as? NSNumber)?.intValue ?? 0) > 0
    }

    private var immutableAddress: String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "/-._~")
        let absolute = URL(fileURLWithPath: path).path
        return "file:" + (absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute) + "?immutable=1"
    }

    /// Refuses folders and foreign files before SQLite touches them.
    private func checkFile(mayBeMissing: Bool) throws(JournalError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            if mayBeMissing { return }
            throw JournalError(.notFound, reason: "there is no such file", place: path)
        }
        if isFolder.boolValue { throw JournalError(.notAStore, reason: "this is a folder", place: path) }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw JournalError(.unavailable, reason: "the file cannot be read", place: path)
        }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: Self.magic.count)) ?? nil
        // An empty file is what another process leaves for an instant while it makes the store.
        if head?.isEmpty ?? true, mayBeMissing { return }
        guard let head, Array(head) == Self.magic else { throw notAStore() }
    }

    private func configuration(isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = isReadOnly ? "paraphe.journal.reader" : "paraphe.journal.writer"
        configuration.readonly = isReadOnly
        let tries = Self.shortWaits + Int(max(0, min(busyTimeoutSeconds, 3_600) - 0.1) * 1_000)
        let contention = contention
        configuration.busyMode = .callback { count in
            contention.note()
            usleep(count < Self.shortWaits ? 200 : 1_000)
            return count < tries
        }
        let pageLimit = pageLimit
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            if !isReadOnly {
                try database.execute(sql: "PRAGMA synchronous = FULL")
                if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
            }
        }
        return configuration
    }

    /// SQLite's own busy handler waits up to 100 ms at a time; commits here take about one.
    private static let shortWaits = 500

    private func prepareSchema(in database: Database) throws {
        if try pragma("application_id", in: database) == SQLiteSchema.applicationID {
            let version = try pragma("user_version", in: database)
            if version == SQLiteSchema.currentVersion { return }
        }
        try database.inTransaction(.immediate) {
            let application = try pragma("application_id", in: database)
            var version: Int64 = 0
            if application == SQLiteSchema.applicationID {
                version = try pragma("user_version", in: database)
                try checkVersion(version, isReadOnly: false)
            } else {
                let objects = try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
                guard objects == 0, application == 0 else { throw notAStore() }
                try database.execute(sql: "PRAGMA application_id = \(SQLiteSchema.applicationID)")
            }
            for step in SQLiteSchema.steps.dropFirst(Int(clamping: version)) {
                for statement in step { try database.execute(sql: statement) }
            }
            try database.execute(sql: "PRAGMA user_version = \(SQLiteSchema.currentVersion)")
            return .commit
        }
    }

    /// The first switch needs the file alone, and SQLite does not wait for that by itself.
    private func enterWriteAheadLog(in database: Database) throws {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(max(0, min(busyTimeoutSeconds, 3_600))))
        while true {
            do {
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                if mode == "wal" { return }
                throw JournalError(.unavailable, reason: "no write-ahead log on this file system", place: path)
            } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_BUSY && clock.now < end {
                usleep(1_000)
            }
        }
    }

    private func checkVersion(_ version: Int64, isReadOnly: Bool) throws(JournalError) {
        if version > SQLiteSchema.currentVersion {
            throw JournalError(
                .newerStore, reason: "the store has version \(version), this program knows \(SQLiteSchema.currentVersion)", place: path)
        }
        if version < 1, isReadOnly { throw notAStore() }
    }

    private func pragma(_ name: String, in database: Database) throws -> Int64 {
        let rows = try Row.fetchCursor(database, sql: "PRAGMA \(name)")
        guard let row = try rows.next() else { return 0 }
        return try StoredEvent.integer(row, 0)
    }

    private func notAStore() -> JournalError {
        JournalError(.notAStore, reason: "the file is not a store of this program", place: path)
    }
}
