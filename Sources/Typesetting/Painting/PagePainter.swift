import Diagnostics
import Fonts
import Images
import Pages
import Styling
import XML

/// Paints laid-out pages in the order of CSS 2.2, appendix E, and gathers links, destinations, bookmarks and fields.
final class PagePainter {
    enum Mark: Equatable {
        case none
        case content(Int32)
        case artifact(ArtifactKind)
    }

    let engine: LayoutEngine
    let running: [String: [Box]]
    var document: PagedDocument
    var items: [PageItem] = []
    var mark = Mark.none
    /// Above 0, text is decoration: running heads, repeated table heads.
    var artifactDepth = 0
    var artifactKind = ArtifactKind.decoration
    /// Above 0, marks are left out: a field paints itself.
    var unmarkedDepth = 0
    var pageIndex = 0
    var boxUsed: Set<ObjectIdentifier> = []
    /// The box whose background the canvas took.
    var canvasSource: ObjectIdentifier?

    /// A box with facts that count from the place where it first stands.
    struct Noted {
        let box: Box
        let place: Destination
    }

    /// Where pages are painted one by one, what would have been noted waits here for the pages before.
    var waiting: [Noted]?

    /// Values of named strings: at the page's start, first and last on it.
    struct PageStrings {
        var start: [String: String] = [:]
        var first: [String: String] = [:]
        var last: [String: String] = [:]
    }

    var strings = PageStrings()
    /// Counters as the margin boxes of the page see them.
    var pageCounters: [String: Int] = [:]
    var runningNow: (start: [String: Box], first: [String: Box], last: [String: Box]) = ([:], [:], [:])

    /// Where glyphs of a run gather until their number is known.
    private var scratch: [PositionedGlyph] = []

    func takeScratch() -> [PositionedGlyph] {
        var taken: [PositionedGlyph] = []
        swap(&taken, &scratch)
        return taken
    }

    func giveBack(_ used: inout [PositionedGlyph]) {
        used.removeAll(keepingCapacity: true)
        swap(&used, &scratch)
    }

    init(engine: LayoutEngine, metadata: DocumentMetadata, running: [String: [Box]]) {
        self.engine = engine
        self.running = running
        document = PagedDocument(metadata: metadata)
        document.structure = engine.structure
        // A number of a page that is not shown is no link.
        for node in engine.omittedNodes where document.structure.nodes.indices.contains(node) {
            document.structure.nodes[node].role = .span
        }
    }

    func paint(_ pages: [DocumentBuilder.LaidOutPage], root: Box) -> PagedDocument {
        document.pages.reserveCapacity(pages.count)
        for (index, page) in pages.enumerated() {
            pageIndex = index
            items = []
            items.reserveCapacity(256)
            mark = .none
            strings.first = [:]
            runningNow.first = [:]
            countPage(page, root: root)
            paintBody(page, root: root)
            paintMargins(page, total: pages.count)
            document.pages.append(Page(width: page.style.width, height: page.style.height, items: items))
            strings.start = strings.last
            runningNow.start = runningNow.last
        }
        document.images = engine.images
        checkLinks()
        return document
    }

    /// Counters of the page context: the root's, changed by each page's own rules (CSS Paged Media 3, clause 6.2).
    func countPage(_ page: DocumentBuilder.LaidOutPage, root: Box) {
        if pageIndex == 0 {
            pageCounters = ["page": 0]
            for reset in root.style.generated.counterReset { pageCounters[reset.name] = reset.value }
        }
        let rules = page.style.style.generated
        for reset in rules.counterReset { pageCounters[reset.name] = reset.value }
        if !rules.counterIncrement.contains(where: { $0.name == "page" }) { pageCounters["page", default: 0] &+= 1 }
        for change in rules.counterIncrement { pageCounters[change.name, default: 0] &+= change.value }
        for change in rules.counterSet { pageCounters[change.name] = change.value }
    }

