import CEL

/// Somebody looked at a dossier, or took something of it out of the store.
package struct DossierAccess: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The dossier and its data.
        case dossier
        case history
        case document
        case export
        case `import`
        /// This list.
        case disclosure
    }

    package let kind: Kind
    package let person: String
    package let at: Timestamp
    /// The version of the dossier that was seen.
    package let version: Int64
    /// The name of the document; empty elsewhere.
    package let detail: String

    package init(_ kind: Kind, by person: String, at: Timestamp, version: Int64, detail: String = "") {
        self.kind = kind
        self.person = person
        self.at = at
        self.version = version
        self.detail = detail
    }
}
