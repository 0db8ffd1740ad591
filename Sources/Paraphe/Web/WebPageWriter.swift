import Diagnostics
import XML

/// Writes the elements of a document as those of HTML.
struct WebPageWriter {
    private static let voidElements: Set<String> = [
        "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
    /// Classes of boxes of a fixed width, which scroll where there is less.
    private static let wide: Set<Substring> = ["screen", "canvas"]
    private static let mainName = "content"

    private let page: WebPage
    private let tree: XMLTree
    private var out = ""
    private var notes: [String] = []
    private var hasMain = false
    /// Depth of tables: only the outermost scrolls.
    private var tableDepth = 0
    private(set) var mainAnchor = WebPageWriter.mainName

    init(page: WebPage) {
        self.page = page
        tree = page.source
    }

    /// The content of `<body>`.
    mutating func body(_ body: NodeID) -> String {
        let children = tree.children(of: body).filter { !tree.isElement($0) || !page.isLeftOut($0) }
        hasMain = tree.descendants(of: body).contains { tree.isElement($0, .xhtml, "main") }
        if hasMain {
            for child in children { write(child) }
        } else {
            // What is no head or foot of the document is its main part.
            let isEdge = { (tree: XMLTree, node: NodeID) in
                tree.isElement(node, .xhtml, "header") || tree.isElement(node, .xhtml, "footer") || tree.isBlankText(node)
            }
            let first = children.firstIndex { !isEdge(tree, $0) } ?? children.endIndex
            let last = children.lastIndex { !isEdge(tree, $0) } ?? first
            for child in children[..<first] { write(child) }
            out += "<main id=\"\(mainAnchor)\" tabindex=\"-1\">"
            if first < children.endIndex { for child in children[first...last] { write(child) } }
            writeNotes()
            out += "</main>"
            if last + 1 < children.endIndex { for child in children[(last + 1)...] { write(child) } }
        }
        return out
    }

    // MARK: Nodes

    private mutating func write(_ node: NodeID) {
        switch tree.kind(of: node) {
        case .document: for child in tree.children(of: node) { write(child) }
        case .text: out += MarkupText.escaped(tree.text(of: node))
        case .processingInstruction: break
        case .element:
            guard !page.isLeftOut(node) else { return }
            switch tree.namespace(of: node) {
            case .xhtml: element(node)
            case .template:
                // A place for a signature or a text: what stands there now.
                out += "<div class=\"\(tree.localName(of: node))\">"
                children(of: node)
                out += "</div>"
            default: out += XMLSerializer().serialize(node, of: tree)
            }
        }
    }

    private mutating func children(of node: NodeID) { for child in tree.children(of: node) { write(child) } }

    private func classes(_ node: NodeID) -> [Substring] { tree.value("class", of: node)?.split(whereSeparator: \.isWhitespace) ?? [] }

    private mutating func element(_ node: NodeID) {
        let name = tree.localName(of: node)
        let classes = classes(node)
        if tree.value("role", of: node) == "doc-footnote" || classes.contains("footnote") { return note(node) }
        switch name {
        case "main":
            mainAnchor = tree.value("id", of: node) ?? Self.mainName
            open(node, "main", extra: [("id", mainAnchor), ("tabindex", "-1")])
            children(of: node)
            writeNotes()
            out += "</main>"
        case "nav":
            let label = tree.value("aria-label", of: node) ?? heading(before: node) ?? WebPageWords.contents[page.documentLanguage]
            open(node, "nav", extra: [("aria-label", label)])
            children(of: node)
            out += "</nav>"
        case "a": link(node)
        case "img":
            let source = page.picture(tree.value("src", of: node) ?? "", from: "")
            open(node, "img", extra: [("src", source), ("alt", tree.value("alt", of: node) ?? "")])
        case "table" where !tree.isDecoration(node): table(node)
        case _ where !Self.wide.isDisjoint(with: classes):
            out += "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"\(WebPageWords.figure[page.documentLanguage])\">"
            open(node, name)
            children(of: node)
            out += "</\(name)></div>"
        default:
            open(node, name)
            guard !Self.voidElements.contains(name) else { return }
            children(of: node)
            out += "</\(name)>"
        }
    }

    /// The start tag; what is given beside the element's own attributes counts.
    private mutating func open(_ node: NodeID, _ name: String, extra: [(String, String)] = []) {
        out += "<" + name
        var language: String?
        for attribute in tree.attributes(of: node) {
            let local = tree.names[attribute.name]
            if local == "lang" {
                language = tree.value(of: attribute)
                continue
            }
            guard attribute.namespace == .none, !extra.contains(where: { $0.0 == local }) else { continue }
            out += " \(local)=\"\(MarkupText.escaped(tree.value(of: attribute)))\""
        }
        if let language { out += " lang=\"\(MarkupText.escaped(language))\"" }
        for (name, value) in extra { out += " \(name)=\"\(MarkupText.escaped(value))\"" }
        out += ">"
    }

    // MARK: Parts that differ from those of paper

    /// A link whose words a number of a page would be has those of the place.
    private mutating func link(_ node: NodeID) {
        open(node, "a")
        let start = out.endIndex
        children(of: node)
        if out[start...].allSatisfy(\.isWhitespace), let href = tree.value("href", of: node) {
            let place = href.hasPrefix("#") ? page.heading(of: String(href.dropFirst())) : ""
            let words = place.isEmpty ? tree.value("title", of: node) ?? href : place
            out += MarkupText.escaped(words)
        }
        out += "</a>"
    }

    private mutating func table(_ node: NodeID) {
        tableDepth += 1
        defer { tableDepth -= 1 }
        if tableDepth == 1 {
            let caption = tree.children(of: node).first { tree.isElement($0, .xhtml, "caption") }
            let words = caption.map { WebPage.words(tree.textContent(of: $0)) } ?? heading(before: node)
            let label = WebPageWords.table[page.documentLanguage] + (words.map { $0.isEmpty ? "" : " – " + $0 } ?? "")
            out += "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"\(MarkupText.escaped(label))\">"
        }
        open(node, "table")
        children(of: node)
        out += "</table>"
        if tableDepth == 1 { out += "</div>" }
    }

    /// The words of the nearest heading before an element, among its siblings and those of what it stands in.
    private func heading(before node: NodeID) -> String? {
        var current: NodeID? = node
        while let here = current {
            var sibling = tree.previousSibling(of: here)
            while let before = sibling {
                let name = tree.isElement(before) ? tree.localName(of: before) : ""
                if name.utf8.count == 2, name.hasPrefix("h"), name != "hr" { return WebPage.words(tree.textContent(of: before)) }
                sibling = tree.previousSibling(of: before)
            }
            current = tree.parent(of: here)
        }
        return nil
    }

    // MARK: Notes

    /// A note of the foot: its number here, its words at the end.
    private mutating func note(_ node: NodeID) {
        let number = notes.count + 1
        // Kept in place first, so that a note within a note comes after it.
        notes.append("")
        let outer = out
        out = ""
        children(of: node)
        notes[number - 1] = out
        out =
            outer
            + "<sup class=\"note-call\"><a id=\"note-call-\(number)\" href=\"#note-\(number)\" role=\"doc-noteref\" "
            + "aria-label=\"\(WebPageWords.note(number)[page.documentLanguage])\">\(number)</a></sup>"
    }

    private mutating func writeNotes() {
        guard !notes.isEmpty else { return }
        let title = WebPageWords.notes[page.documentLanguage]
        out += "<section class=\"endnotes\" role=\"doc-endnotes\" aria-label=\"\(title)\"><h2>\(title)</h2><ol>"
        for (index, words) in notes.enumerated() {
            let back = WebPageWords.back(index + 1)[page.documentLanguage]
            out += "<li id=\"note-\(index + 1)\">\(words) <a class=\"back\" href=\"#note-call-\(index + 1)\" role=\"doc-backlink\" "
            out += "aria-label=\"\(back)\">↩</a></li>"
        }
        out += "</ol></section>"
        notes = []
    }
}
