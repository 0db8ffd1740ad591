import Diagnostics
import XML

extension StyleEngine {
    /// The document with the sheets that its links name written into it, so that it stands alone: in a browser, or beside other engines.
    ///
    /// Links whose sheet is not found stay as they are. Addresses within a sheet stay those that its author wrote.
    package func embeddingSheets(in tree: XMLTree) -> XMLTree {
        var out = tree.emptied()
        var places: [NodeID] = Array(repeating: out.document, count: tree.nodeCount)
        for index in 1..<max(1, tree.nodeCount) {
            let node = NodeID(index: Int32(clamping: index))
            guard let parent = tree.parent(of: node) else { continue }
            let place = places[Int(parent.index)]
            if let sheet = linkedSheet(tree, node) {
                places[index] = out.append(element: "style", span: tree.span(of: node), to: place)
                out.append(text: "\n" + sheet, span: tree.span(of: node), to: places[index])
            } else {
                places[index] = out.append(copyOf: node, in: tree, to: place)
            }
        }
        return out
    }

    private func linkedSheet(_ tree: XMLTree, _ node: NodeID) -> String? {
        guard tree.isElement(node, .xhtml, "link"), let href = tree.value("href", of: node), tree.value("media", of: node) == nil else {
            return nil
        }
        let relations = (tree.value("rel", of: node) ?? "").lowercased().split(whereSeparator: \.isWhitespace)
        guard relations.contains("stylesheet"), !relations.contains("alternate") else { return nil }
        guard let sheet = load(href, tree.source?.path ?? "") else { return nil }
        return texts(of: sheet, depth: 0).map(\.text).joined(separator: "\n")
    }

    /// The sheets of a document in their order, imported ones before those that import them, each with the path that its references are
    /// relative to.
    package func sheetTexts(of tree: XMLTree) -> [(text: String, path: String)] {
        var found: [(text: String, path: String)] = []
        for node in tree.descendants(of: tree.document) {
            if tree.isElement(node, .xhtml, "style") {
                found.append((tree.textContent(of: node), tree.source?.path ?? ""))
            } else if tree.isElement(node, .xhtml, "link"), let href = tree.value("href", of: node),
                (tree.value("rel", of: node) ?? "").lowercased().split(whereSeparator: \.isWhitespace).contains("stylesheet"),
                let sheet = load(href, tree.source?.path ?? "")
            {
                found += texts(of: sheet, depth: 0)
            }
        }
        return found
    }

    /// A sheet by its name, as a document names it; nil when there is none.
    package func sheetText(named name: String) -> (text: String, path: String)? { load(name, "").map { ($0.text, $0.path) } }

    private static let deepestImport = 8

    /// A sheet without its `@import`, after the sheets that these name.
    private func texts(of sheet: SourceFile, depth: Int) -> [(text: String, path: String)] {
        var imported: [(text: String, path: String)] = []
        var own = ""
        for line in sheet.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            guard depth < Self.deepestImport, words.hasPrefix("@import"), words.hasSuffix(";"),
                let first = words.firstIndex(where: { $0 == "\"" || $0 == "'" }),
                let last = words[words.index(after: first)...].firstIndex(of: words[first])
            else {
                own += line + "\n"
                continue
            }
            if let other = load(String(words[words.index(after: first)..<last]), sheet.path) {
                imported += texts(of: other, depth: depth + 1)
            }
        }
        return imported + [(own, sheet.path)]
    }
}
