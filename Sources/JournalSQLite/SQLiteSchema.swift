import GRDB

/// The shape of a store, step by step. A step that was released never changes.
enum SQLiteSchema {
    /// `PRPH` in the header of the file tells our stores from other databases (SQLite file format, section 1.3.17).
    static let applicationID: Int64 = 0x5052_5048

    /// Statements that lead from each version to the next; the version is the header's user version.
    static let steps: [[String]] = [
        [
            """
            CREATE TABLE event (
              sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
              stream TEXT NOT NULL,
              stream_version INTEGER NOT NULL CHECK (stream_version > 0),
              command TEXT NOT NULL,
              type TEXT NOT NULL,
              version INTEGER NOT NULL CHECK (version > 0),
              data BLOB NOT NULL,
              hash BLOB NOT NULL CHECK (length(hash) = 32),
              UNIQUE (stream, stream_version)
            ) STRICT
            """,
            "CREATE INDEX event_by_command ON event (command)",
            "CREATE INDEX event_first_of_stream ON event (sequence) WHERE stream_version = 1",
            """
            CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only: events are never changed'); END
            """,
            """
            CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only: events are never deleted'); END
            """,
            """
            CREATE TRIGGER event_follows_the_last BEFORE INSERT ON event
            WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event)
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only: an event follows the last'); END
            """,
        ],
        [
            """
            CREATE TABLE head (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              count INTEGER NOT NULL,
              hash BLOB NOT NULL CHECK (length(hash) = 32)
            ) STRICT
            """,
            """
            INSERT INTO head SELECT 1, sequence, hash FROM event ORDER BY sequence DESC LIMIT 1
            """,
            """
            CREATE TABLE work (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              queue TEXT NOT NULL,
              key TEXT NOT NULL,
              payload BLOB NOT NULL,
              origin INTEGER,
              state INTEGER NOT NULL,
              available_at INTEGER NOT NULL,
              attempts INTEGER NOT NULL,
              reason TEXT NOT NULL,
              UNIQUE (queue, key)
            ) STRICT
            """,
            "CREATE INDEX work_to_take ON work (queue, available_at, id) WHERE state < 2",
        ],
        [
            """
            CREATE TABLE place (
              stream TEXT PRIMARY KEY,
              first_sequence INTEGER NOT NULL,
              category TEXT NOT NULL,
              facet TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX place_in_order ON place (category, first_sequence)",
            "CREATE INDEX place_by_facet ON place (category, facet, first_sequence)",
            """
            CREATE TABLE place_head (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              version TEXT NOT NULL,
              sequence INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE snapshot (
              stream TEXT PRIMARY KEY,
              format TEXT NOT NULL,
              stream_version INTEGER NOT NULL,
              data BLOB NOT NULL
            ) STRICT
            """,
        ],
    ]

    /// From this version on stores note the end of their chain.
    static let versionWithHead: Int64 = 2

    /// What of a store's tables, indexes and guards is not as its version has it, in a word; nil when all is.
    static func difference(in database: Database, version: Int64) throws -> String? {
        let model = try DatabaseQueue()
        let expected = try model.write { model in
            for statement in steps.prefix(Int(clamping: version)).joined() { try model.execute(sql: statement) }
            return try definitions(in: model)
        }
        let found = try definitions(in: database)
        for (name, definition) in expected.sorted(by: { $0.key < $1.key }) where found[name] != definition {
            return found[name] == nil ? "\(name) is missing" : "\(name) was changed"
        }
        return found.first { expected[$0.key] == nil && $0.value.uppercased().hasPrefix("CREATE TRIGGER") }.map { "\($0.key) was added" }
    }

    private static func definitions(in database: Database) throws -> [String: String] {
        var definitions: [String: String] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        while let row = try rows.next() { definitions[try StoredEvent.text(row, 0)] = try StoredEvent.text(row, 1) }
        return definitions
    }

    static var currentVersion: Int64 { Int64(steps.count) }
}
