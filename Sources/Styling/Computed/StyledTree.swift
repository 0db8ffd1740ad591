import XML

/// A document with the computed style of each of its nodes: what layout starts from.
package struct StyledTree: Sendable {
    package let tree: XMLTree
    /// By node index: an element's own style, a text's the parent's, the document's the initial one.
    let styles: ContiguousArray<ComputedStyle>
    /// By node index: which pseudo-elements have a style, one bit each.
    let pseudoFlags: ContiguousArray<UInt16>
    /// In order of node, then pseudo-element.
    let pseudoStyles: [PseudoEntry]
    /// Page boxes and margin boxes.
    package let pages: PageStyles
    /// In order of appearance; later ones win.
    package let fontFaces: [FontFaceRule]
    package let counterStyles: CounterStyleTable
    /// Every ``ComputedStyle/index`` in this tree and its pages is below it.
    package let styleCount: Int
    /// False when a limit ended the cascade: such a tree is not for typesetting, lenient or not.
    package let isComplete: Bool

    struct PseudoEntry: Sendable {
        let node: Int32
        let pseudo: PseudoElement
        let style: ComputedStyle
    }

    /// The style of an element, or of the element around a text.
    package subscript(node: NodeID) -> ComputedStyle { styles[Int(node.index)] }

    /// The style of a pseudo-element; nil where none is generated. `::marker` is there for every list item, `::footnote-call` and
    /// `::footnote-marker` for every footnote, `::before` and `::after` only with content.
    package func style(of pseudo: PseudoElement, at node: NodeID) -> ComputedStyle? {
        let flags = pseudoFlags[Int(node.index)]
        guard flags & pseudo.bit != 0 else { return nil }
        var low = 0
        var high = pseudoStyles.count
        while low < high {
            let middle = (low + high) / 2
            let entry = pseudoStyles[middle]
            if (entry.node, entry.pseudo.rawValue) < (node.index, pseudo.rawValue) { low = middle + 1 } else { high = middle }
        }
        return low < pseudoStyles.count ? pseudoStyles[low].style : nil
    }

    /// Whether any pseudo-element stands at a node: a cheap test before asking for each.
    package func hasPseudoElements(_ node: NodeID) -> Bool { pseudoFlags[Int(node.index)] != 0 }

    /// The document element's style; the initial one for an empty document.
    package var rootStyle: ComputedStyle { tree.root.map { self[$0] } ?? .initial }
}

/// The pseudo-elements that are generated; raw values order them.
package enum PseudoElement: UInt8, Hashable, Sendable, CaseIterable {
    case marker, before, after, firstLetter, firstLine, footnoteCall, footnoteMarker
    /// `::before::marker` and `::after::marker`, where those are list items.
    case beforeMarker, afterMarker

    var bit: UInt16 { 1 << UInt16(rawValue) }
}