    /// Paints the canvas and what stands in the page area.
    func paintBody(_ page: DocumentBuilder.LaidOutPage, root: Box) {
        let area = PageGeometry(page.style)
        paintCanvas(page, root: root, area: area)
        if let fragment = page.fragment {
            // The root's background is the canvas's.
            paintContext(fragment, x: area.x + fragment.x, y: area.y + fragment.y, isRoot: true)
        }
        setMark(.none)
    }

    /// Paints the margin boxes of the page ``pageIndex``; named strings and running elements must be those of the page.
    func paintMargins(_ page: DocumentBuilder.LaidOutPage, total: Int) {
        engine.currentPage = pageIndex + 1
        MarginBoxPainter(painter: self, page: page, total: total).paint()
        setMark(.none)
    }

    func checkLinks() {
        for link in document.links {
            if case .destination(let name) = link.target, document.destinations[name] == nil {
                engine.bag.append(TypesettingDiagnostics.missingTarget(name, at: nil))
            }
        }
    }

    // MARK: Marks

    @inline(__always)
    func setMark(_ new: Mark) {
        guard new != mark, unmarkedDepth == 0 else { return }
        if mark != .none { items.append(.endMarked) }
        switch new {
        case .none: break
        case .content(let id): items.append(.beginContent(ContentID(index: Int(id))))
        case .artifact(let kind): items.append(.beginArtifact(kind))
        }
        mark = new
    }

    @inline(__always)
    func setContent(_ content: Int32) {
        if artifactDepth > 0 || content < 0 { setMark(.artifact(artifactKind)) } else { setMark(.content(content)) }
    }

    static func color(_ color: CSSColor) -> Color { Color(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha) }

    // MARK: Order

    private struct Waiting {
        let fragment: Fragment
        let x: Double
        let y: Double
    }

    /// Paints a fragment and all in it as one piece.
    func paintContext(_ fragment: Fragment, x: Double, y: Double, isRoot: Bool = false) {
        enter(fragment, x: x, y: y)
        let captured = beginField(fragment)
        if !isRoot { paintBox(fragment, x: x, y: y) } else { paintBorders(fragment, x: x, y: y) }
        if fragment.clips { pushClip(fragment, x: x, y: y) }
        var floats: [Waiting] = []
        var positioned: [Waiting] = []
        var isBackground = true
        walkBackgrounds(fragment, x: x, y: y, floats: &floats, positioned: &positioned, isBelow: &isBackground)
        for item in floats { paintContext(item.fragment, x: item.x, y: item.y) }
        paintLinesAndReplaced(fragment, x: x, y: y)
        if positioned.count > 1 {
            positioned = positioned.enumerated().sorted {
                ($0.element.fragment.box.style.box.zIndex ?? 0, $0.offset) < ($1.element.fragment.box.style.box.zIndex ?? 0, $1.offset)
            }.map(\.element)
        }
        for item in positioned where (item.fragment.box.style.box.zIndex ?? 0) >= 0 { paintContext(item.fragment, x: item.x, y: item.y) }
        if fragment.clips { popClip() }
        endField(fragment, captured, x: x, y: y)
        leave(fragment)
    }

    private func isApart(_ fragment: Fragment) -> Bool {
        let box = fragment.box
        return box.isFloating || box.style.box.isPositioned || fragment.clips || box.fieldName != nil
    }

    private func walkBackgrounds(
        _ fragment: Fragment, x: Double, y: Double, floats: inout [Waiting], positioned: inout [Waiting], isBelow: inout Bool
    ) {
        for child in fragment.children {
            let (cx, cy) = (x + child.x, y + child.y)
            if isApart(child) {
                if child.box.style.box.isPositioned {
                    if (child.box.style.box.zIndex ?? 0) < 0 {
                        paintContext(child, x: cx, y: cy)
                    } else {
                        positioned.append(Waiting(fragment: child, x: cx, y: cy))
                    }
                } else if child.box.isFloating {
                    floats.append(Waiting(fragment: child, x: cx, y: cy))
                }
                continue
            }
            if child.box.isRunning { continue }
            if child.box.kind != .replaced { paintBox(child, x: cx, y: cy) }
            walkBackgrounds(child, x: cx, y: cy, floats: &floats, positioned: &positioned, isBelow: &isBelow)
        }
        if !fragment.rules.isEmpty { paintRules(fragment, x: x, y: y) }
        for rule in fragment.columnRules { paintColumnRule(rule, fragment, x: x, y: y) }
    }

