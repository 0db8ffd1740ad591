import Diagnostics
import Fonts
import Pages
import Styling
import XML

/// Fills pages one after the other, then paints them.
struct DocumentBuilder {
    let engine: LayoutEngine
    let metadata: DocumentMetadata

    /// A page's content before it is painted.
    struct LaidOutPage {
        var style: PageStyle
        var kind: PageKind
        var fragment: Fragment?
        /// What the pages before left for it, and what it leaves.
        var start = Rest()
        var end = Rest()
        /// The last node that filling it looked at, for live documents.
        var furthestNode: Int32 = -1

        /// The anchors that stand on it, and those of inline boxes of its paragraphs.
        func forEachAnchor(_ body: (String) -> Void) {
            guard let fragment else { return }
            var stack = [fragment]
            while let next = stack.popLast() {
                if let anchor = next.box.anchor { body(anchor) }
                if let inline = next.inline {
                    for index in inline.inlines.indices { if let anchor = inline.inlines[index].box.anchor { body(anchor) } }
                }
                stack += next.children
            }
        }
    }

    /// All pages, laid out, and what painting them needs.
    struct Layout {
        var root: Box
        var pages: [LaidOutPage]
        var running: [String: [Box]]
    }

    func build() -> PagedDocument? {
        guard let layout = layOut() else { return nil }
        let document = PagePainter(engine: engine, metadata: metadata, running: layout.running).paint(layout.pages, root: layout.root)
        return engine.isExhausted ? nil : document
    }

    func layOut() -> Layout? {
        guard
            engine.typesetter.fonts.face(family: "sans-serif", weight: 400, isItalic: false) != nil
                || engine.typesetter.fonts.face(family: "serif", weight: 400, isItalic: false) != nil
        else {
            engine.bag.append(TypesettingDiagnostics.missingFont("`serif`, `sans-serif`", at: nil))
            return nil
        }
        var builder = BoxBuilder(engine: engine)
        guard let root = builder.build(), !engine.isExhausted else { return nil }
        engine.stepLimit = engine.options.limits.stepCount + builder.boxCount * engine.options.limits.stepsPerBox
        var pages = paginate(root)
        if engine.usesPageReferences {
            // Page numbers in the text may move it: once more with those found, and a last time if they changed again.
            for _ in 0..<3 {
                let (anchors, count) = (engine.anchorPages, engine.pageCount)
                collectAnchors(pages)
                if anchors == engine.anchorPages, count == pages.count { break }
                engine.pageCount = pages.count
                if engine.isLive, count == 0 { engine.keepFirstShapes(root) }
                if settle(pages) { break }
                Self.forgetDynamic(root)
                pages = paginate(root)
            }
        }
        guard !engine.isExhausted else { return nil }
        engine.pageCount = pages.count
        for finding in engine.pageFindings { engine.bag.append(finding) }
        return Layout(root: root, pages: pages, running: builder.running)
    }

    /// Throws away lines that hold page numbers.
    private static func forgetDynamic(_ root: Box) {
        var stack = [root]
        while let box = stack.popLast() {
            if let inline = box.inline, inline.isDynamic {
                box.inline = nil
                box.intrinsic = nil
            }
            box.grid?.forget()
            if let note = box.note { stack.append(note) }
            stack += box.children
        }
    }

    private func collectAnchors(_ pages: [LaidOutPage]) {
        engine.anchorPages = [:]
        for (number, page) in pages.enumerated() {
            page.forEachAnchor { if engine.anchorPages[$0] == nil { engine.anchorPages[$0] = number } }
        }
    }

    /// What a page leaves to the next ones.
    struct Rest {
        var token: BreakToken?
        var notes: [FootnoteArea.Waiting] = []
        var overflowing: [Fragmentainer.Overflowing] = []
        /// The flow is done; only notes and boxes out of the flow are left.
        var isFlowDone = false
        /// A page's content that is taller than it: what stands below `offset`, for `left` points, is cut there and goes on.
        var slice: (fragment: Fragment, offset: Double, left: Double)?

