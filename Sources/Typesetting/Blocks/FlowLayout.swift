import Styling
import XML

/// The state of laying out a block's content.
struct FlowState {
    let fragment: Fragment
    let contentX: Double
    let contentY: Double
    let width: Double
    let height: Double?
    let floats: FloatContext
    var fragmentainer: Fragmentainer?
    /// Bottom of what is laid out, without margins that may still collapse.
    var cursor: Double
    var pendingMargin = MarginSet()
    var token: BreakToken?
    var needsBreakBefore = false
    var isForcedBreak = false
    var collapsesTop = false

    init(
        fragment: Fragment, contentX: Double, contentY: Double, width: Double, height: Double?, floats: FloatContext,
        fragmentainer: Fragmentainer?
    ) {
        self.fragment = fragment
        self.contentX = contentX
        self.contentY = contentY
        self.width = width
        self.height = height
        self.floats = floats
        self.fragmentainer = fragmentainer
        cursor = contentY
    }

    /// Adds a child whose place is in the fragmentainer's coordinates.
    func add(_ child: Fragment) {
        child.x -= fragment.x
        child.y -= fragment.y
        fragment.children.append(child)
    }
}

extension LayoutEngine {
    /// The forced break that applies before a box: its own or its first child's.
    func forcedBreakBefore(_ box: Box, _ fragmentainer: Fragmentainer) -> BreakBetween? {
        var current: Box? = box
        while let candidate = current {
            let value = candidate.style.fragmentation.breakBefore
            if fragmentainer.forces(value) { return value }
            guard candidate.kind == .block, !candidate.hasInlineChildren else { break }
            current = candidate.children.first { !$0.isOutOfFlow }
        }
        return nil
    }

    func forcedBreakAfter(_ box: Box, _ fragmentainer: Fragmentainer) -> BreakBetween? {
        var current: Box? = box
        while let candidate = current {
            let value = candidate.style.fragmentation.breakAfter
            if fragmentainer.forces(value) { return value }
            guard candidate.kind == .block, !candidate.hasInlineChildren else { break }
            current = candidate.children.last { !$0.isOutOfFlow }
        }
        return nil
    }

    private func avoidsBreak(before box: Box, _ fragmentainer: Fragmentainer) -> Bool {
        var current: Box? = box
        while let candidate = current {
            if fragmentainer.avoids(candidate.style.fragmentation.breakBefore) { return true }
            guard candidate.kind == .block, !candidate.hasInlineChildren else { break }
            current = candidate.children.first { !$0.isOutOfFlow }
        }
        return false
    }

    private func avoidsBreak(after box: Box, _ fragmentainer: Fragmentainer) -> Bool {
        var current: Box? = box
        while let candidate = current {
            if fragmentainer.avoids(candidate.style.fragmentation.breakAfter) { return true }
            guard candidate.kind == .block, !candidate.hasInlineChildren else { break }
            current = candidate.children.last { !$0.isOutOfFlow }
        }
        return false
    }

    /// The page that a box begins on, or ends on: its first or last child's name, or its own.
    func pageName(_ box: Box, isEnd: Bool) -> String {
        var current = box
        while current.kind == .block, !current.hasInlineChildren {
            guard let next = isEnd ? current.children.last(where: { !$0.isOutOfFlow }) : current.children.first(where: { !$0.isOutOfFlow })
            else { break }
            current = next
        }
        return current.style.fragmentation.page
    }

