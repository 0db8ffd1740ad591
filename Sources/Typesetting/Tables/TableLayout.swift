import Styling

extension LayoutEngine {
    /// Lays out a table, or the rows that are left of it: captions, a repeated head, rows that stay whole where they can.
    func layoutTable(_ table: Box, _ space: LayoutSpace, token: BreakToken?) -> BlockResult {
        let grid = grid(table)
        let edges = BoxEdges(table, width: space.width)
        let fragmentainer = space.fragmentainer
        let style = table.style
        let avoids = fragmentainer.map { $0.avoids(style.fragmentation.breakInside) } ?? false
        if avoids { fragmentainer?.avoidDepth += 1 }
        defer { if avoids { fragmentainer?.avoidDepth -= 1 } }
        var left = space.x
        var available = space.width
        if space.fixedWidth == nil, !space.floats.isEmpty {
            let free = space.floats.free(y: space.y, height: 1, left: space.x, right: space.x + space.width)
            left = free.left
            available = free.right - free.left
        }
        let outerWidth = space.fixedWidth ?? tableWidth(table, available: available - edges.margin.horizontal)
        var x = left + edges.margin.left
        if space.fixedWidth == nil {
            let spare = available - outerWidth
            switch (style.margin.left.isAuto, style.margin.right.isAuto) {
            case (true, true): x = left + max(0, spare / 2)
            case (true, false): x = left + max(0, spare - edges.margin.right)
            default: if space.isRightToLeft { x = left + spare - edges.margin.right }
            }
        }
        let insets = edges.insets
        measure(
            table, grid, width: outerWidth - insets.horizontal,
            height: space.fixedHeight.map { max(0, $0 - insets.vertical) } ?? definiteHeight(table, edges: edges, containing: space.height))

        // Captions stand outside the table's borders.
        let hasCaptions = !grid.captions.isEmpty
        let wrapper =
            hasCaptions
            ? Fragment(Box(.block, ComputedStyle.anonymous(inheriting: style, display: .block)), x: x, y: space.y, width: outerWidth) : nil
        var y = space.y
        func addCaptions(_ side: CaptionSide) {
            guard let wrapper else { return }
            for caption in grid.captions where caption.style.table.captionSide == side {
                let captionEdges = BoxEdges(caption, width: outerWidth)
                y += captionEdges.margin.top
                let inner = LayoutSpace(width: outerWidth, height: nil, x: x, y: y, floats: FloatContext(), fragmentainer: nil)
                let result = layoutBlock(caption, inner, token: nil)
                y += result.fragment.height + captionEdges.margin.bottom
                result.fragment.x -= wrapper.x
                result.fragment.y -= wrapper.y
                wrapper.children.append(result.fragment)
            }
        }
        if token == nil { addCaptions(.top) }
        let fragment = Fragment(table, x: x, y: y, width: outerWidth)
        fragment.hasTop = token == nil
        fragment.borders = grid.isCollapsed ? .zero : nil
        var cursor = y + (token == nil ? insets.top : grid.isCollapsed ? insets.top : 0) + grid.spacingY
        let contentX = x + insets.left
        var offsets: [Double] = [contentX + grid.spacingX]
        for width in grid.columnWidths { offsets.append((offsets.last ?? 0) + width + grid.spacingX) }
        let bodyStart = token?.index ?? 0
        var outToken: BreakToken?
        var isForced = false
        var group: Fragment?
        let bodyEnd = grid.rows.count - grid.footCount
        // Cells that reach over several rows of this page, and, by row, what a row must be taller for the rest of one.
        var spanning: [SpanningCell] = []
        var growth: [Int: Double] = [:]
        var bottoms: [Int: Double] = [:]
        var continued = token?.spans ?? []

        var headHeight = 0.0
        for index in 0..<grid.headCount { headHeight += grid.rows[index].height + grid.spacingY }
        var footHeight = 0.0
        for index in bodyEnd..<grid.rows.count { footHeight += grid.rows[index].height + grid.spacingY }
        // The foot stands below the rows of each page, unless it takes too much of it.
        let repeatsFoot = grid.footCount > 0 && bodyEnd > grid.headCount && footHeight <= (fragmentainer?.extent ?? 0) / 4
        var reserve = repeatsFoot ? footHeight : 0
        var limit: Double { (fragmentainer?.limit ?? .infinity) - reserve }

        /// Puts a row at the cursor.
        func place(_ index: Int, isRepeated: Bool, tokens: [BreakToken?]?, isBroken: Bool = false) -> [BreakToken?] {
            let row = grid.rows[index]
            var height = row.height + (growth[index] ?? 0)
            var rest: [BreakToken?] = []
            let rowFragment = Fragment(
                row.box, x: contentX + grid.spacingX, y: cursor,
                width: max(0, (offsets.last ?? contentX) - contentX - 2 * grid.spacingX), height: height)
            rowFragment.isRepeated = isRepeated
            rowFragment.borders = .zero
            if tokens != nil || isBroken {
                // The row breaks, or goes on: its cells are laid out in what room there is.
                var tallest = 0.0
                var parts: [Fragment] = []
                for (number, cellIndex) in grid.cellsOfRow[index].enumerated() {
                    let cell = grid.cells[cellIndex]
                    let previous = tokens.map { number < $0.count ? $0[number] : nil } ?? nil
                    if tokens != nil, previous == nil {
                        rest.append(nil)
                        let empty = Fragment(cell.box, x: offsets[cell.column], y: cursor, width: cellWidth(cell, grid))
                        empty.hasTop = false
                        empty.borders = grid.isCollapsed ? .zero : nil
                        parts.append(empty)
                        continue
                    }
                    let bottomInset = BoxEdges(cell.box, width: outerWidth).insets.bottom
                    let inner = Fragmentainer(
                        limit: limit - bottomInset, extent: fragmentainer?.extent ?? .infinity,
                        isColumn: fragmentainer?.isColumn ?? false)
                    inner.notes = fragmentainer?.notes
                    var cellSpace = LayoutSpace(
                        width: outerWidth, height: nil, x: offsets[cell.column], y: cursor, floats: FloatContext(), fragmentainer: inner)
                    cellSpace.fixedWidth = cellWidth(cell, grid)
                    let result = layoutBlock(cell.box, cellSpace, token: previous)
                    fragmentainer?.adopt(inner.unmet)
                    result.fragment.x = offsets[cell.column]
                    result.fragment.borders = grid.isCollapsed ? .zero : nil
                    tallest = max(tallest, result.fragment.height)
                    parts.append(result.fragment)
                    rest.append(result.token)
                }
                height = tallest
                for part in parts {
                    part.height = tallest
                    part.x -= rowFragment.x
                    part.y -= rowFragment.y
                    rowFragment.children.append(part)
                }
                rowFragment.height = height
            } else {
                for cellIndex in grid.cellsOfRow[index] {
                    let cell = grid.cells[cellIndex]
                    guard let made = cell.fragment else { continue }
                    let part = isRepeated ? made.copy() : made
                    part.x = offsets[cell.column] - rowFragment.x
                    part.y = 0
                    rowFragment.children.append(part)
                    if cell.rowSpan > 1, !isRepeated, fragmentainer != nil {
                        spanning.append(
                            SpanningCell(index: cellIndex, row: rowFragment, place: rowFragment.children.count - 1, top: cursor, token: nil)
                        )
                    }
                }
                for item in continued where !isRepeated {
                    // Its height comes with the end of the page, or of its rows.
                    let cell = grid.cells[item.cell]
                    let part = Fragment(cell.box, x: offsets[cell.column] - rowFragment.x, width: cellWidth(cell, grid))
                    rowFragment.children.append(part)
                    spanning.append(
                        SpanningCell(
                            index: item.cell, row: rowFragment, place: rowFragment.children.count - 1, top: cursor, token: item.token,
                            goesOn: true))
                }
                if !isRepeated { continued = [] }
            }
            if grid.isCollapsed {
                addRules(
                    index, grid, offsets: offsets, top: cursor, bottom: cursor + height, to: fragment, isTopEdge: group == nil || isRepeated
                )
            }
            if group == nil || group?.box !== row.group {
                let next = Fragment(row.group, x: rowFragment.x, y: rowFragment.y, width: rowFragment.width)
                next.isRepeated = isRepeated
                next.borders = .zero
                next.x -= fragment.x
                next.y -= fragment.y
                fragment.children.append(next)
                group = next
            }
            if let group {
                rowFragment.x -= fragment.x + group.x
                rowFragment.y -= fragment.y + group.y
                group.children.append(rowFragment)
                group.height = rowFragment.y + height
            }
            if !spanning.isEmpty { bottoms[index] = cursor + height }
            cursor += height + grid.spacingY
            return rest
        }

        let hadPlaced = fragmentainer?.hasPlaced ?? false
        if token != nil, bodyStart >= grid.headCount, grid.headCount > 0, headHeight <= (fragmentainer?.extent ?? .infinity) / 4,
            cursor + headHeight < limit - 20
        {
            for index in 0..<grid.headCount { _ = place(index, isRepeated: true, tokens: nil) }
        }
        for item in continued {
            // The rows that are left must hold what is left of a cell.
            let cell = grid.cells[item.cell]
            guard let token = item.token else { continue }
            var space = LayoutSpace(width: outerWidth, height: nil, x: 0, y: 0, floats: FloatContext(), fragmentainer: nil)
            space.fixedWidth = cellWidth(cell, grid)
            let needed = layoutBlock(cell.box, space, token: token).fragment.height
            let last = cell.row + cell.rowSpan - 1
            var have = 0.0
            for row in bodyStart...max(bodyStart, last) { have += grid.rows[row].height + (growth[row] ?? 0) + grid.spacingY }
            if needed > have - grid.spacingY { growth[last, default: 0] += needed - have + grid.spacingY }
        }
        var placedRows = 0
        var index = bodyStart
        let trailing = insets.bottom
        while index < grid.rows.count {
            if index == bodyEnd { reserve = 0 }
            let row = grid.rows[index]
            let rowHeight = row.height + (growth[index] ?? 0)
            let tokens = index == bodyStart && !(token?.cells.isEmpty ?? true) ? token?.cells : nil
            if let fragmentainer {
                if placedRows > 0 {
                    let before = grid.rows[index - 1]
                    // Forced breaks between rows and groups.
                    var forced: BreakBetween?
                    for value in [row.box.style.fragmentation.breakBefore, before.box.style.fragmentation.breakAfter]
                    where fragmentainer.forces(value) {
                        forced = value
                    }
                    if row.group !== before.group {
                        for value in [row.group.style.fragmentation.breakBefore, before.group.style.fragmentation.breakAfter]
                        where fragmentainer.forces(value) { forced = value }
                    }
                    if let forced {
                        outToken = BreakToken(index: index, isForced: true)
                        outToken?.forcedKind = forced
                        isForced = true
                        break
                    }
                    let place = Fragmentainer.Place.before(ObjectIdentifier(row.box))
                    if fragmentainer.target == place {
                        fragmentainer.takeTarget()
                        outToken = BreakToken(index: index)
                        break
                    }
                    if index > grid.headCount || grid.headCount == 0, index < bodyEnd || !repeatsFoot {
                        fragmentainer.consider(place, rowAppeal(row, before, fragmentainer), at: row.box.node)
                    }
                }
                let bottom = cursor + (tokens == nil ? rowHeight : 0) + trailing
                let called = tokens == nil ? notes(in: row.box) : []
                if tokens == nil, bottom > limit + 0.01 || !fragmentainer.take(called, bottom: bottom + reserve) {
                    fragmentainer.lacks(bottom - limit)
                    // A row that fits on no page begins where it stands, unless its author wants it whole.
                    let mayBreakHere =
                        rowHeight > fragmentainer.extent && !fragmentainer.avoids(row.box.style.fragmentation.breakInside)
                        && fragmentainer.allows(
                            fragmentainer.appeal(between: fragmentainer.avoids(row.group.style.fragmentation.breakInside)))
                        && limit - cursor > 24 && !row.isCrossed
                        && grid.cellsOfRow[index].allSatisfy { grid.cells[$0].rowSpan == 1 }
                    let canBreakBefore = placedRows > 0 && index != grid.headCount && (index < bodyEnd || !repeatsFoot)
                    if canBreakBefore, !mayBreakHere {
                        let appeal = rowAppeal(row, grid.rows[index - 1], fragmentainer)
                        guard fragmentainer.mayBreak(appeal, at: row.box.node) else { return BlockResult(fragment: fragment) }
                        outToken = BreakToken(index: index)
                        break
                    }
                    if hadPlaced, !row.isCrossed, !mayBreakHere, placedRows == 0 || index <= grid.headCount, token == nil {
                        return BlockResult(fragment: fragment, needsBreakBefore: true)
                    }
                    // Taller than a page: the row itself breaks.
                    if !row.isCrossed, grid.cellsOfRow[index].allSatisfy({ grid.cells[$0].rowSpan == 1 }), limit - cursor > 12 {
                        let rest = place(index, isRepeated: false, tokens: nil, isBroken: true)
                        placedRows += 1
                        fragmentainer.hasPlaced = true
                        if rest.contains(where: { $0 != nil }) {
                            outToken = BreakToken(index: index)
                            outToken?.cells = rest
                            break
                        }
                        index += 1
                        continue
                    }
                }
                fragmentainer.hasPlaced = true
            }
            let rest = place(index, isRepeated: false, tokens: tokens)
            placedRows += 1
            if rest.contains(where: { $0 != nil }) {
                outToken = BreakToken(index: index)
                outToken?.cells = rest
                break
            }
            index += 1
        }
        if !spanning.isEmpty {
            let rest = finish(
                spanning, grid, upTo: index, bottoms: bottoms, bottom: cursor - grid.spacingY, width: outerWidth, like: fragmentainer)
            if !rest.isEmpty { outToken?.spans = rest }
        }
        if outToken != nil, repeatsFoot, index < bodyEnd {
            group = nil
            for row in bodyEnd..<grid.rows.count { _ = place(row, isRepeated: true, tokens: nil) }
        }
        if grid.rows.isEmpty { cursor = y + insets.top }
        fragment.hasBottom = outToken == nil
        let isCutOpen = outToken != nil && !grid.isCollapsed
        fragment.height = cursor - y + (isCutOpen ? 0 : insets.bottom)
        if grid.rows.isEmpty, let height = definiteHeight(table, edges: edges, containing: space.height) {
            fragment.height = max(fragment.height, height + insets.vertical)
        }
        var result: BlockResult
        if let wrapper {
            y += fragment.height
            if outToken == nil { addCaptions(.bottom) }
            fragment.x -= wrapper.x
            fragment.y -= wrapper.y
            wrapper.children.append(fragment)
            wrapper.height = y - wrapper.y
            result = BlockResult(fragment: wrapper, token: outToken)
        } else {
            result = BlockResult(fragment: fragment, token: outToken)
        }
        result.isForcedBreak = isForced
        result.bottom = MarginSet(edges.margin.bottom)
        return result
    }

