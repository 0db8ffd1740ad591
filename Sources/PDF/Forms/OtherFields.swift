/// Form fields that are not signatures, and their widgets, with the field's full name.
package enum OtherFields {
    package static func all(_ file: PDFFile) -> [(reference: PDFReference, name: String)] {
        var found: [(reference: PDFReference, name: String)] = []
        var seen: Set<PDFReference> = []
        let form = file.resolve(file.catalog["AcroForm"]).dictionaryValue ?? [:]
        func visit(_ object: PDFObject, prefix: String, type: PDFName?, depth: Int) {
            guard let reference = object.referenceValue, seen.insert(reference).inserted, seen.count < 20_000, depth < 32,
                let field = file.object(reference).dictionaryValue
            else { return }
            let name = [prefix, file.resolve(field["T"]).textValue ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
            let type = file.resolve(field["FT"]).nameValue ?? type
            if type != nil, type != "Sig" { found.append((reference, name)) }
            for kid in file.resolve(field["Kids"]).arrayValue ?? [] { visit(kid, prefix: name, type: type, depth: depth + 1) }
        }
        for field in file.resolve(form["Fields"]).arrayValue ?? [] { visit(field, prefix: "", type: nil, depth: 0) }
        return found
    }
}
