import Diagnostics

/// One longhand with its value as declared.
struct Declaration: Sendable {
    enum Value: Sendable {
        case assign(Assignment)
        case inherit, initial, unset
        /// Back to what lower origins say.
        case revert
        /// Back to what earlier layers and lower origins say.
        case revertLayer
        /// One of two properties, by the direction of the text: `margin-inline-start`.
        indirect case logical(leftToRight: Declaration, rightToLeft: Declaration)
        /// Has `var()`: parsed when the variables are known.
        case deferred(DeferredValue)
        case custom(name: String, value: CustomDeclaration)
    }

    /// The ``property`` of what sets values without being a property: custom properties, spans of cells.
    static let noProperty = -1

    /// Index in ``PropertyTable/definitions``, or ``noProperty``.
    var property: Int
    var value: Value
}

enum CustomDeclaration: Sendable {
    case text(String)
    case initial, inherit
}

/// A value with `var()`, as text.
final class DeferredValue: Sendable {
    /// The property or shorthand as written.
    let property: String
    let text: String
    let span: Span
    let base: String

    init(property: String, text: String, span: Span, base: String) {
        self.property = property
        self.text = text
        self.span = span
        self.base = base
    }
}

/// The declarations of one rule, in order.
final class DeclarationBlock: Sendable {
    let normal: [Declaration]
    let important: [Declaration]

    init(normal: [Declaration], important: [Declaration]) {
        self.normal = normal
        self.important = important
    }

    static let empty = DeclarationBlock(normal: [], important: [])
    var isEmpty: Bool { normal.isEmpty && important.isEmpty }
}