    /// Lays out block-level children, one under the other.
    func layoutChildren(_ box: Box, _ flow: inout FlowState, token: BreakToken?) {
        let children = box.children
        let start = token?.index ?? 0
        var previous: Box?
        var isFirstInFlow = token == nil
        let fragmentainer = flow.fragmentainer
        var index = start
        while index < children.count {
            let child = children[index]
            defer { index += 1 }
            let childToken = index == start ? token?.child : nil
            let isResumed = index == start && token != nil
            if child.isOutOfFlow {
                if child.isAbsolute {
                    pendingAbsolutes.append(PendingAbsolute(box: child, x: flow.contentX, y: flow.cursor + flow.pendingMargin.sum))
                } else if child.isFloating {
                    let y = flow.cursor + flow.pendingMargin.sum
                    let fragment = layoutFloat(child, in: flow, x: flow.contentX, y: y, width: flow.width, height: flow.height)
                    if let fragment { flow.add(fragment) }
                } else if child.isRunning {
                    // Marks the place from which a running element is in use.
                    let mark = Fragment(child, x: flow.contentX, y: flow.cursor)
                    flow.add(mark)
                }
                continue
            }
            if isLive { look(at: child) }
            let margins = childToken != nil ? (set: MarginSet(), isThrough: false) : topMargins(child, width: flow.width)
            if let fragmentainer {
                // Forced breaks, and changes of the page's name.
                if !isResumed || !(token?.isForced ?? false), childToken == nil, let before = previous {
                    var forced = forcedBreakBefore(child, fragmentainer) ?? forcedBreakAfter(before, fragmentainer)
                    let name = pageName(child, isEnd: false)
                    if !fragmentainer.isColumn, forced == nil, fragmentainer.pageName != nil, name != pageName(before, isEnd: true) {
                        forced = .page
                    }
                    if let forced {
                        let next = BreakToken(index: index, isForced: true)
                        next.forcedKind = forced
                        next.pageName = name
                        flow.token = next
                        flow.isForcedBreak = true
                        return
                    }
                }
                if let before = previous {
                    let avoids =
                        avoidsBreak(before: child, fragmentainer) || avoidsBreak(after: before, fragmentainer)
                    let place = Fragmentainer.Place.before(ObjectIdentifier(child))
                    if fragmentainer.target == place {
                        fragmentainer.takeTarget()
                        flow.token = BreakToken(index: index)
                        return
                    }
                    if fragmentainer.hasPlaced { fragmentainer.consider(place, fragmentainer.appeal(between: avoids), at: child.node) }
                }
            }
            var set = flow.pendingMargin.union(margins.set)
            if isFirstInFlow, flow.collapsesTop { set = flow.pendingMargin }
            // An unforced break swallows the margin behind it.
            if isResumed, childToken == nil, !(token?.isForced ?? false) { set = MarginSet() }
            var y = flow.cursor + set.sum
            if child.style.box.clear != .none {
                let cleared = flow.floats.clearance(child.style.box.clear, y: -.infinity)
                if cleared > y { y = cleared }
            }
            var space = LayoutSpace(
                width: flow.width, height: flow.height, x: flow.contentX, y: y, floats: flow.floats, fragmentainer: fragmentainer)
            space.isTopMarginTaken = true
            space.isRightToLeft = box.style.text.direction == .rightToLeft
            let pendingStart = pendingAbsolutes.count
            let continuedStart = flow.floats.continued.count
            let notes = fragmentainer?.notes?.state
            let result = layoutBlock(child, space, token: childToken)
            if let fragmentainer {
                if fragmentainer.isAborted { return }
                if result.needsBreakBefore {
                    pendingAbsolutes.removeSubrange(min(pendingStart, pendingAbsolutes.count)...)
                    flow.floats.continued.removeSubrange(min(continuedStart, flow.floats.continued.count)...)
                    if let notes { fragmentainer.notes?.state = notes }
                    if let before = previous {
                        let avoids =
                            avoidsBreak(before: child, fragmentainer) || avoidsBreak(after: before, fragmentainer)
                        guard fragmentainer.mayBreak(fragmentainer.appeal(between: avoids), at: child.node) else { return }
                        flow.token = BreakToken(index: index)
                    } else {
                        flow.needsBreakBefore = true
                    }
                    return
                }
            }
            shiftRelative(result.fragment, in: flow)
            let bottomEdge = y + result.fragment.height
            if margins.isThrough, result.token == nil, result.fragment.height == 0 {
                flow.pendingMargin = set
                if child.style.box.clear != .none, y > flow.cursor + set.sum {
                    flow.cursor = y
                    flow.pendingMargin = MarginSet()
                }
            } else {
                flow.cursor = max(
                    bottomEdge,
                    result.fragment.box.isFormattingRoot ? unshiftedTop(result.fragment, y) + result.fragment.height : bottomEdge)
                flow.pendingMargin = result.bottom
            }
            flow.add(result.fragment)
            if let next = result.token {
                let mine = BreakToken(index: index, child: next)
                flow.token = mine
                flow.isForcedBreak = result.isForcedBreak
                flow.pendingMargin = MarginSet()
                return
            }
            isFirstInFlow = false
            previous = child
        }
        if isFirstInFlow, flow.collapsesTop { flow.pendingMargin = MarginSet() }
    }

