import CEL

/// One running matter: what its events add up to.
package struct Dossier: Hashable, Sendable {
    /// An action of the past, in short.
    package struct Step: Hashable, Sendable {
        package let action: String
        package let actor: String
        package let at: Timestamp
        package let from: String
        package let to: String
        /// The dossier's version just after the action.
        package let version: Int64
    }

    /// A document of the dossier: due, and perhaps made in some languages.
    package struct Document: Hashable, Sendable {
        package let definition: String
        package let number: Int
        package let dueAt: Timestamp
        package internal(set) var made: [DocumentMade]
    }

    package let id: String
    /// The pack that it follows.
    package let packName: String
    /// The version under which it started, or to which it was moved since.
    package internal(set) var packVersion: String
    package internal(set) var packHash: String
    package let createdAt: Timestamp
    package internal(set) var updatedAt: Timestamp
    package internal(set) var state: String
    /// How many events it has.
    package internal(set) var version: Int64
    /// The declared fields that are filled: a record.
    package internal(set) var data: Value
    /// A record for each form that was filled, by the form's identifier: a record of records.
    package internal(set) var forms: Value
    /// Forms whose last saving was a draft.
    package internal(set) var draftForms: Set<String>
    package internal(set) var documents: [Document]
    /// When what people wrote in it was erased; nil while it is kept.
    package internal(set) var erasedAt: Timestamp?
    package internal(set) var steps: [Step]
    /// The delays of which those concerned were told.
    package internal(set) var reminded: Set<DeadlinePassed>
    /// The version that the last act of a person left.
    package internal(set) var actedVersion: Int64

    /// A dossier whose first event is this opening.
    init(_ opening: DossierOpened, at moment: Timestamp) {
        id = opening.dossierID
        packName = opening.packName
        packVersion = opening.packVersion
        packHash = opening.packHash
        createdAt = moment
        updatedAt = moment
        state = opening.state
        version = 1
        data = .record([])
        forms = .record([])
        draftForms = []
        erasedAt = nil
        documents = []
        steps = []
        reminded = []
        actedVersion = 1
    }

    /// Whether somebody who saw a version saw all that people have done: what time alone did changes nothing for a command.
    package func isCurrent(_ seen: Int64) -> Bool { (actedVersion...version).contains(seen) }
}

extension Dossier {
    package var isErased: Bool { erasedAt != nil }
}
