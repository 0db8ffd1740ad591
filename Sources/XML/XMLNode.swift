import Diagnostics

/// What a node is.
@frozen
package enum XMLNodeKind: UInt8, Hashable, Sendable {
    /// The parent of the document element; always node 0.
    case document
    case element
    case text
    /// A processing instruction such as `<?xml-stylesheet …?>`: its name is the target, its text the data.
    case processingInstruction
}

/// One node of the arena. Links are indices, -1 where there is none; read them through ``XMLTree``.
@frozen
package struct XMLNode: Sendable {
    package var kind: XMLNodeKind
    package var namespace: XMLNamespace
    /// Whether a text was inserted from data: nobody's words to correct.
    package var isData = false
    package var name: NameID
    package var parent: Int32 = -1
    package var firstChild: Int32 = -1
    package var lastChild: Int32 = -1
    package var nextSibling: Int32 = -1
    package var previousSibling: Int32 = -1
    /// Index of the first attribute in ``XMLTree/attributes``.
    package var firstAttribute: Int32 = 0
    package var attributeCount: Int32 = 0
    /// Text: UTF-8 offset in ``XMLTree/textBytes``. Element: offset of its end tag in the source.
    package var contentStart: Int32 = 0
    /// Text: number of bytes. Element: length of its end tag in the source, 0 for `<br/>`.
    package var contentCount: Int32 = 0
    /// Text: the raw stretch of the source. Element: its start tag.
    package var span: Span

    package init(kind: XMLNodeKind, namespace: XMLNamespace, name: NameID, span: Span) {
        self.kind = kind
        self.namespace = namespace
        self.name = name
        self.span = span
    }
}

/// One attribute of an element; namespace declarations are not attributes.
@frozen
package struct XMLAttribute: Sendable {
    package var namespace: XMLNamespace
    package var name: NameID
    /// UTF-8 offset of the decoded value in ``XMLTree/textBytes``.
    package var valueStart: Int32
    /// Bytes of the decoded value.
    package var valueCount: Int32
    /// Where the name stands, with its prefix.
    package var nameSpan: Span
    /// Where the value stands, without its quotes.
    package var valueSpan: Span

    package init(namespace: XMLNamespace, name: NameID, valueStart: Int32, valueCount: Int32, nameSpan: Span, valueSpan: Span) {
        self.namespace = namespace
        self.name = name
        self.valueStart = valueStart
        self.valueCount = valueCount
        self.nameSpan = nameSpan
        self.valueSpan = valueSpan
    }
}
