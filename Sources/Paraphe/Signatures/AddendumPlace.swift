import Diagnostics
import PDF

/// A place that a document keeps for an addendum: an empty text field, and an empty signature field whose lock names that field alone
/// (ISO 32000-1, table 233). Filling both is what DocMDP and FieldMDP leave open, so earlier signatures stay valid.
struct AddendumPlace {
    let signatureField: String
    let text: TextFieldEntry
    let width: Double
    let height: Double

    /// The first place that is free, or the one of this name, be it that of the text or of the signature.
    static func free(in file: PDFFile, named name: String?) throws(DiagnosticsError) -> AddendumPlace {
        let signatures = SignatureFields.all(file)
        let texts = TextFieldEntry.all(file)
        var used = 0
        for field in signatures {
            guard let lock = file.resolve(field.dictionary["Lock"]).dictionaryValue, file.resolve(lock["Action"]).nameValue == "Include",
                let names = file.resolve(lock["Fields"]).arrayValue, names.count == 1, let locked = file.resolve(names[0]).textValue,
                let text = texts.first(where: { $0.name == locked }), name == nil || name == locked || name == field.name,
                let (width, height) = text.size(in: file)
            else { continue }
            guard field.value == nil, text.value == nil else {
                used += 1
                continue
            }
            if DocumentPermissions.locks(file, fields: signatures, name: locked) { continue }
            return AddendumPlace(signatureField: field.name, text: text, width: width, height: height)
        }
        throw DiagnosticsError(used > 0 ? AddendumDiagnostics.allUsed(used) : AddendumDiagnostics.noPlace())
    }
}
