import Diagnostics
import Pages
import Styling
import XML

/// Builds the structure tree while boxes are made, in logical order (ISO 32000-1, clause 14.8.4).
struct StructureBuilder {
    var tree = StructureTree()
    /// Counts elements and texts as they are met, which is the order they are read in.
    private(set) var clock: Int32 = 0
    /// By node and by content: when it was met.
    private var nodeTimes: [Int32] = [0]
    private var contentTimes: [Int32] = []
    /// Parents of texts whose kids may not stand in the order they are read in.
    private var mixed: Set<Int> = []
    /// The nodes of elements that layout parts and readers have as one, by what they bear in `g:joins`.
    private var joined: [String: Int] = [:]
    /// Content before it belongs to an earlier paragraph: nothing is added to it any more.
    private var firstOpenContent = 0

    /// The moment of the next element or text.
    mutating func tick() -> Int32 {
        clock += 1
        return clock
    }

    private mutating func append(_ role: StructureRole, to parent: Int) -> Int {
        let index = tree.nodes.count
        tree.nodes.append(StructureNode(role: role))
        nodeTimes.append(tick())
        tree.nodes[parent].kids.append(.node(index))
        return index
    }

    /// The node of an element, or the parent's when the element has no meaning of its own.
    mutating func enter(element name: String, node: NodeID, tree source: XMLTree, style: ComputedStyle, parent: Int) -> Int {
        guard parent >= 0 else { return -1 }
        if let key = source.value("joins", in: .template, of: node) {
            if let known = joined[key] { return known }
            let index = enterAnew(element: name, node: node, tree: source, style: style, parent: parent)
            if index != parent { joined[key] = index }
            return index
        }
        return enterAnew(element: name, node: node, tree: source, style: style, parent: parent)
    }