    private func paintLinesAndReplaced(_ fragment: Fragment, x: Double, y: Double) {
        if fragment.box.kind == .replaced { paintReplaced(fragment, x: x, y: y) }
        for child in fragment.children {
            let (cx, cy) = (x + child.x, y + child.y)
            if isApart(child) {
                if !child.box.style.box.isPositioned, !child.box.isFloating { paintContext(child, x: cx, y: cy) }
                continue
            }
            enter(child, x: cx, y: cy)
            if child.box.isRunning { continue }
            if child.isRepeated { artifactDepth += 1 }
            if child.box.kind == .replaced, child.box.style.isVisible { paintBox(child, x: cx, y: cy) }
            paintLinesAndReplaced(child, x: cx, y: cy)
            if child.isRepeated { artifactDepth -= 1 }
        }
        if fragment.inline != nil { LinePainter(painter: self, fragment: fragment, x: x, y: y).paint() }
    }

    // MARK: Facts about places

    /// Notes anchors, bookmarks, named strings and running elements of a box where it first stands.
    private func enter(_ fragment: Fragment, x: Double, y: Double) {
        note(fragment.box, x: x, y: y, fragment: fragment)
    }

    private func leave(_ fragment: Fragment) {}

    func note(_ box: Box, x: Double, y: Double, fragment: Fragment?) {
        if box.anchor == nil, box.strings.isEmpty, box.bookmark == nil, !box.isRunning, box.link < 0,
            box.style.generated.counterReset.isEmpty
        {
            return
        }
        if box.link >= 0, let fragment, box.kind != .inline {
            addLink(box, Rectangle(x: x, y: y, width: fragment.width, height: fragment.height))
        }
        guard boxUsed.insert(ObjectIdentifier(box)).inserted else { return }
        let noted = Noted(box: box, place: Destination(page: pageIndex, point: Point(x: x, y: y)))
        if waiting != nil { waiting?.append(noted) } else { take(noted) }
    }

    /// Notes what a box says of the page where it first stands.
    func take(_ noted: Noted) {
        let (box, place) = (noted.box, noted.place)
        if box.kind != .text {
            for reset in box.style.generated.counterReset where reset.name == "page" { pageCounters["page"] = reset.value }
        }
        if let anchor = box.anchor, document.destinations[anchor] == nil { document.destinations[anchor] = place }
        for string in box.strings {
            if strings.first[string.name] == nil { strings.first[string.name] = string.value }
            strings.last[string.name] = string.value
        }
        if let bookmark = box.bookmark {
            document.outline.append(OutlineEntry(title: bookmark.title, level: bookmark.level, destination: place))
        }
        if box.isRunning, let name = box.style.box.runningName {
            if runningNow.first[name] == nil { runningNow.first[name] = box }
            runningNow.last[name] = box
        }
    }

    func string(_ name: String, _ policy: PagePolicy) -> String {
        switch policy {
        case .first: strings.first[name] ?? strings.start[name] ?? ""
        case .start: strings.start[name] ?? strings.first[name] ?? ""
        case .last: strings.last[name] ?? ""
        case .firstExcept: strings.first[name] != nil ? "" : strings.start[name] ?? ""
        }
    }

    func runningElement(_ name: String, _ policy: PagePolicy) -> Box? {
        switch policy {
        case .first: runningNow.first[name] ?? runningNow.start[name]
        case .start: runningNow.start[name] ?? runningNow.first[name]
        case .last: runningNow.last[name]
        case .firstExcept: runningNow.first[name] != nil ? nil : runningNow.start[name]
        }
    }

