import Certificates
import PDF

/// What a signature says and where it stands.
package struct SignatureRequest: Sendable {
    /// What may still change in a certified document (ISO 32000-1, table 254).
    package enum Permission: Int, Hashable, Sendable {
        case noChanges = 1
        /// Filling of forms and further signatures.
        case formFilling = 2
    }

    /// The field to fill; nil takes the first empty one, or adds an invisible one where there is none.
    package var fieldName: String?
    package var date: SigningDate
    /// The signer's name as shown; by default the certificate's.
    package var name: String?
    package var reason: String?
    package var location: String?
    package var contact: String?
    /// Certifies the document when this is its first signature; nothing on later ones.
    package var certification: Permission?
    /// Bytes kept for the CMS; by default what it needs.
    package var reservedBytes: Int?
    /// Where a new field is seen; without it a new field is invisible. Only for fields that the document does not have.
    package var placement: FieldPlacement?
    /// What the signature's field shows, in the field's size; nil leaves a prepared field as it looks.
    package var appearance: PDFFragment?
    /// Texts that come with the signature.
    package var texts: [FieldText] = []

    package init(
        fieldName: String? = nil, date: SigningDate, name: String? = nil, reason: String? = nil, location: String? = nil,
        contact: String? = nil, certification: Permission? = .formFilling, reservedBytes: Int? = nil
    ) {
        self.fieldName = fieldName
        self.date = date
        self.name = name
        self.reason = reason
        self.location = location
        self.contact = contact
        self.certification = certification
        self.reservedBytes = reservedBytes
    }
}
