import Diagnostics
import Pages
import Styling
import XML

/// Typesets one document again and again while its author edits it, and keeps what an edit leaves as it was.
///
/// The pages are those of ``Typesetter``, item for item, but for the marks of the structure tree, which a live document does without.
/// For one thread.
package final class LiveTypesetter {
    /// Everything that changes how a page looks, short of painting it.
    package struct PageKey: Equatable {
        fileprivate var page: ObjectIdentifier
        fileprivate var style: ObjectIdentifier
        fileprivate var number: Int
        fileprivate var total: Int
        fileprivate var start: [String: String]
        fileprivate var first: [String: String]
        fileprivate var last: [String: String]
        fileprivate var running: [String: [ObjectIdentifier]]
    }

    /// What named strings and running elements are on one page.
    private struct Surroundings {
        var strings = PagePainter.PageStrings()
        var running: (start: [String: Box], first: [String: Box], last: [String: Box]) = ([:], [:], [:])
        var counters: [String: Int] = [:]
    }

    private let typesetter: Typesetter
    private let workspace = Workspace()
    private var engine: LayoutEngine?
    private var painter: PagePainter?
    private var root: Box?
    private var pages: [LivePage] = []
    private var surroundings: [Surroundings] = []

    package init(_ typesetter: Typesetter) {
        self.typesetter = typesetter
    }

    // MARK: Versions

    /// Typesets a document from nothing. The pages before stay when nothing can be shown.
    package func typeset(_ styled: StyledTree, metadata: DocumentMetadata) -> DiagnosticBag {
        workspace.trim()
        let engine = LayoutEngine(typesetter: typesetter, workspace: workspace, styled: styled, isLive: true)
        typesetter.registerFonts(styled, into: &engine.bag)
        guard let layout = DocumentBuilder(engine: engine, metadata: metadata).layOut() else { return engine.bag }
        self.engine = engine
        root = layout.root
        painter = PagePainter(engine: engine, metadata: metadata, running: layout.running)
        painter?.document.structure.nodes = []
        pages = layout.pages.map(LivePage.init)
        return finish()
    }

    /// Goes on with the next version of the document, in which all but one element is the same. Nil when that needs ``typeset(_:metadata:)``.
    package func update(_ styled: StyledTree, edit: XMLEdit) -> DiagnosticBag? {
        guard let engine, let root, let painter else { return nil }
        guard let update = LiveUpdate(engine: engine, root: root, styled: styled, edit: edit, pages: pages) else { return nil }
        // What was found in the pages before stands at other places now.
        guard engine.bag.isEmpty, let laid = update.layOut(metadata: painter.document.metadata) else {
            self.engine = nil
            return nil
        }
        pages = laid
        return finish()
    }

    /// Paints what is new and puts the facts of all pages together.
    private func finish() -> DiagnosticBag {
        guard let engine, let painter, let root else { return DiagnosticBag() }
        for (index, page) in pages.enumerated() {
            painter.pageIndex = index
            page.paint(with: painter, root: root)
        }
        painter.boxUsed.removeAll(keepingCapacity: true)
        painter.waiting = nil
        painter.strings = PagePainter.PageStrings()
        painter.runningNow = ([:], [:], [:])
        painter.document.destinations = [:]
        painter.document.outline = []
        painter.document.links = []
        painter.document.formFields = []
        surroundings = []
        surroundings.reserveCapacity(pages.count)
        for (index, page) in pages.enumerated() {
            painter.strings.first = [:]
            painter.runningNow.first = [:]
            painter.pageIndex = index
            painter.countPage(page.laid, root: root)
            for noted in page.noted where painter.boxUsed.insert(ObjectIdentifier(noted.box)).inserted {
                painter.take(PagePainter.Noted(box: noted.box, place: Destination(page: index, point: noted.place.point)))
            }
            painter.document.links += page.links.map {
                LinkAnnotation(page: 0, rectangle: $0.rectangle, target: $0.target, contents: $0.contents)
            }
            for field in page.fields {
                var field = field
                field.page = 0
                painter.document.formFields.append(field)
            }
            surroundings.append(Surroundings(strings: painter.strings, running: painter.runningNow, counters: painter.pageCounters))
            painter.strings.start = painter.strings.last
            painter.runningNow.start = painter.runningNow.last
        }
        var bag = engine.bag
        engine.bag = DiagnosticBag()
        painter.checkLinks()
        bag.append(contentsOf: engine.bag)
        // Kept, so that the next version knows that there was something; missing targets are found anew each time.
        engine.bag = bag
        return bag
    }

    // MARK: Pages

    package var pageCount: Int { pages.count }

    /// Width and height of a page in points.
    package func size(ofPage index: Int) -> (width: Double, height: Double)? {
        guard pages.indices.contains(index) else { return nil }
        let style = pages[index].laid.style
        return (style.width, style.height)
    }

    /// Equal for a page that looks as it did.
    package func key(ofPage index: Int) -> PageKey? {
        guard pages.indices.contains(index), surroundings.indices.contains(index) else { return nil }
        let (page, around) = (pages[index], surroundings[index])
        var running: [String: [ObjectIdentifier]] = [:]
        for (name, box) in around.running.start { running["start " + name] = [ObjectIdentifier(box)] }
        for (name, box) in around.running.first { running["first " + name] = [ObjectIdentifier(box)] }
        for (name, box) in around.running.last { running["last " + name] = [ObjectIdentifier(box)] }
        return PageKey(
            page: ObjectIdentifier(page), style: ObjectIdentifier(page.laid.style), number: index, total: pages.count,
            start: around.strings.start, first: around.strings.first, last: around.strings.last, running: running)
    }

    /// One page as a document of its own, for exporters of pictures: its links and fields have page 0; what they lead to is as in the whole.
    package func document(ofPage index: Int) -> PagedDocument? {
        guard let engine, let painter, pages.indices.contains(index), surroundings.indices.contains(index) else { return nil }
        let page = pages[index]
        painter.pageIndex = index
        painter.strings = surroundings[index].strings
        painter.runningNow = surroundings[index].running
        painter.pageCounters = surroundings[index].counters
        painter.items = page.body
        painter.mark = .none
        painter.waiting = []
        let (found, links) = (engine.bag, painter.document.links)
        painter.paintMargins(page.laid, total: pages.count)
        engine.bag = found
        painter.document.links = links
        var document = PagedDocument(metadata: painter.document.metadata)
        document.images = engine.images
        document.destinations = painter.document.destinations
        document.pages = [Page(width: page.laid.style.width, height: page.laid.style.height, items: painter.items)]
        document.formFields = page.fields.map {
            var field = $0
            field.page = 0
            return field
        }
        document.links = page.links.map {
            LinkAnnotation(page: 0, rectangle: $0.rectangle, target: $0.target, contents: $0.contents)
        }
        painter.items = []
        painter.waiting = nil
        return document
    }

    /// Everything at once, as ``Typesetter`` gives it, without a structure tree: for comparisons.
    package func wholeDocument() -> PagedDocument? {
        guard let painter, let engine else { return nil }
        var document = painter.document
        document.pages = pages.indices.compactMap { self.document(ofPage: $0)?.pages.first }
        document.images = engine.images
        return document
    }

    // MARK: Places

    /// The place in the sources of what is drawn at a point of a page, in points from its top left corner.
    package func place(onPage index: Int, x: Double, y: Double) -> Span? {
        guard let engine, pages.indices.contains(index), let fragment = pages[index].laid.fragment else { return nil }
        let area = PageGeometry(pages[index].laid.style)
        return PlaceFinder(tree: engine.tree).place(
            in: fragment, originX: area.x + fragment.x, originY: area.y + fragment.y, at: Point(x: x, y: y))
    }
}
