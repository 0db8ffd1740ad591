/// A place for an electronic signature, with what is seen there.
package struct SignatureField: Sendable {
    /// Partial field name, unique in the document.
    package var name: String
    /// Index of the page.
    package var page: Int
    /// An invisible field has no extent.
    package var rectangle: Rectangle
    /// What the field tells a reader (its tool tip).
    package var description: String
    /// The appearance, in page coordinates, painted by the field itself and not by the page.
    package var appearance: [PageItem]

    package init(name: String, page: Int, rectangle: Rectangle, description: String, appearance: [PageItem] = []) {
        self.name = name
        self.page = page
        self.rectangle = rectangle
        self.description = description
        self.appearance = appearance
    }
}
