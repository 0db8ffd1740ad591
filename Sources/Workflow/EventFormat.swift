import CEL

/// An event as a journal keeps it.
package struct EncodedEvent: Hashable, Sendable {
    package let type: String
    package let version: Int
    /// JSON with a fixed order of keys.
    package let data: [UInt8]

    package init(type: String, version: Int, data: [UInt8]) {
        self.type = type
        self.version = version
        self.data = data
    }
}

/// Turns an old shape of an event's record into the next one; the number is the version that it reads.
package struct Upcaster: Sendable {
    package let type: String
    package let version: Int
    package let apply: @Sendable (Value) throws(ReplayError) -> Value

    package init(type: String, version: Int, apply: @escaping @Sendable (Value) throws(ReplayError) -> Value) {
        self.type = type
        self.version = version
        self.apply = apply
    }
}

/// Writes events as JSON and reads them back, old versions through upcasters.
package struct EventFormat: Sendable {
    /// The version in which each type is written.
    package static let currentVersions: [(type: String, version: Int)] = [
        ("dossier-opened", 1), ("action-taken", 1), ("data-changed", 1), ("form-saved", 1), ("notification-due", 1),
        ("document-due", 1), ("document-made", 1), ("deadline-passed", 1), ("dossier-migrated", 1), ("dossier-erased", 1),
    ]

    private let currentVersions: [String: Int]
    private let upcasters: [String: [Int: Upcaster]]

    /// - Parameter currentVersions: only tests give others than the released ones.
    package init(
        upcasters: [Upcaster] = [], currentVersions: [(type: String, version: Int)] = EventFormat.currentVersions
    ) {
        self.currentVersions = Dictionary(currentVersions.map { ($0.type, $0.version) }, uniquingKeysWith: { first, _ in first })
        var table: [String: [Int: Upcaster]] = [:]
        for upcaster in upcasters { table[upcaster.type, default: [:]][upcaster.version] = upcaster }
        self.upcasters = table
    }

    package func encode(_ event: Event) -> EncodedEvent {
        let type = event.body.typeName
        let header: [(String, Value)] = [
            ("at", .timestamp(event.header.at)), ("actor", .string(event.header.actor)), ("action", .string(event.header.action)),
            ("packVersion", .string(event.header.packVersion)),
        ]
        return EncodedEvent(
            type: type, version: currentVersions[type] ?? 1, data: ValueCodec.encode(.record(header + event.body.entries)))
    }

    package func decode(_ encoded: EncodedEvent) throws(ReplayError) -> Event {
        guard let current = currentVersions[encoded.type] else {
            throw ReplayError(.unknownEvent, reason: "event type `\(encoded.type)` is not known")
        }
        guard encoded.version <= current, encoded.version >= 1 else {
            throw ReplayError(.newerEvent, reason: "event type `\(encoded.type)` version \(encoded.version) is not known")
        }
        var record: Value
        do {
            record = try ValueCodec.decode(encoded.data)
        } catch {
            throw ReplayError(.malformedEvent, reason: "event type `\(encoded.type)`: \(error.reason) at byte \(error.offset)")
        }
        for version in encoded.version..<current {
            guard let upcaster = upcasters[encoded.type]?[version] else {
                throw ReplayError(.unknownEvent, reason: "event type `\(encoded.type)` version \(version) has no successor")
            }
            record = try upcaster.apply(record)
        }
        let reader = RecordReader(record: record, type: encoded.type)
        let header = Event.Header(
            at: try reader.timestamp("at"), actor: try reader.text("actor"), action: try reader.text("action"),
            packVersion: try reader.text("packVersion"))
        return Event(header: header, body: try Event.Body(typeName: encoded.type, reader))
    }
}

/// Reads the fields of an event's record, or says which one is not as it should be.
struct RecordReader {
    let record: Value
    let type: String

    private func malformed(_ field: String) -> ReplayError {
        ReplayError(.malformedEvent, reason: "event type `\(type)`: field `\(field)` is missing or of the wrong type")
    }

    func value(_ field: String) throws(ReplayError) -> Value {
        guard let value = record.field(field) else { throw malformed(field) }
        return value
    }

    func text(_ field: String) throws(ReplayError) -> String {
        guard case .string(let text)? = record.field(field) else { throw malformed(field) }
        return text
    }

    func number(_ field: String) throws(ReplayError) -> Int {
        guard case .int(let number)? = record.field(field) else { throw malformed(field) }
        return Int(clamping: number)
    }

    func truth(_ field: String) throws(ReplayError) -> Bool {
        guard case .bool(let truth)? = record.field(field) else { throw malformed(field) }
        return truth
    }

    func timestamp(_ field: String) throws(ReplayError) -> Timestamp {
        guard case .timestamp(let moment)? = record.field(field) else { throw malformed(field) }
        return moment
    }

    func nested(_ field: String) throws(ReplayError) -> Value {
        let value = try value(field)
        guard value.isRecord else { throw malformed(field) }
        return value
    }

    func list(_ field: String) throws(ReplayError) -> [RecordReader] {
        guard let elements = try value(field).elements else { throw malformed(field) }
        return elements.map { RecordReader(record: $0, type: type) }
    }
}