    private mutating func enterAnew(element name: String, node: NodeID, tree source: XMLTree, style: ComputedStyle, parent: Int) -> Int {
        if let level = BoxBuilder.headingLevel(name) { return append(.heading(level), to: parent) }
        var index = parent
        if source.value("role", of: node) == "img", let words = source.value("aria-label", of: node), !words.isEmpty {
            // A picture that is made of elements: one thing with one alternative (WAI-ARIA 1.2, role `img`).
            index = append(.figure, to: parent)
            tree.nodes[index].alternative = words
            return index
        }
        if name == "img", tree.nodes[parent].role == .figure, source.value("alt", of: node) == "" { return parent }
        switch name {
        case "p": index = append(.paragraph, to: parent)
        case "div" where source.attribute("joins", in: .template, of: node) != nil: index = append(.part, to: parent)
        case "ul" where isContents(node, source, parent), "ol" where isContents(node, source, parent):
            index = append(.tableOfContents, to: parent)
        case "ul", "ol", "dl":
            index = append(.list, to: parent)
            tree.nodes[index].listNumbering = Self.numbering(style.list.type, isOrdered: name == "ol")
        case "li" where tree.nodes[parent].role == .tableOfContents: index = append(.tableOfContentsItem, to: parent)
        case "li": index = append(.listItem, to: parent)
        case "dt": index = append(.label, to: definition(in: parent, isTerm: true))
        case "dd": index = append(.listBody, to: definition(in: parent, isTerm: false))
        // A table that only serves layout is read cell by cell, as if it were none.
        case "table" where source.isDecoration(node), "caption" where isLayout(node, source), "thead" where isLayout(node, source),
            "tbody" where isLayout(node, source), "tfoot" where isLayout(node, source), "tr" where isLayout(node, source):
            break
        case "td" where isLayout(node, source), "th" where isLayout(node, source): index = append(.division, to: parent)
        case "table": index = append(.table, to: parent)
        case "thead": index = append(.tableHead, to: parent)
        case "tbody": index = append(.tableBody, to: parent)
        case "tfoot": index = append(.tableFoot, to: parent)
        case "tr": index = append(.tableRow, to: parent)
        case "th", "td":
            index = append(name == "th" ? .tableHeader : .tableData, to: parent)
            tree.nodes[index].columnSpan = style.table.columnSpan
            tree.nodes[index].rowSpan = max(1, style.table.rowSpan)
            if name == "th" {
                switch source.value("scope", of: node) {
                case "row", "rowgroup": tree.nodes[index].scope = .row
                case "col", "colgroup": tree.nodes[index].scope = .column
                default:
                    // A head cell in a body row speaks for its row.
                    let row = source.parent(of: node)
                    let group = row.flatMap { source.parent(of: $0) }
                    let isBody = group.map { source.localName(of: $0) == "tbody" } ?? false
                    let hasData = row.map { source.children(of: $0).contains { source.isElement($0, .xhtml, "td") } } ?? false
                    tree.nodes[index].scope = isBody && hasData ? .row : .column
                }
            }
        case "caption", "figcaption": index = append(.caption, to: parent)
        case "section" where source.value("role", of: node) == "doc-index": index = append(.index, to: parent)
        case "section", "article", "main": index = append(.section, to: parent)
        case "figure":
            // A figure of one picture is one element: its words are those of the picture, its caption is in it.
            guard let alternative = Self.onlyPicture(in: node, source) else { break }
            index = append(.figure, to: parent)
            tree.nodes[index].alternative = alternative
        case "blockquote": index = append(.blockQuote, to: parent)
        case "code": index = append(.code, to: parent)
        case "q": index = append(.quote, to: parent)
        case "a" where source.value("href", of: node) != nil:
            let isEntry = tree.nodes[parent].role == .tableOfContentsItem
            index = append(.link, to: isEntry ? append(.reference, to: parent) : parent)
        case "img":
            guard !source.isDecoration(node), let alternative = source.value("alt", of: node), !alternative.isEmpty else { return -1 }
            if tree.nodes[parent].role == .figure { return parent }
            index = append(.figure, to: parent)
            tree.nodes[index].alternative = alternative
        case "abbr":
            if let title = source.value("title", of: node) {
                index = append(.span, to: parent)
                tree.nodes[index].expansion = title
            }
        case "signature", "pre", "address": index = parent
        default: break
        }
        if source.namespace(of: node) == .template, ["signature", "text-field"].contains(source.localName(of: node)) {
            index = append(.form, to: parent)
        }
        let language = source.value("lang", in: .xml, of: node) ?? source.value("lang", of: node)
        if let language, name != "html" {
            if index == parent, style.display == .inline {
                index = append(.span, to: parent)
            } else if index == parent, needsParagraph(parent) {
                index = append(.division, to: parent)
            }
            if index != parent { tree.nodes[index].language = language }
        }
        return index
    }

    /// The item of a definition list that a term opens, and that what it means joins.
    private mutating func definition(in list: Int, isTerm: Bool) -> Int {
        if case .node(let last)? = tree.nodes[list].kids.last, tree.nodes[last].role == .listItem {
            let isClosed = tree.nodes[last].kids.contains { kid in
                if case .node(let child) = kid { tree.nodes[child].role == .listBody } else { false }
            }
            if !isTerm || !isClosed { return last }
        }
        return append(.listItem, to: list)
    }

    /// Whether a list is that of a table of contents (`role="doc-toc"`, DPUB-ARIA 1.1), or within one of its items.
    private func isContents(_ node: NodeID, _ source: XMLTree, _ parent: Int) -> Bool {
        if tree.nodes[parent].role == .tableOfContentsItem { return true }
        return source.parent(of: node).map { source.value("role", of: $0) == "doc-toc" } ?? false
    }

    /// Whether a part of a table belongs to one that only serves layout.
    private func isLayout(_ part: NodeID, _ source: XMLTree) -> Bool {
        var above = source.parent(of: part)
        while let node = above {
            if source.isElement(node, .xhtml, "table") { return source.isDecoration(node) }
            above = source.parent(of: node)
        }
        return false
    }

    /// The alternative text of the one picture of a figure; nil when it holds several, none, or something else to read.
    private static func onlyPicture(in figure: NodeID, _ source: XMLTree) -> String? {
        var found: String?
        for child in source.descendants(of: figure) where source.namespace(of: child) == .xhtml {
            switch source.localName(of: child) {
            case "img":
                guard found == nil, let alternative = source.value("alt", of: child), !alternative.isEmpty else { return nil }
                found = alternative
            case "table", "pre", "blockquote", "ul", "ol", "dl": return nil
            default: break
            }
        }
        return found
    }

