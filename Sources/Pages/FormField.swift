/// A field of the document's form, with what is seen there.
package struct FormField: Sendable {
    package enum Kind: Hashable, Sendable {
        /// A place for an electronic signature, and the fields that signing it locks.
        case signature(lock: FieldLock?)
        /// A place for text that is written later, such as an addendum to a signed document.
        case text
    }

    /// Partial field name, unique in the document.
    package var name: String
    package var kind: Kind
    /// Index of the page.
    package var page: Int
    /// An invisible field has no extent.
    package var rectangle: Rectangle
    /// What the field tells a reader (its tool tip).
    package var description: String
    /// The appearance, in page coordinates, painted by the field itself and not by the page.
    package var appearance: [PageItem]

    package init(
        name: String, kind: Kind = .signature(lock: nil), page: Int, rectangle: Rectangle, description: String, appearance: [PageItem] = []
    ) {
        self.name = name
        self.kind = kind
        self.page = page
        self.rectangle = rectangle
        self.description = description
        self.appearance = appearance
    }
}

/// Fields that may not change once a signature stands (ISO 32000-1, table 233).
package enum FieldLock: Hashable, Sendable {
    case all
    case only([String])
    case allBut([String])

    /// `all`, `all-but a b`, or `a b`; nil for a text without any word.
    package init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        switch words.first {
        case nil: return nil
        case "all" where words.count == 1: self = .all
        case "all-but": self = .allBut(Array(words.dropFirst()))
        default: self = .only(words)
        }
    }

    /// The fields that it names.
    package var names: [String] {
        switch self {
        case .all: []
        case .only(let names), .allBut(let names): names
        }
    }
}
