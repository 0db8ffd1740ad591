/// Writes a tree as XHTML that any XML parser reads back: UTF-8, double quotes, empty elements of HTML as `<br/>`.
package struct XMLSerializer: Sendable {
    /// Elements that HTML writes without an end tag; all others get one, so that browsers agree in `text/html` too.
    private static let emptyElements: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    private let hasDeclaration: Bool

    /// - Parameter hasDeclaration: whether `<?xml version="1.0" encoding="UTF-8"?>` comes first.
    package init(hasDeclaration: Bool = false) {
        self.hasDeclaration = hasDeclaration
    }

    /// The whole document as UTF-8; its last byte is a line end.
    package func serialize(_ tree: XMLTree) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(tree.textBytes.count + tree.nodeCount * 8)
        if hasDeclaration { out.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }
        for child in tree.children(of: tree.document) {
            write(child, of: tree, into: &out)
            out.append(0x0A)
        }
        return out
    }

    /// One node and what is below it; namespaces are declared where they first appear.
    package func serialize(_ node: NodeID, of tree: XMLTree) -> String {
        var out: [UInt8] = []
        write(node, of: tree, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private enum Step {
        case node(NodeID, XMLNamespace)
        case end(NodeID)
    }

    private func write(_ top: NodeID, of tree: XMLTree, into out: inout [UInt8]) {
        // A stack of its own: built trees may be deeper than the call stack likes.
        var steps: [Step] = [.node(top, .none)]
        var declared: Set<XMLNamespace> = [.xml, .none, .other]
        while let step = steps.popLast() {
            switch step {
            case .end(let element):
                out.append(contentsOf: "</".utf8)
                writeName(of: element, tree, into: &out)
                out.append(UInt8(ascii: ">"))
            case .node(let node, let surrounding):
                switch tree.kind(of: node) {
                case .document: steps.append(contentsOf: tree.children(of: node).reversed().map { .node($0, .none) })
                case .text: escape(tree.textBytes[tree.textRange(of: node)], isAttribute: false, into: &out)
                case .processingInstruction:
                    out.append(contentsOf: "<?\(tree.localName(of: node)) \(tree.text(of: node))?>".utf8)
                case .element:
                    let namespace = tree.namespace(of: node)
                    out.append(UInt8(ascii: "<"))
                    writeName(of: node, tree, into: &out)
                    if namespace != surrounding, namespace.usualPrefix.isEmpty {
                        out.append(contentsOf: " xmlns=\"\(namespace.uri)\"".utf8)
                    } else if !namespace.usualPrefix.isEmpty, node == top || !declared.contains(namespace) {
                        out.append(contentsOf: " xmlns:\(namespace.usualPrefix)=\"\(namespace.uri)\"".utf8)
                        if node == top { declared.insert(namespace) }
                    }
                    writeAttributes(of: node, tree, isTop: node == top, elementNamespace: namespace, &declared, into: &out)
                    if tree.firstChild(of: node) == nil, namespace != .xhtml || Self.emptyElements.contains(tree.localName(of: node)) {
                        out.append(contentsOf: "/>".utf8)
                    } else {
                        out.append(UInt8(ascii: ">"))
                        steps.append(.end(node))
                        let inner = namespace.usualPrefix.isEmpty ? namespace : surrounding
                        steps.append(contentsOf: tree.children(of: node).reversed().map { .node($0, inner) })
                    }
                }
            }
        }
    }

    private func writeName(of node: NodeID, _ tree: XMLTree, into out: inout [UInt8]) {
        let prefix = tree.namespace(of: node).usualPrefix
        if !prefix.isEmpty { out.append(contentsOf: (prefix + ":").utf8) }
        out.append(contentsOf: tree.localName(of: node).utf8)
    }

    private func writeAttributes(
        of node: NodeID, _ tree: XMLTree, isTop: Bool, elementNamespace: XMLNamespace, _ declared: inout Set<XMLNamespace>,
        into out: inout [UInt8]
    ) {
        for attribute in tree.attributes(of: node) {
            let prefix = attribute.namespace.usualPrefix
            if !prefix.isEmpty, !declared.contains(attribute.namespace), attribute.namespace != elementNamespace {
                out.append(contentsOf: " xmlns:\(prefix)=\"\(attribute.namespace.uri)\"".utf8)
                if isTop { declared.insert(attribute.namespace) }
            }
            out.append(UInt8(ascii: " "))
            if !prefix.isEmpty { out.append(contentsOf: (prefix + ":").utf8) }
            out.append(contentsOf: tree.names[attribute.name].utf8)
            out.append(contentsOf: "=\"".utf8)
            escape(tree.textBytes[tree.valueRange(of: attribute)], isAttribute: true, into: &out)
            out.append(UInt8(ascii: "\""))
        }
    }

    private func escape(_ bytes: some Sequence<UInt8>, isAttribute: Bool, into out: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\"") where isAttribute: out.append(contentsOf: "&quot;".utf8)
            case 0x0A where isAttribute: out.append(contentsOf: "&#10;".utf8)
            case 0x09 where isAttribute: out.append(contentsOf: "&#9;".utf8)
            case 0x0D: out.append(contentsOf: "&#13;".utf8)
            default: out.append(byte)
            }
        }
    }
}
