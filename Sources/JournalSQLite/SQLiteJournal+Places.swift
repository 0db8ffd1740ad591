import GRDB
import Journal

extension SQLiteJournal {
    private static let columns = "stream, first_sequence, category, facet"

    package func placesHead(version: String) async throws(JournalError) -> Int64 {
        try await query { try $0.tableExists("place") ? Self.placesHead(version, in: $0) : 0 }
    }

    package func keepPlaces(
        _ places: [StreamPlace], version: String, from previous: Int64, through sequence: Int64
    ) async throws(JournalError) -> Bool {
        try await write { database in
            guard try Self.placesHead(version, in: database) == previous else { return false }
            if previous == 0 { try database.execute(sql: "DELETE FROM place") }
            let sql = "INSERT OR REPLACE INTO place (\(Self.columns)) VALUES (?, ?, ?, ?)"
            let insertion = try database.cachedStatement(sql: sql)
            for place in places { try insertion.execute(arguments: [place.stream.name, place.firstSequence, place.group, place.facet]) }
            try database.execute(
                sql: "INSERT OR REPLACE INTO place_head (one, version, sequence) VALUES (1, ?, ?)", arguments: [version, sequence])
            return true
        }
    }

    package func places(of streams: [StreamID]) async throws(JournalError) -> [StreamPlace] {
        try await query { database in
            guard try database.tableExists("place") else { return [] }
            let sql = "SELECT \(Self.columns) FROM place WHERE stream = ?"
            return try streams.flatMap { try Self.places(sql, [$0.name], in: database) }
        }
    }

    package func facets(in group: String) async throws(JournalError) -> [String] {
        try await query { database in
            guard try database.tableExists("place") else { return [] }
            // From one facet to the next by the index, however many places each has.
            let sql = "SELECT facet FROM place WHERE category = ? AND facet > ? ORDER BY facet LIMIT 1"
            let statement = try database.cachedStatement(sql: sql)
            var facets: [String] = []
            // No facet is empty.
            while let row = try Row.fetchOne(statement, arguments: [group, facets.last ?? ""]) {
                facets.append(try StoredEvent.text(row, 0))
            }
            return facets
        }
    }

    package func places(
        in group: String, facets: [String]?, after firstSequence: Int64, limit: Int
    ) async throws(JournalError) -> [StreamPlace] {
        let count = JournalLimits.bounded(limit)
        return try await query { database in
            guard try database.tableExists("place") else { return [] }
            guard let facets else {
                let sql = """
                    SELECT \(Self.columns) FROM place WHERE category = ? AND first_sequence > ? ORDER BY first_sequence LIMIT ?
                    """
                return try Self.places(sql, [group, firstSequence, count], in: database)
            }
            let sql = """
                SELECT \(Self.columns) FROM place WHERE category = ? AND facet = ? AND first_sequence > ?
                ORDER BY first_sequence LIMIT ?
                """
            let found = try Set(facets).flatMap { try Self.places(sql, [group, $0, firstSequence, count], in: database) }
            return Array(found.sorted { $0.firstSequence < $1.firstSequence }.prefix(count))
        }
    }

    private static func placesHead(_ version: String, in database: Database) throws -> Int64 {
        let rows = try Row.fetchCursor(database, sql: "SELECT sequence FROM place_head WHERE one = 1 AND version = ?", arguments: [version])
        return try rows.next().map { try StoredEvent.integer($0, 0) } ?? 0
    }

    private static func places(_ sql: String, _ arguments: StatementArguments, in database: Database) throws -> [StreamPlace] {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
        var places: [StreamPlace] = []
        while let row = try rows.next() {
            places.append(
                StreamPlace(
                    stream: StreamID(try StoredEvent.text(row, 0)), firstSequence: try StoredEvent.integer(row, 1),
                    group: try StoredEvent.text(row, 2), facet: try StoredEvent.text(row, 3)))
        }
        return places
    }
}
