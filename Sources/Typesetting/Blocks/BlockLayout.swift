import Styling

/// What a block is laid out in.
struct LayoutSpace {
    /// Of the containing block.
    var width: Double
    var height: Double?
    /// Left edge of the containing block's content box, in the fragmentainer's coordinates.
    var x: Double
    /// Top of the border box, likewise.
    var y: Double
    var floats: FloatContext
    var fragmentainer: Fragmentainer?
    /// Its top margin was taken by an ancestor's.
    var isTopMarginTaken = false
    /// Width forced upon it: a cell, a flex item, a float. Of the border box.
    var fixedWidth: Double?
    var fixedHeight: Double?
    /// The containing block's direction: which margin gives way when all are given (CSS 2.2, clause 10.3.3).
    var isRightToLeft = false
}

struct BlockResult {
    var fragment: Fragment
    /// Where it goes on; nil when it is done.
    var token: BreakToken?
    /// Margins below it that still collapse with what follows.
    var bottom = MarginSet()
    /// Nothing of it fits: break before it.
    var needsBreakBefore = false
    /// A forced break ended it.
    var isForcedBreak = false
    /// For a cell: the height of its border box without the height that its author gives.
    var naturalHeight: Double?
}

extension LayoutEngine {
    /// Lays out a block-level box at a place. The fragment's `x` and `y` are in the fragmentainer's coordinates.
    func layoutBlock(_ box: Box, _ space: LayoutSpace, token: BreakToken?) -> BlockResult {
        guard countStep(box) else { return BlockResult(fragment: Fragment(box, x: space.x, y: space.y, width: 0)) }
        if isLive { look(at: box) }
        switch box.kind {
        case .replaced: return layoutReplacedBlock(box, space)
        case .table: return layoutTable(box, space, token: token)
        default: break
        }
        let edges = BoxEdges(box, width: space.width)
        let insets = edges.insets
        var left = space.x
        var available = space.width
        var y = space.y
        // A formatting root stands beside floats, not under them.
        if box.isFormattingRoot, !box.isFloating, !box.isAbsolute, space.fixedWidth == nil, !space.floats.isEmpty,
            space.floats.reaches(below: y)
        {
            let wanted: Double
            switch box.style.box.width {
            case .auto: wanted = min(intrinsic(box).minimum + insets.horizontal + edges.margin.horizontal, space.width)
            default:
                wanted =
                    contentWidth(box, edges: edges, containing: space.width, automatic: { 0 }) + insets.horizontal + edges.margin.horizontal
            }
            var free = space.floats.free(y: y, height: 1, left: space.x, right: space.x + space.width)
            while free.right - free.left < wanted - 0.001, let next = space.floats.nextEdge(after: y) {
                y = next
                free = space.floats.free(y: y, height: 1, left: space.x, right: space.x + space.width)
            }
            left = free.left
            available = free.right - free.left
        }
        let width: Double
        if let fixed = space.fixedWidth {
            width = max(0, fixed - insets.horizontal)
        } else {
            width = contentWidth(box, edges: edges, containing: space.width) {
                max(0, available - edges.margin.horizontal - insets.horizontal)
            }
        }
        var marginLeft = edges.margin.left
        if space.fixedWidth == nil {
            let spare = available - width - insets.horizontal
            let (isLeftAuto, isRightAuto) = (box.style.margin.left.isAuto, box.style.margin.right.isAuto)
            if isLeftAuto, isRightAuto {
                marginLeft = max(0, spare / 2)
            } else if isLeftAuto {
                marginLeft = max(0, spare - edges.margin.right)
            } else if space.isRightToLeft, !isRightAuto {
                marginLeft = spare - edges.margin.right
            }
        }
        let fragment = Fragment(box, x: left + marginLeft, y: y, width: width + insets.horizontal)
        if box.kind == .cell, let fixed = space.fixedWidth { fragment.width = fixed }
        fragment.hasTop = token == nil
        let top = token == nil || box.style.fragmentation.decorationBreak == .clone ? insets.top : 0
        let definite = space.fixedHeight.map { max(0, $0 - insets.vertical) } ?? definiteHeight(box, edges: edges, containing: space.height)
        let contentX = fragment.x + insets.left
        let contentY = y + top
        let isRoot = box.isFormattingRoot
        let floats = isRoot ? FloatContext() : space.floats
        if isRoot { floats.originX = contentX }
        let style = box.style
        let avoids = space.fragmentainer.map { $0.avoids(style.fragmentation.breakInside) } ?? false
        if avoids { space.fragmentainer?.avoidDepth += 1 }
        defer { if avoids { space.fragmentainer?.avoidDepth -= 1 } }
        let isPositioned = style.box.isPositioned
        let pendingStart = pendingAbsolutes.count

        var flow = FlowState(
            fragment: fragment, contentX: contentX, contentY: contentY, width: width,
            height: definite.map { limitHeight($0, box, edges: edges, containing: space.height) },
            floats: floats, fragmentainer: space.fragmentainer)
        let monolithic = style.box.overflowY == .scroll || style.box.overflowY == .auto || box.kind == .flex
        if monolithic { flow.fragmentainer = nil }
        // A cloned lower edge takes its room on every page.
        let clonedBottom = style.fragmentation.decorationBreak == .clone && !monolithic && space.fragmentainer != nil ? insets.bottom : 0
        if clonedBottom > 0 { space.fragmentainer?.reserved += clonedBottom }
        defer { if clonedBottom > 0 { space.fragmentainer?.reserved -= clonedBottom } }
        let isMulticol = style.columns.isMulticol && box.kind == .block
        if isRoot, !isMulticol, let token { placeContinued(token.floats, &flow) }
        flow.collapsesTop = !isRoot && insets.top == 0 && token == nil && box.kind == .block
        if box.kind == .flex {
            if box.isGrid { layoutGrid(box, &flow) } else { layoutFlex(box, &flow) }
        } else if isMulticol {
            layoutColumns(box, &flow, token: token)
        } else if box.hasInlineChildren {
            layoutLines(box, &flow, token: token)
        } else {
            layoutChildren(box, &flow, token: token)
        }
        if let fragmentainer = space.fragmentainer, fragmentainer.isAborted { return BlockResult(fragment: fragment) }
        if let marker = box.marker, token == nil {
            placeMarker(marker, in: fragment, contentX: contentX - fragment.x, contentY: contentY - fragment.y)
        }

        if flow.needsBreakBefore {
            pendingAbsolutes.removeSubrange(pendingStart...)
            return BlockResult(fragment: fragment, needsBreakBefore: true)
        }
        if isRoot, !isMulticol, !floats.continued.isEmpty {
            // Floats go on, and so does the box.
            let rest = flow.token ?? BreakToken(index: box.hasInlineChildren ? Int.max : box.children.count)
            rest.floats = floats.continued
            flow.token = rest
        }
        // Height.
        let consumed = token?.consumed ?? 0
        var bottom = flow.pendingMargin
        var contentHeight = flow.cursor - contentY
        let joinsBottom = !isRoot && insets.bottom == 0 && definite == nil && flow.token == nil && box.kind == .block
        let collapsesBottom = joinsBottom && (style.box.minHeight.definite(against: space.height) ?? 0) <= contentHeight
        if joinsBottom, !collapsesBottom {
            // The least height keeps the last child's margin inside.
            bottom = MarginSet()
        } else if !collapsesBottom {
            if flow.token == nil { contentHeight += bottom.sum }
            bottom = MarginSet()
        }
        if isRoot, let lowest = floats.bottom { contentHeight = max(contentHeight, lowest - contentY) }
        var outToken = flow.token
        let natural = max(0, contentHeight)
        var height = definite ?? natural
        if let definite { height = max(0, definite - consumed) }
        if space.fixedHeight == nil, flow.token == nil || definite != nil {
            height = limitHeight(height + consumed, box, edges: edges, containing: space.height) - consumed
        }
        height = max(0, height)
        var bottomInset = insets.bottom
        if let fragmentainer = space.fragmentainer, !monolithic {
            let room = fragmentainer.limit - contentY
            if outToken != nil {
                // The box reaches to the end of the page or column, unless a forced break or its own height ends it.
                let used = definite == nil ? natural : min(height, max(natural, room))
                height = max(natural, min(max(0, room), definite == nil ? (flow.isForcedBreak ? room : max(natural, room)) : used))
                if let token = outToken, definite != nil || consumed > 0 {
                    outToken = token.consuming(consumed + height)
                }
                bottomInset = clonedBottom
            } else if height > room + 0.01, natural <= room + 0.01, height > natural, room > 0.01 {
                fragmentainer.lacks(height - room)
                // Only empty height sticks out: it goes on behind the break.
                if fragmentainer.mayBreak(fragmentainer.appealInside, at: box.node) {
                    outToken = BreakToken(index: box.hasInlineChildren ? Int.max : box.children.count, consumed: consumed + room)
                    height = room
                    bottomInset = clonedBottom
                    fragmentainer.hasPlaced = true
                } else {
                    return BlockResult(fragment: fragment)
                }
            } else if height > room + 0.01, height > natural, room <= 0.01, fragmentainer.hasPlaced, natural <= 0.01, token == nil {
                fragmentainer.lacks(height - room)
                pendingAbsolutes.removeSubrange(pendingStart...)
                return BlockResult(fragment: fragment, needsBreakBefore: true)
            } else if monolithic == false, height + insets.vertical > 0.01 {
                fragmentainer.hasPlaced = true
            }
        } else if let fragmentainer = space.fragmentainer {
            let end = y + top + height + insets.bottom
            fragmentainer.holds(end - y)
            if fragmentainer.hasPlaced, end > fragmentainer.limit + 0.01 || !fragmentainer.take(notes(in: box), bottom: end) {
                fragmentainer.lacks(end - fragmentainer.limit)
                pendingAbsolutes.removeSubrange(pendingStart...)
                return BlockResult(fragment: fragment, needsBreakBefore: true)
            }
            if !fragmentainer.hasPlaced { _ = fragmentainer.take(notes(in: box), bottom: end, isForced: true) }
            fragmentainer.hasPlaced = true
            fragmentainer.overflows(to: end, box.node)
        }
        if avoids, outToken == nil { space.fragmentainer?.holds(top + height + bottomInset) }
        fragment.hasBottom = outToken == nil
        fragment.height = top + height + bottomInset
        fragment.clips = style.box.overflowX.clips || style.box.overflowY.clips
        if isPositioned {
            placeAbsolutes(
                from: pendingStart, in: fragment, originX: fragment.x, originY: fragment.y, fragmentainer: space.fragmentainer)
        }
        var result = BlockResult(fragment: fragment, token: outToken, bottom: bottom)
        result.isForcedBreak = flow.isForcedBreak
        if box.kind == .cell { result.naturalHeight = top + natural + bottomInset }
        if collapsesBottom {
            result.bottom = bottom.union(MarginSet(edges.margin.bottom))
        } else {
            result.bottom = MarginSet(edges.margin.bottom)
        }
        return result
    }

