import Diagnostics
import XML

/// Table of contents, lists of tables and figures, references.
extension DocumentApparatus {
    /// `<nav role="doc-toc">` with nested lists of links.
    mutating func contents(_ node: NodeID, to parent: NodeID) {
        let kind = source.value("of", of: node) ?? ContentsKind.headings.rawValue
        let levels = source.value("levels", of: node).flatMap(ContentsKind.levels) ?? 1...3
        var entries: [Entry]
        switch ContentsKind(rawValue: kind) ?? .headings {
        case .headings: entries = headings.filter { levels.contains($0.level) }
        case .tables: entries = tables
        case .figures: entries = figures
        }
        entries = entries.filter { !words(of: $0.node).isEmpty }
        guard !entries.isEmpty else {
            return bag.append(TemplateDiagnostics.emptyList("contents", at: source.span(of: node)))
        }
        let nav = element("nav", [("class", "contents contents-\(kind)"), ("role", "doc-toc")], at: node, to: parent)
        // The open lists, outermost first, with the level of their entries and their last item.
        var open: [(level: Int, list: NodeID, item: NodeID?)] = []
        for entry in entries {
            while open.count > 1, let last = open.last, last.level > entry.level { open.removeLast() }
            if let last = open.last, entry.level > last.level, let item = last.item {
                open.append((entry.level, element("ol", at: node, to: item), nil))
            } else if open.isEmpty {
                open.append((entry.level, element("ol", at: node, to: nav), nil))
            }
            guard let list = open.last?.list else { continue }
            let item = element("li", [("class", "level-\(entry.level)")], at: entry.node, to: list)
            let link = element("a", [("href", "#" + (anchor(of: entry.node) ?? ""))], at: entry.node, to: item)
            let words = element("span", [("class", "entry")], at: entry.node, to: link)
            quote(entry.node, to: words)
            open[open.count - 1].item = item
        }
    }

    /// A link whose words are those of the place it leads to.
    mutating func reference(_ node: NodeID, to parent: NodeID) {
        let name = source.value("to", of: node) ?? ""
        let show = source.value("show", of: node) ?? ReferenceShow.text.rawValue
        let span = source.attribute("to", of: node)?.valueSpan ?? source.span(of: node)
        guard let place = places[name] else { return check(name, at: span) }
        let titled = title(of: place)
        let link = element(
            "a", [("class", "ref ref-\(show)"), ("href", "#" + name), ("title", show == "page" ? words(of: titled) : "")], at: node,
            to: parent)
        if show != ReferenceShow.page.rawValue { quote(titled, to: link) }
    }

    /// What names a place: itself, or the first heading or caption in it.
    private func title(of place: NodeID) -> NodeID {
        guard source.namespace(of: place) == .xhtml else { return place }
        switch source.localName(of: place) {
        case "table", "figure", "section", "article", "aside", "div", "main", "nav", "body":
            return source.descendants(of: place).first { node in
                guard source.namespace(of: node) == .xhtml, source.isElement(node) else { return false }
                let name = source.localName(of: node)
                return Self.level(name) != nil || name == "caption" || name == "figcaption"
            } ?? place
        default: return place
        }
    }
}

/// What `<g:contents>` lists.
enum ContentsKind: String, CaseIterable {
    case headings, tables, figures

    /// `2-3` or `2`; nil for anything else.
    static func levels(_ text: String) -> ClosedRange<Int>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first >= 1, last <= 6, first <= last else {
            return nil
        }
        return first...last
    }
}

/// What `<g:ref>` shows.
enum ReferenceShow: String, CaseIterable {
    case text, page, both
}
