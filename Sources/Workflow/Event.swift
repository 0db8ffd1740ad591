import CEL
import Diagnostics

/// Something that happened to a dossier. Events carry results, never expressions: replaying them needs no rulebook.
package struct Event: Hashable, Sendable {
    /// What all events tell.
    package struct Header: Hashable, Sendable {
        /// When the command was decided.
        package let at: Timestamp
        /// The identifier of the person who acted; empty when time alone did.
        package let actor: String
        /// The identifier of the action; empty when time alone did.
        package let action: String
        /// The version of the pack that decided.
        package let packVersion: String

        package init(at: Timestamp, actor: String, action: String, packVersion: String) {
            self.at = at
            self.actor = actor
            self.action = action
            self.packVersion = packVersion
        }
    }

    package enum Body: Hashable, Sendable {
        case opened(DossierOpened)
        case actionTaken(ActionTaken)
        case dataChanged([DataChange])
        case formSaved(FormSaved)
        case notificationDue(NotificationDue)
        case documentDue(DocumentDue)
        case documentMade(DocumentMade)
        case deadlinePassed(DeadlinePassed)
        case migrated(DossierMigrated)
        case erased(DossierErased)
    }

    package let header: Header
    package let body: Body

    package init(header: Header, body: Body) {
        self.header = header
        self.body = body
    }
}

/// The first event of every dossier.
package struct DossierOpened: Hashable, Sendable {
    package let dossierID: String
    package let packName: String
    package let packVersion: String
    /// Digest of the pack in hexadecimal, as the caller computes it; empty when unknown.
    package let packHash: String
    /// The state in which it begins.
    package let state: String

    package init(dossierID: String, packName: String, packVersion: String, packHash: String, state: String) {
        self.dossierID = dossierID
        self.packName = packName
        self.packVersion = packVersion
        self.packHash = packHash
        self.state = state
    }
}

/// An action that was allowed, and the move that it made.
package struct ActionTaken: Hashable, Sendable {
    /// Who acted, as he or she was then: the record `Person`.
    package let actor: Value
    /// The values given with the action: a record.
    package let input: Value
    package let from: String
    /// The same as `from` when the action does not move the dossier.
    package let to: String
    /// A digest of what was asked for, by which a command that comes again is known to be the same; nil of stores from before.
    package let orderDigest: String?

    package init(actor: Value, input: Value, from: String, to: String, orderDigest: String? = nil) {
        self.actor = actor
        self.input = input
        self.from = from
        self.to = to
        self.orderDigest = orderDigest
    }
}

/// One change of the dossier's data.
package struct DataChange: Hashable, Sendable {
    package enum Operation: Hashable, Sendable {
        case set(Value)
        case clear
        /// Adds an element at the end of a list.
        case append(Value)
    }

    /// Names of nested fields, from the dossier's top level.
    package let path: [String]
    package let operation: Operation

    package init(path: [String], operation: Operation) {
        self.path = path
        self.operation = operation
    }
}

/// The values of a form as they stand after the action.
package struct FormSaved: Hashable, Sendable {
    package let form: String
    /// All values of the form: a record.
    package let values: Value
    /// Whether required fields may still be empty.
    package let isDraft: Bool

    package init(form: String, values: Value, isDraft: Bool) {
        self.form = form
        self.values = values
        self.isDraft = isDraft
    }
}

/// A notification that has to be sent because of the action.
package struct NotificationDue: Hashable, Sendable {
    package enum Recipient: Hashable, Sendable {
        /// Everybody who has the role when it is sent.
        case role(String)
        /// The person with the identifier, and the language that he or she chose in the dossier; nil for that of the directory.
        case person(String, language: Language? = nil)
    }

    package let notification: String
    package let recipients: [Recipient]
    /// The values that its texts insert: a record.
    package let parameters: Value

    package init(notification: String, recipients: [Recipient], parameters: Value) {
        self.notification = notification
        self.recipients = recipients
        self.parameters = parameters
    }
}

/// A delay of the dossier, or of a reminder of it, that has passed: nobody acted.
package struct DeadlinePassed: Hashable, Sendable {
    /// The identifier of the deadline.
    package let deadline: String
    /// The identifier of its reminder; nil for its end.
    package let reminder: String?
    /// The version with which the dossier came to the state in which it waits.
    package let sinceVersion: Int64

    package init(deadline: String, reminder: String?, sinceVersion: Int64) {
        self.deadline = deadline
        self.reminder = reminder
        self.sinceVersion = sinceVersion
    }

    /// `deadline`, or `deadline.reminder`.
    package var name: String { reminder.map { "\(deadline).\($0)" } ?? deadline }
}

/// A document that has to be made because of the action.
package struct DocumentDue: Hashable, Sendable {
    package let definition: String
    /// Counts the documents of this definition in the dossier, from 1.
    package let number: Int

    package init(definition: String, number: Int) {
        self.definition = definition
        self.number = number
    }
}

/// A document that was made and stored before this event was.
package struct DocumentMade: Hashable, Sendable {
    package let definition: String
    /// As in ``DocumentDue/number``.
    package let number: Int
    /// BCP 47 tag.
    package let language: String
    package let kind: String
    package let fileName: String
    package let mediaType: String
    /// SHA-256 of the content in hexadecimal: its address in the store.
    package let hash: String
    package let byteCount: Int
    package let isSigned: Bool

    package init(
        definition: String, number: Int, language: String, kind: String, fileName: String, mediaType: String, hash: String,
        byteCount: Int, isSigned: Bool
    ) {
        self.definition = definition
        self.number = number
        self.language = language
        self.kind = kind
        self.fileName = fileName
        self.mediaType = mediaType
        self.hash = hash
        self.byteCount = byteCount
        self.isSigned = isSigned
    }
}

/// A dossier that came under another version of its pack.
package struct DossierMigrated: Hashable, Sendable {
    /// What the header of the event has in place of an action of the pack, none of which begins with a sign.
    package static let action = "@migrate"

    package let packVersion: String
    /// Digest of the pack in hexadecimal.
    package let packHash: String
    package let fromVersion: String
    package let fromHash: String
    package let from: String
    /// The same as `from` when the state keeps its name.
    package let to: String
    package let changes: [DataChange]
    /// Each sets or clears a whole form.
    package let formChanges: [DataChange]

    package init(
        packVersion: String, packHash: String, fromVersion: String, fromHash: String, from: String, to: String, changes: [DataChange],
        formChanges: [DataChange]
    ) {
        self.packVersion = packVersion
        self.packHash = packHash
        self.fromVersion = fromVersion
        self.fromHash = fromHash
        self.from = from
        self.to = to
        self.changes = changes
        self.formChanges = formChanges
    }
}

/// The tombstone of a dossier whose time was over: what people wrote in it can no longer be read by anybody.
package struct DossierErased: Hashable, Sendable {
    /// What the header of the event has in place of an action of the pack.
    package static let action = "@erase"

    /// The retention rule of the pack.
    package let rule: String
    /// The law behind it; empty when the pack names none.
    package let basis: String
    /// The first day on which it could be erased.
    package let due: String
    /// Events before this one.
    package let eventCount: Int64
    /// Digests of the documents and attachments that it had.
    package let files: [String]

    package init(rule: String, basis: String, due: String, eventCount: Int64, files: [String]) {
        self.rule = rule
        self.basis = basis
        self.due = due
        self.eventCount = eventCount
        self.files = files
    }
}
