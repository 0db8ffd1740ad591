import CEL
import Journal
import Workflow

/// Who read what, in streams of their own beside those of the dossiers: in the same chain, so that nothing can be taken out of it unnoticed.
struct AccessLog {
    /// What the names of the streams begin with.
    static let streamPrefix = "access:"
    private static let type = "dossier-read"

    let journal: any EventJournal

    /// - Parameter identifier: fresh for each access.
    func note(_ access: DossierAccess, of id: String, identifier: String) async throws(JournalError) {
        let data = ValueCodec.encode(
            .record([
                ("at", .timestamp(access.at)), ("person", .string(access.person)), ("what", .string(access.kind.rawValue)),
                ("version", .int(access.version)), ("detail", .string(access.detail)),
            ]))
        _ = try await journal.append(
            [NewEvent(type: Self.type, version: 1, data: data)], to: StreamID(Self.streamPrefix + id), expecting: .any,
            command: EngineCommand.reading(identifier).id)
    }

    /// In order; events that make no sense are left out, which an audit of the store would name.
    func accesses(of id: String) async throws(JournalError) -> [DossierAccess] {
        try await journal.read(StreamID(Self.streamPrefix + id)).compactMap { event in
            guard event.type == Self.type, let record = try? ValueCodec.decode(event.data), case .timestamp(let at)? = record.field("at"),
                let person = record.field("person")?.stringValue, let what = record.field("what")?.stringValue,
                let kind = DossierAccess.Kind(rawValue: what), case .int(let version)? = record.field("version")
            else { return nil }
            return DossierAccess(kind, by: person, at: at, version: version, detail: record.field("detail")?.stringValue ?? "")
        }
    }
}
