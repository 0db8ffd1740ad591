import Diagnostics

extension AccessibilityCheck {
    /// A table has header cells, parts in order, and a grid without holes or overlaps (ISO 14289-1, clauses 7.2 and 7.5).
    mutating func checkTable(_ table: NodeID) {
        let cells = ownDescendants(of: table).filter { isCell($0) }
        let hasLogic = ownDescendants(of: table).contains { tree.namespace(of: $0) == .template }
        let hasInclude = ownDescendants(of: table).contains { tree.isElement($0, .template, "include") }
        if !cells.contains(where: { tree.localName(of: $0) == "th" }), !hasInclude, subject == .document ? !cells.isEmpty : true {
            report(AccessibilityDiagnostics.noHeaders(at: nameSpan(of: table)))
        }
        // What logic leaves out or repeats is known in the document alone.
        guard subject == .document, !hasLogic else { return }
        checkParts(table)
        checkGrid(table)
    }

    /// Descendants that belong to the table itself and not to one in its cells.
    private func ownDescendants(of table: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        var open = Array(tree.children(of: table))
        while let node = open.popLast() {
            guard tree.isElement(node) else { continue }
            found.append(node)
            if !isCell(node), !tree.isElement(node, .xhtml, "caption"), !tree.isElement(node, .xhtml, "table") {
                open += tree.children(of: node)
            }
        }
        return found
    }

    private func isCell(_ node: NodeID) -> Bool {
        tree.namespace(of: node) == .xhtml && ["th", "td"].contains(tree.localName(of: node))
    }

    private mutating func checkParts(_ table: NodeID) {
        var counts: [String: Int] = [:]
        for child in tree.children(of: table) where tree.namespace(of: child) == .xhtml {
            let name = tree.localName(of: child)
            counts[name, default: 0] += 1
            let isTwice = ["thead", "tfoot", "caption"].contains(name) && counts[name] == 2
            if isTwice { report(AccessibilityDiagnostics.partTwice(name, at: nameSpan(of: child))) }
        }
        for part in ["thead", "tfoot"] where counts[part] != nil && counts["tbody"] == nil {
            report(AccessibilityDiagnostics.noBody(part, at: nameSpan(of: table)))
        }
    }

    /// Rows in the order they are read; each cell claims its places.
    private mutating func checkGrid(_ table: NodeID) {
        var rows: [NodeID] = []
        for child in tree.children(of: table) where tree.namespace(of: child) == .xhtml {
            switch tree.localName(of: child) {
            case "tr": rows.append(child)
            case "thead", "tbody", "tfoot": rows += tree.children(of: child).filter { tree.isElement($0, .xhtml, "tr") }
            default: continue
            }
        }
        // How far each column is taken by cells of rows above: the first row that it is free for.
        var free: [Int] = []
        var width: Int?
        for (index, row) in rows.enumerated() {
            var column = 0
            var last = row
            for cell in tree.children(of: row) where isCell(cell) {
                while column < free.count, free[column] > index { column += 1 }
                let (columns, height) = (span("colspan", of: cell), span("rowspan", of: cell))
                guard index + height <= rows.count else {
                    return report(AccessibilityDiagnostics.spanBeyond(at: nameSpan(of: cell)))
                }
                for place in column..<(column + columns) {
                    if place >= free.count { free.append(0) }
                    guard free[place] <= index else { return report(AccessibilityDiagnostics.overlap(at: nameSpan(of: cell))) }
                    free[place] = index + height
                }
                column += columns
                last = cell
            }
            while column < free.count, free[column] > index { column += 1 }
            guard let wanted = width else {
                width = column
                continue
            }
            if column != wanted || free.count != wanted {
                return report(
                    AccessibilityDiagnostics.unevenRow(column < wanted ? column : free.count, wanted: wanted, at: nameSpan(of: last)))
            }
        }
    }

    private func span(_ name: String, of cell: NodeID) -> Int {
        min(max(Int(tree.value(name, of: cell) ?? "1") ?? 1, 1), 1_000)
    }
}
