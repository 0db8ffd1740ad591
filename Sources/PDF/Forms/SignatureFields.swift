/// A signature field of a file (ISO 32000-1, clause 12.7.4.5).
package struct SignatureFieldEntry {
    /// Full name, partial names joined by points.
    package let name: String
    package let reference: PDFReference
    package let dictionary: PDFDictionary
    /// The signature dictionary; nil for an empty field.
    package let value: PDFDictionary?
    package let valueReference: PDFReference?
}

/// Finds the signature fields of a file, in the order of the form.
package enum SignatureFields {
    private static let fieldLimit = 20_000
    private static let depthLimit = 32

    package static func all(_ file: PDFFile) -> [SignatureFieldEntry] {
        var found: [SignatureFieldEntry] = []
        var seen: Set<PDFReference> = []
        let form = file.resolve(file.catalog["AcroForm"]).dictionaryValue ?? [:]
        func visit(_ object: PDFObject, prefix: String, type: PDFName?, value: PDFObject?, depth: Int) {
            guard let reference = object.referenceValue, seen.insert(reference).inserted, seen.count < fieldLimit, depth < depthLimit,
                let field = file.object(reference).dictionaryValue
            else { return }
            let partial = file.resolve(field["T"]).textValue
            let name = [prefix, partial ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
            let type = file.resolve(field["FT"]).nameValue ?? type
            let value = field["V"] ?? value
            // A kid with a name is a field; one without is a widget of this field.
            let kids = (file.resolve(field["Kids"]).arrayValue ?? []).filter {
                file.resolve(file.resolve($0).dictionaryValue?["T"]) != .null
            }
            if !kids.isEmpty {
                for kid in kids { visit(kid, prefix: name, type: type, value: value, depth: depth + 1) }
                return
            }
            guard type == "Sig" else { return }
            found.append(
                SignatureFieldEntry(
                    name: name, reference: reference, dictionary: field, value: file.resolve(value).dictionaryValue,
                    valueReference: value?.referenceValue))
        }
        for field in file.resolve(form["Fields"]).arrayValue ?? [] { visit(field, prefix: "", type: nil, value: nil, depth: 0) }
        return found
    }
}
