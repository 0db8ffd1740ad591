import Styling

extension LayoutEngine {
    func grid(_ table: Box) -> TableGrid {
        if let known = table.grid { return known }
        let grid = TableGrid(table)
        table.grid = grid
        return grid
    }

    /// The least and preferred width of a table's content box (grid), captions counted.
    func tableIntrinsic(_ table: Box) -> (minimum: Double, maximum: Double) {
        let grid = grid(table)
        let columns = columnIntrinsics(grid)
        let spacing = grid.spacingX * Double(grid.columnCount + 1)
        var result = (minimum: spacing, maximum: spacing)
        for column in columns {
            result.minimum += column.minimum
            result.maximum += column.maximum
        }
        if grid.columnCount == 0 { result = (0, 0) }
        for caption in grid.captions { result.minimum = max(result.minimum, outerIntrinsic(caption).minimum) }
        result.maximum = max(result.maximum, result.minimum)
        return result
    }

    struct ColumnIntrinsic {
        var minimum = 0.0
        var maximum = 0.0
        var percentage = 0.0
        var isFixed = false
    }

    /// CSS 2.2, clause 17.5.2.2.
    func columnIntrinsics(_ grid: TableGrid) -> [ColumnIntrinsic] {
        if let known = grid.intrinsics { return known }
        let made = makeColumnIntrinsics(grid)
        grid.intrinsics = made
        return made
    }

    private func makeColumnIntrinsics(_ grid: TableGrid) -> [ColumnIntrinsic] {
        var columns = Array(repeating: ColumnIntrinsic(), count: grid.columnCount)
        for (index, style) in grid.columnStyles.enumerated() {
            guard let style, case .length(let length) = style.box.width else { continue }
            if length.hasPercentage {
                columns[index].percentage = max(columns[index].percentage, length.fraction)
            } else {
                columns[index].maximum = length.points
                columns[index].minimum = 0
                columns[index].isFixed = true
            }
        }
        var spanning: [TableGrid.Cell] = []
        for cell in grid.cells {
            if cell.columnSpan > 1 {
                spanning.append(cell)
                continue
            }
            let widths = outerIntrinsic(cell.box)
            let own = intrinsic(cell.box)
            let edges = BoxEdges(cell.box, width: 0)
            var column = columns[cell.column]
            column.minimum = max(column.minimum, own.minimum + edges.insets.horizontal)
            if case .length(let length) = cell.box.style.box.width {
                if length.hasPercentage {
                    column.percentage = max(column.percentage, length.fraction)
                    column.maximum = max(column.maximum, widths.maximum)
                } else {
                    column.maximum = column.isFixed ? max(column.maximum, widths.maximum) : max(widths.maximum, column.minimum)
                    column.minimum = max(column.minimum, min(widths.maximum, column.maximum))
                    column.isFixed = true
                }
            } else if !column.isFixed {
                column.maximum = max(column.maximum, widths.maximum)
            }
            column.maximum = max(column.maximum, column.minimum)
            columns[cell.column] = column
        }
        spanning.sort { ($0.columnSpan, $0.row, $0.column) < ($1.columnSpan, $1.row, $1.column) }
        for cell in spanning {
            let widths = outerIntrinsic(cell.box)
            let range = cell.column..<cell.column + cell.columnSpan
            let spacing = grid.spacingX * Double(cell.columnSpan - 1)
            let minimum = range.reduce(0) { $0 + columns[$1].minimum } + spacing
            let maximum = range.reduce(0) { $0 + columns[$1].maximum } + spacing
            let free = range.filter { !columns[$0].isFixed }
            let targets = free.isEmpty ? Array(range) : free
            let total = targets.reduce(0) { $0 + columns[$1].maximum }
            for column in targets {
                let share = total > 0 ? columns[column].maximum / total : 1 / Double(targets.count)
                if widths.minimum > minimum { columns[column].minimum += (widths.minimum - minimum) * share }
                if widths.maximum > maximum { columns[column].maximum += (widths.maximum - maximum) * share }
            }
            for column in range { columns[column].maximum = max(columns[column].maximum, columns[column].minimum) }
        }
        return columns
    }