    func addLink(_ box: Box, _ rectangle: Rectangle) {
        guard artifactDepth == 0, unmarkedDepth == 0, box.link >= 0, rectangle.width > 0 else { return }
        let link = engine.linkTargets[Int(box.link)]
        if document.structure.nodes.indices.contains(link.structure) {
            document.structure.nodes[link.structure].kids.append(.link(document.links.count))
        }
        document.links.append(LinkAnnotation(page: pageIndex, rectangle: rectangle, target: link.target, contents: link.contents))
    }

    // MARK: Form fields

    private func beginField(_ fragment: Fragment) -> [PageItem]? {
        guard fragment.box.fieldName != nil, unmarkedDepth == 0 else { return nil }
        setMark(.none)
        unmarkedDepth += 1
        let kept = items
        items = []
        return kept
    }

    private func endField(_ fragment: Fragment, _ captured: [PageItem]?, x: Double, y: Double) {
        guard let captured, let name = fragment.box.fieldName else { return }
        unmarkedDepth -= 1
        let index = document.formFields.count
        let description = fragment.box.node.flatMap { engine.tree.value("label", of: $0) } ?? ""
        let isText = fragment.box.node.map { engine.tree.localName(of: $0) == "text-field" } ?? false
        let lock = fragment.box.node.flatMap { engine.tree.value("lock", of: $0) }.flatMap(FieldLock.init)
        document.formFields.append(
            FormField(
                name: name, kind: isText ? .text : .signature(lock: lock), page: pageIndex,
                rectangle: Rectangle(x: x, y: y, width: fragment.width, height: fragment.height),
                description: description, appearance: items))
        items = captured
        if document.structure.nodes.indices.contains(Int(fragment.box.structure)) {
            document.structure.nodes[Int(fragment.box.structure)].kids.append(.formField(index))
        }
    }

    // MARK: Clipping

    func pushClip(_ fragment: Fragment, x: Double, y: Double) {
        let border = fragment.borders ?? fragment.box.style.border.widths
        let rectangle = Rectangle(
            x: x + border.left, y: y + border.top, width: max(0, fragment.width - border.horizontal),
            height: max(0, fragment.height - border.vertical))
        setMark(.none)
        items.append(.pushClip(.rectangle(rectangle)))
    }

    func popClip() {
        setMark(.none)
        items.append(.popClip)
    }

    // MARK: Images

    private func paintReplaced(_ fragment: Fragment, x: Double, y: Double) {
        let box = fragment.box
        guard box.image >= 0, box.style.isVisible else { return }
        let padding = box.style.padding.resolved(against: fragment.width)
        let border = box.style.border.widths
        let area = Rectangle(
            x: x + border.left + padding.left, y: y + border.top + padding.top,
            width: max(0, fragment.width - border.horizontal - padding.horizontal),
            height: max(0, fragment.height - border.vertical - padding.vertical))
        var target = area
        let ratio = box.imageHeight > 0 ? box.imageWidth / box.imageHeight : 1
        var fit = box.style.box.objectFit
        if fit == .scaleDown { fit = box.imageWidth > area.width || box.imageHeight > area.height ? .contain : .none }
        switch fit {
        case .fill, .scaleDown: break
        case .contain, .cover:
            let wide = area.width / max(area.height, 0.001) > ratio
            if wide == (fit == .contain) { target.width = area.height * ratio } else { target.height = area.width / ratio }
        case .none:
            target.width = box.imageWidth
            target.height = box.imageHeight
        }
        target.x += box.style.box.objectPosition.x.resolved(against: area.width - target.width)
        target.y += box.style.box.objectPosition.y.resolved(against: area.height - target.height)
        let needsClip = fit == .cover || fit == .none
        if needsClip {
            setMark(.none)
            items.append(.pushClip(.rectangle(area)))
        }
        setContent(box.content)
        items += engine.pictures[box.image].items(in: target)
        if needsClip { popClip() }
        if document.structure.nodes.indices.contains(Int(box.structure)), artifactDepth == 0, unmarkedDepth == 0,
            case .figure = document.structure.nodes[Int(box.structure)].role
        {
            document.structure.nodes[Int(box.structure)].boundingBox = (pageIndex, target)
        }
    }
}
