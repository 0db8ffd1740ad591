/// What signatures already there allow (ISO 32000-1, clauses 12.8.2.2 and 12.8.2.4).
package enum DocumentPermissions {
    /// The certifying signature and its level (1 to 3).
    package static func certification(_ file: PDFFile) -> (signature: PDFReference?, permission: Int)? {
        guard let entry = file.resolve(file.catalog["Perms"]).dictionaryValue?["DocMDP"],
            let signature = file.resolve(entry).dictionaryValue
        else { return nil }
        return (entry.referenceValue, level(signature, file) ?? 2)
    }

    /// The level that a signature's DocMDP transform names; nil when it has none.
    package static func level(_ signature: PDFDictionary, _ file: PDFFile) -> Int? {
        guard let parameters = transform("DocMDP", of: signature, file) else { return nil }
        let level = file.resolve(parameters["P"]).integerValue ?? 2
        return (1...3).contains(level) ? level : 1
    }

    /// Whether a signature among `fields` forbids changes to the field of this name.
    package static func locks(_ file: PDFFile, fields: [SignatureFieldEntry], name: String) -> Bool {
        fields.contains { field in
            guard let signature = field.value, let parameters = transform("FieldMDP", of: signature, file) else { return false }
            return isLocked(name, by: parameters, file)
        }
    }

    package static func isLocked(_ name: String, by parameters: PDFDictionary, _ file: PDFFile) -> Bool {
        let names = (file.resolve(parameters["Fields"]).arrayValue ?? []).compactMap { file.resolve($0).textValue }
        let isNamed = names.contains { name == $0 || name.hasPrefix($0 + ".") }
        return switch file.resolve(parameters["Action"]).nameValue?.text {
        case "Include": isNamed
        case "Exclude": !isNamed
        default: true
        }
    }

    package static func transform(_ method: PDFName, of signature: PDFDictionary, _ file: PDFFile) -> PDFDictionary? {
        for reference in file.resolve(signature["Reference"]).arrayValue ?? [] {
            guard let dictionary = file.resolve(reference).dictionaryValue,
                file.resolve(dictionary["TransformMethod"]).nameValue == method
            else { continue }
            return file.resolve(dictionary["TransformParams"]).dictionaryValue ?? [:]
        }
        return nil
    }
}
