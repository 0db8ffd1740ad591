import Styling

extension LayoutEngine {
    /// Columns (CSS Multi-column 1): as many as fit, filled evenly or one after the other; spanning elements divide them.
    func layoutColumns(_ box: Box, _ flow: inout FlowState, token: BreakToken?) {
        let columns = box.style.columns
        let gap = max(0, columns.columnGap?.resolved(against: flow.width) ?? box.style.font.size)
        var count = columns.count ?? Int.max
        if let width = columns.width {
            let fitting = max(1, Int(((flow.width + gap) / (max(width, 0.1) + gap)).rounded(.down)))
            count = min(count, fitting)
        }
        count = max(1, min(count, 1000))
        let columnWidth = max(0, (flow.width - gap * Double(count - 1)) / Double(count))
        let outer = flow.fragmentainer
        var cursor = flow.contentY
        var next = token
        var isDone = false
        var segmentMargin = 0.0
        while !isDone {
            // A spanning element stands over all columns.
            if !box.hasInlineChildren, let index = next?.index ?? (next == nil ? 0 : nil), next?.child == nil, index < box.children.count,
                box.children[index].style.columns.span == .all, !box.children[index].isOutOfFlow
            {
                let child = box.children[index]
                let edges = BoxEdges(child, width: flow.width)
                let top = max(segmentMargin, edges.margin.top)
                let space = LayoutSpace(
                    width: flow.width, height: nil, x: flow.contentX, y: cursor + top, floats: FloatContext(), fragmentainer: outer)
                let result = layoutBlock(child, space, token: nil)
                if let outer, outer.isAborted { return }
                if result.needsBreakBefore {
                    flow.token = BreakToken(index: index)
                    flow.cursor = cursor
                    return
                }
                flow.add(result.fragment)
                cursor = result.fragment.y + flow.fragment.y + result.fragment.height
                segmentMargin = edges.margin.bottom
                next = BreakToken(index: index + 1, isForced: true)
                if index + 1 >= box.children.count { isDone = true }
                continue
            }
            cursor += segmentMargin
            segmentMargin = 0
            let spanIndex =
                box.hasInlineChildren
                ? nil
                : box.children.indices.first {
                    $0 >= (next?.index ?? 0) && box.children[$0].style.columns.span == .all && !box.children[$0].isOutOfFlow
                }
            let room = outer.map { max(0, $0.limit - cursor) } ?? .infinity
            let definite = flow.height.map { max(0, $0 - (cursor - flow.contentY)) }
            var height = min(room, definite ?? .infinity)
            let balances = columns.fill != .auto || !height.isFinite || spanIndex != nil
            if balances {
                height = balancedHeight(box, flow, from: next, until: spanIndex, count: count, width: columnWidth, most: height)
            }
            let filled = fillColumns(
                box, flow, from: next, until: spanIndex, count: count, width: columnWidth, height: height, top: cursor, gap: gap)
            let used = definite != nil && spanIndex == nil && !balances ? height : filled.height
            for fragment in filled.fragments { flow.add(fragment) }
            if columns.rule.style.isDrawn, columns.rule.width > 0, filled.fragments.count > 1 {
                for number in 1..<filled.fragments.count {
                    let x = flow.contentX + Double(number) * (columnWidth + gap) - gap / 2
                    flow.fragment.columnRules.append((x - flow.fragment.x, cursor - flow.fragment.y, used))
                }
            }
            cursor += used
            if let rest = filled.token, !(spanIndex != nil && rest.index == spanIndex && rest.child == nil) {
                if outer != nil, filled.isFull {
                    flow.token = rest
                    flow.cursor = cursor
                    outer?.hasPlaced = true
                    return
                }
                isDone = true
            } else if let spanIndex {
                next = BreakToken(index: spanIndex)
            } else {
                isDone = true
            }
        }
        if cursor > flow.contentY { outer?.hasPlaced = true }
        flow.cursor = cursor + segmentMargin
    }

