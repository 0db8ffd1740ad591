import Diagnostics

/// Something in a passage that must be the same in both languages, whatever the words around it.
package struct Fact: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Numbers, sums, percentages, ranks, dates, times, phone numbers.
        case number
        /// Codes, form numbers, addresses of mail.
        case identifier
        /// Elements of the template that name something: values, messages, references, facts.
        case reference
        case link
        case image
        case term
        /// Inline elements that mean something: buttons, notes, code.
        case markup
    }

    package let kind: Kind
    /// The forms under which it may agree with another; the first is the exact one.
    package let keys: [String]
    package let shown: String
    package let span: Span
    /// Whether it may be missing on the other side: numbers in words, days of the week.
    package var isOptional = false

    func agrees(with other: Fact) -> Bool { keys.contains { other.keys.contains($0) } }
}