        var isEmpty: Bool { isFlowDone && notes.isEmpty && overflowing.isEmpty && slice == nil }

        /// Whether a page that begins with the one may begin with the other: only where nothing but the flow goes on.
        func isSame(as other: Rest) -> Bool {
            guard slice == nil, other.slice == nil, notes.isEmpty, other.notes.isEmpty, overflowing.isEmpty, other.overflowing.isEmpty,
                !isFlowDone, !other.isFlowDone
            else {
                return false
            }
            return BreakToken.areSame(token, other.token)
        }
    }

    /// A page that was laid out before and begins in the same way.
    typealias Reuse = (_ start: Rest, _ style: PageStyle, _ kind: PageKind) -> LaidOutPage?

    func paginate(_ root: Box, reuse: Reuse? = nil) -> [LaidOutPage] {
        var pages: [LaidOutPage] = []
        engine.pageFindings = []
        var rest = Rest()
        var name = engine.pageName(root, isEnd: false)
        let firstIsRight = engine.styled.pages.firstPageIsRight
        while true {
            if engine.isExhausted { break }
            if pages.count >= engine.options.limits.pageCount {
                engine.exhaust(TypesettingDiagnostics.tooManyPages(engine.options.limits.pageCount))
                break
            }
            var side: PageKind.Side = (pages.count % 2 == 0) == firstIsRight ? .right : .left
            let inner = rest.token?.innermost
            if let given = inner?.pageName { name = given }
            let wanted: PageKind.Side? =
                switch inner?.forcedKind {
                case .left?, .verso?: .left
                case .right?, .recto?: .right
                default: nil
                }
            if let wanted, wanted != side {
                let kind = PageKind(name: name, side: side, isFirst: pages.isEmpty, isBlank: true, number: pages.count + 1)
                pages.append(LaidOutPage(style: engine.styled.pages.style(for: kind), kind: kind, fragment: nil))
                side = wanted
            }
            let kind = PageKind(name: name, side: side, isFirst: pages.isEmpty, isBlank: false, number: pages.count + 1)
            let style = engine.styled.pages.style(for: kind)
            if let known = reuse?(rest, style, kind) {
                pages.append(known)
                if known.end.isEmpty { break }
                rest = known.end
                continue
            }
            engine.currentPage = pages.count + 1
            engine.furthestNode = -1
            let (fragment, next) = fill(root, rest: rest, style: style, name: name)
            pages.append(
                LaidOutPage(style: style, kind: kind, fragment: fragment, start: rest, end: next, furthestNode: engine.furthestNode))
            if next.isEmpty { break }
            rest = next
        }
        return pages
    }

    /// Pages lower than this are not worth to cut content for, in points.
    private static let leastSlice = 36.0

    /// What of a page's content stands below a height and within one page from there; nothing sticks out above or below.
    private func cut(_ fragment: Fragment, from offset: Double, _ area: PageGeometry, _ root: Box) -> Fragment? {
        guard let part = fragment.slice(from: offset - fragment.y, to: offset + area.height - fragment.y) else { return nil }
        let reach = 2_000.0
        let window = Fragment(
            Box(.block, ComputedStyle.anonymous(inheriting: root.style, display: .block)), x: -reach, y: 0,
            width: area.width + 2 * reach, height: area.height)
        window.clips = true
        part.x = fragment.x + reach
        part.y = fragment.y - offset
        window.children = [part]
        return window
    }

    /// Says what could not be kept as asked.
    private func report(_ page: Fragmentainer) {
        func name(_ node: NodeID) -> String { engine.tree.isElement(node) ? engine.tree.localName(of: node) : "text" }
        if page.overflow > 0.5, let node = page.overflowNode {
            engine.pageFindings.append(
                TypesettingDiagnostics.tallerThanPage(name(node), page: engine.currentPage, at: engine.tree.span(of: node)))
        }
        for unmet in page.unmet {
            let span = engine.tree.span(of: unmet.node)
            engine.pageFindings.append(
                unmet.appeal < .breaksWidows
                    ? TypesettingDiagnostics.keptApart(name(unmet.node), page: engine.currentPage, at: span)
                    : TypesettingDiagnostics.lonelyLines(name(unmet.node), page: engine.currentPage, at: span))
        }
    }

