import CEL
import Diagnostics

extension Event.Body {
    /// The name under which a journal keeps it.
    package var typeName: String {
        switch self {
        case .opened: "dossier-opened"
        case .actionTaken: "action-taken"
        case .dataChanged: "data-changed"
        case .formSaved: "form-saved"
        case .notificationDue: "notification-due"
        case .documentDue: "document-due"
        case .documentMade: "document-made"
        case .deadlinePassed: "deadline-passed"
        case .migrated: "dossier-migrated"
        case .erased: "dossier-erased"
        }
    }

    /// The fields of its record, after those of the header, in the order in which they are written.
    var entries: [(String, Value)] {
        switch self {
        case .opened(let opened):
            return [
                ("dossier", .string(opened.dossierID)), ("pack", .string(opened.packName)),
                ("startedUnder", .string(opened.packVersion)), ("packHash", .string(opened.packHash)), ("state", .string(opened.state)),
            ]
        case .actionTaken(let taken):
            return [("person", taken.actor), ("input", taken.input), ("from", .string(taken.from)), ("to", .string(taken.to))]
                + (taken.orderDigest.map { [("order", .string($0))] } ?? [])
        case .dataChanged(let changes):
            return [("changes", .list(changes.map(\.record)))]
        case .formSaved(let saved):
            return [("form", .string(saved.form)), ("isDraft", .bool(saved.isDraft)), ("values", saved.values)]
        case .notificationDue(let due):
            return [
                ("notification", .string(due.notification)), ("recipients", .list(due.recipients.map(\.record))),
                ("parameters", due.parameters),
            ]
        case .deadlinePassed(let passed):
            return [
                ("deadline", .string(passed.deadline)), ("reminder", .string(passed.reminder ?? "")), ("since", .int(passed.sinceVersion)),
            ]
        case .documentDue(let due):
            return [("document", .string(due.definition)), ("number", .int(Int64(due.number)))]
        case .documentMade(let made):
            return [
                ("document", .string(made.definition)), ("number", .int(Int64(made.number))), ("language", .string(made.language)),
                ("kind", .string(made.kind)), ("fileName", .string(made.fileName)), ("mediaType", .string(made.mediaType)),
                ("sha256", .string(made.hash)), ("byteCount", .int(Int64(made.byteCount))), ("isSigned", .bool(made.isSigned)),
            ]
        case .erased(let erased):
            return [
                ("rule", .string(erased.rule)), ("basis", .string(erased.basis)), ("due", .string(erased.due)),
                ("eventCount", .int(erased.eventCount)), ("files", .list(erased.files.map { .string($0) })),
            ]
        case .migrated(let moved):
            return [
                ("movedTo", .string(moved.packVersion)), ("packHash", .string(moved.packHash)), ("movedFrom", .string(moved.fromVersion)),
                ("formerHash", .string(moved.fromHash)), ("from", .string(moved.from)), ("to", .string(moved.to)),
                ("changes", .list(moved.changes.map(\.record))), ("formChanges", .list(moved.formChanges.map(\.record))),
            ]
        }
    }

