import Styling

/// A table's rows, cells and columns, with the borders in use.
final class TableGrid {
    struct Row {
        let box: Box
        let group: Box
        let isHead: Bool
        let isFoot: Bool
        var height = 0.0
        /// A cell from an earlier row reaches into it.
        var isCrossed = false
        var baseline = 0.0
    }

    final class Cell {
        let box: Box
        let row: Int
        let column: Int
        let columnSpan: Int
        var rowSpan: Int
        var fragment: Fragment?
        /// Of its content with padding and border; what is left below it in the row goes by `vertical-align`.
        var naturalHeight = 0.0
        /// At least the one that its author gives.
        var height = 0.0

        init(box: Box, row: Int, column: Int, columnSpan: Int, rowSpan: Int) {
            self.box = box
            self.row = row
            self.column = column
            self.columnSpan = columnSpan
            self.rowSpan = rowSpan
        }
    }

    static let mostColumns = 1_000

    var rows: [Row] = []
    var cells: [Cell] = []
    /// Indices into ``cells`` by row where they begin.
    var cellsOfRow: [[Int]] = []
    var columnCount = 0
    let captions: [Box]
    let isCollapsed: Bool
    let spacingX: Double
    let spacingY: Double
    /// Collapsed borders: by row edge then column; by row then column edge.
    var horizontal: [[BorderEdge]] = []
    var vertical: [[BorderEdge]] = []
    var columnStyles: [ComputedStyle?] = []
    var headCount = 0
    var footCount = 0
    /// Widths of the columns and heights of the rows, for the width they were made for.
    var columnWidths: [Double] = []
    var laidOutWidth = -1.0
    /// Least and preferred widths of the columns, once they are known: asked for anew on every page.
    var intrinsics: [LayoutEngine.ColumnIntrinsic]?

    /// Forgets what hangs on the content of cells.
    func forget() {
        laidOutWidth = -1
        intrinsics = nil
    }

    init(_ table: Box) {
        captions = table.children.filter { $0.kind == .caption }
        isCollapsed = table.style.table.borderCollapse == .collapse
        spacingX = isCollapsed ? 0 : table.style.table.spacingHorizontal
        spacingY = isCollapsed ? 0 : table.style.table.spacingVertical
        let groups = table.children.filter { $0.kind == .rowGroup }
        // The first head group goes first, the first foot group last (CSS 2.2, clause 17.2).
        let head = groups.first { $0.style.display == .tableHeaderGroup }
        let foot = groups.first { $0.style.display == .tableFooterGroup }
        var ordered: [Box] = []
        if let head { ordered.append(head) }
        for group in groups where group !== head && group !== foot { ordered.append(group) }
        if let foot { ordered.append(foot) }
        // Cells that reach down: rows left, by column.
        var busy: [Int] = []
        for group in ordered {
            busy = busy.map { _ in 0 }
            let rowBoxes = group.children.filter { $0.kind == .row && $0.style.text.visibility != .collapse }
            for (number, row) in rowBoxes.enumerated() {
                let index = rows.count
                rows.append(Row(box: row, group: group, isHead: group === head, isFoot: group === foot))
                cellsOfRow.append([])
                if group === head { headCount += 1 }
                if group === foot { footCount += 1 }
                var column = 0
                for child in row.children where child.kind == .cell {
                    while column < busy.count, busy[column] > 0 { column += 1 }
                    guard column < Self.mostColumns else { break }
                    let columnSpan = min(max(1, child.style.table.columnSpan), Self.mostColumns - column)
                    let wanted = child.style.table.rowSpan
                    let rowSpan = min(wanted <= 0 ? rowBoxes.count : wanted, rowBoxes.count - number)
                    cellsOfRow[index].append(cells.count)
                    cells.append(Cell(box: child, row: index, column: column, columnSpan: columnSpan, rowSpan: max(1, rowSpan)))
                    while busy.count < column + columnSpan { busy.append(0) }
                    for covered in column..<column + columnSpan { busy[covered] = max(1, rowSpan) }
                    column += columnSpan
                }
                columnCount = max(columnCount, busy.count)
                for covered in 0..<busy.count {
                    if busy[covered] > 0 { busy[covered] -= 1 }
                }
            }
        }
        for cell in cells where cell.rowSpan > 1 {
            for row in cell.row + 1..<cell.row + cell.rowSpan { rows[row].isCrossed = true }
        }
        for column in table.columnStyles {
            for _ in 0..<max(1, min(column.span, Self.mostColumns)) where columnStyles.count < Self.mostColumns {
                columnStyles.append(column.style)
            }
        }
        if table.style.table.layout == .fixed { columnCount = max(columnCount, columnStyles.count) }
        columnCount = max(columnCount, columnStyles.count)
        while columnStyles.count < columnCount { columnStyles.append(nil) }
        if isCollapsed { collapseBorders(table) }
    }

    // MARK: Collapsed borders

