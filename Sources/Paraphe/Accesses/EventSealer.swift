import CEL
import Workflow

/// Seals what people wrote in the events of one dossier under the key of that dossier. The chain covers the sealed bytes: once the key is
/// destroyed, nobody can read them any more, in the store or in a copy of it, and every hash still holds.
///
/// Each event is sealed by itself, for its type. What the workflow needs to go on (who, when, which action, which state, digests of documents)
/// stays legible.
struct EventSealer {
    /// Stands in what is stored of every sealed event; no declared field has such a name.
    static let mark = "@sealed"

    let key: DossierKey
    let format: EventFormat

    func seal(_ event: Event) -> Event {
        guard Self.isPersonal(event.body) else { return event }
        let encoded = format.encode(event)
        let sealed = key.seal(Array("\(encoded.version)\n".utf8) + encoded.data, for: encoded.type)
        return Event(header: event.header, body: Self.shell(event.body, holding: sealed))
    }

    /// The event as it was; nil when the bytes are not what this key sealed.
    func open(_ event: Event) -> Event? {
        guard let text = Self.sealed(event.body) else { return event }
        let type = event.body.typeName
        guard let content = key.open(text, for: type), let end = content.firstIndex(of: 0x0A),
            let version = Int(String(decoding: content[..<end], as: UTF8.self))
        else { return nil }
        return try? format.decode(EncodedEvent(type: type, version: version, data: Array(content[(end + 1)...])))
    }

    static func isSealed(_ event: Event) -> Bool { sealed(event.body) != nil }

    /// What is left of a sealed event whose key is gone.
    static func erased(_ event: Event) -> Event {
        isSealed(event) ? Event(header: event.header, body: shell(event.body, holding: nil)) : event
    }

    static func isPersonal(_ body: Event.Body) -> Bool {
        switch body {
        // The digest of an order would let its words be guessed.
        case .actionTaken(let taken): !taken.input.isEmptyRecord || taken.orderDigest != nil
        case .notificationDue(let due): !due.parameters.isEmptyRecord
        case .dataChanged, .formSaved, .migrated: true
        case .opened, .documentDue, .documentMade, .deadlinePassed, .erased: false
        }
    }

    private static func shell(_ body: Event.Body, holding text: String?) -> Event.Body {
        let record = Value.record(text.map { [(mark, Value.string($0))] } ?? [])
        let changes = text.map { [DataChange(path: [mark], operation: .set(.string($0)))] } ?? []
        switch body {
        case .actionTaken(let taken): return .actionTaken(ActionTaken(actor: taken.actor, input: record, from: taken.from, to: taken.to))
        case .dataChanged: return .dataChanged(changes)
        case .formSaved(let saved): return .formSaved(FormSaved(form: saved.form, values: record, isDraft: saved.isDraft))
        case .notificationDue(let due):
            return .notificationDue(NotificationDue(notification: due.notification, recipients: due.recipients, parameters: record))
        case .migrated(let moved):
            return .migrated(
                DossierMigrated(
                    packVersion: moved.packVersion, packHash: moved.packHash, fromVersion: moved.fromVersion, fromHash: moved.fromHash,
                    from: moved.from, to: moved.to, changes: changes, formChanges: []))
        case .opened, .documentDue, .documentMade, .deadlinePassed, .erased: return body
        }
    }

    private static func sealed(_ body: Event.Body) -> String? {
        func text(_ changes: [DataChange]) -> String? {
            guard let change = changes.first, change.path == [mark], case .set(let value) = change.operation else { return nil }
            return value.stringValue
        }
        switch body {
        case .actionTaken(let taken): return taken.input.field(mark)?.stringValue
        case .dataChanged(let changes): return text(changes)
        case .formSaved(let saved): return saved.values.field(mark)?.stringValue
        case .notificationDue(let due): return due.parameters.field(mark)?.stringValue
        case .migrated(let moved): return text(moved.changes)
        case .opened, .documentDue, .documentMade, .deadlinePassed, .erased: return nil
        }
    }
}
