import Journal

extension PostgresJournal {
    private static let columns = "stream, first_sequence, category, facet"

    package func placesHead(version: String) async throws(JournalError) -> Int64 {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> Int64 in
            try Self.placesHead(version, connection)
        }
    }

    package func keepPlaces(
        _ places: [StreamPlace], version: String, from previous: Int64, through sequence: Int64
    ) async throws(JournalError) -> Bool {
        try await settle { (connection: PostgresConnection) throws(PostgresFault) -> Bool in
            try connection.run("SELECT pg_advisory_xact_lock(\(PostgresSchema.placesLock))")
            guard try Self.placesHead(version, connection) == previous else { return false }
            if previous == 0 { try connection.run("DELETE FROM paraphe.place") }
            _ = try connection.query(
                """
                INSERT INTO paraphe.place (\(Self.columns)) SELECT * FROM unnest($1, $2, $3, $4)
                ON CONFLICT (stream) DO UPDATE SET
                  first_sequence = excluded.first_sequence, category = excluded.category, facet = excluded.facet
                """,
                .texts(places.map(\.stream.name)), .integers(places.map(\.firstSequence)), .texts(places.map(\.group)),
                .texts(places.map(\.facet)))
            _ = try connection.query(
                """
                INSERT INTO paraphe.place_head VALUES (1, $1, $2)
                ON CONFLICT (one) DO UPDATE SET version = excluded.version, sequence = excluded.sequence
                """, .text(version), .integer(sequence))
            return true
        }
    }

    package func places(of streams: [StreamID]) async throws(JournalError) -> [StreamPlace] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [StreamPlace] in
            try Self.places(
                try connection.query(
                    "SELECT \(Self.columns) FROM paraphe.place WHERE stream = ANY($1)", .texts(streams.map(\.name))))
        }
    }

    package func facets(in group: String) async throws(JournalError) -> [String] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [String] in
            // From one facet to the next by the index, however many places each has.
            let rows = try connection.query(
                """
                WITH RECURSIVE step (facet) AS (
                  (SELECT facet FROM paraphe.place WHERE category = $1 ORDER BY facet LIMIT 1)
                  UNION ALL
                  SELECT (SELECT place.facet FROM paraphe.place WHERE category = $1 AND place.facet > step.facet ORDER BY place.facet LIMIT 1)
                  FROM step WHERE step.facet IS NOT NULL)
                SELECT facet FROM step WHERE facet IS NOT NULL
                """, .text(group))
            var facets: [String] = []
            for row in 0..<rows.count { facets.append(try rows.text(row, 0)) }
            return facets
        }
    }

    package func places(
        in group: String, facets: [String]?, after firstSequence: Int64, limit: Int
    ) async throws(JournalError) -> [StreamPlace] {
        try await query { (connection: PostgresConnection) throws(PostgresFault) -> [StreamPlace] in
            let count = PostgresParameter.integer(Int64(JournalLimits.bounded(limit)))
            guard let facets else {
                return try Self.places(
                    try connection.query(
                        """
                        SELECT \(Self.columns) FROM paraphe.place WHERE category = $1 AND first_sequence > $2
                        ORDER BY first_sequence LIMIT $3
                        """, .text(group), .integer(firstSequence), count))
            }
            return try Self.places(
                try connection.query(
                    """
                    SELECT \(Self.columns) FROM paraphe.place WHERE category = $1 AND facet = ANY($2) AND first_sequence > $3
                    ORDER BY first_sequence LIMIT $4
                    """, .text(group), .texts(facets), .integer(firstSequence), count))
        }
    }

    private static func placesHead(_ version: String, _ connection: PostgresConnection) throws(PostgresFault) -> Int64 {
        let rows = try connection.query("SELECT sequence FROM paraphe.place_head WHERE one = 1 AND version = $1", .text(version))
        return rows.count == 0 ? 0 : try rows.integer(0, 0)
    }

    private static func places(_ rows: consuming PostgresRows) throws(PostgresFault) -> [StreamPlace] {
        var places: [StreamPlace] = []
        for row in 0..<rows.count {
            places.append(
                StreamPlace(
                    stream: StreamID(try rows.text(row, 0)), firstSequence: try rows.integer(row, 1), group: try rows.text(row, 2),
                    facet: try rows.text(row, 3)))
        }
        return places
    }
}
