import Diagnostics

extension XMLTree {
    /// Makes room beforehand, when the size is known.
    package mutating func reserve(nodes nodeCount: Int, attributes attributeCount: Int, textBytes byteCount: Int) {
        nodes.reserveCapacity(nodeCount)
        attributes.reserveCapacity(attributeCount)
        textBytes.reserveCapacity(byteCount)
    }

    /// The number of a name in this tree, for `append(element:…)` and comparisons.
    package mutating func intern(_ name: String) -> NameID {
        names.intern(name)
    }

    /// Adds an element as the last child of `parent`.
    @discardableResult
    package mutating func append(element local: String, in namespace: XMLNamespace = .xhtml, span: Span, to parent: NodeID) -> NodeID {
        append(element: names.intern(local), in: namespace, span: span, to: parent)
    }

    /// Adds an element as the last child of `parent`, by the number of its name.
    @discardableResult
    package mutating func append(element name: NameID, in namespace: XMLNamespace, span: Span, to parent: NodeID) -> NodeID {
        append(XMLNode(kind: .element, namespace: namespace, name: name, span: span), to: parent)
    }

    /// Adds a text as the last child of `parent`.
    @discardableResult
    package mutating func append(text: String, span: Span, to parent: NodeID) -> NodeID {
        appendText(utf8: text.utf8, span: span, to: parent)
    }

    @discardableResult
    private mutating func appendText(utf8: some Collection<UInt8>, span: Span, to parent: NodeID) -> NodeID {
        var record = XMLNode(kind: .text, namespace: .none, name: NameID(index: -1), span: span)
        record.contentStart = Int32(clamping: textBytes.count)
        textBytes.append(contentsOf: utf8)
        record.contentCount = Int32(clamping: textBytes.count) - record.contentStart
        return append(record, to: parent)
    }

    /// Adds a processing instruction as the last child of `parent`.
    @discardableResult
    package mutating func append(instruction target: String, data: String, span: Span, to parent: NodeID) -> NodeID {
        var record = XMLNode(kind: .processingInstruction, namespace: .none, name: names.intern(target), span: span)
        record.contentStart = Int32(clamping: textBytes.count)
        textBytes.append(contentsOf: data.utf8)
        record.contentCount = Int32(clamping: textBytes.count) - record.contentStart
        return append(record, to: parent)
    }

    /// Gives an element an attribute, or a new value to the one it has.
    package mutating func setAttribute(
        _ local: String, in namespace: XMLNamespace = .none, to value: String, of element: NodeID, nameSpan: Span? = nil,
        valueSpan: Span? = nil
    ) {
        let name = names.intern(local)
        setAttribute(name, in: namespace, toUTF8: value.utf8, of: element, nameSpan: nameSpan, valueSpan: valueSpan)
    }

    private mutating func setAttribute(
        _ name: NameID, in namespace: XMLNamespace = .none, toUTF8 value: some Collection<UInt8>, of element: NodeID, nameSpan: Span? = nil,
        valueSpan: Span? = nil
    ) {
        let index = Int(element.index)
        guard nodes[index].kind == .element else { return }
        let place = nodes[index].span
        let start = Int32(clamping: textBytes.count)
        textBytes.append(contentsOf: value)
        let attribute = XMLAttribute(
            namespace: namespace, name: name, valueStart: start, valueCount: Int32(clamping: textBytes.count) - start,
            nameSpan: nameSpan ?? place, valueSpan: valueSpan ?? nameSpan ?? place)
        let first = Int(nodes[index].firstAttribute)
        let count = Int(nodes[index].attributeCount)
        for old in first..<(first + count) where attributes[old].name == name && attributes[old].namespace == namespace {
            attributes[old] = attribute
            return
        }
        if count == 0 {
            nodes[index].firstAttribute = Int32(clamping: attributes.count)
        } else if first + count != attributes.count {
            // Another element got attributes since: the run moves to the end.
            nodes[index].firstAttribute = Int32(clamping: attributes.count)
            for old in first..<(first + count) { attributes.append(attributes[old]) }
        }
        attributes.append(attribute)
        nodes[index].attributeCount += 1
    }

    /// Adds a node as it is, links apart, as the last child of `parent`: for builders that lay their text and attributes out themselves.
    @discardableResult
    package mutating func append(_ record: XMLNode, to parent: NodeID) -> NodeID {
        var record = record
        let index = Int32(clamping: nodes.count)
        let parentIndex = Int(parent.index)
        let last = nodes[parentIndex].lastChild
        record.parent = parent.index
        record.previousSibling = last
        if last >= 0 { nodes[Int(last)].nextSibling = index } else { nodes[parentIndex].firstChild = index }
        nodes[parentIndex].lastChild = index
        nodes.append(record)
        return NodeID(index: index)
    }

    // MARK: Changing texts

    /// Whether a text was inserted from data.
    @inlinable package func isData(_ node: NodeID) -> Bool { nodes[Int(node.index)].isData }

    /// Marks a text as inserted from data.
    package mutating func markData(_ node: NodeID) { nodes[Int(node.index)].isData = true }

    /// Marks all texts from the node of that number on as inserted from data.
    package mutating func markData(from index: Int) {
        for node in max(0, index)..<max(index, nodes.count) where nodes[node].kind == .text { nodes[node].isData = true }
    }

