import Diagnostics
import Localization
import XML

/// What a document says of itself: table of contents, lists of tables and figures, index, references.
///
/// Made when all the rest of the document is there, from its headings, captions and terms. Page numbers are left to layout: each entry is
/// a link, after which a style sheet puts `target-counter(attr(href), page)`.
struct DocumentApparatus {
    /// A place that a list may name.
    struct Entry {
        let node: NodeID
        /// Of headings; 1 for captions.
        let level: Int
    }

    /// One `<g:term>`.
    struct Term {
        /// The main entry that it stands under; nil for a main entry.
        let main: String?
        let words: String
        /// The id of its place.
        let anchor: String
        /// The node of its `<span>` in the tree.
        let node: NodeID
    }

    let source: XMLTree
    var out: XMLTree
    var bag = DiagnosticBag()
    /// Elements by id, the first of each.
    var places: [String: NodeID] = [:]
    /// Ids that were made for elements without one.
    var made: [NodeID: String] = [:]
    var headings: [Entry] = []
    var tables: [Entry] = []
    var figures: [Entry] = []
    var terms: [Term] = []

    /// The complete document: elements of the template language that were left for the end have become XHTML.
    static func complete(_ tree: XMLTree) -> (tree: XMLTree, diagnostics: DiagnosticBag) {
        var apparatus = DocumentApparatus(source: tree, out: tree.emptied())
        apparatus.scan()
        apparatus.copyChildren(of: tree.document, to: apparatus.out.document)
        return (apparatus.out, apparatus.bag)
    }

    // MARK: What there is

    private mutating func scan() {
        var found: [NodeID] = []
        for node in source.descendants(of: source.document) where source.isElement(node) {
            if let id = source.value("id", of: node), places[id] == nil { places[id] = node }
            switch source.namespace(of: node) {
            case .xhtml:
                let name = source.localName(of: node)
                if let level = Self.level(name), !hasClass("unlisted", node) {
                    headings.append(Entry(node: node, level: level))
                } else if name == "caption" {
                    tables.append(Entry(node: node, level: 1))
                } else if name == "figcaption" {
                    figures.append(Entry(node: node, level: 1))
                }
            case .template where source.localName(of: node) == "term": found.append(node)
            default: break
            }
        }
        // Numbers follow the order of the document, and never take a name that an author gave.
        for node in found { keep(term: node) }
        for entry in headings + tables + figures where source.value("id", of: entry.node) == nil {
            made[entry.node] = freeName(Self.slug(words(of: entry.node)), at: entry.node)
        }
    }

    private mutating func keep(term node: NodeID) {
        let given = source.value("entry", of: node) ?? ""
        let text = Self.collapsed(given.isEmpty ? words(of: node) : given)
        guard !text.isEmpty else { return bag.append(TemplateDiagnostics.emptyTerm(at: source.span(of: node))) }
        let main = source.value("under", of: node).map(Self.collapsed)
        let anchor = freeName("term-\(terms.count + 1)", at: node)
        made[node] = anchor
        terms.append(Term(main: main == "" ? nil : main, words: text, anchor: anchor, node: node))
    }

    private mutating func freeName(_ wanted: String, at node: NodeID) -> String {
        var name = wanted
        var count = 1
        while places[name] != nil {
            count += 1
            name = "\(wanted)-\(count)"
        }
        places[name] = node
        return name
    }

