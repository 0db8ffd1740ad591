import Diagnostics
import XML

/// A run of words in one language, as parity and translators see it.
package struct Passage: Sendable {
    /// Words alone, spaces collapsed; inline elements that write something of their own are U+FFFC.
    package let text: String
    /// The words with their inline elements.
    package let content: [InlinePiece]
    /// The content written out: what the record of translations compares.
    package let raw: String
    package let span: Span
    /// The nodes of the run; none for the words of an attribute.
    package let nodes: [NodeID]
    /// The attribute whose value it is.
    package let attribute: String?
    package let facts: [Fact]
    /// Words of attributes inside it: alternative texts, entries of the index.
    package let attributeTexts: [AttributeText]
    /// Whether the author says that it is the same in all languages.
    package let isFixed: Bool
    let letterCount: Int
    let stems: Set<UInt64>

    package struct AttributeText: Sendable, Hashable {
        package let element: String
        package let name: String
        package let text: String
        package let span: Span
    }

    init(
        text: String, content: [InlinePiece] = [], span: Span, nodes: [NodeID] = [], attribute: String? = nil, facts: [Fact] = [],
        attributeTexts: [AttributeText] = [], isFixed: Bool = false
    ) {
        self.text = text
        self.content = content
        raw = InlinePiece.markup(content)
        self.span = span
        self.nodes = nodes
        self.attribute = attribute
        self.facts = facts
        self.attributeTexts = attributeTexts
        self.isFixed = isFixed
        letterCount = text.unicodeScalars.reduce(0) { $0 + ($1.properties.isAlphabetic ? 1 : 0) }
        stems = Words.stems(text)
    }

    /// Whether there is nothing to translate.
    package var hasNoWords: Bool { letterCount == 0 }
}
