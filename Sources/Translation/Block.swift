import Diagnostics
import XML

/// A part of a guide in one language: an element with what it holds, or a run of words with its inline elements.
package struct Block: Sendable {
    /// The name of a block that is a run of words.
    package static let wordsName = "#words"

    /// `p`, `g:for`, or ``wordsName``.
    package let name: String
    /// The element; of a run, the element that holds it.
    package let node: NodeID
    /// The start tag, or the whole run.
    package let span: Span
    /// With the end tag.
    package let fullSpan: Span
    /// What must be the same in both languages.
    package let attributes: [BlockAttribute]
    package let id: BlockAttribute?
    /// Of a run; of an element, those of its attributes that people read.
    package let passage: Passage?
    package let children: [Block]
    let features: BlockFeatures

    init(
        name: String, node: NodeID, span: Span, fullSpan: Span, attributes: [BlockAttribute] = [], id: BlockAttribute? = nil,
        passage: Passage? = nil, children: [Block] = []
    ) {
        self.name = name
        self.node = node
        self.span = span
        self.fullSpan = fullSpan
        self.attributes = attributes
        self.id = id
        self.passage = passage
        self.children = children
        features = BlockFeatures(passage: passage, children: children)
    }

    package var isWords: Bool { name == Self.wordsName }

    /// All runs of words in it, in order.
    package var passages: [Passage] {
        (passage.map { [$0] } ?? []) + children.flatMap(\.passages)
    }

    func value(_ attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    /// What can stand for what, so that a wrong level is told as such and not as two parts missing.
    var family: String {
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6": "heading"
        case "ul", "ol": "list"
        case "th", "td": "cell"
        case "div", "section", "aside", "article", "blockquote": "group"
        default: name
        }
    }
}

/// An attribute as parity compares it.
package struct BlockAttribute: Sendable, Hashable {
    package let name: String
    /// As compared: addresses without the mark of their language.
    package let value: String
    package let shown: String
    package let span: Span
}

/// What two parts are compared by before anybody looks closer.
struct BlockFeatures: Sendable {
    /// More of them tell nothing more.
    private static let most = 400

    private(set) var letters = 0
    /// Beginnings of long words without accents: what French and English share.
    private(set) var stems: Set<UInt64> = []
    private(set) var facts: Set<String> = []
    private(set) var shape: [String] = []
    /// The sign that ends the words.
    private(set) var ending: Unicode.Scalar?
    /// What the record of translations knows the words by.
    private(set) var texts: [String] = []

    init(passage: Passage?, children: [Block]) {
        if let passage {
            ending = passage.text.unicodeScalars.last.flatMap { $0.properties.isAlphabetic ? nil : $0 }
            letters = passage.letterCount
            stems = passage.stems
            facts = Set(passage.facts.filter { !$0.isOptional }.compactMap(\.keys.first))
            if !passage.raw.isEmpty { texts = [passage.raw] }
        }
        for child in children {
            letters += child.features.letters
            if stems.count < Self.most { stems.formUnion(child.features.stems) }
            if facts.count < Self.most { facts.formUnion(child.features.facts) }
            if texts.count < 8 { texts += child.features.texts }
            shape.append(child.name)
            if let last = child.features.ending { ending = last }
        }
    }
}