    /// A formatting root may have been moved below floats.
    private func unshiftedTop(_ fragment: Fragment, _ y: Double) -> Double {
        fragment.box.style.box.position == .relative ? y : max(y, fragment.y)
    }

    /// Relative positioning (CSS 2.2, clause 9.4.3).
    func shiftRelative(_ fragment: Fragment, in flow: FlowState) {
        guard fragment.box.style.box.position == .relative else { return }
        let shift = relativeShift(fragment.box, width: flow.width, height: flow.height)
        fragment.x += shift.x
        fragment.y += shift.y
    }

    func relativeShift(_ box: Box, width: Double, height: Double?) -> (x: Double, y: Double) {
        let inset = box.style.box.inset
        let x = inset.left.resolved(against: width) ?? inset.right.resolved(against: width).map { -$0 } ?? 0
        let y = inset.top.definite(against: height) ?? inset.bottom.definite(against: height).map { -$0 } ?? 0
        return (x, y)
    }

    // MARK: Lines

    /// Lays out a paragraph, or the rest of one.
    func layoutLines(_ box: Box, _ flow: inout FlowState, token: BreakToken?) {
        let content = InlineBuilder.content(of: box, engine: self)
        flow.fragment.inline = content
        flow.fragment.contentX = flow.contentX - flow.fragment.x
        flow.fragment.contentY = flow.contentY - flow.fragment.y
        if let token, token.index == Int.max {
            flow.fragment.inline = nil
            return
        }
        let start = token?.index ?? 0
        if start == 0 { addRunning(content, flow) }
        if content.isEmpty, !content.hasFloats {
            content.lines.removeAll()
            content.linesWidth = flow.width
            addAbsolutes(content, flow, from: 0, to: Int.max)
            return
        }
        let placed = makeLines(box, content, flow, from: start)
        let lines = content.lines
        guard start < lines.count, !content.isEmpty else {
            flow.fragment.firstLine = 0
            flow.fragment.endLine = 0
            for item in placed { if let fragment = item.fragment { flow.add(fragment) } }
            if content.isEmpty { addAbsolutes(content, flow, from: start, to: Int.max) }
            return
        }
        let origin = lines[start].y
        var end = lines.count
        if let fragmentainer = flow.fragmentainer {
            let fragmentation = box.style.fragmentation
            let limit = fragmentainer.limit
            let room = limit - flow.contentY
            // Lines that fit, with the notes they call.
            var noted: [(line: Int, state: FootnoteArea.State)] = []
            var fitting = start
            // A note that is to stand with the whole paragraph finds no room.
            var movesWhole = false
            while fitting < lines.count {
                let bottom = lines[fitting].y + lines[fitting].height - origin
                guard bottom <= (noted.isEmpty ? room : fragmentainer.limit - flow.contentY) + 0.01 else { break }
                if content.hasNotes, let notes = fragmentainer.notes {
                    let called = content.notes(of: lines[fitting], engine: self)
                    if !called.isEmpty {
                        noted.append((fitting, notes.state))
                        guard fragmentainer.take(called, bottom: flow.contentY + bottom) else {
                            movesWhole = called.contains { $0.style.generated.footnotePolicy == .block }
                            break
                        }
                        if fragmentainer.limit - flow.contentY + 0.01 < bottom {
                            fitting += 1
                            break
                        }
                    }
                }
                fitting += 1
            }
            func keepNotes(upTo line: Int) {
                if let first = noted.first(where: { $0.line >= line }) { fragmentainer.notes?.state = first.state }
            }
            let identity = ObjectIdentifier(box)
            if case .line(let target, let line)? = fragmentainer.target, target == identity, line > start, line <= fitting {
                fragmentainer.takeTarget()
                end = line
            } else if fitting < lines.count {
                fragmentainer.lacks(lines[fitting].y + lines[fitting].height - origin - room)
                if fitting == start || movesWhole && token == nil && fragmentainer.hasPlaced {
                    if fragmentainer.hasPlaced {
                        keepNotes(upTo: start)
                        if token == nil {
                            flow.needsBreakBefore = true
                            return
                        }
                        // Going on at the foot of a page that has no room for a line: pass it by.
                        flow.token = BreakToken(index: start)
                        flow.fragment.inline = nil
                        return
                    }
                    fitting = start + 1
                    fragmentainer.overflows(to: flow.contentY + lines[start].height, box.node)
                    if content.hasNotes, noted.isEmpty {
                        _ = fragmentainer.take(
                            content.notes(of: lines[start], engine: self), bottom: flow.contentY + lines[start].height, isForced: true)
                    }
                }
                // Widows below, orphans above.
                var chosen = min(fitting, lines.count - min(fragmentation.widows, lines.count))
                let least = start + fragmentation.orphans
                var appeal = fragmentainer.appealInside
                if chosen < least || chosen <= start {
                    // The constraints cannot both hold here: before the paragraph if anything stands there.
                    if token == nil, fragmentainer.hasPlaced, fragmentainer.target == nil {
                        keepNotes(upTo: start)
                        flow.needsBreakBefore = true
                        return
                    }
                    // Going on from another page: what stands before the break counts more than what follows it.
                    chosen = token == nil ? fitting : min(fitting, least)
                    let last = max(start + 1, chosen)
                    if lines.count - last < fragmentation.widows || (token == nil && last < least) { appeal = min(appeal, .breaksWidows) }
                }
                if fitting < lines.count || chosen < lines.count {
                    guard fragmentainer.mayBreak(appeal, at: paragraphNode(box)) else { return }
                }
                end = max(start + 1, chosen)
            } else {
                let last = lines.count - fragmentation.widows
                let least = token == nil ? start + fragmentation.orphans : start + 1
                if last >= least, last < lines.count {
                    fragmentainer.consider(.line(identity, last), fragmentainer.appealInside, at: paragraphNode(box))
                }
            }
            keepNotes(upTo: end)
            fragmentainer.hasPlaced = true
        }
        // Floats of lines that moved on are placed there.
        if !placed.isEmpty {
            flow.floats.continued.removeAll { item in placed.contains { $0.line >= end && $0.box === item.box } }
            for item in placed where item.line < end { if let fragment = item.fragment { flow.add(fragment) } }
        }
        flow.fragment.firstLine = start
        flow.fragment.endLine = end
        let last = lines[end - 1]
        flow.cursor = flow.contentY + last.y + last.height - origin
        if end < lines.count { flow.token = BreakToken(index: end) }
        addAbsolutes(content, flow, from: start, to: end)
    }