    private func rowAppeal(_ row: TableGrid.Row, _ before: TableGrid.Row, _ fragmentainer: Fragmentainer) -> Fragmentainer.Appeal {
        let avoids =
            fragmentainer.avoids(row.box.style.fragmentation.breakBefore)
            || fragmentainer.avoids(before.box.style.fragmentation.breakAfter)
            || row.group === before.group && fragmentainer.avoids(row.group.style.fragmentation.breakInside)
        let appeal = fragmentainer.appeal(between: avoids)
        return row.isCrossed ? min(appeal, .partsCell) : appeal
    }

    /// A cell that reaches over several rows, on the page that is being filled.
    private struct SpanningCell {
        let index: Int
        /// The row on which it begins here, and its place in it.
        let row: Fragment
        let place: Int
        let top: Double
        let token: BreakToken?
        /// Whether it began on an earlier page.
        var goesOn = false
    }

    /// Ends the spanning cells of a page: those whose rows go on are parted at the foot of its last row. Gives what is left of them.
    private func finish(
        _ cells: [SpanningCell], _ grid: TableGrid, upTo row: Int, bottoms: [Int: Double], bottom: Double, width: Double,
        like outer: Fragmentainer?
    ) -> [(cell: Int, token: BreakToken?)] {
        var rest: [(cell: Int, token: BreakToken?)] = []
        for item in cells {
            let cell = grid.cells[item.index]
            let end = cell.row + cell.rowSpan
            let isParted = end > row
            guard isParted || item.goesOn, item.place < item.row.children.count else { continue }
            let lowest = isParted ? bottom : bottoms[end - 1] ?? bottom
            var part = item.row.children[item.place]
            let x = part.x
            var token: BreakToken?
            if item.goesOn, item.token == nil {
                part.hasTop = false
            } else if let outer {
                var space = LayoutSpace(width: width, height: nil, x: 0, y: item.top, floats: FloatContext(), fragmentainer: nil)
                space.fixedWidth = cellWidth(cell, grid)
                let result = layoutBroken(
                    cell.box, space, token: item.token, limit: isParted ? lowest : .infinity, like: outer, hasPlaced: false)
                part = result.fragment
                token = result.token
            }
            part.x = x
            part.y = 0
            part.height = max(0, lowest - item.top)
            part.hasBottom = !isParted
            part.borders = grid.isCollapsed ? .zero : nil
            item.row.children[item.place] = part
            if isParted { rest.append((item.index, token)) }
        }
        return rest
    }