    /// Fills one page.
    private func fill(_ root: Box, rest: Rest, style: PageStyle, name: String) -> (Fragment, Rest) {
        let area = PageGeometry(style)
        var target: Fragmentainer.Target?
        var attempt = 0
        while true {
            engine.pendingAbsolutes.removeAll(keepingCapacity: true)
            let fragmentainer = Fragmentainer(limit: area.height, extent: area.height, isColumn: false, target: target)
            fragmentainer.pageName = name
            if engine.hasFootnotes {
                let notes = FootnoteArea(engine: engine, width: area.width, extent: area.height, style: style.footnoteArea, root: root)
                notes.begin(rest.notes, isAlone: rest.isFlowDone)
                fragmentainer.notes = notes
            }
            let result: BlockResult
            let start = min(rest.slice?.left ?? 0, area.height)
            if rest.isFlowDone || start >= area.height - 1 {
                let empty = Box(.block, ComputedStyle.anonymous(inheriting: root.style, display: .block))
                result = BlockResult(fragment: Fragment(empty, width: area.width), token: rest.token)
            } else {
                let margin = rest.token == nil ? root.style.margin.top.resolved(against: area.width) ?? 0 : 0
                let space = LayoutSpace(
                    width: area.width, height: area.height, x: 0, y: margin + start, floats: FloatContext(), fragmentainer: fragmentainer)
                result = engine.layoutBlock(root, space, token: rest.token)
            }
            attempt += 1
            if fragmentainer.isAborted, attempt < 4 {
                target = fragmentainer.best
                continue
            }
            if result.fragment.box.style.box.position == .relative {
                let shift = engine.relativeShift(root, width: area.width, height: area.height)
                result.fragment.x += shift.x
                result.fragment.y += shift.y
            }
            func add(_ fragment: Fragment) {
                fragment.x -= result.fragment.x
                fragment.y -= result.fragment.y
                result.fragment.children.append(fragment)
            }
            for item in rest.overflowing {
                if let part = engine.layoutOverflowing(item, in: fragmentainer, width: area.width, height: area.height) { add(part) }
            }
            // What is left refers to the page area: the initial containing block.
            let pending = engine.pendingAbsolutes
            engine.pendingAbsolutes = []
            for item in pending {
                let placed = engine.layoutAbsolute(item, left: 0, top: 0, width: area.width, height: area.height)
                if let part = engine.fragmented(placed, in: fragmentainer, width: area.width, height: area.height) { add(part) }
            }
            if let notes = fragmentainer.notes?.fragment() { add(notes) }
            if let slice = rest.slice, let part = cut(slice.fragment, from: slice.offset, area, root) { add(part) }
            var next = Rest(token: result.token)
            next.notes = fragmentainer.notes?.state.waiting ?? []
            next.overflowing = fragmentainer.overflowing
            next.isFlowDone = result.token == nil
            report(fragmentainer)
            if let slice = rest.slice, slice.left > area.height + 0.5 {
                next.slice = (slice.fragment, slice.offset + area.height, slice.left - area.height)
            } else if fragmentainer.overflow > 0.5, area.height >= Self.leastSlice {
                let whole = result.fragment
                next.slice = (whole, area.height, fragmentainer.overflow)
                if let part = cut(whole, from: 0, area, root) { return (part, next) }
            }
            return (result.fragment, next)
        }
    }
}

/// The page area of a page: what is left within margins, border and padding.
struct PageGeometry {
    let x: Double
    let y: Double
    let width: Double
    let height: Double

    init(_ style: PageStyle) {
        let margins = style.margins
        let padding = style.padding
        let border = style.style.border.widths
        x = margins.left + border.left + padding.left
        y = margins.top + border.top + padding.top
        width = max(1, style.width - x - margins.right - border.right - padding.right)
        height = max(1, style.height - y - margins.bottom - border.bottom - padding.bottom)
    }
}
