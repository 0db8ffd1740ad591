import Journal

extension PostgresJournal: AuditedJournal {
    /// Events that the audit fetches at a time.
    private static let auditPage = 1_000

    package func chainHead() async throws(JournalError) -> ChainHead {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> ChainHead in try StoredEvents.chainHead(connection) }
    }

    /// All is read as it stood at one moment: events that come while the audit goes on are no fault.
    package func audit(_ observe: @escaping @Sendable (RecordedEvent, ChainHead) -> Void) async throws(JournalError) -> AuditReport {
        let progress = AuditProgress(observe)
        return try await query { (connection: PostgresConnection) throws(PostgresFault) -> AuditReport in
            // The work may be done twice, when the connection was lost: what was seen is not told again.
            let observe = progress.observer()
            var audit = ChainAudit(observe)
            try connection.run(
                """
                BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0;
                SET LOCAL search_path = pg_catalog
                """)
            let difference = try PostgresStructure.difference(connection)
            do throws(PostgresFault) {
                try Self.walk(&audit, connection)
            } catch {
                // Where a table or a column is gone, that is the finding.
                guard let difference, error.isOfStructure else { throw error }
                audit.stop(.unreadable, reason: difference)
                try connection.run("ROLLBACK")
                return audit.report
            }
            if let difference { audit.stop(.structure, at: 0, reason: difference) }
            try connection.run("COMMIT")
            return audit.report
        }
    }

    /// Hands all events to an audit, and what was noted of their end.
    private static func walk(_ audit: inout ChainAudit, _ connection: PostgresConnection) throws(PostgresFault) {
        while true {
            let rows = try connection.query(
                """
                SELECT \(StoredEvents.columns), hash FROM paraphe.event WHERE sequence > $1 ORDER BY sequence LIMIT \(auditPage)
                """,
                .integer(audit.head.count == 0 ? .min : audit.head.count))
            for row in 0..<rows.count {
                let event = try? StoredEvents.event(rows, row)
                guard audit.accept(event, hash: (try? rows.bytes(row, 7)) ?? []) else { break }
            }
            if audit.fault != nil || rows.count < auditPage { break }
        }
        audit.conclude(kept: try StoredEvents.keptHead(connection))
    }
}

/// Tells an observer of each event once, though the walk over the events may begin again.
private final class AuditProgress: @unchecked Sendable {
    // Used by one walk at a time, on one lane.
    private var last: Int64 = 0
    private let observe: @Sendable (RecordedEvent, ChainHead) -> Void

    init(_ observe: @escaping @Sendable (RecordedEvent, ChainHead) -> Void) {
        self.observe = observe
    }

    func observer() -> (RecordedEvent, ChainHead) -> Void {
        { event, head in
            guard event.sequence > self.last else { return }
            self.last = event.sequence
            self.observe(event, head)
        }
    }
}
