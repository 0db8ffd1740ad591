import GRDB
import Journal

extension SQLiteJournal: AuditedJournal {
    package func chainHead() async throws(JournalError) -> ChainHead {
        try await query { try StoredEvent.chainHead(in: $0) }
    }

    package func audit(_ observe: @escaping @Sendable (RecordedEvent, ChainHead) -> Void) async throws(JournalError) -> AuditReport {
        try await query { database in
            var audit = ChainAudit(observe)
            do {
                let rows = try Row.fetchCursor(database, sql: "SELECT \(StoredEvent.columns), hash FROM event ORDER BY sequence")
                while let row = try rows.next() {
                    guard audit.accept(try? StoredEvent.event(row), hash: (try? StoredEvent.bytes(row, 7)) ?? []) else {
                        return audit.report
                    }
                }
                if let kept = try StoredEvent.keptHead(in: database) { audit.conclude(kept: kept) }
                if audit.fault == nil, let fault = try Self.structuralFault(in: database) {
                    audit.stop(.structure, at: fault.sequence, reason: fault.reason)
                }
            } catch let error as DatabaseError where Self.isDamage(error) {
                audit.stop(.unreadable, reason: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")")
            } catch is StoredEvent.MalformedCell {
                audit.stop(.headMismatch, reason: "")
            }
            return audit.report
        }
    }

    /// Guards that are gone, and what SQLite itself finds wrong: pages, indexes, constraints. It names rows of `event` by their sequence.
    private static func structuralFault(in database: Database) throws -> (sequence: Int64?, reason: String)? {
        let version = try Row.fetchOne(database, sql: "PRAGMA user_version").map { try StoredEvent.integer($0, 0) } ?? 0
        if let difference = try SQLiteSchema.difference(in: database, version: version) { return (0, difference) }
        let rows = try Row.fetchCursor(database, sql: "PRAGMA integrity_check(1)")
        guard let row = try rows.next() else { return nil }
        let reason = (try? StoredEvent.text(row, 0)) ?? ""
        if reason == "ok" { return nil }
        let words = reason.split(separator: " ")
        let sequence = words.firstIndex(of: "row").flatMap { index in
            reason.contains("event") && index + 1 < words.count ? Int64(words[index + 1]) : nil
        }
        return (sequence ?? 0, reason)
    }

    /// Whether an error tells of the file, and not of the machine or of others who work with it.
    private static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_IOERR].contains(error.resultCode.primaryResultCode)
    }
}
