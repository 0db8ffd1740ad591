import Journal

/// The shape of a store, step by step. A step that was released never changes; what all of them make is in ``PostgresStructure``.
enum PostgresSchema {
    /// Taken by each transaction that writes, until it ends: events have one order, and the chain one end. (`PRPH`, and 1.)
    static let lock: Int64 = 0x5052_5048_0000_0001
    /// Taken by who keeps places.
    static let placesLock: Int64 = 0x5052_5048_0000_0002

    /// Statements that lead from each version to the next.
    static let steps: [String] = [
        """
        CREATE TABLE paraphe.event (
          sequence bigint PRIMARY KEY CHECK (sequence > 0),
          stream text COLLATE "C" NOT NULL,
          stream_version bigint NOT NULL CHECK (stream_version > 0),
          command text COLLATE "C" NOT NULL,
          type text COLLATE "C" NOT NULL,
          version bigint NOT NULL CHECK (version > 0),
          data bytea NOT NULL,
          hash bytea NOT NULL CHECK (length(hash) = 32),
          UNIQUE (stream, stream_version)
        );
        CREATE INDEX event_by_command ON paraphe.event (command);
        CREATE INDEX event_first_of_stream ON paraphe.event (sequence) WHERE stream_version = 1;
        CREATE FUNCTION paraphe.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'the journal is append-only: events are never changed'; END $$;
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON paraphe.event
          FOR EACH STATEMENT EXECUTE FUNCTION paraphe.refuse_change();
        """,
        """
        CREATE TABLE paraphe.head (
          one bigint PRIMARY KEY CHECK (one = 1),
          count bigint NOT NULL,
          hash bytea NOT NULL CHECK (length(hash) = 32)
        ) WITH (fillfactor = 10);
        INSERT INTO paraphe.head SELECT 1, sequence, hash FROM paraphe.event ORDER BY sequence DESC LIMIT 1;
        CREATE TABLE paraphe.work (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          queue text COLLATE "C" NOT NULL,
          key text COLLATE "C" NOT NULL,
          payload bytea NOT NULL,
          origin bigint,
          state bigint NOT NULL,
          available_at bigint NOT NULL,
          attempts bigint NOT NULL,
          reason text NOT NULL,
          UNIQUE (queue, key)
        );
        CREATE INDEX work_to_take ON paraphe.work (queue, available_at, id) WHERE state < 2;
        """,
        """
        CREATE TABLE paraphe.place (
          stream text COLLATE "C" PRIMARY KEY,
          first_sequence bigint NOT NULL,
          category text COLLATE "C" NOT NULL,
          facet text COLLATE "C" NOT NULL
        );
        CREATE INDEX place_in_order ON paraphe.place (category, first_sequence);
        CREATE INDEX place_by_facet ON paraphe.place (category, facet, first_sequence);
        CREATE TABLE paraphe.place_head (
          one bigint PRIMARY KEY CHECK (one = 1),
          version text NOT NULL,
          sequence bigint NOT NULL
        );
        CREATE TABLE paraphe.snapshot (
          stream text COLLATE "C" PRIMARY KEY,
          format text COLLATE "C" NOT NULL,
          stream_version bigint NOT NULL,
          data bytea NOT NULL
        );
        """,
    ]

    static var currentVersion: Int64 { Int64(steps.count) }

    /// The version of the store in a database; nil when there is none.
    static func version(_ connection: PostgresConnection) throws(PostgresFault) -> Int64? {
        let found = try connection.query(
            "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'paraphe' AND tablename = 'migration'")
        guard try found.integer(0, 0) == 1 else { return nil }
        let rows = try connection.query("SELECT coalesce(max(version), 0) FROM paraphe.migration")
        return try rows.integer(0, 0)
    }

    /// Makes the store, or brings it to this version; others who do the same wait.
    static func migrate(_ connection: PostgresConnection) throws(PostgresFault) {
        try connection.run("BEGIN; SELECT pg_advisory_xact_lock(\(lock)); SET LOCAL statement_timeout = 0")
        let version = try version(connection)
        if version == nil {
            try connection.run("CREATE SCHEMA IF NOT EXISTS paraphe; CREATE TABLE paraphe.migration (version bigint PRIMARY KEY)")
        }
        for (index, step) in steps.enumerated().dropFirst(Int(clamping: version ?? 0)) {
            try connection.run(step + ";INSERT INTO paraphe.migration VALUES (\(index + 1))")
        }
        try connection.run("COMMIT")
    }
}