    private func layoutReplacedBlock(_ box: Box, _ space: LayoutSpace) -> BlockResult {
        let edges = BoxEdges(box, width: space.width)
        let size = replacedSize(box, edges: edges, containing: space.width, height: space.height)
        let width = size.width + edges.insets.horizontal
        var x = space.x + edges.margin.left
        let spare = space.width - width
        if space.fixedWidth == nil {
            if box.style.margin.left.isAuto { x = space.x + max(0, box.style.margin.right.isAuto ? spare / 2 : spare - edges.margin.right) }
        }
        let fragment = Fragment(box, x: x, y: space.y, width: width, height: size.height + edges.insets.vertical)
        if let fragmentainer = space.fragmentainer {
            let end = fragment.y + fragment.height
            fragmentainer.holds(fragment.height)
            if end > fragmentainer.limit + 0.01, fragmentainer.hasPlaced {
                fragmentainer.lacks(end - fragmentainer.limit)
                return BlockResult(fragment: fragment, needsBreakBefore: true)
            }
            fragmentainer.hasPlaced = true
            fragmentainer.overflows(to: end, box.node)
        }
        return BlockResult(fragment: fragment, bottom: MarginSet(edges.margin.bottom))
    }

    /// Puts the marker outside of a list item beside its first line.
    private func placeMarker(_ marker: Box, in fragment: Fragment, contentX: Double, contentY: Double) {
        let laidOut = layoutAtomic(marker, width: 10_000)
        let baseline = fragment.baseline(isLast: false) ?? (contentY + laidOut.ascent)
        let isRightToLeft = fragment.box.style.text.direction == .rightToLeft
        laidOut.fragment.x = isRightToLeft ? fragment.width - contentX : contentX - laidOut.width
        laidOut.fragment.y = baseline - laidOut.ascent
        fragment.children.insert(laidOut.fragment, at: 0)
    }

