import CivilTime
import Diagnostics

/// What a caller gives for a variable of a message.
package enum MessageValue: Hashable, Sendable {
    case string(String)
    case number(DecimalNumber)
    case boolean(Bool)
    case dateTime(LocalDateTime)
    /// Something that no message can show: null, a list, a map.
    case opaque
}

/// One piece of a formatted message.
package enum MessagePart: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case string
        case number
        case datetime
        case test
    }

    package enum Direction: String, Hashable, Sendable {
        case ltr
        case rtl
        case auto
    }

    /// A placeholder's text.
    package struct Formatted: Hashable, Sendable {
        package var text: String
        package var kind: Kind
        package var direction: Direction
        /// Whether the message asked for isolation by `u:dir`.
        package var isIsolated: Bool
        /// `u:id`
        package var id: String?
    }

    /// Markup of the author: `{#strong}`.
    package struct MarkupTag: Hashable, Sendable {
        package var kind: Message.MarkupKind
        package var name: String
        package var options: [NamedText]
        package var id: String?
    }

    package struct NamedText: Hashable, Sendable {
        package var name: String
        package var text: String
    }

    /// Words of the author.
    case text(String)
    case value(Formatted)
    case markup(MarkupTag)
    /// What stands for a placeholder that could not be shown, in braces: `$name`, `|literal|` or `:function`.
    case fallback(String)
}

/// A fault found while a message is formatted; the message is still shown, with a fallback in its place.
package struct MessageError: Hashable, Sendable {
    /// The names are those of MessageFormat 2's errors.
    package enum Kind: String, Hashable, Sendable {
        case unresolvedVariable = "unresolved-variable"
        case unknownFunction = "unknown-function"
        case badOperand = "bad-operand"
        case badOption = "bad-option"
        case badSelector = "bad-selector"
        case badVariantKey = "bad-variant-key"
    }

    package var kind: Kind
    /// The variable, function, option or key.
    package var name: String
    /// Where in the message.
    package var span: Span?

    package init(_ kind: Kind, _ name: String, at span: Span?) {
        self.kind = kind
        self.name = name
        self.span = span
    }
}
