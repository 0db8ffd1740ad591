/// What the tables, indexes, constraints and guards of a store are once all steps of ``PostgresSchema`` were taken, in the server's own
/// words (`pg_get_indexdef` and its kin). A step that is added says here what it makes.
enum PostgresStructure {
    private static let definitions: [String: String] = [
        "table event": """
        r p sequence bigint not null, stream text C not null, stream_version bigint not null, command text C not null, \
        type text C not null, version bigint not null, data bytea not null, hash bytea not null
        """,
        "table head": "r p one bigint not null, count bigint not null, hash bytea not null",
        "table migration": "r p version bigint not null",
        "table place": "r p stream text C not null, first_sequence bigint not null, category text C not null, facet text C not null",
        "table place_head": "r p one bigint not null, version text not null, sequence bigint not null",
        "table snapshot": "r p stream text C not null, format text C not null, stream_version bigint not null, data bytea not null",
        "table work": """
        r p id bigint not null a, queue text C not null, key text C not null, payload bytea not null, origin bigint, \
        state bigint not null, available_at bigint not null, attempts bigint not null, reason text not null
        """,
        "constraint event_hash_check on event": "CHECK ((length(hash) = 32))",
        "constraint event_pkey on event": "PRIMARY KEY (sequence)",
        "constraint event_sequence_check on event": "CHECK ((sequence > 0))",
        "constraint event_stream_stream_version_key on event": "UNIQUE (stream, stream_version)",
        "constraint event_stream_version_check on event": "CHECK ((stream_version > 0))",
        "constraint event_version_check on event": "CHECK ((version > 0))",
        "constraint head_hash_check on head": "CHECK ((length(hash) = 32))",
        "constraint head_one_check on head": "CHECK ((one = 1))",
        "constraint head_pkey on head": "PRIMARY KEY (one)",
        "constraint migration_pkey on migration": "PRIMARY KEY (version)",
        "constraint place_head_one_check on place_head": "CHECK ((one = 1))",
        "constraint place_head_pkey on place_head": "PRIMARY KEY (one)",
        "constraint place_pkey on place": "PRIMARY KEY (stream)",
        "constraint snapshot_pkey on snapshot": "PRIMARY KEY (stream)",
        "constraint work_pkey on work": "PRIMARY KEY (id)",
        "constraint work_queue_key_key on work": "UNIQUE (queue, key)",
        "index event_by_command": "CREATE INDEX event_by_command ON paraphe.event USING btree (command)",
        "index event_first_of_stream":
            "CREATE INDEX event_first_of_stream ON paraphe.event USING btree (sequence) WHERE (stream_version = 1)",
        "index event_pkey": "CREATE UNIQUE INDEX event_pkey ON paraphe.event USING btree (sequence)",
        "index event_stream_stream_version_key":
            "CREATE UNIQUE INDEX event_stream_stream_version_key ON paraphe.event USING btree (stream, stream_version)",
        "index head_pkey": "CREATE UNIQUE INDEX head_pkey ON paraphe.head USING btree (one)",
        "index migration_pkey": "CREATE UNIQUE INDEX migration_pkey ON paraphe.migration USING btree (version)",
        "index place_by_facet": "CREATE INDEX place_by_facet ON paraphe.place USING btree (category, facet, first_sequence)",
        "index place_head_pkey": "CREATE UNIQUE INDEX place_head_pkey ON paraphe.place_head USING btree (one)",
        "index place_in_order": "CREATE INDEX place_in_order ON paraphe.place USING btree (category, first_sequence)",
        "index place_pkey": "CREATE UNIQUE INDEX place_pkey ON paraphe.place USING btree (stream)",
        "index snapshot_pkey": "CREATE UNIQUE INDEX snapshot_pkey ON paraphe.snapshot USING btree (stream)",
        "index work_pkey": "CREATE UNIQUE INDEX work_pkey ON paraphe.work USING btree (id)",
        "index work_queue_key_key": "CREATE UNIQUE INDEX work_queue_key_key ON paraphe.work USING btree (queue, key)",
        "index work_to_take": "CREATE INDEX work_to_take ON paraphe.work USING btree (queue, available_at, id) WHERE (state < 2)",
        "trigger event_is_never_changed on event": """
        CREATE TRIGGER event_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON paraphe.event \
        FOR EACH STATEMENT EXECUTE FUNCTION paraphe.refuse_change()
        """,
        "function refuse_change()":
            "trigger plpgsql  BEGIN RAISE EXCEPTION 'the journal is append-only: events are never changed'; END ",
    ]

    /// What there is in the schema, each with its definition: a trigger that is switched off, an index that is not valid and a table
    /// that shows some people fewer rows have another than they were made with.
    private static let question = """
        SELECT 'table ' || c.relname, concat_ws(' ', c.relkind, c.relpersistence, CASE WHEN c.relrowsecurity THEN 'secured' END, (
          SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
            nullif((SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation), 'default'),
            CASE WHEN a.attnotnull THEN 'not null' END, nullif(a.attidentity, ''), nullif(a.attgenerated, ''),
            (SELECT 'default ' || pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum)
          ), ', ' ORDER BY a.attnum)
          FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
        FROM pg_class AS c WHERE c.relnamespace = to_regnamespace('paraphe') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        UNION ALL
        SELECT 'constraint ' || o.conname || ' on ' || c.relname, pg_get_constraintdef(o.oid)
        FROM pg_constraint AS o JOIN pg_class AS c ON c.oid = o.conrelid
        WHERE c.relnamespace = to_regnamespace('paraphe') AND o.contype IN ('p', 'u', 'c')
        UNION ALL
        SELECT 'index ' || c.relname, pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid AND i.indisready THEN '' ELSE ' invalid' END
        FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid WHERE c.relnamespace = to_regnamespace('paraphe')
        UNION ALL
        SELECT 'trigger ' || t.tgname || ' on ' || c.relname,
          pg_get_triggerdef(t.oid) || CASE WHEN t.tgenabled IN ('O', 'A') THEN '' ELSE ' disabled' END
        FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE c.relnamespace = to_regnamespace('paraphe') AND NOT t.tgisinternal
        UNION ALL
        SELECT 'rule ' || r.rulename || ' on ' || c.relname, pg_get_ruledef(r.oid)
        FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
        WHERE c.relnamespace = to_regnamespace('paraphe') AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
          concat_ws(' ', format_type(p.prorettype, NULL), l.lanname, p.prosrc)
        FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang WHERE p.pronamespace = to_regnamespace('paraphe')
        """

    /// What of a store's tables, indexes and guards is not as it was made, in a word; nil when all is. Triggers and rules that were added
    /// count as well, as they change what writing does.
    ///
    /// The session must look for names in `pg_catalog` alone: the server leaves schemas out of definitions that it would find without.
    static func difference(_ connection: PostgresConnection) throws(PostgresFault) -> String? {
        let rows = try connection.query(question)
        var found: [String: String] = [:]
        for row in 0..<rows.count { found[try rows.text(row, 0)] = try rows.text(row, 1) }
        // A table that is gone took its indexes and constraints with it.
        let names = definitions.keys.sorted()
        for name in names.filter({ $0.hasPrefix("table ") }) + names where found[name] != definitions[name] {
            return found[name] == nil ? "\(name) is missing" : "\(name) was changed"
        }
        return found.keys.sorted().first { name in
            definitions[name] == nil && (name.hasPrefix("trigger ") || name.hasPrefix("rule "))
        }.map { "\($0) was added" }
    }
}