    // MARK: Atomic inlines

    /// Lays out an inline-block or image as one piece, at (0, 0).
    func layoutAtomic(_ box: Box, width available: Double) -> InlineContent.AtomicInline {
        let edges = BoxEdges(box, width: available)
        let result = layoutShrinkToFit(box, available: available, height: nil)
        let fragment = result
        let total = edges.margin.top + fragment.height + edges.margin.bottom
        var ascent = total
        let clips = box.style.box.overflowX.clips
        if box.kind == .table {
            if let baseline = fragment.baseline(isLast: false) { ascent = edges.margin.top + baseline }
        } else if box.kind != .replaced, !clips, let baseline = fragment.baseline(isLast: box.kind != .flex) {
            ascent = edges.margin.top + baseline
        }
        fragment.x = edges.margin.left
        fragment.y = edges.margin.top
        return InlineContent.AtomicInline(
            fragment: fragment, width: fragment.width + edges.margin.horizontal, ascent: ascent, descent: total - ascent)
    }

    /// Lays out a float, inline-block or the like, without breaks; the fragment's place is (0, 0) of its border box.
    func layoutShrinkToFit(_ box: Box, available: Double, height: Double?) -> Fragment {
        let space = shrinkToFitSpace(box, available: available, height: height)
        let fragment = layoutBlock(box, space, token: nil).fragment
        fragment.x = 0
        fragment.y = 0
        return fragment
    }

    /// The space of a box as wide as its content asks for, at (0, 0).
    func shrinkToFitSpace(_ box: Box, available: Double, height: Double?) -> LayoutSpace {
        let edges = BoxEdges(box, width: available)
        var space = LayoutSpace(width: available, height: height, x: 0, y: 0, floats: FloatContext(), fragmentainer: nil)
        if box.kind != .replaced {
            let content: Double
            if box.kind == .table {
                content = tableWidth(box, available: available - edges.margin.horizontal) - edges.insets.horizontal
            } else {
                content = contentWidth(box, edges: edges, containing: available) {
                    fitWidth(box, available: max(0, available - edges.margin.horizontal - edges.insets.horizontal))
                }
            }
            space.fixedWidth = content + edges.insets.horizontal
        } else {
            space.fixedWidth = 0
        }
        return space
    }
}
