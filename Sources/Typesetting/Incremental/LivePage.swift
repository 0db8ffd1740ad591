import Pages

/// A page that is kept from one version of a document to the next.
final class LivePage {
    var laid: DocumentBuilder.LaidOutPage
    /// The anchors that stand on it, in no order that matters but their own.
    let anchors: [String]
    /// Boxes of paragraphs that show page numbers.
    let dynamic: [Box]

    /// What is painted in the page area and below it, and the boxes with facts met on the way.
    private(set) var body: [PageItem] = []
    private(set) var noted: [PagePainter.Noted] = []
    private(set) var links: [LinkAnnotation] = []
    private(set) var fields: [FormField] = []
    private var isPainted = false

    init(_ laid: DocumentBuilder.LaidOutPage) {
        self.laid = laid
        var anchors: [String] = []
        laid.forEachAnchor { anchors.append($0) }
        self.anchors = anchors
        var dynamic: [Box] = []
        var stack = laid.fragment.map { [$0] } ?? []
        while let next = stack.popLast() {
            if next.inline?.isDynamic ?? false { dynamic.append(next.box) }
            stack += next.children
        }
        self.dynamic = dynamic
    }

    /// Takes the place that pages before it leave it: its number, side and page style.
    func take(_ laid: DocumentBuilder.LaidOutPage) {
        if laid.style !== self.laid.style { isPainted = false }
        self.laid = laid
    }

    /// Paints the page area once.
    func paint(with painter: PagePainter, root: Box) {
        guard !isPainted else { return }
        isPainted = true
        let (linkCount, fieldCount) = (painter.document.links.count, painter.document.formFields.count)
        painter.items = []
        painter.items.reserveCapacity(256)
        painter.mark = .none
        painter.boxUsed.removeAll(keepingCapacity: true)
        painter.waiting = []
        painter.canvasSource = nil
        painter.paintBody(laid, root: root)
        body = painter.items
        noted = painter.waiting ?? []
        links = Array(painter.document.links[linkCount...])
        fields = Array(painter.document.formFields[fieldCount...])
        painter.items = []
    }
}
