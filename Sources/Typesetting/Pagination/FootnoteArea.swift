import Styling

/// The notes at the foot of a page while it is being filled (CSS GCPM 3, clause 2): those that go on from the page before,
/// then those that are called on it, as far as there is room.
final class FootnoteArea {
    /// A note, or what is left of one, that waits for the next page.
    struct Waiting {
        let box: Box
        let token: BreakToken?
    }

    /// What is known of the area at a moment; kept and restored when content moves to the next page after all.
    struct State {
        var fragments: [Fragment] = []
        var waiting: [Waiting] = []
        /// Of all, the area's own margins, borders and padding counted; 0 without notes.
        var height = 0.0
    }

    private let engine: LayoutEngine
    private let extent: Double
    private let width: Double
    private let box: Box
    private let edges: BoxEdges
    private let most: Double
    var state = State()

    var height: Double { state.height }

    /// - Parameters:
    ///   - extent: The height of the page area, in points.
    ///   - style: `@footnote`.
    init(engine: LayoutEngine, width: Double, extent: Double, style: ComputedStyle?, root: Box) {
        self.engine = engine
        self.extent = extent
        let used = style ?? ComputedStyle.anonymous(inheriting: root.style, display: .block)
        box = Box(.block, used)
        edges = BoxEdges(box, width: width)
        self.width = max(0, width - edges.margin.horizontal - edges.insets.horizontal)
        let own = edges.insets.vertical + edges.margin.vertical
        most = min(extent, used.box.maxHeight.definite(against: extent).map { $0 + own } ?? extent * 0.8)
    }

    private var insets: Double { edges.insets.vertical + edges.margin.vertical }

    /// Notes that go on from the page before; `isAlone` when nothing else is left, so that they may fill the page.
    func begin(_ waiting: [Waiting], isAlone: Bool) {
        let most = isAlone ? extent : most
        for item in waiting {
            guard state.waiting.isEmpty else {
                state.waiting.append(item)
                continue
            }
            let room = most - state.height - (state.fragments.isEmpty ? insets : 0)
            let result = layout(item.box, token: item.token, room: room, mustFit: state.fragments.isEmpty)
            if let result {
                add(result.fragment)
                if let token = result.token { state.waiting.append(Waiting(box: item.box, token: token)) }
            } else {
                state.waiting.append(item)
            }
        }
    }

    /// Takes notes in, under content that leaves `room` to the page's foot. A long note is parted; false when none of one fits.
    func take(_ boxes: [Box], room: Double, isForced: Bool) -> Bool {
        var next = state
        for note in boxes {
            guard next.waiting.isEmpty else {
                next.waiting.append(Waiting(box: note, token: nil))
                continue
            }
            let own = next.fragments.isEmpty ? insets : 0
            let left = min(room, most) - next.height - own
            let whole = layout(note, token: nil, room: .infinity, mustFit: true)
            if let whole, whole.fragment.height <= left + 0.01 {
                next.height += own + whole.fragment.height
                next.fragments.append(whole.fragment)
            } else if left > 0, let part = layout(note, token: nil, room: left, mustFit: false) {
                next.height += own + part.fragment.height
                next.fragments.append(part.fragment)
                if let token = part.token { next.waiting.append(Waiting(box: note, token: token)) }
            } else if isForced {
                next.waiting.append(Waiting(box: note, token: nil))
            } else {
                return false
            }
        }
        state = next
        return true
    }

    private func add(_ fragment: Fragment) {
        if state.fragments.isEmpty { state.height += insets }
        state.height += fragment.height
        state.fragments.append(fragment)
    }

    /// As much of a note as the room allows; nil for nothing.
    private func layout(_ note: Box, token: BreakToken?, room: Double, mustFit: Bool) -> BlockResult? {
        let noteEdges = BoxEdges(note, width: width)
        let top = token == nil ? noteEdges.margin.top : 0
        let space = LayoutSpace(width: width, height: nil, x: 0, y: top, floats: FloatContext(), fragmentainer: nil)
        var result: BlockResult
        if room.isFinite {
            let outer = Fragmentainer(limit: room, extent: extent, isColumn: false)
            result = engine.layoutBroken(note, space, token: token, limit: room, like: outer, hasPlaced: !mustFit)
            if result.needsBreakBefore || result.fragment.height <= 0.01
                || (!mustFit && result.fragment.y + result.fragment.height > room + 0.01)
            {
                return nil
            }
        } else {
            result = engine.layoutBlock(note, space, token: token)
        }
        // Margins of notes stand between them.
        let wrapper = Fragment(
            Box(.block, ComputedStyle.anonymous(inheriting: note.style, display: .block)), width: width,
            height: top + result.fragment.height + (result.token == nil ? noteEdges.margin.bottom : 0))
        wrapper.children = [result.fragment]
        result.fragment = wrapper
        return result
    }

    /// The finished area, its bottom at the foot of the page area; nil without notes.
    func fragment() -> Fragment? {
        guard !state.fragments.isEmpty else { return nil }
        let area = Fragment(
            box, x: edges.margin.left, y: extent - state.height + edges.margin.top, width: width + edges.insets.horizontal,
            height: state.height - edges.margin.vertical)
        var y = edges.insets.top
        for note in state.fragments {
            note.x = edges.insets.left
            note.y = y
            y += note.height
            area.children.append(note)
        }
        return area
    }
}

extension LayoutEngine {
    /// The notes called in a box, in reading order.
    func notes(in box: Box) -> [Box] {
        guard hasFootnotes else { return [] }
        var found: [Box] = []
        func gather(_ box: Box) {
            if let note = box.note { found.append(note) }
            for child in box.children { gather(child) }
        }
        gather(box)
        return found
    }
}

extension InlineContent {
    /// The notes called on a line, also in inline-blocks.
    func notes(of line: Line, engine: LayoutEngine) -> [Box] {
        var found: [Box] = []
        for atom in atoms[Int(line.first)..<max(Int(line.first), Int(line.end))] {
            if atom.kind == .open, let note = inlines[Int(atom.run)].box.note {
                found.append(note)
            } else if atom.kind == .atomic || atom.kind == .float {
                found += engine.notes(in: boxes[Int(atom.word)])
            }
        }
        return found
    }
}