    private func cellWidth(_ cell: TableGrid.Cell, _ grid: TableGrid) -> Double {
        var width = grid.spacingX * Double(cell.columnSpan - 1)
        for column in cell.column..<min(cell.column + cell.columnSpan, grid.columnWidths.count) { width += grid.columnWidths[column] }
        return width
    }

    /// Lays out all cells and finds the heights of the rows (CSS 2.2, clause 17.5.3).
    private func measure(_ table: Box, _ grid: TableGrid, width: Double, height: Double?) {
        guard grid.laidOutWidth != width else { return }
        grid.laidOutWidth = width
        grid.columnWidths = columnWidths(table, grid, width: width)
        for cell in grid.cells {
            var space = LayoutSpace(width: width, height: nil, x: 0, y: 0, floats: FloatContext(), fragmentainer: nil)
            space.fixedWidth = cellWidth(cell, grid)
            let result = layoutBlock(cell.box, space, token: nil)
            let fragment = result.fragment
            fragment.borders = grid.isCollapsed ? .zero : nil
            cell.fragment = fragment
            cell.naturalHeight = result.naturalHeight ?? fragment.height
            cell.height = max(cell.naturalHeight, fragment.height)
        }
        for index in grid.rows.indices {
            let row = grid.rows[index]
            var tallest = row.box.style.box.height.definite(against: nil) ?? 0
            var baseline = 0.0
            var below = 0.0
            for cellIndex in grid.cellsOfRow[index] {
                let cell = grid.cells[cellIndex]
                guard let fragment = cell.fragment else { continue }
                if Self.isBaselineAligned(cell.box) {
                    let own = fragment.baseline(isLast: false) ?? fragment.height - BoxEdges(cell.box, width: width).insets.bottom
                    baseline = max(baseline, own)
                    if cell.rowSpan == 1 { below = max(below, cell.naturalHeight - own) }
                }
                if cell.rowSpan == 1 { tallest = max(tallest, cell.height) }
            }
            grid.rows[index].baseline = baseline
            grid.rows[index].height = max(tallest, baseline + below)
        }
        for cell in grid.cells where cell.rowSpan > 1 {
            let range = cell.row..<cell.row + cell.rowSpan
            let have = range.reduce(0) { $0 + grid.rows[$1].height } + grid.spacingY * Double(cell.rowSpan - 1)
            if cell.height > have { grid.rows[cell.row + cell.rowSpan - 1].height += cell.height - have }
        }
        // A table that is to be taller spreads the surplus over its body rows.
        if let height, !grid.rows.isEmpty {
            let have = grid.rows.reduce(0) { $0 + $1.height } + grid.spacingY * Double(grid.rows.count + 1)
            if height > have {
                let total = grid.rows.reduce(0) { $0 + $1.height }
                for index in grid.rows.indices {
                    grid.rows[index].height += (height - have) * (total > 0 ? grid.rows[index].height / total : 1 / Double(grid.rows.count))
                }
            }
        }
        for cell in grid.cells {
            guard let fragment = cell.fragment else { continue }
            var height = grid.spacingY * Double(cell.rowSpan - 1)
            for row in cell.row..<cell.row + cell.rowSpan { height += grid.rows[row].height }
            var shift = 0.0
            switch cell.box.style.box.verticalAlign {
            case .middle: shift = (height - cell.naturalHeight) / 2
            case .bottom: shift = height - cell.naturalHeight
            case .top: shift = 0
            default: shift = grid.rows[cell.row].baseline - (fragment.baseline(isLast: false) ?? grid.rows[cell.row].baseline)
            }
            shift = max(0, min(shift, height - cell.naturalHeight))
            fragment.height = height
            fragment.contentY += shift
            for child in fragment.children { child.y += shift }
            if grid.isCollapsed == false, cell.box.style.table.emptyCells == .hide, cell.box.children.isEmpty {
                fragment.isEmptyCell = true
            }
        }
    }

