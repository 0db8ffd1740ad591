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
            let definite = flow.height.map { max(0, $0 - (cursor - flow.contentY)) }
            let notes = outer?.notes?.state
            var room = outer.map { max(0, $0.limit - cursor) } ?? .infinity
            var filled = FilledColumns()
            var height = 0.0
            var balances = true
            var attempts = 0
            while true {
                height = min(room, definite ?? .infinity)
                balances = columns.fill != .auto || !height.isFinite || spanIndex != nil
                if balances {
                    height = balancedHeight(box, flow, from: next, until: spanIndex, count: count, width: columnWidth, most: height)
                }
                filled = fillColumns(
                    box, flow, from: next, until: spanIndex, count: count, width: columnWidth, height: height, top: cursor, gap: gap)
                attempts += 1
                // Notes called in the columns take room below them.
                guard let outer, let notes, cursor + filled.height > outer.limit + 0.01, attempts < 6 else { break }
                room = max(0, outer.limit - cursor)
                outer.notes?.state = notes
            }
            if filled.needsBreakBefore, outer?.hasPlaced == true {
                if flow.fragment.children.isEmpty, token == nil {
                    flow.needsBreakBefore = true
                } else {
                    flow.token = next ?? BreakToken(index: 0)
                    flow.cursor = cursor
                }
                return
            }
            let used = definite != nil && spanIndex == nil && !balances ? height : filled.height
            for fragment in filled.fragments { flow.add(fragment) }
            outer?.adopt(filled.unmet)
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
        var fragments: [Fragment] = []
        var token: BreakToken?
        var height = 0.0
        var isFull = false
        /// Nothing of the content fits in the first column.
        var needsBreakBefore = false
        /// How much taller the columns must be so that something more fits.
        var shortage = Double.infinity
        /// The tallest piece that no break may part.
        var tallest = 0.0
        /// Whether a break went against what its author or good taste asks for.
        var isViolated = false
        var unmet: [Fragmentainer.Unmet] = []
        /// Of all columns, without the room left under them.
        var sum = 0.0
    }

    /// Fills columns one after the other; what does not fit goes to further columns when there is no page to go to.
    private func fillColumns(
        _ box: Box, _ flow: FlowState, from token: BreakToken?, until end: Int?, count: Int, width: Double, height: Double, top: Double,
        gap: Double, most: Int = 1_000
    ) -> FilledColumns {
        var result = FilledColumns()
        var next = token
        let children = box.children
        if let end { box.children = Array(children[0..<end]) }
        defer { box.children = children }
        let limit = flow.fragmentainer == nil ? most : min(most, count)
        while result.fragments.count < limit {
            let x = flow.contentX + Double(result.fragments.count) * (width + gap)
            var target: Fragmentainer.Target?
            var column = Fragment(columnBox(box), x: x, y: top, width: width)
            var state: FlowState
            var attempts = 0
            var fragmentainer: Fragmentainer
            let pending = pendingAbsolutes.count
            let notes = flow.fragmentainer?.notes?.state
            repeat {
                fragmentainer = Fragmentainer(limit: top + height, extent: height, isColumn: true, target: target)
                fragmentainer.notes = flow.fragmentainer?.notes
                // What finds no room in the first column may find it on the next page.
                fragmentainer.hasPlaced = result.fragments.isEmpty && flow.fragmentainer?.hasPlaced == true && token == nil
                column = Fragment(columnBox(box), x: x, y: top, width: width)
                state = FlowState(
                    fragment: column, contentX: x, contentY: top, width: width, height: flow.height, floats: FloatContext(),
                    fragmentainer: fragmentainer)
                state.floats.originX = x
                if let next { placeContinued(next.floats, &state) }
                if box.hasInlineChildren { layoutLines(box, &state, token: next) } else { layoutChildren(box, &state, token: next) }
                attempts += 1
                result.shortage = min(result.shortage, fragmentainer.shortage)
                guard fragmentainer.isAborted else { break }
                target = fragmentainer.best
                pendingAbsolutes.removeSubrange(min(pending, pendingAbsolutes.count)...)
                if let notes { flow.fragmentainer?.notes?.state = notes }
            } while attempts < 4
            result.tallest = max(result.tallest, fragmentainer.tallest)
            if state.needsBreakBefore {
                result.token = next ?? BreakToken(index: 0)
                result.needsBreakBefore = result.fragments.isEmpty
                break
            }
            if !state.floats.continued.isEmpty {
                let rest = state.token ?? BreakToken(index: box.hasInlineChildren ? Int.max : box.children.count)
                rest.floats = state.floats.continued
                state.token = rest
            }
            if state.token != nil, fragmentainer.taken < .partsCell { result.isViolated = true }
            result.unmet += fragmentainer.unmet
            column.height = max(0, state.cursor + (state.token == nil ? state.pendingMargin.sum : 0) - top)
            if let lowest = state.floats.bottom { column.height = max(column.height, lowest - top) }
            result.sum += column.height
            result.height = max(result.height, min(column.height, max(height, 0)))
            if column.height > height { result.height = max(result.height, height) }
            result.fragments.append(column)
            next = state.token
            if next == nil { break }
            if state.token?.innermost.forcedKind.isForcedPage == true {
                result.token = next
                result.isFull = true
                return result
            }
        }
        if !result.needsBreakBefore { result.token = next }
        result.isFull = result.token != nil
        return result
    }

    private func columnBox(_ box: Box) -> Box {
        if let known = columnBoxes[ObjectIdentifier(box)] { return known }
        let made = Box(.block, ComputedStyle.anonymous(inheriting: box.style, display: .block))
        columnBoxes[ObjectIdentifier(box)] = made
        return made
    }

    /// The least height at which the content fits into the columns: from the average of them, taller each time by what was short.
    private func balancedHeight(
        _ box: Box, _ flow: FlowState, from token: BreakToken?, until end: Int?, count: Int, width: Double, most: Double
    ) -> Double {
        let pending = pendingAbsolutes
        let notes = flow.fragmentainer?.notes?.state
        func restore() {
            pendingAbsolutes = pending
            if let notes { flow.fragmentainer?.notes?.state = notes }
        }
        func fill(_ height: Double, _ count: Int) -> FilledColumns {
            let result = fillColumns(
                box, flow, from: token, until: end, count: count, width: width, height: height, top: 0, gap: 0, most: count)
            restore()
            return result
        }
        func isGood(_ trial: FilledColumns, _ height: Double) -> Bool {
            trial.token == nil && !trial.isViolated && trial.fragments.allSatisfy { $0.height <= height + 0.02 }
        }
        // What fills more than this page is not balanced.
        if most.isFinite, fill(most, count).token != nil { return most }
        let whole = fill(1_000_000, 1_000)
        var height = max(whole.sum / Double(count), min(whole.tallest, most))
        var steps = 0
        while height < most, steps < 200 {
            let trial = fill(height, count)
            if isGood(trial, height) { return height }
            guard trial.shortage.isFinite else {
                // Only forced breaks and what nothing can part are left.
                let tallest = trial.fragments.map(\.height).max() ?? height
                return min(most, max(height, tallest))
            }
            height += max(trial.shortage, 0.05)
            steps += 1
        }
        return min(height, most)
    }
}
