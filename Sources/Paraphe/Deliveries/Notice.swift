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

    package func copy(for person: String) -> Notice {
        Notice(
            dossierID: dossierID, version: version, notification: notification, recipients: [.person(person)], parameters: parameters,
            at: at, person: person)
    }

    // MARK: - As work

    var payload: [UInt8] {
        let recipients = recipients.map { recipient -> Value in
            switch recipient {
            case .role(let role): .record([("role", .string(role))])
            case .person(let person): .record([("person", .string(person))])
            }
        }
        return ValueCodec.encode(
            .record([
                ("dossier", .string(dossierID)), ("version", .int(version)), ("notification", .string(notification)),
                ("recipients", .list(recipients)), ("parameters", parameters), ("at", .timestamp(at)),
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
                recipient.field("role")?.stringValue.map { .role($0) } ?? recipient.field("person")?.stringValue.map { .person($0) }
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