    private struct FilledColumns {
        var fragments: [Fragment]
        var token: BreakToken?
        var height: Double
        var isFull: Bool
        /// How much taller the columns must be so that something more fits.
        var shortage: Double
    }

    /// Fills columns one after the other; what does not fit goes to further columns when there is no page to go to.
    private func fillColumns(
        _ box: Box, _ flow: FlowState, from token: BreakToken?, until end: Int?, count: Int, width: Double, height: Double, top: Double,
        gap: Double, most: Int = 1_000
    ) -> FilledColumns {
        var result = FilledColumns(fragments: [], token: nil, height: 0, isFull: false, shortage: .infinity)
        var next = token
        let children = box.children
        if let end { box.children = Array(children[0..<end]) }
        defer { box.children = children }
        let limit = flow.fragmentainer == nil ? most : count
        while result.fragments.count < limit {
            let x = flow.contentX + Double(result.fragments.count) * (width + gap)
            var target: Fragmentainer.Place?
            var column = Fragment(columnBox(box), x: x, y: top, width: width)
            var state: FlowState
            var attempts = 0
            repeat {
                let fragmentainer = Fragmentainer(limit: top + height, extent: height, isColumn: true, target: target)
                column = Fragment(columnBox(box), x: x, y: top, width: width)
                state = FlowState(
                    fragment: column, contentX: x, contentY: top, width: width, height: flow.height, floats: FloatContext(),
                    fragmentainer: fragmentainer)
                if box.hasInlineChildren { layoutLines(box, &state, token: next) } else { layoutChildren(box, &state, token: next) }
                attempts += 1
                if fragmentainer.isAborted { target = fragmentainer.best?.place } else { break }
            } while attempts < 3
            column.height = max(0, state.cursor + (state.token == nil ? state.pendingMargin.sum : 0) - top)
            if let lowest = state.floats.bottom { column.height = max(column.height, lowest - top) }
            result.height = max(result.height, min(column.height, max(height, 0)))
            if column.height > height { result.height = max(result.height, height) }
            result.fragments.append(column)
            if state.needsBreakBefore {
                result.token = next ?? BreakToken(index: 0)
                break
            }
            next = state.token
            if next == nil { break }
            if state.token?.innermost.forcedKind.isForcedPage == true {
                result.token = next
                result.isFull = true
                return result
            }
        }
        result.token = next
        result.isFull = next != nil
        return result
    }

    private func columnBox(_ box: Box) -> Box {
        if let known = columnBoxes[ObjectIdentifier(box)] { return known }
        let made = Box(.block, ComputedStyle.anonymous(inheriting: box.style, display: .block))
        columnBoxes[ObjectIdentifier(box)] = made
        return made
    }

    /// The least height at which the content fits into the columns.
    private func balancedHeight(
        _ box: Box, _ flow: FlowState, from token: BreakToken?, until end: Int?, count: Int, width: Double, most: Double
    ) -> Double {
        let pending = pendingAbsolutes
        defer { pendingAbsolutes = pending }
        // The whole height in one column gives the first guess.
        let tall = 1_000_000.0
        let whole = fillColumns(box, flow, from: token, until: end, count: 1, width: width, height: tall, top: 0, gap: 0, most: 1)
        if whole.token != nil, count > 1, whole.height <= 0 { return min(most, tall) }
        var low = whole.height / Double(count) - 0.01
        var high = min(most, whole.token == nil ? whole.height : tall)
        func fits(_ height: Double) -> Bool {
            let trial = fillColumns(
                box, flow, from: token, until: end, count: count, width: width, height: height, top: 0, gap: 0, most: count)
            return trial.token == nil && trial.fragments.allSatisfy { $0.height <= height + 0.02 }
        }
        if high <= low { return max(0, high) }
        if most.isFinite, !fits(high) { return high }
        if fits(low) { return max(0, low + 0.01) }
        var steps = 0
        while high - low > 0.05, steps < 24 {
            let middle = (low + high) / 2
            if fits(middle) { high = middle } else { low = middle }
            steps += 1
        }
        return high
    }
}
