import PDF

/// A text that goes into a text field in the same revision as a signature, which covers it.
package struct FieldText: Hashable, Sendable {
    /// Full name of the field.
    package var field: String
    package var text: String
    /// How it looks, in the field's size.
    package var appearance: PDFFragment

    package init(field: String, text: String, appearance: PDFFragment) {
        self.field = field
        self.text = text
        self.appearance = appearance
    }
}