    private static func isBaselineAligned(_ box: Box) -> Bool {
        switch box.style.box.verticalAlign {
        case .top, .middle, .bottom: false
        default: true
        }
    }

    /// The collapsed borders around a row.
    private func addRules(
        _ index: Int, _ grid: TableGrid, offsets: [Double], top: Double, bottom: Double, to fragment: Fragment, isTopEdge: Bool
    ) {
        func rule(_ edge: BorderEdge, x: Double, y: Double, length: Double, isVertical: Bool) {
            guard edge.style.isDrawn, edge.width > 0 else { return }
            fragment.rules.append(
                Fragment.CollapsedRule(x: x - fragment.x, y: y - fragment.y, length: length, isVertical: isVertical, edge: edge))
        }
        // A rule reaches as far over its ends as half of the widest rule that crosses there.
        func reach(horizontal row: Int, _ edge: Int) -> Double {
            let above = row > 0 ? grid.vertical[row - 1][edge].width : 0
            let below = row < grid.rows.count ? grid.vertical[row][edge].width : 0
            return max(above, below) / 2
        }
        func reach(vertical edge: Int, _ row: Int) -> Double {
            let before = edge > 0 ? grid.horizontal[row][edge - 1].width : 0
            let after = edge < grid.columnCount ? grid.horizontal[row][edge].width : 0
            return max(before, after) / 2
        }
        func horizontals(_ row: Int, y: Double) {
            var column = 0
            while column < grid.columnCount {
                let edge = grid.horizontal[row][column]
                let first = column
                column += 1
                while column < grid.columnCount, grid.horizontal[row][column] == edge, reach(horizontal: row, column) * 2 <= edge.width {
                    column += 1
                }
                let start = offsets[first] - reach(horizontal: row, first)
                let end = offsets[column] + reach(horizontal: row, column)
                rule(edge, x: start, y: y, length: end - start, isVertical: false)
            }
        }
        for edge in 0...grid.columnCount {
            let start = top - reach(vertical: edge, index)
            let end = bottom + reach(vertical: edge, index + 1)
            rule(grid.vertical[index][edge], x: offsets[edge], y: start, length: end - start, isVertical: true)
        }
        if isTopEdge { horizontals(index, y: top) }
        horizontals(index + 1, y: bottom)
    }
}

extension Fragment {
    /// The same content once more, for a repeated head.
    func copy() -> Fragment {
        let other = shell()
        other.children = children.map { $0.copy() }
        return other
    }

    /// The same place and lines, without children.
    func shell() -> Fragment {
        let other = Fragment(box, x: x, y: y, width: width, height: height)
        other.inline = inline
        other.firstLine = firstLine
        other.endLine = endLine
        other.contentX = contentX
        other.contentY = contentY
        other.borders = borders
        other.rules = rules
        other.clips = clips
        other.isEmptyCell = isEmptyCell
        return other
    }
}
