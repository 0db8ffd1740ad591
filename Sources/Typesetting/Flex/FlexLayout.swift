import Styling

extension LayoutEngine {
    /// Flexible boxes, one or several lines, rows or columns (CSS Flexbox 1, clause 9, without percentages of unknown sizes).
    func layoutFlex(_ box: Box, _ flow: inout FlowState) {
        let flex = box.style.flex
        let isColumn = flex.direction.isColumn
        var items: [Box] = []
        for child in box.children {
            if child.isAbsolute {
                pendingAbsolutes.append(PendingAbsolute(box: child, x: flow.contentX, y: flow.contentY))
            } else if !child.isRunning {
                items.append(child)
            }
        }
        items = items.enumerated().sorted { ($0.element.style.flex.order, $0.offset) < ($1.element.style.flex.order, $1.offset) }.map(
            \.element)
        let isReversed = flex.direction.isReversed != (!isColumn && box.style.text.direction == .rightToLeft)
        if isReversed { items.reverse() }
        let columns = box.style.columns
        let mainGap = (isColumn ? columns.rowGap : columns.columnGap)?.resolved(against: flow.width) ?? 0
        let crossGap = (isColumn ? columns.columnGap : columns.rowGap)?.resolved(against: flow.width) ?? 0
        if isColumn {
            layoutFlexColumn(box, items, &flow, gap: mainGap, isReversed: isReversed)
            return
        }

        struct Item {
            var box: Box
            var edges: BoxEdges
            var base: Double
            var minimum: Double
            var maximum: Double
            var main: Double
            var isFrozen = false
        }
        var all: [Item] = []
        for item in items {
            let edges = BoxEdges(item, width: flow.width)
            let style = item.style
            let inset = style.box.sizing == .borderBox ? edges.insets.horizontal : 0
            let isImage = item.kind == .replaced
            let natural = isImage ? replacedSize(item, edges: edges, containing: flow.width, height: flow.height).width : 0
            var base: Double
            let basis = style.flex.basis
            switch basis {
            case .length(let length): base = max(0, length.resolved(against: flow.width) - inset)
            default:
                if isImage {
                    base = natural
                } else if let width = style.box.width.resolved(against: flow.width), basis != .content {
                    base = max(0, width - inset)
                } else {
                    base = item.kind == .table ? tableWidth(item, available: flow.width) - edges.insets.horizontal : intrinsic(item).maximum
                }
            }
            var minimum: Double
            if let given = style.box.minWidth.resolved(against: flow.width) {
                minimum = max(0, given - inset)
            } else {
                minimum = isImage ? 0 : style.box.overflowX.clips ? 0 : intrinsic(item).minimum
                if let width = style.box.width.resolved(against: flow.width) { minimum = min(minimum, max(0, width - inset)) }
            }
            let maximum = style.box.maxWidth.definite(against: flow.width).map { max(0, $0 - inset) } ?? .infinity
            minimum = min(minimum, maximum)
            all.append(
                Item(box: item, edges: edges, base: base, minimum: minimum, maximum: maximum, main: min(maximum, max(minimum, base))))
        }
        // Lines.
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0.0
        for index in all.indices {
            let outer = all[index].main + all[index].edges.insets.horizontal + all[index].edges.margin.horizontal
            if flex.wrap != .nowrap, index > start, used + mainGap + outer > flow.width + 0.01 {
                lines.append(start..<index)
                start = index
                used = 0
            }
            used += outer + (index > start ? mainGap : 0)
        }
        if start < all.count { lines.append(start..<all.count) }
        if flex.wrap == .wrapReverse { lines.reverse() }
        var y = flow.contentY
        for (lineNumber, line) in lines.enumerated() {
            if lineNumber > 0 { y += crossGap }
            // Resolve flexible lengths (clause 9.7).
            let fixed =
                line.reduce(0) { $0 + all[$1].edges.insets.horizontal + all[$1].edges.margin.horizontal } + mainGap * Double(line.count - 1)
            let room = flow.width - fixed
            let baseSum = line.reduce(0) { $0 + all[$1].main }
            let isGrowing = baseSum < room
            for index in line {
                all[index].isFrozen = isGrowing ? all[index].box.style.flex.grow == 0 : all[index].box.style.flex.shrink == 0
                all[index].main = all[index].isFrozen ? all[index].main : all[index].base
            }
            for _ in 0..<line.count + 1 {
                let open = line.filter { !all[$0].isFrozen }
                if open.isEmpty { break }
                let spare = room - line.reduce(0) { $0 + (all[$1].isFrozen ? all[$1].main : all[$1].base) }
                let weight = open.reduce(0) {
                    $0 + (isGrowing ? all[$1].box.style.flex.grow : all[$1].box.style.flex.shrink * all[$1].base)
                }
                var violation = 0.0
                for index in open {
                    let factor = isGrowing ? all[index].box.style.flex.grow : all[index].box.style.flex.shrink * all[index].base
                    var share = weight > 0 ? spare * factor / weight : 0
                    if isGrowing, weight < 1 { share = spare * factor }
                    let wanted = all[index].base + share
                    all[index].main = min(all[index].maximum, max(all[index].minimum, wanted))
                    violation += all[index].main - wanted
                }
                if abs(violation) < 0.001 { break }
                for index in open {
                    let isClamped =
                        violation > 0 ? all[index].main <= all[index].minimum + 0.001 : all[index].main >= all[index].maximum - 0.001
                    if isClamped { all[index].isFrozen = true }
                }
            }
            // Lay out, find the line's height.
            var fragments: [Fragment] = []
            var cross = 0.0
            var ascent = 0.0
            var descent = 0.0
            for index in line {
                let item = all[index]
                let fragment = layoutFlexItem(item.box, width: item.main + item.edges.insets.horizontal, height: nil, flow)
                fragments.append(fragment)
                let outer = fragment.height + item.edges.margin.vertical
                if alignment(item.box, box) == .baseline {
                    let baseline = (fragment.baseline(isLast: false) ?? fragment.height) + item.edges.margin.top
                    ascent = max(ascent, baseline)
                    descent = max(descent, outer - baseline)
                }
                cross = max(cross, outer)
            }
            cross = max(cross, ascent + descent)
            if lines.count == 1, flex.wrap == .nowrap, let height = flow.height { cross = height }
            // Main-axis places.
            let taken = line.reduce(fixed) { $0 + all[$1].main }
            var spare = flow.width - taken
            let autos = line.reduce(0) {
                $0 + (all[$1].box.style.margin.left.isAuto ? 1 : 0) + (all[$1].box.style.margin.right.isAuto ? 1 : 0)
            }
            let autoShare = autos > 0 && spare > 0 ? spare / Double(autos) : 0
            if autos > 0 { spare = min(0, spare) }
            let (lead, between) = Self.distribute(flex.justifyContent, spare: spare, count: line.count, isReversed: isReversed)
            var x = flow.contentX + lead
            for (number, index) in line.enumerated() {
                let item = all[index]
                var fragment = fragments[number]
                let margins = item.box.style.margin
                if margins.left.isAuto { x += autoShare }
                x += item.edges.margin.left
                let align = alignment(item.box, box)
                let free = cross - fragment.height - item.edges.margin.vertical
                var top = item.edges.margin.top
                if margins.top.isAuto || margins.bottom.isAuto {
                    top = margins.top.isAuto ? (margins.bottom.isAuto ? max(0, free / 2) : max(0, free)) : top
                } else {
                    switch align {
                    case .center: top += free / 2
                    case .end, .flexEnd, .selfEnd: top += free
                    case .baseline: top = ascent - (fragment.baseline(isLast: false) ?? fragment.height)
                    case .stretch, .normal, .auto:
                        if item.box.style.box.height.isAuto, item.box.kind != .replaced, free > 0.001 {
                            fragment = layoutFlexItem(
                                item.box, width: item.main + item.edges.insets.horizontal, height: cross - item.edges.margin.vertical, flow)
                        }
                    default: break
                    }
                }
                fragment.x = x
                fragment.y = y + top
                shiftRelative(fragment, in: flow)
                flow.add(fragment)
                x += fragment.width + item.edges.margin.right + (margins.right.isAuto ? autoShare : 0) + mainGap + between
            }
            y += cross
        }
        flow.cursor = y
    }

