import CEL
import Diagnostics

/// A part of a JSON document as the pack builds it, every expression checked.
///
/// What has no value (an unset optional, null, blank text, an object or a list of nothing) is left out.
package indirect enum ExchangeNode: Sendable {
    /// A text, a number, true or false, as it stands.
    case constant(Value, Span)
    /// A text in the language of the document.
    case text(LocalizedText)
    /// The value of an expression.
    case expression(Condition)
    case object([Member])
    case list([ExchangeNode])
    /// The members of a base, then further ones; of two with the same name the further one counts.
    case extended(ExchangeNode, with: [Member])
    /// One element for each of a list; within a list they stand among the others, elsewhere they are a list.
    case each(Loop, body: ExchangeNode)
    /// A value with a name; one that cannot be computed is a fault only where it is used.
    case binding(name: String, value: Condition, body: ExchangeNode)
    /// Left out where the condition does not hold.
    case when(Condition, body: ExchangeNode)
    /// A fragment: it sees the variables of the document and its parameters, and nothing of the place that inserts it.
    case fragment(Use, body: ExchangeNode)

    /// A name and its value.
    package struct Member: Sendable {
        package let name: String
        package let value: ExchangeNode
        package let span: Span

        package init(name: String, value: ExchangeNode, span: Span) {
            self.name = name
            self.value = value
            self.span = span
        }
    }

    /// What `$for` goes through.
    package struct Loop: Sendable {
        package let variable: String
        /// The variable that counts from 0, if any.
        package let index: String?
        package let list: Condition

        package init(variable: String, index: String?, list: Condition) {
            self.variable = variable
            self.index = index
            self.list = list
        }
    }

    /// A place that inserts a fragment.
    package struct Use: Sendable {
        package let fragment: String
        package let arguments: [(name: String, value: Condition)]
        package let span: Span

        package init(fragment: String, arguments: [(name: String, value: Condition)], span: Span) {
            self.fragment = fragment
            self.arguments = arguments
            self.span = span
        }
    }
}
