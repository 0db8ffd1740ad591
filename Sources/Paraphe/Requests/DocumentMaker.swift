import CEL
import Diagnostics
import Rules
import Workflow

/// Makes the documents of an action, and signs those that are to be signed.
package protocol DocumentMaker: Sendable {
    /// One document for each language.
    ///
    /// - Throws: `DiagnosticsError` when a document cannot be made; the action then fails, and nothing is stored.
    func make(_ request: DocumentRequest) throws -> [MadeDocument]
}

/// A document that an action asks for.
package struct DocumentRequest: Sendable {
    package let definition: DocumentDefinition
    package let rulebook: Rulebook
    /// The dossier as it will stand after the action.
    package let dossier: Dossier
    /// Who acts, and signs.
    package let actor: Actor
    /// Counts the documents of this definition in the dossier, from 1.
    package let number: Int
    package let producedAt: Timestamp
    /// Digest of the pack in hexadecimal.
    package let packHash: String
    /// Documents that the dossier has already, by their content's hash: a final report can be added to a preliminary one.
    package let blobs: BlobStore

    /// The record `dossier` of templates.
    package var dossierRecord: Value { dossier.record(in: rulebook) }
    /// The record `forms` of templates.
    package var formsRecord: Value { dossier.formsRecord(in: rulebook) }
    /// The record `form` of templates; nil when the definition names no form.
    package var formRecord: Value? {
        definition.form.flatMap { rulebook.forms[$0.id] }.map { dossier.formRecord($0) }
    }
}

/// A document on its way into the store.
package struct MadeDocument: Sendable {
    package let language: Language
    package let bytes: [UInt8]
    package let mediaType: String
    package let fileName: String
    package let isSigned: Bool
    /// Where it goes as a fax once the action is stored; nil for what is not sent.
    package let fax: StoredFax?

    package init(
        language: Language, bytes: [UInt8], mediaType: String = "application/pdf", fileName: String, isSigned: Bool, fax: StoredFax? = nil
    ) {
        self.fax = fax
        self.language = language
        self.bytes = bytes
        self.mediaType = mediaType
        self.fileName = fileName
        self.isSigned = isSigned
    }
}
