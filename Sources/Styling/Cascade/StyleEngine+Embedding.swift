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
        return load(href, tree.source?.path ?? "")?.text
    }
}