    /// The border-box width of a table in a given room.
    func tableWidth(_ table: Box, available: Double) -> Double {
        let grid = grid(table)
        let edges = BoxEdges(table, width: available)
        let intrinsic = tableIntrinsic(table)
        let style = table.style.box
        let inset = edges.insets.horizontal
        var width: Double
        switch style.width {
        case .length(let length):
            // The width of a table is of its border box in HTML's collapsed model too.
            let given = length.resolved(against: available)
            width = style.sizing == .borderBox || length.hasPercentage ? given - inset : given
            if table.style.table.layout != .fixed || grid.columnCount == 0 { width = max(width, intrinsic.minimum) }
        case .minContent: width = intrinsic.minimum
        case .maxContent: width = intrinsic.maximum
        default:
            // Columns by percentage ask for a table wide enough.
            var wanted = intrinsic.maximum
            let columns = columnIntrinsics(grid)
            var percentages = 0.0
            var rest = 0.0
            for column in columns {
                if column.percentage > 0 {
                    percentages += column.percentage
                    wanted = max(wanted, column.maximum / column.percentage)
                } else {
                    rest += column.maximum
                }
            }
            if percentages > 0, percentages < 1 { wanted = max(wanted, rest / (1 - percentages)) }
            width = max(intrinsic.minimum, min(wanted, available - inset))
        }
        if let limit = style.maxWidth.definite(against: available) {
            width = max(intrinsic.minimum, min(width, limit - (style.sizing == .borderBox ? inset : 0)))
        }
        if let limit = style.minWidth.definite(against: available) { width = max(width, limit - (style.sizing == .borderBox ? inset : 0)) }
        return max(0, width) + inset
    }

    /// Shares a table's content width among its columns.
    func columnWidths(_ table: Box, _ grid: TableGrid, width: Double) -> [Double] {
        let count = grid.columnCount
        guard count > 0 else { return [] }
        let room = max(0, width - grid.spacingX * Double(count + 1))
        if table.style.table.layout == .fixed, !table.style.box.width.isAuto { return fixedColumns(grid, room: room) }
        let columns = columnIntrinsics(grid)
        var result = columns.map(\.minimum)
        var left = room - result.reduce(0, +)
        if left <= 0 {
            return result
        }
        // Percentages first, then up to the preferred widths, then the surplus.
        for index in 0..<count where columns[index].percentage > 0 {
            let wanted = max(0, columns[index].percentage * room - result[index])
            let given = min(wanted, left)
            result[index] += given
            left -= given
        }
        let growable = (0..<count).filter { columns[$0].percentage == 0 }
        let need = growable.reduce(0) { $0 + max(0, columns[$1].maximum - result[$1]) }
        if need > 0, left > 0 {
            let factor = min(1, left / need)
            for index in growable {
                let given = max(0, columns[index].maximum - result[index]) * factor
                result[index] += given
                left -= given
            }
        }
        if left > 0.000_1 {
            var targets = growable.filter { !columns[$0].isFixed }
            if targets.isEmpty { targets = growable.isEmpty ? Array(0..<count) : growable }
            let total = targets.reduce(0) { $0 + columns[$1].maximum }
            for index in targets { result[index] += left * (total > 0 ? columns[index].maximum / total : 1 / Double(targets.count)) }
        }
        return result
    }

    /// CSS 2.2, clause 17.5.2.1.
    private func fixedColumns(_ grid: TableGrid, room: Double) -> [Double] {
        let count = grid.columnCount
        var given: [Double?] = Array(repeating: nil, count: count)
        for (index, style) in grid.columnStyles.enumerated() {
            if let style, let width = style.box.width.resolved(against: room) { given[index] = width }
        }
        for index in grid.cellsOfRow.first ?? [] {
            let cell = grid.cells[index]
            let range = cell.column..<cell.column + cell.columnSpan
            guard case .length(let length) = cell.box.style.box.width else { continue }
            let edges = BoxEdges(cell.box, width: room)
            // Percentages too are the content's (CSS2/tables/fixed-table-layout-025): `box-sizing: border-box` counts padding in.
            let isWhole = cell.box.style.box.sizing == .borderBox
            var width = length.resolved(against: room) + (isWhole ? 0 : edges.insets.horizontal)
            width -= grid.spacingX * Double(cell.columnSpan - 1)
            let known = range.reduce(0) { $0 + (given[$1] ?? 0) }
            let open = range.filter { given[$0] == nil }
            for column in open { given[column] = max(0, width - known) / Double(open.count) }
        }
        let used = given.reduce(0) { $0 + ($1 ?? 0) }
        let open = given.filter { $0 == nil }.count
        if open > 0 {
            let share = max(0, room - used) / Double(open)
            return given.map { $0 ?? share }
        }
        let extra = max(0, room - used)
        return given.map { ($0 ?? 0) + (used > 0 ? extra * ($0 ?? 0) / used : extra / Double(count)) }
    }
}