    init(typeName: String, _ reader: RecordReader) throws(ReplayError) {
        switch typeName {
        case "dossier-opened":
            self = .opened(
                DossierOpened(
                    dossierID: try reader.text("dossier"), packName: try reader.text("pack"),
                    packVersion: try reader.text("startedUnder"), packHash: try reader.text("packHash"), state: try reader.text("state")))
        case "action-taken":
            self = .actionTaken(
                ActionTaken(
                    actor: try reader.nested("person"), input: try reader.nested("input"), from: try reader.text("from"),
                    to: try reader.text("to"), orderDigest: reader.record.field("order")?.stringValue))
        case "data-changed":
            var changes: [DataChange] = []
            for change in try reader.list("changes") { changes.append(try DataChange(change)) }
            self = .dataChanged(changes)
        case "form-saved":
            self = .formSaved(
                FormSaved(form: try reader.text("form"), values: try reader.nested("values"), isDraft: try reader.truth("isDraft")))
        case "notification-due":
            var recipients: [NotificationDue.Recipient] = []
            for recipient in try reader.list("recipients") {
                if recipient.record.field("role") != nil {
                    recipients.append(.role(try recipient.text("role")))
                } else {
                    let language = recipient.record.field("language")?.stringValue.flatMap { Language(rawValue: $0) }
                    recipients.append(.person(try recipient.text("person"), language: language))
                }
            }
            self = .notificationDue(
                NotificationDue(
                    notification: try reader.text("notification"), recipients: recipients, parameters: try reader.nested("parameters")))
        case "deadline-passed":
            let reminder = try reader.text("reminder")
            self = .deadlinePassed(
                DeadlinePassed(
                    deadline: try reader.text("deadline"), reminder: reminder.isEmpty ? nil : reminder,
                    sinceVersion: Int64(try reader.number("since"))))
        case "document-due":
            self = .documentDue(DocumentDue(definition: try reader.text("document"), number: try reader.number("number")))
        case "document-made":
            self = .documentMade(
                DocumentMade(
                    definition: try reader.text("document"), number: try reader.number("number"), language: try reader.text("language"),
                    kind: try reader.text("kind"), fileName: try reader.text("fileName"), mediaType: try reader.text("mediaType"),
                    hash: try reader.text("sha256"), byteCount: try reader.number("byteCount"), isSigned: try reader.truth("isSigned")))
        case "dossier-erased":
            let files = (try reader.value("files").elements ?? []).compactMap(\.stringValue)
            self = .erased(
                DossierErased(
                    rule: try reader.text("rule"), basis: try reader.text("basis"), due: try reader.text("due"),
                    eventCount: Int64(try reader.number("eventCount")), files: files))
        case "dossier-migrated":
            var changes: [DataChange] = []
            for change in try reader.list("changes") { changes.append(try DataChange(change)) }
            var formChanges: [DataChange] = []
            for change in try reader.list("formChanges") { formChanges.append(try DataChange(change)) }
            self = .migrated(
                DossierMigrated(
                    packVersion: try reader.text("movedTo"), packHash: try reader.text("packHash"),
                    fromVersion: try reader.text("movedFrom"),
                    fromHash: try reader.text("formerHash"), from: try reader.text("from"), to: try reader.text("to"), changes: changes,
                    formChanges: formChanges))
        default:
            throw ReplayError(.unknownEvent, reason: "event type `\(typeName)` is not known")
        }
    }
}

extension DataChange {
    fileprivate var record: Value {
        let path = Value.list(path.map { Value.string($0) })
        return switch operation {
        case .set(let value): .record([("set", path), ("to", value)])
        case .clear: .record([("clear", path)])
        case .append(let value): .record([("append", path), ("element", value)])
        }
    }

    fileprivate init(_ reader: RecordReader) throws(ReplayError) {
        func path(_ field: String) throws(ReplayError) -> [String] {
            let elements = try reader.value(field).elements ?? []
            let names = elements.compactMap(\.stringValue)
            guard !names.isEmpty, names.count == elements.count else {
                throw ReplayError(.malformedEvent, reason: "event type `\(reader.type)`: field `\(field)` is not a path")
            }
            return names
        }
        if reader.record.field("set") != nil {
            self.init(path: try path("set"), operation: .set(try reader.value("to")))
        } else if reader.record.field("append") != nil {
            self.init(path: try path("append"), operation: .append(try reader.value("element")))
        } else {
            self.init(path: try path("clear"), operation: .clear)
        }
    }
}

extension NotificationDue.Recipient {
    /// As events and queues keep it.
    package var record: Value {
        switch self {
        case .role(let role): .record([("role", .string(role))])
        case .person(let person, let language):
            .record([("person", .string(person))] + (language.map { [("language", .string($0.rawValue))] } ?? []))
        }
    }
}
