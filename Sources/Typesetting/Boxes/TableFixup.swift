import Styling

/// Anonymous table boxes (CSS 2.2, clause 17.2.1).
enum TableFixup {
    /// Wraps rows, cells and groups that stand outside a table.
    static func wrapStrayParts(_ children: [Box], parent: Box) -> [Box] {
        guard children.contains(where: { isPart($0) }) else { return children }
        var result: [Box] = []
        var parts: [Box] = []
        func flush() {
            while let last = parts.last, isSpace(last) {
                parts.removeLast()
            }
            guard !parts.isEmpty else { return }
            let isInline = parent.kind == .inline
            let table = Box(.table, ComputedStyle.anonymous(inheriting: parent.style, display: isInline ? .inlineTable : .table))
            table.structure = parent.structure
            table.children = parts
            complete(table)
            result.append(table)
            parts = []
        }
        for child in children {
            if isPart(child) || (isSpace(child) && !parts.isEmpty) {
                parts.append(child)
            } else {
                flush()
                result.append(child)
            }
        }
        flush()
        return result
    }

    static func isPart(_ box: Box) -> Bool {
        switch box.kind {
        case .rowGroup, .row, .cell, .caption: true
        default: box.kind == .block && !box.columnStyles.isEmpty
        }
    }

    private static func isSpace(_ box: Box) -> Bool {
        box.kind == .text && box.ownText == nil && box.isMaybeBlank
    }

    /// Gives a table groups of rows of cells.
    static func complete(_ table: Box) {
        var columns: [(span: Int, style: ComputedStyle)] = []
        var captions: [Box] = []
        var groups: [Box] = []
        var loose: [Box] = []
        func flush() {
            let useful = loose.filter { !isSpace($0) }
            loose = []
            guard !useful.isEmpty else { return }
            let group = Box(.rowGroup, ComputedStyle.anonymous(inheriting: table.style, display: .tableRowGroup))
            group.structure = table.structure
            group.children = useful
            groups.append(group)
        }
        for child in table.children {
            if !child.columnStyles.isEmpty {
                columns += child.columnStyles
            } else if child.kind == .caption {
                captions.append(child)
            } else if child.kind == .rowGroup {
                flush()
                groups.append(child)
            } else {
                loose.append(child)
            }
        }
        flush()
        for group in groups { group.children = wrap(group.children, as: .row, display: .tableRow, parent: group) }
        for group in groups {
            for row in group.children { row.children = wrap(row.children, as: .cell, display: .tableCell, parent: row) }
        }
        table.columnStyles = columns
        table.children = captions + groups
    }

    private static func wrap(_ children: [Box], as kind: Box.Kind, display: Display, parent: Box) -> [Box] {
        var result: [Box] = []
        var loose: [Box] = []
        func flush() {
            let isUseful = loose.contains { !isSpace($0) }
            defer { loose = [] }
            guard isUseful else { return }
            let wrapper = Box(kind, ComputedStyle.anonymous(inheriting: parent.style, display: display))
            wrapper.structure = parent.structure
            wrapper.children = loose
            if kind == .cell {
                let hasBlock = loose.contains { !$0.isInlineLevel }
                wrapper.hasInlineChildren = !hasBlock
                if hasBlock { wrapper.children = loose.filter { !isSpace($0) } }
            }
            result.append(wrapper)
        }
        for child in children {
            if child.kind == kind {
                flush()
                result.append(child)
            } else {
                loose.append(child)
            }
        }
        flush()
        return result
    }
}
