import CEL

/// A dossier as bytes, so that a long history need not be replayed from its start.
extension Dossier {
    /// The form of ``snapshot``; a change of the fields of a dossier, or of how events change it, is another form.
    package static let snapshotFormat = "dossier-3"

    /// JSON with a fixed order of keys.
    package var snapshot: [UInt8] {
        ValueCodec.encode(
            .record([
                ("id", .string(id)), ("pack", .string(packName)), ("packVersion", .string(packVersion)), ("packHash", .string(packHash)),
                ("createdAt", .timestamp(createdAt)), ("updatedAt", .timestamp(updatedAt)), ("state", .string(state)),
                ("version", .int(version)), ("data", data), ("forms", forms),
                ("draftForms", .list(draftForms.sorted().map { Value.string($0) })), ("documents", .list(documents.map(\.record))),
                ("steps", .list(steps.map(\.record))), ("actedVersion", .int(actedVersion)),
                ("erasedAt", erasedAt.map { .timestamp($0) } ?? .null),
                (
                    "reminded",
                    .list(
                        reminded.sorted { ($0.sinceVersion, $0.name) < ($1.sinceVersion, $1.name) }
                            .map { Value.record(Event.Body.deadlinePassed($0).entries) })
                ),
            ]))
    }

    /// - Throws: when the bytes are no snapshot of this form.
    package init(snapshot: [UInt8]) throws(ReplayError) {
        let record: Value
        do {
            record = try ValueCodec.decode(snapshot)
        } catch {
            throw ReplayError(.malformedEvent, reason: "snapshot: \(error.reason) at byte \(error.offset)")
        }
        let reader = RecordReader(record: record, type: "snapshot")
        let opening = DossierOpened(
            dossierID: try reader.text("id"), packName: try reader.text("pack"), packVersion: try reader.text("packVersion"),
            packHash: try reader.text("packHash"), state: try reader.text("state"))
        self.init(opening, at: try reader.timestamp("createdAt"))
        updatedAt = try reader.timestamp("updatedAt")
        version = Int64(try reader.number("version"))
        data = try reader.nested("data")
        forms = try reader.nested("forms")
        draftForms = Set((try reader.value("draftForms").elements ?? []).compactMap(\.stringValue))
        var documents: [Document] = []
        for document in try reader.list("documents") { documents.append(try Document(document)) }
        self.documents = documents
        var steps: [Step] = []
        for step in try reader.list("steps") { steps.append(try Step(step)) }
        self.steps = steps
        actedVersion = Int64(try reader.number("actedVersion"))
        if let moment = record.field("erasedAt"), moment != .null { erasedAt = try reader.timestamp("erasedAt") }
        for passed in try reader.list("reminded") {
            if case .deadlinePassed(let passed) = try Event.Body(typeName: "deadline-passed", passed) { reminded.insert(passed) }
        }
    }
}

extension Dossier.Step {
    fileprivate var record: Value {
        .record([
            ("action", .string(action)), ("actor", .string(actor)), ("at", .timestamp(at)), ("from", .string(from)), ("to", .string(to)),
            ("version", .int(version)),
        ])
    }

    fileprivate init(_ reader: RecordReader) throws(ReplayError) {
        self.init(
            action: try reader.text("action"), actor: try reader.text("actor"), at: try reader.timestamp("at"),
            from: try reader.text("from"), to: try reader.text("to"), version: Int64(try reader.number("version")))
    }
}

extension Dossier.Document {
    fileprivate var record: Value {
        .record([
            ("document", .string(definition)), ("number", .int(Int64(number))), ("dueAt", .timestamp(dueAt)),
            ("made", .list(made.map { Value.record(Event.Body.documentMade($0).entries) })),
        ])
    }

    fileprivate init(_ reader: RecordReader) throws(ReplayError) {
        var made: [DocumentMade] = []
        for document in try reader.list("made") {
            if case .documentMade(let document) = try Event.Body(typeName: "document-made", document) { made.append(document) }
        }
        self.init(
            definition: try reader.text("document"), number: try reader.number("number"), dueAt: try reader.timestamp("dueAt"), made: made)
    }
}