    /// The element of a paragraph; the lines between blocks have none of their own, but their first text has.
    private func paragraphNode(_ box: Box) -> NodeID? {
        if let node = box.node { return node }
        guard let text = box.children.first(where: { $0.node != nil })?.node else { return nil }
        return tree.isElement(text) ? text : tree.parent(of: text)
    }

    /// Marks the place from which running elements among the words are in use.
    private func addRunning(_ content: InlineContent, _ flow: FlowState) {
        for box in content.running { flow.add(Fragment(box, x: flow.contentX, y: flow.contentY)) }
    }

    /// Absolutely positioned boxes among the words wait from the line on which they stand.
    private func addAbsolutes(_ content: InlineContent, _ flow: FlowState, from start: Int, to end: Int) {
        guard content.hasAbsolutes else { return }
        for (index, atom) in content.atoms.enumerated() where atom.kind == .absolute {
            let box = content.boxes[Int(atom.word)]
            var x = flow.contentX
            var y = flow.contentY
            if let number = content.lines.lastIndex(where: { Int($0.first) <= index }) {
                guard number >= start, number < end else { continue }
                let line = content.lines[number]
                y += line.y - content.lines[start].y
                if box.style.box.specifiedDisplay == .inline || box.style.box.specifiedDisplay.isInlineLevel {
                    x += line.x
                    for position in Int(line.first)..<max(Int(line.first), min(index, Int(line.end))) { x += content.atoms[position].width }
                } else if index > Int(line.first) {
                    y += line.height
                }
            } else if start > 0 {
                continue
            }
            pendingAbsolutes.append(PendingAbsolute(box: box, x: x, y: y))
        }
    }