    /// CSS 2.2, clause 17.6.2.1.
    private func collapseBorders(_ table: Box) {
        let none = BorderEdge(width: 0, style: .none, color: .black)
        horizontal = Array(repeating: Array(repeating: none, count: columnCount), count: rows.count + 1)
        vertical = Array(repeating: Array(repeating: none, count: columnCount + 1), count: rows.count)
        guard !rows.isEmpty, columnCount > 0 else { return }
        let border = table.style.border
        for cell in cells {
            let style = cell.box.style.border
            for column in cell.column..<cell.column + cell.columnSpan {
                Self.win(&horizontal[cell.row][column], style.top)
                Self.win(&horizontal[cell.row + cell.rowSpan][column], style.bottom)
            }
            for row in cell.row..<cell.row + cell.rowSpan {
                Self.win(&vertical[row][cell.column], style.left)
                Self.win(&vertical[row][cell.column + cell.columnSpan], style.right)
            }
        }
        for (index, row) in rows.enumerated() {
            let style = row.box.style.border
            for column in 0..<columnCount {
                Self.win(&horizontal[index][column], style.top)
                Self.win(&horizontal[index + 1][column], style.bottom)
            }
            Self.win(&vertical[index][0], style.left)
            Self.win(&vertical[index][columnCount], style.right)
            let group = row.group.style.border
            let isFirst = index == 0 || rows[index - 1].group !== row.group
            let isLast = index + 1 == rows.count || rows[index + 1].group !== row.group
            for column in 0..<columnCount {
                if isFirst { Self.win(&horizontal[index][column], group.top) }
                if isLast { Self.win(&horizontal[index + 1][column], group.bottom) }
            }
            Self.win(&vertical[index][0], group.left)
            Self.win(&vertical[index][columnCount], group.right)
        }
        for column in 0..<columnCount {
            if let style = columnStyles[column]?.border {
                Self.win(&horizontal[0][column], style.top)
                Self.win(&horizontal[rows.count][column], style.bottom)
                for row in 0..<rows.count {
                    Self.win(&vertical[row][column], style.left)
                    Self.win(&vertical[row][column + 1], style.right)
                }
            }
            Self.win(&horizontal[0][column], border.top)
            Self.win(&horizontal[rows.count][column], border.bottom)
        }
        for row in 0..<rows.count {
            Self.win(&vertical[row][0], border.left)
            Self.win(&vertical[row][columnCount], border.right)
        }
        // Inside a spanning cell there is no border.
        for cell in cells where cell.columnSpan > 1 || cell.rowSpan > 1 {
            for row in cell.row..<cell.row + cell.rowSpan where cell.columnSpan > 1 {
                for column in cell.column + 1..<cell.column + cell.columnSpan { vertical[row][column] = none }
            }
            for column in cell.column..<cell.column + cell.columnSpan where cell.rowSpan > 1 {
                for row in cell.row + 1..<cell.row + cell.rowSpan { horizontal[row][column] = none }
            }
        }
        for cell in cells {
            var edges = Edges<Double>.zero
            for column in cell.column..<cell.column + cell.columnSpan {
                edges.top = max(edges.top, horizontal[cell.row][column].width / 2)
                edges.bottom = max(edges.bottom, horizontal[cell.row + cell.rowSpan][column].width / 2)
            }
            for row in cell.row..<cell.row + cell.rowSpan {
                edges.left = max(edges.left, vertical[row][cell.column].width / 2)
                edges.right = max(edges.right, vertical[row][cell.column + cell.columnSpan].width / 2)
            }
            cell.box.borderOverride = edges
        }
        var outer = Edges<Double>.zero
        for column in 0..<columnCount {
            outer.top = max(outer.top, horizontal[0][column].width / 2)
            outer.bottom = max(outer.bottom, horizontal[rows.count][column].width / 2)
        }
        outer.left = vertical[0][0].width / 2
        outer.right = vertical[0][columnCount].width / 2
        for row in 0..<rows.count {
            outer.left = max(outer.left, vertical[row][0].width / 2)
            outer.right = max(outer.right, vertical[row][columnCount].width / 2)
        }
        table.borderOverride = outer
    }

    /// The candidates come from cell to table; an earlier one wins a tie.
    private static func win(_ edge: inout BorderEdge, _ other: BorderEdge) {
        if edge.style == .hidden { return }
        if other.style == .hidden {
            edge = BorderEdge(width: 0, style: .hidden, color: other.color)
            return
        }
        if other.style == .none { return }
        if edge.style == .none || other.width > edge.width || (other.width == edge.width && rank(other.style) > rank(edge.style)) {
            edge = other
        }
    }

    private static func rank(_ style: LineStyle) -> Int {
        switch style {
        case .none, .hidden: 0
        case .inset: 1
        case .groove: 2
        case .outset: 3
        case .ridge: 4
        case .dotted: 5
        case .dashed: 6
        case .solid: 7
        case .double: 8
        }
    }
}