    private static func numbering(_ type: ListStyleType, isOrdered: Bool) -> ListNumbering {
        guard case .counterStyle(let name) = type else { return .none }
        switch name {
        case "disc": return .disc
        case "circle": return .circle
        case "square": return .square
        case "decimal", "decimal-leading-zero": return .decimal
        case "upper-roman": return .upperRoman
        case "lower-roman": return .lowerRoman
        case "upper-alpha", "upper-latin": return .upperAlpha
        case "lower-alpha", "lower-latin": return .lowerAlpha
        default: return isOrdered ? .decimal : .none
        }
    }

    /// The label of a list item.
    mutating func label(of item: Int) -> Int {
        guard case .listItem = tree.nodes[item].role else { return item }
        let index = tree.nodes.count
        tree.nodes.append(StructureNode(role: .label))
        nodeTimes.append(nodeTimes[item])
        tree.nodes[item].kids.insert(.node(index), at: 0)
        return index
    }

    mutating func listBody(of item: Int) -> Int {
        guard item >= 0, case .listItem = tree.nodes[item].role else { return item }
        return append(.listBody, to: item)
    }

    /// The nodes of a footnote: a reference that holds a link, and behind it the note.
    mutating func footnote(in parent: Int) -> (reference: Int, link: Int, note: Int) {
        let reference = append(.reference, to: parent)
        let link = append(.link, to: reference)
        return (reference, link, append(.note, to: parent))
    }

    mutating func label(ofNote note: Int) -> Int { append(.label, to: note) }

    /// Whether text may not stand directly in the node.
    func needsParagraph(_ index: Int) -> Bool {
        switch tree.nodes[index].role {
        case .document, .part, .section, .division, .blockQuote, .form, .figure: true
        default: false
        }
    }

    mutating func paragraph(in parent: Int, at time: Int32) -> Int {
        let index = append(.paragraph, to: parent)
        nodeTimes[index] = time
        mixed.insert(parent)
        return index
    }

    /// Begins the texts of another paragraph: what follows joins no content of those before.
    mutating func beginParagraph() { firstOpenContent = tree.contentCount }

    /// The content that text of a node goes to: the last one while nothing came between.
    ///
    /// - Parameter span: where the author wrote what begins the content.
    mutating func content(of node: Int, at time: Int32, from span: Span?) -> Int {
        if case .content(let id)? = tree.nodes[node].kids.last, id.index >= firstOpenContent { return id.index }
        return newContent(of: node, at: time, from: span)
    }

    mutating func newContent(of node: Int, at time: Int32, from span: Span?) -> Int {
        let id = tree.contentCount
        tree.contentCount += 1
        tree.contentSpans.append(span)
        contentTimes.append(time)
        if !tree.nodes[node].kids.isEmpty { mixed.insert(node) }
        tree.nodes[node].kids.append(.content(ContentID(index: id)))
        return id
    }

    /// The finished tree: texts between blocks were given their content after the blocks were made; here all is in the order it is read in.
    mutating func finish() -> StructureTree {
        func time(_ kid: StructureNode.Kid) -> Int32 {
            switch kid {
            case .node(let node): nodeTimes[node]
            case .content(let content): contentTimes[content.index]
            case .link, .formField: .max
            }
        }
        for node in mixed {
            let kids = tree.nodes[node].kids
            let times = kids.map(time)
            guard zip(times, times.dropFirst()).contains(where: { $0 > $1 }) else { continue }
            let order = kids.indices.sorted { (times[$0], $0) < (times[$1], $1) }
            tree.nodes[node].kids = order.map { kids[$0] }
        }
        return tree
    }

    /// Moves a child node under another parent, at its end.
    mutating func move(_ node: Int, under parent: Int, from old: Int) {
        guard node != parent, old >= 0, parent >= 0, let position = tree.nodes[old].kids.lastIndex(of: .node(node)) else { return }
        tree.nodes[old].kids.remove(at: position)
        tree.nodes[parent].kids.append(.node(node))
    }
}
