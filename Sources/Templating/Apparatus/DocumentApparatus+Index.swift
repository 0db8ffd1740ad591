import CEL
import Diagnostics
import XML

/// The index, from the terms of the document.
extension DocumentApparatus {
    private struct Heading {
        let words: String
        var anchors: [String] = []
        var below: [Heading] = []
    }

    /// `<section role="doc-index">` with a list for each letter; each number of a page is a link to the term.
    mutating func index(_ node: NodeID, to parent: NodeID) {
        let headings = sorted()
        guard !headings.isEmpty else { return bag.append(TemplateDiagnostics.emptyList("index", at: source.span(of: node))) }
        let section = element("section", [("class", "index"), ("role", "doc-index")], at: node, to: parent)
        var letter = ""
        var list = section
        for heading in headings {
            let own = IndexOrder.letter(heading.words)
            if own != letter || list == section {
                letter = own
                let group = element("div", [("class", "index-group")], at: node, to: section)
                let head = element("p", [("class", "index-letter")], at: node, to: group)
                out.append(text: letter, span: source.span(of: node), to: head)
                list = element("ul", at: node, to: group)
            }
            write(heading, in: list, at: node)
        }
    }

    private mutating func write(_ heading: Heading, in list: NodeID, at node: NodeID) {
        let item = element("li", at: node, to: list)
        let words = element("span", [("class", "entry")], at: node, to: item)
        out.append(text: heading.words, span: source.span(of: node), to: words)
        for anchor in heading.anchors {
            element("a", [("class", "index-page"), ("href", "#" + anchor), ("title", heading.words)], at: node, to: item)
        }
        guard !heading.below.isEmpty else { return }
        let below = element("ul", at: node, to: item)
        for entry in heading.below { write(entry, in: below, at: node) }
    }

    private func sorted() -> [Heading] {
        var main: [Heading] = []
        var places: [String: Int] = [:]
        func place(_ words: String) -> Int {
            if let known = places[words] { return known }
            places[words] = main.count
            main.append(Heading(words: words))
            return main.count - 1
        }
        for term in terms {
            let position = place(term.main ?? term.words)
            guard term.main != nil else {
                main[position].anchors.append(term.anchor)
                continue
            }
            if let known = main[position].below.firstIndex(where: { $0.words == term.words }) {
                main[position].below[known].anchors.append(term.anchor)
            } else {
                main[position].below.append(Heading(words: term.words, anchors: [term.anchor]))
            }
        }
        for position in main.indices { main[position].below.sort { IndexOrder.precedes($0.words, $1.words) } }
        return main.sorted { IndexOrder.precedes($0.words, $1.words) }
    }
}

/// The order of an index: by letters without their accents, then by the accents; what does not begin with a letter comes first.
enum IndexOrder {
    static func folded(_ text: String) -> String { TextFolding.withoutAccents(text).lowercased() }

    /// The heading of an entry's group.
    static func letter(_ text: String) -> String {
        guard let first = folded(text).unicodeScalars.first(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }),
            first.properties.isAlphabetic
        else { return "0–9" }
        return String(first).uppercased()
    }

    static func precedes(_ one: String, _ other: String) -> Bool {
        let (a, b) = (key(one), key(other))
        return a == b ? one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars) : a.lexicographicallyPrecedes(b)
    }

    private static func key(_ text: String) -> [UInt32] {
        let scalars = folded(text).unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " }
        return scalars.map { $0.properties.isAlphabetic ? $0.value + 0x11_0000 : $0.value }
    }
}