    private func alignment(_ item: Box, _ container: Box) -> ItemAlignment {
        let own = item.style.flex.alignSelf
        return own == .auto ? container.style.flex.alignItems : own
    }

    func layoutFlexItem(_ box: Box, width: Double, height: Double?, _ flow: FlowState) -> Fragment {
        var space = LayoutSpace(width: flow.width, height: flow.height, x: 0, y: 0, floats: FloatContext(), fragmentainer: nil)
        space.fixedWidth = box.kind == .replaced ? 0 : width
        space.fixedHeight = height
        return layoutBlock(box, space, token: nil).fragment
    }

    private static func distribute(_ alignment: ContentAlignment, spare: Double, count: Int, isReversed: Bool) -> (
        lead: Double, between: Double
    ) {
        let n = Double(count)
        switch alignment {
        case .center: return (spare / 2, 0)
        case .end, .right: return (spare, 0)
        case .flexEnd: return (isReversed ? 0 : spare, 0)
        case .spaceBetween: return count > 1 && spare > 0 ? (0, spare / (n - 1)) : (0, 0)
        case .spaceAround: return spare > 0 ? (spare / n / 2, spare / n) : (spare / 2, 0)
        case .spaceEvenly: return spare > 0 ? (spare / (n + 1), spare / (n + 1)) : (spare / 2, 0)
        case .start, .left: return (0, 0)
        default: return (isReversed ? spare : 0, 0)
        }
    }

