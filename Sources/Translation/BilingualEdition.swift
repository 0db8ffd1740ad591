import Diagnostics
import XML

/// Both languages of a document in one, side by side: each part stands beside its counterpart, and each language is read as a whole.
///
/// The parts of `main` become rows of two cells. A list or section that is parted into rows is one list or section to a reader: its parts
/// bear the same `g:joins`, by which the structure of the document joins them again.
package struct BilingualEdition {
    /// The style sheet that says how rows look; it comes after all others.
    package static let styleSheet = "styles/bilingual.css"
    /// What parts of one element bear, so that they are read as one.
    package static let joins = "joins"

    /// Elements that are parted: what is in them stands in rows of its own.
    private static let parted: Set<String> = ["section", "article", "ul", "ol", "dl"]
    private static let identifiers: Set<String> = ["id", "headers", "for", "aria-labelledby", "aria-describedby"]

    private enum Side: Int { case left, right }

    /// An element that a part stands in, cloned for each row.
    private struct Wrapper {
        let block: Block
        let isFirst: Bool
        let isLast: Bool
        /// How many items of a list come before.
        let position: Int
    }

    private let trees: [XMLTree]
    private let languages: [Language]
    private let alignment = BlockAlignment(record: nil)
    private var out: XMLTree

    private init(_ trees: [XMLTree], _ languages: [Language]) {
        self.trees = trees
        self.languages = languages
        out = XMLTree()
    }

    /// The edition of a document that was expanded in two languages; nil when one of them is empty.
    package static func make(_ left: XMLTree, _ right: XMLTree, languages: (Language, Language)) -> XMLTree? {
        var edition = BilingualEdition([left, right], [languages.0, languages.1])
        guard let a = BlockReader.read(left, languages.0), let b = BlockReader.read(right, languages.1) else { return nil }
        edition.document(a, b)
        return edition.out
    }

    // MARK: The frame

    private mutating func document(_ left: Block, _ right: Block) {
        let root = open(left, .left, in: out.document)
        for (place, name) in [("head", "head"), ("body", "body")] {
            guard let a = left.children.first(where: { $0.name == name }), let b = right.children.first(where: { $0.name == name }) else {
                continue
            }
            let node = open(a, .left, in: root)
            if place == "head" { head(a, b, node) } else { body(a, b, node) }
        }
        if left.name != "html" { body(left, right, root) }
    }

    private mutating func head(_ left: Block, _ right: Block, _ node: NodeID) {
        let tree = trees[0]
        for child in tree.children(of: left.node) {
            guard tree.isElement(child, .xhtml, "title") else {
                copy(child, .left, to: node)
                continue
            }
            let title = out.append(element: "title", span: tree.span(of: child), to: node)
            let other = trees[1].children(of: right.node).first { trees[1].isElement($0, .xhtml, "title") }
            var words = [Words.collapsed(tree.textContent(of: child))]
            if let other { words.append(Words.collapsed(trees[1].textContent(of: other))) }
            out.append(
                text: words.count == 2 && words[0] == words[1] ? words[0] : words.joined(separator: " – "), span: tree.span(of: child),
                to: title)
        }
        let link = out.append(element: "link", span: left.span, to: node)
        out.setAttribute("rel", to: "stylesheet", of: link)
        out.setAttribute("href", to: Self.styleSheet, of: link)
    }

    private mutating func body(_ left: Block, _ right: Block, _ node: NodeID) {
        for pair in alignment.align(left.children, right.children) {
            let (a, b) = (pair.left.map { left.children[$0] }, pair.right.map { right.children[$0] })
            guard let a, let b else {
                row(a, b, [], [], in: node)
                continue
            }
            if a.name == "main" {
                let main = open(a, .left, in: node)
                rows(a, b, [], [], in: main)
            } else {
                beside(a, b, in: node)
            }
        }
    }

    /// What is said once on each page, such as a running head: both languages in one line.
    private mutating func beside(_ left: Block, _ right: Block, in parent: NodeID) {
        let same = Words.collapsed(trees[0].textContent(of: left.node)) == Words.collapsed(trees[1].textContent(of: right.node))
        if same || left.name != right.name {
            copy(left.node, .left, to: parent)
            return
        }
        let node = open(left, .left, in: parent)
        if left.children.contains(where: \.isWords) || right.children.contains(where: \.isWords) {
            for (side, block) in [(Side.left, left), (.right, right)] {
                let span = out.append(element: "span", span: block.span, to: node)
                if side == .right { out.setAttribute("class", to: "beside", of: span) }
                setLanguage(side, of: span)
                for child in trees[side.rawValue].children(of: block.node) { copy(child, side, to: span) }
            }
            return
        }
        for pair in alignment.align(left.children, right.children) {
            switch (pair.left, pair.right) {
            case (let a?, let b?): beside(left.children[a], right.children[b], in: node)
            case (let a?, nil): copy(left.children[a].node, .left, to: node)
            case (nil, let b?): copy(right.children[b].node, .right, to: node)
            case (nil, nil): break
            }
        }
    }

    // MARK: Rows

    private mutating func rows(_ left: Block, _ right: Block, _ leftWrappers: [Wrapper], _ rightWrappers: [Wrapper], in parent: NodeID) {
        let pairs = alignment.align(left.children, right.children)
        func wrapped(_ wrappers: [Wrapper], _ block: Block, _ position: Int?, at index: Int) -> [Wrapper] {
            guard block.name != "main", block.name != "body" else { return wrappers }
            return wrappers + [
                Wrapper(
                    block: block, isFirst: index == 0, isLast: index == pairs.count - 1,
                    position: block.children.prefix(position ?? 0).count { $0.name == "li" })
            ]
        }
        for (index, pair) in pairs.enumerated() {
            let (a, b) = (pair.left.map { left.children[$0] }, pair.right.map { right.children[$0] })
            let outerLeft = wrapped(leftWrappers, left, pair.left, at: index)
            let outerRight = wrapped(rightWrappers, right, pair.right, at: index)
            if let a, let b, isParted(a), isParted(b) {
                rows(a, b, outerLeft, outerRight, in: parent)
            } else {
                row(a, b, outerLeft, outerRight, in: parent)
            }
        }
    }

    private func isParted(_ block: Block) -> Bool {
        // A group that holds sections or headings is long, and no box of its own.
        let isGroup =
            block.name == "div" && block.children.contains { $0.name == "section" || $0.name == "article" || $0.family == "heading" }
        guard Self.parted.contains(block.name) || isGroup, !block.children.contains(where: \.isWords) else { return false }
        let kinds = (block.value("class") ?? "").split(separator: " ")
        // A cover and an index are wholes, and so is what its author wants whole.
        return block.value("role") == nil && !kinds.contains("cover") && !kinds.contains("whole")
    }

    /// Two cells; one of them is empty where a language has nothing to say.
    private mutating func row(_ left: Block?, _ right: Block?, _ leftWrappers: [Wrapper], _ rightWrappers: [Wrapper], in parent: NodeID) {
        guard let some = left ?? right else { return }
        let row = out.append(element: "div", span: some.span, to: parent)
        let bookmark = bookmark(left, right)
        let kinds = (some.value("class") ?? "").split(separator: " ").map { "row-\($0)" }
        let wrappers = left == nil ? rightWrappers : leftWrappers
        var names = ["row", some.isWords ? "row-words" : "row-" + some.name.replacing(":", with: "-")] + kinds
        // The first row of a section begins it: what its style asks of pages is the row's.
        for wrapper in wrappers where wrapper.isFirst {
            names += (wrapper.block.value("class") ?? "").split(separator: " ").map { "row-first-\($0)" }
        }
        for wrapper in wrappers where wrapper.isLast { names.append("row-last-\(wrapper.block.name)") }
        out.setAttribute("class", to: names.joined(separator: " "), of: row)
        for (side, block, wrappers) in [(Side.left, left, leftWrappers), (.right, right, rightWrappers)] {
            let cell = out.append(element: "div", span: block?.span ?? some.span, to: row)
            out.setAttribute("class", to: side == .left ? "cell" : "cell other", of: cell)
            setLanguage(side, of: cell)
            out.setAttribute(Self.joins, in: .template, to: languages[side.rawValue].rawValue, of: cell)
            guard let block else { continue }
            var node = cell
            for (depth, wrapper) in wrappers.enumerated() { node = open(wrapper, side, depth: depth, in: node) }
            if block.isWords {
                let paragraph = out.append(element: "p", span: block.span, to: node)
                for child in block.passage?.nodes ?? [] { copy(child, side, to: paragraph) }
            } else {
                let copied = copy(block.node, side, to: node)
                if let bookmark, let copied { out.setAttribute("data-bookmark", to: bookmark, of: copied) }
            }
        }
    }

    /// The words of two headings that are one bookmark.
    private func bookmark(_ left: Block?, _ right: Block?) -> String? {
        guard let left, let right, left.family == "heading", right.family == "heading" else { return nil }
        let words = [trees[0].textContent(of: left.node), trees[1].textContent(of: right.node)].map(Words.collapsed)
        return words[0] == words[1] ? words[0] : words.joined(separator: " – ")
    }

    /// One part of an element that rows part.
    private mutating func open(_ wrapper: Wrapper, _ side: Side, depth: Int, in parent: NodeID) -> NodeID {
        let tree = trees[side.rawValue]
        let node = open(wrapper.block, side, in: parent, hasID: wrapper.isFirst)
        out.setAttribute(
            Self.joins, in: .template, to: "\(languages[side.rawValue].rawValue)-\(wrapper.block.node.index)", of: node)
        var style = tree.value("style", of: wrapper.block.node).map { $0 + ";" } ?? ""
        if !wrapper.isFirst { style += "margin-top:0;padding-top:0;border-top-style:none;" }
        if !wrapper.isLast { style += "margin-bottom:0;padding-bottom:0;border-bottom-style:none;" }
        if !style.isEmpty { out.setAttribute("style", to: style, of: node) }
        if wrapper.block.name == "ol", wrapper.position > 0 {
            let start = tree.value("start", of: wrapper.block.node).flatMap { Int($0) } ?? 1
            out.setAttribute("start", to: "\(start + wrapper.position)", of: node)
        }
        return node
    }

    // MARK: Copies

    private mutating func setLanguage(_ side: Side, of node: NodeID) {
        let tag = languages[side.rawValue].rawValue
        out.setAttribute("lang", to: tag, of: node)
        out.setAttribute("lang", in: .xml, to: tag, of: node)
    }

    private mutating func open(_ block: Block, _ side: Side, in parent: NodeID, hasID: Bool = true) -> NodeID {
        shallow(block.node, side, to: parent, hasID: hasID)
    }

    private mutating func shallow(_ node: NodeID, _ side: Side, to parent: NodeID, hasID: Bool = true) -> NodeID {
        let tree = trees[side.rawValue]
        let copied = out.append(element: tree.localName(of: node), in: tree.namespace(of: node), span: tree.span(of: node), to: parent)
        for attribute in tree.attributes(of: node) {
            let name = tree.names[attribute.name]
            var value = tree.value(of: attribute)
            if name == "id", !hasID { continue }
            if side == .right, attribute.namespace == .none {
                // Both languages have the same names of places: those of the second are told apart.
                if Self.identifiers.contains(name) {
                    value = value.split(separator: " ").map { "\($0).\(languages[1].primarySubtag)" }.joined(separator: " ")
                } else if name == "href", value.hasPrefix("#") {
                    value += ".\(languages[1].primarySubtag)"
                }
            }
            out.setAttribute(
                name, in: attribute.namespace, to: value, of: copied, nameSpan: attribute.nameSpan, valueSpan: attribute.valueSpan)
        }
        return copied
    }

    @discardableResult
    private mutating func copy(_ node: NodeID, _ side: Side, to parent: NodeID) -> NodeID? {
        let tree = trees[side.rawValue]
        switch tree.kind(of: node) {
        case .document: break
        case .text:
            let text = out.append(text: tree.text(of: node), span: tree.span(of: node), to: parent)
            if tree.isData(node) { out.markData(text) }
        case .processingInstruction:
            out.append(instruction: tree.localName(of: node), data: tree.text(of: node), span: tree.span(of: node), to: parent)
        case .element:
            let copied = shallow(node, side, to: parent)
            for child in tree.children(of: node) { copy(child, side, to: copied) }
            return copied
        }
        return nil
    }
}
