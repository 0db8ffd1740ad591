import Journal

/// Rows of the table `work`.
enum StoredWork {
    static let columns = "id, queue, key, payload, coalesce(origin, 0), state, available_at, attempts, reason"

    static func list(_ rows: borrowing PostgresRows) throws(PostgresFault) -> [WorkItem] {
        var items: [WorkItem] = []
        for row in 0..<rows.count {
            guard let state = WorkItem.State(rawValue: try rows.integer(row, 5)) else { throw .malformed(column: 5) }
            let origin = try rows.integer(row, 4)
            items.append(
                WorkItem(
                    id: try rows.integer(row, 0), queue: try rows.text(row, 1), key: try rows.text(row, 2),
                    payload: try rows.bytes(row, 3), origin: origin == 0 ? nil : origin, state: state,
                    availableAt: WorkTime(milliseconds: try rows.integer(row, 6)), attempts: try rows.integer(row, 7),
                    reason: try rows.text(row, 8)))
        }
        return items
    }

    /// Puts work in, unless its queue has had it.
    ///
    /// - Parameter origin: 0 when the work came alone.
    /// - Returns: how much was put in.
    static func insert(_ work: [AppendBatch.Work], _ connection: PostgresConnection) throws(PostgresFault) -> Int {
        guard !work.isEmpty else { return 0 }
        let rows = try connection.query(
            """
            WITH added AS (
              INSERT INTO paraphe.work (queue, key, payload, origin, state, available_at, attempts, reason)
              SELECT queue, key, payload, nullif(origin, 0), 0, available_at, 0, ''
              FROM unnest($1, $2, $3, $4, $5) AS new (queue, key, payload, origin, available_at)
              ON CONFLICT (queue, key) DO NOTHING RETURNING 1)
            SELECT count(*) FROM added
            """,
            .texts(work.map(\.work.queue)), .texts(work.map(\.work.key)), .blobs(work.map(\.work.payload)),
            .integers(work.map(\.origin)), .integers(work.map(\.work.dueAt.milliseconds)))
        return Int(clamping: try rows.integer(0, 0))
    }

    /// Takes what may be taken; what another worker is about to take is passed over, not waited for.
    static func lease(
        _ queue: String, limit: Int, at now: WorkTime, until: WorkTime, _ connection: PostgresConnection
    ) throws(PostgresFault) -> [WorkItem] {
        try list(
            try connection.query(
                """
                WITH due AS (
                  SELECT id AS chosen, available_at AS was FROM paraphe.work WHERE queue = $1 AND state < 2 AND available_at <= $2
                  ORDER BY available_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
                taken AS (
                  UPDATE paraphe.work SET state = 1, available_at = $4, attempts = attempts + 1 FROM due WHERE id = chosen
                  RETURNING work.*, was)
                SELECT \(columns) FROM taken ORDER BY was, id
                """,
                .text(queue), .integer(now.milliseconds), .integer(Int64(limit)), .integer(until.milliseconds)))
    }

    /// Changes work that a lease holds. Of work that is done nothing is kept but that it is: what it said is in the events.
    ///
    /// - Parameter reason: empty leaves the last one.
    static func settle(
        _ lease: WorkLease, as state: WorkItem.State, at moment: WorkTime, reason: String, _ connection: PostgresConnection
    ) throws(PostgresFault) -> WorkItem? {
        try list(
            try connection.query(
                """
                UPDATE paraphe.work SET state = $1, available_at = $2, reason = CASE $3 WHEN '' THEN reason ELSE $3 END,
                    payload = CASE $1 WHEN \(WorkItem.State.done.rawValue) THEN ''::bytea ELSE payload END
                WHERE id = $4 AND state = 1 AND attempts = $5 AND queue = $6 AND key = $7 RETURNING \(columns)
                """,
                .integer(state.rawValue), .integer(moment.milliseconds), .text(reason), .integer(lease.item.id),
                .integer(lease.item.attempts), .text(lease.item.queue), .text(lease.item.key))
        ).first
    }

    /// Changes the state of work by its key.
    static func move(
        _ key: String, in queue: String, from states: [WorkItem.State], to state: WorkItem.State, at moment: WorkTime,
        _ connection: PostgresConnection
    ) throws(PostgresFault) -> Bool {
        try connection.query(
            "UPDATE paraphe.work SET state = $1, available_at = $2 WHERE queue = $3 AND key = $4 AND state = ANY($5) RETURNING id",
            .integer(state.rawValue), .integer(moment.milliseconds), .text(queue), .text(key), .integers(states.map(\.rawValue))
        ).count == 1
    }
}
