/// A file that goes with a document: its data, for a program that receives it.
package struct AttachedFile: Hashable, Sendable {
    /// What the file is to the document (ISO 19005-3, clause 6.8; ISO 32000-2, table 43).
    package enum Relationship: String, Hashable, Sendable, CaseIterable {
        /// What the document was made of.
        case source = "Source"
        /// What the document shows, as data.
        case data = "Data"
        /// The same content in another form.
        case alternative = "Alternative"
        /// More than the document shows.
        case supplement = "Supplement"
        case unspecified = "Unspecified"
    }

    /// A file's name, unique in the document, without a folder.
    package var name: String
    /// A media type (RFC 6838), `application/json`.
    package var mediaType: String
    package var relationship: Relationship
    /// What it is, for people, in the document's language.
    package var description: String
    /// ISO 8601 with offset; nil when it is not known.
    package var modified: String?
    package var bytes: [UInt8]

    package init(
        name: String, mediaType: String, relationship: Relationship, description: String, modified: String? = nil, bytes: [UInt8]
    ) {
        self.name = name
        self.mediaType = mediaType
        self.relationship = relationship
        self.description = description
        self.modified = modified
        self.bytes = bytes
    }
}