    /// 1 to 6 for `h1` to `h6`.
    static func level(_ name: String) -> Int? {
        guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"), let digit = name.utf8.last, digit >= 0x31, digit <= 0x36 else {
            return nil
        }
        return Int(digit) - 0x30
    }

    func hasClass(_ name: Substring, _ node: NodeID) -> Bool {
        source.value("class", of: node)?.split(whereSeparator: \.isWhitespace).contains(name) ?? false
    }

    /// The id of an element, as its author or this gave it.
    func anchor(of node: NodeID) -> String? { source.value("id", of: node) ?? made[node] }

    // MARK: Words

    /// Notes, which are no part of the words around them.
    private func isAside(_ node: NodeID) -> Bool {
        source.value("role", of: node) == "doc-footnote" || hasClass("footnote", node)
    }

    /// The words of an element without its notes.
    func words(of node: NodeID) -> String {
        var text = ""
        func gather(_ node: NodeID) {
            for child in source.children(of: node) {
                switch source.kind(of: child) {
                case .text: text += source.text(of: child)
                case .element where !isAside(child):
                    if source.isElement(child, .xhtml, "br") { text += " " } else { gather(child) }
                default: break
                }
            }
        }
        gather(node)
        return Self.collapsed(text)
    }

    /// White space as a reader sees it; no-break spaces stay.
    static func collapsed(_ text: String) -> String {
        text.unicodeScalars.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }.map { String($0) }.joined(separator: " ")
    }

    /// `Réception de la demande` becomes `reception-de-la-demande`.
    static func slug(_ text: String) -> String {
        var out = ""
        for scalar in IndexOrder.folded(text).unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                out.unicodeScalars.append(scalar)
            } else if out.unicodeScalars.last.map({ $0 != "-" }) ?? false {
                out += "-"
            }
            if out.utf8.count >= 48 { break }
        }
        while out.hasSuffix("-") { out.removeLast() }
        return out.isEmpty ? "place" : out
    }

    // MARK: The new tree

    mutating func copyChildren(of node: NodeID, to parent: NodeID) {
        for child in source.children(of: node) { copy(child, to: parent) }
    }

    private mutating func copy(_ node: NodeID, to parent: NodeID) {
        if source.isElement(node), source.namespace(of: node) == .template {
            switch source.localName(of: node) {
            case "contents": return contents(node, to: parent)
            case "index": return index(node, to: parent)
            case "ref": return reference(node, to: parent)
            case "term":
                let span = element("span", [("class", "term"), ("id", made[node] ?? "")], at: node, to: parent)
                return copyChildren(of: node, to: span)
            default: break
            }
        }
        let copied = out.append(copyOf: node, in: source, to: parent)
        if let name = made[node] { out.setAttribute("id", to: name, of: copied) }
        if source.isElement(node, .xhtml, "a"), let href = source.value("href", of: node), href.hasPrefix("#") {
            check(String(href.dropFirst()), at: source.attribute("href", of: node)?.valueSpan ?? source.span(of: node))
        }
        copyChildren(of: node, to: copied)
    }

    /// Inline content of a heading or caption for another place: no notes, no ids, no links.
    mutating func quote(_ node: NodeID, to parent: NodeID) {
        for child in source.children(of: node) {
            switch source.kind(of: child) {
            case .text: out.append(copyOf: child, in: source, to: parent)
            case .element where isAside(child): break
            case .element where source.isElement(child, .xhtml, "br"): out.append(text: " ", span: source.span(of: child), to: parent)
            case .element:
                let isKept = source.namespace(of: child) == .xhtml && Self.quotable.contains(source.localName(of: child))
                guard isKept else {
                    quote(child, to: parent)
                    continue
                }
                let copied = out.append(element: source.localName(of: child), span: source.span(of: child), to: parent)
                for name in ["lang", "dir", "title"] {
                    if let value = source.value(name, of: child) { out.setAttribute(name, to: value, of: copied) }
                }
                if let value = source.value("lang", in: .xml, of: child) { out.setAttribute("lang", in: .xml, to: value, of: copied) }
                quote(child, to: copied)
            default: break
            }
        }
    }

    private static let quotable: Set<String> = [
        "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "q", "samp", "small", "span", "strong", "sub", "sup", "var",
    ]

    @discardableResult
    mutating func element(_ name: String, _ attributes: [(String, String)] = [], at place: NodeID, to parent: NodeID) -> NodeID {
        let node = out.append(element: name, span: source.span(of: place), to: parent)
        for (name, value) in attributes where !value.isEmpty { out.setAttribute(name, to: value, of: node) }
        return node
    }

    mutating func check(_ name: String, at span: Span) {
        guard !name.isEmpty, places[name] == nil else { return }
        let nearest = NearestName.of(name, among: places.keys.sorted())
        bag.append(TemplateDiagnostics.unknownPlace(name, nearest: nearest, at: span))
    }
}
