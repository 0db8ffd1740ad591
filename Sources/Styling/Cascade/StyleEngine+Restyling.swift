import Diagnostics
import XML

extension StyleEngine {
    /// The styles of the next version of the document that this engine styled last: only those of the edited element are computed.
    ///
    /// They are found in a small tree of the element with its ancestors and their other children, all that selectors can reach from inside
    /// it. Nil when sheets may have changed, or when styles could not be the same objects as before: then ``style(_:)`` does it all.
    package func restyle(_ tree: XMLTree, since old: StyledTree, edit: XMLEdit) -> (StyledTree, DiagnosticBag)? {
        guard let cascade = latestCascade, !cascade.looksAhead, !Self.holdsSheet(tree, edit.element, end: edit.newEnd),
            !Self.holdsSheet(old.tree, edit.element, end: edit.oldEnd)
        else { return nil }
        var context = EditContext(tree: tree, edit: edit)
        context.build()
        var styler = DocumentStyler(tree: context.small, cascade: cascade)
        let (styled, bag) = styler.run()
        guard styled.isComplete, styled.styles.indices.contains(Int(context.element)),
            styled.styles[Int(context.element)] === old[edit.element]
        else {
            return nil
        }

        let element = edit.element.index
        var styles = ContiguousArray<ComputedStyle>()
        styles.reserveCapacity(tree.nodeCount)
        var flags = ContiguousArray<UInt16>()
        flags.reserveCapacity(tree.nodeCount)
        styles += old.styles[..<Int(element)]
        flags += old.pseudoFlags[..<Int(element)]
        for node in element..<edit.newEnd {
            let small = Int(context.smallIndex(of: node))
            styles.append(styled.styles[small])
            flags.append(styled.pseudoFlags[small])
        }
        styles += old.styles[Int(edit.oldEnd)...]
        flags += old.pseudoFlags[Int(edit.oldEnd)...]

        var pseudos: [StyledTree.PseudoEntry] = []
        pseudos.reserveCapacity(old.pseudoStyles.count)
        pseudos += old.pseudoStyles.prefix { $0.node < element }
        let inside = styled.pseudoStyles.compactMap { entry in
            context.index(ofSmall: entry.node).map { StyledTree.PseudoEntry(node: $0, pseudo: entry.pseudo, style: entry.style) }
        }
        pseudos += inside.sorted { ($0.node, $0.pseudo.rawValue) < ($1.node, $1.pseudo.rawValue) }
        for entry in old.pseudoStyles where entry.node >= edit.oldEnd {
            pseudos.append(StyledTree.PseudoEntry(node: entry.node + edit.shift, pseudo: entry.pseudo, style: entry.style))
        }
        let result = StyledTree(
            tree: tree, styles: styles, pseudoFlags: flags, pseudoStyles: pseudos, pages: old.pages, fontFaces: old.fontFaces,
            counterStyles: old.counterStyles, styleCount: max(old.styleCount, styled.styleCount), isComplete: true)
        return (result, bag)
    }

    /// Whether an element is, or holds, a style sheet or a link to one.
    private static func holdsSheet(_ tree: XMLTree, _ element: NodeID, end: Int32) -> Bool {
        let names = ["style", "link"].compactMap { tree.names.id(of: $0) }
        for index in element.index..<end {
            let node = NodeID(index: index)
            switch tree.kind(of: node) {
            case .element: if names.contains(tree.nameID(of: node)) { return true }
            case .processingInstruction: return true
            default: break
            }
        }
        return false
    }
}

/// A small tree in which an element has the same styles as in the whole one.
private struct EditContext {
    let tree: XMLTree
    let edit: XMLEdit
    private(set) var small: XMLTree
    /// The element's node in the small tree; those inside it stand together from `insideStart` on.
    private(set) var element: Int32 = -1
    private var insideStart: Int32 = 0

    init(tree: XMLTree, edit: XMLEdit) {
        self.tree = tree
        self.edit = edit
        small = XMLTree(names: tree.names, textBytes: tree.textBytes, attributes: tree.attributes, span: tree.span(of: tree.document))
        small.setSource(of: tree)
    }

    mutating func build() {
        var line: [NodeID] = [edit.element]
        while let parent = line.last.flatMap({ tree.parent(of: $0) }), parent.index > 0 { line.append(parent) }
        var parent = small.document
        for (index, node) in line.reversed().enumerated() {
            var found = parent
            if index == 0 {
                found = small.append(tree.shell(of: node), to: parent)
            } else if let above = tree.parent(of: node) {
                for child in tree.children(of: above) where tree.isElement(child) {
                    let copy = small.append(tree.shell(of: child), to: parent)
                    if child == node {
                        found = copy
                    } else if let inner = tree.firstChild(of: child) {
                        // Enough for `:empty` to see that it is not.
                        _ = small.append(tree.shell(of: inner), to: copy)
                    }
                }
            }
            parent = found
        }
        element = parent.index
        insideStart = Int32(clamping: small.nodeCount)
        for index in (edit.element.index + 1)..<max(edit.newEnd, edit.element.index + 1) {
            let node = NodeID(index: index)
            guard let above = tree.parent(of: node) else { continue }
            _ = small.append(tree.shell(of: node), to: NodeID(index: smallIndex(of: above.index)))
        }
    }

    /// Where a node of the element stands in the small tree.
    func smallIndex(of node: Int32) -> Int32 {
        node == edit.element.index ? element : insideStart + node - edit.element.index - 1
    }

    /// The node that a node of the small tree stands for; nil outside of the element.
    func index(ofSmall node: Int32) -> Int32? {
        if node == element { return edit.element.index }
        return node >= insideStart ? edit.element.index + 1 + node - insideStart : nil
    }
}
