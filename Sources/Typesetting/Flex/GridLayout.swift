import Styling

extension LayoutEngine {
    /// A grid of the simplest kind: items go into the cells in order, row by row; tracks are fixed, by content or by share
    /// (CSS Grid 1, clauses 8.5 and 11, without placement, spans and names).
    func layoutGrid(_ box: Box, _ flow: inout FlowState) {
        let style = box.style
        var items: [Box] = []
        for child in box.children {
            if child.isAbsolute {
                pendingAbsolutes.append(PendingAbsolute(box: child, x: flow.contentX, y: flow.contentY))
            } else if !child.isRunning {
                items.append(child)
            }
        }
        let columnCount = max(1, style.flex.gridColumns.count)
        let rowCount = max(style.flex.gridRows.count, (items.count + columnCount - 1) / columnCount)
        let columnGap = style.columns.columnGap?.resolved(against: flow.width) ?? 0
        let rowGap = style.columns.rowGap?.resolved(against: flow.width) ?? 0
        var columns = style.flex.gridColumns.isEmpty ? [TrackSize.auto] : style.flex.gridColumns
        if columns.count > 1_000 { columns.removeSubrange(1_000...) }
        let widths = share(columns, room: flow.width - columnGap * Double(columnCount - 1)) { column in
            stride(from: column, to: items.count, by: columnCount).reduce(0) { max($0, outerIntrinsic(items[$1]).maximum) }
        }
        func lay(_ item: Box, width: Double, height: Double?) -> Fragment {
            let edges = BoxEdges(item, width: width)
            let inner = contentWidth(item, edges: edges, containing: width) {
                max(0, width - edges.margin.horizontal - edges.insets.horizontal)
            }
            return layoutFlexItem(item, width: inner + edges.insets.horizontal, height: height, flow)
        }
        var naturals: [Double] = Array(repeating: 0, count: rowCount)
        for (index, item) in items.enumerated() {
            let edges = BoxEdges(item, width: widths[index % columnCount])
            let height = lay(item, width: widths[index % columnCount], height: nil).height + edges.margin.vertical
            naturals[index / columnCount] = max(naturals[index / columnCount], height)
        }
        var rows = style.flex.gridRows
        while rows.count < rowCount { rows.append(.auto) }
        let room = flow.height.map { $0 - rowGap * Double(max(0, rowCount - 1)) }
        let heights = share(rows, room: room) { naturals[$0] }
        var y = flow.contentY
        for row in 0..<rowCount {
            var x = flow.contentX
            for column in 0..<columnCount where row * columnCount + column < items.count {
                let item = items[row * columnCount + column]
                let edges = BoxEdges(item, width: widths[column])
                let align = item.style.flex.alignSelf == .auto ? style.flex.alignItems : item.style.flex.alignSelf
                let isStretched = item.style.box.height.isAuto && (align == .normal || align == .stretch || align == .auto)
                let fragment = lay(
                    item, width: widths[column], height: isStretched ? max(0, heights[row] - edges.margin.vertical) : nil)
                let free = heights[row] - fragment.height - edges.margin.vertical
                var shift = 0.0
                switch align {
                case .center: shift = free / 2
                case .end, .flexEnd, .selfEnd: shift = free
                default: break
                }
                fragment.x = x + edges.margin.left
                fragment.y = y + edges.margin.top + shift
                shiftRelative(fragment, in: flow)
                flow.add(fragment)
                x += widths[column] + columnGap
            }
            y += heights[row] + (row + 1 < rowCount ? rowGap : 0)
        }
        flow.cursor = y
    }

    /// The sizes of tracks: fixed ones, then what content asks for, then shares of the rest, else the rest to the automatic ones.
    private func share(_ tracks: [TrackSize], room: Double?, natural: (Int) -> Double) -> [Double] {
        var sizes: [Double] = []
        var fractions = 0.0
        var automatic = 0
        for (index, track) in tracks.enumerated() {
            switch track {
            case .length(let length): sizes.append(max(0, length.definite(against: room) ?? natural(index)))
            case .auto:
                sizes.append(natural(index))
                automatic += 1
            case .fraction(let share):
                sizes.append(0)
                fractions += share
            }
        }
        let left = max(0, (room ?? 0) - sizes.reduce(0, +))
        for (index, track) in tracks.enumerated() {
            switch track {
            case .fraction(let share): sizes[index] = room == nil ? natural(index) : left * share / max(1, fractions)
            case .auto where fractions == 0 && room != nil: sizes[index] += left / Double(automatic)
            default: break
            }
        }
        return sizes
    }
}
