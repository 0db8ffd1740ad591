/// A text field of a file whose widget is itself (ISO 32000-1, clause 12.7.4.3).
package struct TextFieldEntry {
    /// Full name, partial names joined by points.
    package let name: String
    package let reference: PDFReference
    package let dictionary: PDFDictionary
    /// Nil for an empty field.
    package let value: String?

    /// In the order of the form.
    package static func all(_ file: PDFFile) -> [TextFieldEntry] {
        OtherFields.all(file).compactMap { reference, name in
            guard let field = file.object(reference).dictionaryValue, file.resolve(field["FT"]).nameValue == "Tx", field["Kids"] == nil,
                field["Rect"] != nil
            else { return nil }
            let text = file.resolve(field["V"]).textValue ?? ""
            return TextFieldEntry(name: name, reference: reference, dictionary: field, value: text.isEmpty ? nil : text)
        }
    }

    /// The width and height in points; nil when the widget has no extent.
    package func size(in file: PDFFile) -> (width: Double, height: Double)? {
        let sides = (file.resolve(dictionary["Rect"]).arrayValue ?? []).compactMap { file.resolve($0).numberValue }
        guard sides.count == 4 else { return nil }
        let (width, height) = (abs(sides[2] - sides[0]), abs(sides[3] - sides[1]))
        return width > 0 && height > 0 && width < 15_000 && height < 15_000 ? (width, height) : nil
    }
}