    private func layoutFlexColumn(_ box: Box, _ items: [Box], _ flow: inout FlowState, gap: Double, isReversed: Bool) {
        var fragments: [(fragment: Fragment, edges: BoxEdges, box: Box)] = []
        var total = 0.0
        var grow = 0.0
        for item in items {
            let edges = BoxEdges(item, width: flow.width)
            let align = alignment(item, box)
            let isStretched = align == .stretch || align == .normal || align == .auto
            let available = flow.width - edges.margin.horizontal
            let width: Double
            if item.kind == .table {
                width = tableWidth(item, available: available)
            } else {
                width =
                    contentWidth(item, edges: edges, containing: flow.width) {
                        isStretched
                            ? max(0, available - edges.insets.horizontal)
                            : fitWidth(item, available: max(0, available - edges.insets.horizontal))
                    } + edges.insets.horizontal
            }
            let height = item.style.flex.basis.definite(against: flow.height)
            let fragment = layoutFlexItem(item, width: width, height: height, flow)
            fragments.append((fragment, edges, item))
            total += fragment.height + edges.margin.vertical
            grow += item.style.flex.grow
        }
        total += gap * Double(max(0, items.count - 1))
        var spare = (flow.height ?? total) - total
        if spare > 0, grow > 0 {
            for index in fragments.indices where fragments[index].box.style.flex.grow > 0 {
                let entry = fragments[index]
                let height = entry.fragment.height + spare * entry.box.style.flex.grow / max(1, grow)
                fragments[index].fragment = layoutFlexItem(entry.box, width: entry.fragment.width, height: height, flow)
            }
            spare = 0
        }
        let (lead, between) = Self.distribute(box.style.flex.justifyContent, spare: spare, count: items.count, isReversed: isReversed)
        var y = flow.contentY + lead
        for entry in fragments {
            y += entry.edges.margin.top
            let free = flow.width - entry.fragment.width - entry.edges.margin.horizontal
            var x = flow.contentX + entry.edges.margin.left
            let margins = entry.box.style.margin
            if margins.left.isAuto || margins.right.isAuto {
                x = flow.contentX + (margins.left.isAuto ? (margins.right.isAuto ? free / 2 : free) : entry.edges.margin.left)
            } else {
                switch alignment(entry.box, box) {
                case .center: x += free / 2
                case .end, .flexEnd, .selfEnd: x += free
                default: break
                }
            }
            entry.fragment.x = x
            entry.fragment.y = y
            y += entry.fragment.height + entry.edges.margin.bottom + gap + between
            shiftRelative(entry.fragment, in: flow)
            flow.add(entry.fragment)
        }
        flow.cursor = max(flow.contentY, y - (fragments.isEmpty ? 0 : gap + between))
    }
}
