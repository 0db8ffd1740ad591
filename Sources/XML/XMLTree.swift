import Diagnostics

/// A document as a tree in an arena: nodes, attributes and text lie in three flat arrays, and links are indices.
///
/// Parsed from a file (``XMLParser``) or built by a program (`append…`). Cheap to build, to copy and to walk; every node and attribute knows
/// where its author wrote it. Node 0 is the document.
package struct XMLTree: Sendable {
    @usableFromInline package internal(set) var nodes: ContiguousArray<XMLNode> = []
    @usableFromInline package internal(set) var attributes: ContiguousArray<XMLAttribute> = []
    /// UTF-8 of all text nodes and attribute values, decoded.
    @usableFromInline package internal(set) var textBytes: ContiguousArray<UInt8> = []
    package internal(set) var names: XMLNameTable
    /// The file that the tree was parsed from; nil for a built tree, whose spans may point into several files.
    package internal(set) var source: SourceFile?

    /// An empty document. Trees that share `names` share the numbers of their names.
    package init(names: XMLNameTable = XMLNameTable(), span: Span = Span(source: SourceID(index: .max), start: 0, end: 0)) {
        self.names = names
        nodes.append(XMLNode(kind: .document, namespace: .none, name: NameID(index: -1), span: span))
    }

    /// The document node, parent of the document element.
    @inlinable package var document: NodeID { NodeID(index: 0) }

    /// The document element; nil while nothing was built.
    package var root: NodeID? {
        children(of: document).first { kind(of: $0) == .element }
    }

    /// How many nodes there are, the document included.
    @inlinable package var nodeCount: Int { nodes.count }

    @inlinable package func kind(of node: NodeID) -> XMLNodeKind { nodes[Int(node.index)].kind }
    @inlinable package func isElement(_ node: NodeID) -> Bool { nodes[Int(node.index)].kind == .element }
    @inlinable package func namespace(of node: NodeID) -> XMLNamespace { nodes[Int(node.index)].namespace }
    @inlinable package func nameID(of node: NodeID) -> NameID { nodes[Int(node.index)].name }
    package func localName(of node: NodeID) -> String { names[nodes[Int(node.index)].name] }
    package func name(of node: NodeID) -> XMLName { XMLName(namespace(of: node), localName(of: node)) }

    /// Whether a node is the element of that name.
    package func isElement(_ node: NodeID, _ namespace: XMLNamespace, _ local: String) -> Bool {
        let record = nodes[Int(node.index)]
        return record.kind == .element && record.namespace == namespace && names[record.name] == local
    }

    /// Start tag of an element, raw stretch of a text.
    @inlinable package func span(of node: NodeID) -> Span { nodes[Int(node.index)].span }

    /// Where the end tag of a parsed element stands; the start tag again for `<br/>` and for built elements.
    package func endTagSpan(of element: NodeID) -> Span {
        let record = nodes[Int(element.index)]
        guard record.kind == .element, record.contentCount > 0 else { return record.span }
        return Span(source: record.span.source, start: Int(record.contentStart), end: Int(record.contentStart) + Int(record.contentCount))
    }

    /// From the start tag to the end tag.
    package func fullSpan(of node: NodeID) -> Span { span(of: node).union(endTagSpan(of: node)) }

    // MARK: Links

    @inlinable package func parent(of node: NodeID) -> NodeID? { Self.link(nodes[Int(node.index)].parent) }
    @inlinable package func firstChild(of node: NodeID) -> NodeID? { Self.link(nodes[Int(node.index)].firstChild) }
    @inlinable package func lastChild(of node: NodeID) -> NodeID? { Self.link(nodes[Int(node.index)].lastChild) }
    @inlinable package func nextSibling(of node: NodeID) -> NodeID? { Self.link(nodes[Int(node.index)].nextSibling) }
    @inlinable package func previousSibling(of node: NodeID) -> NodeID? { Self.link(nodes[Int(node.index)].previousSibling) }

    @inlinable static func link(_ index: Int32) -> NodeID? { index < 0 ? nil : NodeID(index: index) }

    /// The children of a node, in order.
    @inlinable package func children(of node: NodeID) -> Children { Children(nodes: nodes, upcoming: nodes[Int(node.index)].firstChild) }

    /// The nodes below a node, in document order.
    @inlinable package func descendants(of node: NodeID) -> Descendants { Descendants(nodes: nodes, top: node.index) }

    package struct Children: Sequence, IteratorProtocol {
        @usableFromInline let nodes: ContiguousArray<XMLNode>
        @usableFromInline var upcoming: Int32

        @inlinable
        init(nodes: ContiguousArray<XMLNode>, upcoming: Int32) {
            self.nodes = nodes
            self.upcoming = upcoming
        }

        @inlinable
        package mutating func next() -> NodeID? {
            guard upcoming >= 0 else { return nil }
            defer { upcoming = nodes[Int(upcoming)].nextSibling }
            return NodeID(index: upcoming)
        }
    }

    package struct Descendants: Sequence, IteratorProtocol {
        @usableFromInline let nodes: ContiguousArray<XMLNode>
        @usableFromInline let top: Int32
        @usableFromInline var current: Int32

        @inlinable
        init(nodes: ContiguousArray<XMLNode>, top: Int32) {
            self.nodes = nodes
            self.top = top
            current = top
        }

        @inlinable
        package mutating func next() -> NodeID? {
            guard current >= 0 else { return nil }
            var record = nodes[Int(current)]
            var next = record.firstChild
            while next < 0 {
                if current == top { break }
                next = record.nextSibling
                if next >= 0 { break }
                current = record.parent
                if current < 0 || current == top { break }
                record = nodes[Int(current)]
            }
            current = next
            return next < 0 ? nil : NodeID(index: next)
        }
    }

    // MARK: Text

    /// Where the decoded UTF-8 of a text node (or of a processing instruction's data) lies in ``textBytes``.
    @inlinable
    package func textRange(of node: NodeID) -> Range<Int> {
        let record = nodes[Int(node.index)]
        guard record.kind == .text || record.kind == .processingInstruction else { return 0..<0 }
        return Int(record.contentStart)..<(Int(record.contentStart) + Int(record.contentCount))
    }

    /// The decoded text of a text node or of a processing instruction; empty for elements.
    package func text(of node: NodeID) -> String {
        let range = textRange(of: node)
        return range.isEmpty ? "" : String(decoding: textBytes[range], as: UTF8.self)
    }

    /// The text of a text node with the way back to the source.
    package func embeddedText(of node: NodeID) -> EmbeddedText {
        embedded(text(of: node), at: span(of: node), isAttribute: false)
    }

    /// Whether a text node holds only spaces, tabs and line ends.
    package func isBlankText(_ node: NodeID) -> Bool {
        nodes[Int(node.index)].kind == .text && textBytes[textRange(of: node)].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// The text of a node and all below it, joined.
    package func textContent(of node: NodeID) -> String {
        if kind(of: node) == .text { return text(of: node) }
        var bytes: [UInt8] = []
        for child in descendants(of: node) where kind(of: child) == .text { bytes.append(contentsOf: textBytes[textRange(of: child)]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Attributes

    /// The attributes of an element, in the order written.
    @inlinable
    package func attributes(of node: NodeID) -> Slice<ContiguousArray<XMLAttribute>> {
        let record = nodes[Int(node.index)]
        let start = Int(record.firstAttribute)
        return Slice(base: attributes, bounds: start..<(start + Int(record.attributeCount)))
    }

    /// An attribute by name; without a namespace unless one is given.
    package func attribute(_ local: String, in namespace: XMLNamespace = .none, of node: NodeID) -> XMLAttribute? {
        let record = nodes[Int(node.index)]
        guard record.attributeCount > 0, let id = names.id(of: local) else { return nil }
        return attribute(id, in: namespace, of: node)
    }

    /// An attribute by the number of its name.
    @inlinable
    package func attribute(_ name: NameID, in namespace: XMLNamespace = .none, of node: NodeID) -> XMLAttribute? {
        let record = nodes[Int(node.index)]
        var index = Int(record.firstAttribute)
        let end = index + Int(record.attributeCount)
        while index < end {
            if attributes[index].name == name, attributes[index].namespace == namespace { return attributes[index] }
            index += 1
        }
        return nil
    }

    /// The decoded value of an attribute.
    package func value(of attribute: XMLAttribute) -> String {
        attribute.valueCount == 0 ? "" : String(decoding: textBytes[valueRange(of: attribute)], as: UTF8.self)
    }

    /// Where the decoded UTF-8 of an attribute's value lies in ``textBytes``.
    @inlinable
    package func valueRange(of attribute: XMLAttribute) -> Range<Int> {
        Int(attribute.valueStart)..<(Int(attribute.valueStart) + Int(attribute.valueCount))
    }

    /// The decoded value of the attribute of that name.
    package func value(_ local: String, in namespace: XMLNamespace = .none, of node: NodeID) -> String? {
        attribute(local, in: namespace, of: node).map(value(of:))
    }

    /// The value of an attribute with the way back to the source, through entities: for CEL, CSS and links inside it.
    package func embeddedValue(of attribute: XMLAttribute) -> EmbeddedText {
        embedded(value(of: attribute), at: attribute.valueSpan, isAttribute: true)
    }

    /// The language of a node: the nearest `xml:lang` or `lang` at it or above it; nil where nobody says.
    package func languageTag(of node: NodeID) -> String? {
        var current: NodeID? = node
        while let here = current {
            if let tag = value("lang", in: .xml, of: here) ?? value("lang", of: here) { return tag }
            current = parent(of: here)
        }
        return nil
    }

    private func embedded(_ text: String, at span: Span, isAttribute: Bool) -> EmbeddedText {
        let range = span.range
        if range.count == text.utf8.count { return EmbeddedText(verbatim: text, source: span.source, at: range.lowerBound) }
        guard let source, source.id == span.source, range.upperBound <= source.bytes.count else {
            let segment = EmbeddedText.Segment(textStart: 0, hostStart: range.lowerBound, hostEnd: range.upperBound, isVerbatim: false)
            return EmbeddedText(text: text, source: span.source, segments: [segment])
        }
        return EmbeddedText(text: text, source: span.source, segments: RawText.segments(source.bytes, range, isAttribute: isAttribute))
    }
}