    /// Gives a text node other words.
    package mutating func setText(of node: NodeID, toUTF8 utf8: some Collection<UInt8>) {
        let index = Int(node.index)
        guard nodes[index].kind == .text else { return }
        nodes[index].contentStart = Int32(clamping: textBytes.count)
        textBytes.append(contentsOf: utf8)
        nodes[index].contentCount = Int32(clamping: textBytes.count) - nodes[index].contentStart
    }

    /// Gives a text node the words that `write` appends.
    package mutating func setText(of node: NodeID, _ write: (inout ContiguousArray<UInt8>) -> Void) {
        let index = Int(node.index)
        guard nodes[index].kind == .text else { return }
        let start = textBytes.count
        write(&textBytes)
        nodes[index].contentStart = Int32(clamping: start)
        nodes[index].contentCount = Int32(clamping: textBytes.count - start)
    }

    /// Numbers the nodes by their place in the document again, after insertions.
    package mutating func restoreDocumentOrder() {
        var order: ContiguousArray<Int32> = [0]
        order.reserveCapacity(nodes.count)
        for node in descendants(of: document) { order.append(node.index) }
        var number = ContiguousArray<Int32>(repeating: -1, count: nodes.count)
        for (new, old) in order.enumerated() { number[Int(old)] = Int32(clamping: new) }
        func moved(_ link: Int32) -> Int32 { link < 0 ? link : number[Int(link)] }
        var ordered: ContiguousArray<XMLNode> = []
        ordered.reserveCapacity(order.count)
        for old in order {
            var record = nodes[Int(old)]
            record.parent = moved(record.parent)
            record.firstChild = moved(record.firstChild)
            record.lastChild = moved(record.lastChild)
            record.nextSibling = moved(record.nextSibling)
            record.previousSibling = moved(record.previousSibling)
            ordered.append(record)
        }
        nodes = ordered
    }

    /// Adds a text right behind a sibling; call ``restoreDocumentOrder()`` after the last insertion.
    package mutating func insert(textUTF8 utf8: some Collection<UInt8>, span: Span, after sibling: NodeID) -> NodeID {
        var record = XMLNode(kind: .text, namespace: .none, name: NameID(index: -1), span: span)
        record.contentStart = Int32(clamping: textBytes.count)
        textBytes.append(contentsOf: utf8)
        record.contentCount = Int32(clamping: textBytes.count) - record.contentStart
        return insert(record, after: sibling)
    }

    /// Adds an element right behind a sibling; call ``restoreDocumentOrder()`` after the last insertion.
    package mutating func insert(
        element local: String, in namespace: XMLNamespace = .xhtml, span: Span, after sibling: NodeID
    ) -> NodeID {
        insert(XMLNode(kind: .element, namespace: namespace, name: names.intern(local), span: span), after: sibling)
    }

    private mutating func insert(_ record: XMLNode, after sibling: NodeID) -> NodeID {
        var record = record
        let index = Int32(clamping: nodes.count)
        let next = nodes[Int(sibling.index)].nextSibling
        record.parent = nodes[Int(sibling.index)].parent
        record.previousSibling = sibling.index
        record.nextSibling = next
        nodes[Int(sibling.index)].nextSibling = index
        if next >= 0 {
            nodes[Int(next)].previousSibling = index
        } else if record.parent >= 0 {
            nodes[Int(record.parent)].lastChild = index
        }
        nodes.append(record)
        return NodeID(index: index)
    }

    // MARK: Layout by the builder

    /// An empty document that already holds text and runs of attributes, which nodes appended later point into.
    package init(names: XMLNameTable, textBytes: ContiguousArray<UInt8>, attributes: ContiguousArray<XMLAttribute>, span: Span) {
        self.init(names: names, span: span)
        self.textBytes = textBytes
        self.attributes = attributes
    }

    /// Keeps the bytes of a text for nodes or attributes to come; answers where they lie.
    package mutating func store(_ text: String) -> (start: Int32, count: Int32) {
        let start = textBytes.count
        var text = text
        text.withUTF8 { textBytes.append(contentsOf: $0) }
        return (Int32(clamping: start), Int32(clamping: textBytes.count - start))
    }

    /// Keeps a run of attributes for an element to come; answers where it begins.
    package mutating func store(_ run: [XMLAttribute]) -> Int32 {
        let start = attributes.count
        attributes.append(contentsOf: run)
        return Int32(clamping: start)
    }

    /// A document without nodes that keeps the names, texts and attributes of this one, for `append(copyOf:…)`.
    package func emptied() -> XMLTree {
        var tree = XMLTree(
            names: names, textBytes: textBytes, attributes: attributes,
            span: nodes.first?.span ?? Span(source: SourceID(index: .max), start: 0, end: 0))
        tree.nodes.reserveCapacity(nodes.count)
        tree.source = source
        return tree
    }

    /// Adds a node of the tree that this one was emptied from, without its children, as the last child of `parent`.
    @discardableResult
    package mutating func append(copyOf node: NodeID, in other: XMLTree, to parent: NodeID) -> NodeID {
        var record = other.nodes[Int(node.index)]
        record.firstChild = -1
        record.lastChild = -1
        record.nextSibling = -1
        return append(record, to: parent)
    }
}
