import CEL
import CivilTime
import Crypto
import Diagnostics
import Journal
import Rules
import Workflow

/// A notification on its way: what the event said, and to whom it goes.
package struct Notice: Hashable, Sendable {
    package let dossierID: String
    /// The version that the event gave to the dossier: with the dossier's name it names the notification, for ever.
    package let version: Int64
    package let notification: String
    package let recipients: [NotificationDue.Recipient]
    /// Values that the texts insert: a record.
    package let parameters: Value
    /// When it became due.
    package let at: Timestamp
    /// The one to whom this copy goes; nil until the receivers are looked up.
    package let person: String?

    /// Names the work in its queue.
    package var key: String { "\(dossierID)#\(version)" + (person.map { "/\($0)" } ?? "") }

    /// The first part of the Message-ID: the same for each try, and it tells nothing of the dossier or the person.
    package func identifier(pack: String) -> String {
        String(ValueCodec.hexadecimal(SHA256.hash(data: Array("\(pack)\n\(key)".utf8))).prefix(32))
    }

    /// - Parameter language: the one that the dossier names for the person.
    package func copy(for person: String, in language: Language?) -> Notice {
        Notice(
            dossierID: dossierID, version: version, notification: notification, recipients: [.person(person, language: language)],
            parameters: parameters, at: at, person: person)
    }

    /// The language that the dossier names for the one to whom this copy goes; nil for that of the directory.
    package var language: Language? {
        if case .person(_, let language)? = recipients.first { language } else { nil }
    }

    // MARK: - As work

    var payload: [UInt8] {
        return ValueCodec.encode(
            .record([
                ("dossier", .string(dossierID)), ("version", .int(version)), ("notification", .string(notification)),
                ("recipients", .list(recipients.map(\.record))), ("parameters", parameters), ("at", .timestamp(at)),
                ("person", person.map { .string($0) } ?? .null),
            ]))
    }

    /// Nil when the bytes are none that this program wrote.
    package init?(_ item: WorkItem) {
        guard let record = try? ValueCodec.decode(item.payload), let dossier = record.field("dossier")?.stringValue,
            case .int(let version)? = record.field("version"), let notification = record.field("notification")?.stringValue,
            let recipients = record.field("recipients")?.elements, case .timestamp(let at)? = record.field("at")
        else { return nil }
        self.init(
            dossierID: dossier, version: version, notification: notification,
            recipients: recipients.compactMap { recipient in
                recipient.field("role")?.stringValue.map { .role($0) }
                    ?? recipient.field("person")?.stringValue.map { person in
                        .person(person, language: recipient.field("language")?.stringValue.flatMap { Language(rawValue: $0) })
                    }
            }, parameters: record.field("parameters") ?? .record([]), at: at, person: record.field("person")?.stringValue)
    }

    package init(
        dossierID: String, version: Int64, notification: String, recipients: [NotificationDue.Recipient], parameters: Value, at: Timestamp,
        person: String?
    ) {
        self.dossierID = dossierID
        self.version = version
        self.notification = notification
        self.recipients = recipients
        self.parameters = parameters
        self.at = at
        self.person = person
    }
}

extension WorkTime {
    package init(_ moment: Timestamp) {
        self.init(milliseconds: moment.seconds * 1_000 + Int64(moment.nanoseconds / 1_000_000))
    }
}