    /// A float among the words: `fragment` is nil when it found no room.
    struct PlacedFloat {
        let line: Int
        let box: Box
        let fragment: Fragment?
    }

    /// Makes a paragraph's lines from one on, around floats where there are any.
    private func makeLines(_ box: Box, _ content: InlineContent, _ flow: FlowState, from start: Int) -> [PlacedFloat] {
        let floats = flow.floats
        let isPlain = !content.hasFloats && (floats.isEmpty || !floats.reaches(below: flow.contentY))
        if start > 0 {
            // The rest of a paragraph stands as it was made, unless its measure changed.
            if isPlain, content.linesWidth == flow.width { return [] }
            guard start <= content.lines.count else { return [] }
        }
        var maker = LineMaker(engine: self, content: content, container: box)
        if isPlain, start == 0 {
            maker.makeLines(width: flow.width)
            return []
        }
        let (contentX, contentY, width) = (flow.contentX, flow.contentY, flow.width)
        if start == 0, !content.hasFloats, content.isUniform, box.style.text.align == .justify {
            // Lines of one height: the measures are known beforehand.
            let height = content.root.ascent + content.root.descent
            var first: [Double] = []
            var offsets: [Double] = []
            var y = contentY
            while floats.reaches(below: y), first.count < 500 {
                let free = floats.free(y: y, height: height, left: contentX, right: contentX + width)
                first.append(max(0, free.right - free.left))
                offsets.append(free.left - contentX)
                y += height
            }
            if (first.min() ?? 0) > content.root.size * 6 {
                maker.makeLines(widths: LineWidths(width, first: first), offsets: offsets, total: width)
                return []
            }
        }
        var placed: [PlacedFloat] = []
        // Floats stand beside the lines that are made here; as many more lines are made as widows ask for.
        let spare = box.style.fragmentation.widows + 1
        var beyond = 0
        maker.makeLinesBesideFloats(width: width, from: start) { y, height in
            let free = floats.free(y: contentY + y, height: height, left: contentX, right: contentX + width)
            return (free.left - contentX, max(0, free.right - free.left))
        } nextEdge: { y in
            floats.nextEdge(after: contentY + y).map { $0 - contentY }
        } place: { index, y, line in
            let float = content.boxes[Int(index)]
            let fragment = self.layoutFloat(float, in: flow, x: contentX, y: contentY + y, width: width, height: flow.height)
            placed.append(PlacedFloat(line: line, box: float, fragment: fragment))
        } isEnough: { bottom in
            guard let fragmentainer = flow.fragmentainer, contentY + bottom > fragmentainer.limit + 0.01 else { return false }
            beyond += 1
            return beyond > spare
        }
        return placed
    }
}
