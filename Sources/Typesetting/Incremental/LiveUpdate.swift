import Diagnostics
import Pages
import Styling
import XML

/// One step of a live document: new boxes for the element that changed, and new pages where something may have moved.
///
/// Boxes of all other elements stay the same objects with all that layout has kept on them. A page is laid out again when filling it
/// looked at the changed element, or when it begins elsewhere than an earlier page did.
struct LiveUpdate {
    let engine: LayoutEngine
    private let root: Box
    private let styled: StyledTree
    private let pages: [LivePage]
    /// The element whose boxes are made anew, in both versions.
    private let edit: XMLEdit
    /// Boxes from the root down to the parent of the changed one.
    private let path: [Box]
    /// For each of ``path``, which child leads on.
    private let indices: [Int]
    private let old: Box

    /// Nil when the edit changes more than one block that pages can be taken apart around.
    init?(engine: LayoutEngine, root: Box, styled: StyledTree, edit: XMLEdit, pages: [LivePage]) {
        guard !engine.quotesElements, !engine.countsPagesInText else { return nil }
        let tree = styled.tree
        var ancestors: [NodeID] = []
        var current: NodeID? = edit.element
        while let node = current, tree.isElement(node) {
            ancestors.append(node)
            current = tree.parent(of: node)
        }
        guard ancestors.last == root.node else { return nil }
        var path: [Box] = []
        var indices: [Int] = []
        var box = root
        for node in ancestors.reversed().dropFirst() {
            guard Self.isOpen(box), let index = box.children.firstIndex(where: { $0.node == node }), Self.isUnit(box.children[index]) else {
                break
            }
            path.append(box)
            indices.append(index)
            box = box.children[index]
        }
        guard !path.isEmpty, let node = box.node, Self.isPlain(box) else { return nil }
        self.engine = engine
        self.root = root
        self.styled = styled
        self.pages = pages
        self.path = path
        self.indices = indices
        old = box
        let end = styled.tree.end(of: node)
        self.edit = XMLEdit(element: node, oldEnd: end - edit.shift, newEnd: end)
    }

    /// Whether a box only stacks its children, so that one of them can be changed without the others.
    private static func isOpen(_ box: Box) -> Bool {
        guard box.kind == .block, !box.hasInlineChildren, !box.style.columns.isMulticol, box.marker == nil, box.strings.isEmpty,
            box.bookmark == nil, box.link < 0, box.fieldName == nil, !box.isFloating, !box.isAbsolute, !box.isRunning
        else { return false }
        if case .items = box.style.generated.content { return false }
        return true
    }

    /// Whether a child can be made anew by itself.
    private static func isUnit(_ box: Box) -> Bool {
        box.origin != nil && box.style.display.isBlockLevel && !box.isOutOfFlow && !box.style.display.isTableInternal
    }

    /// Whether nothing in a box is known by number to the document as a whole: images, fields, running elements, page references.
    private static func isPlain(_ box: Box) -> Bool {
        var stack = [box]
        while let next = stack.popLast() {
            if next.dynamic != nil || next.image >= 0 || next.fieldName != nil || next.note != nil || next.isRunning
                || !next.style.background.layers.isEmpty
                || next.style.box.float == .footnote
            {
                return false
            }
            if let marker = next.marker { stack.append(marker) }
            stack += next.children
        }
        return true
    }

    /// The pages of the new version; nil when it must be laid out from nothing after all, and the boxes are of no use any more.
    func layOut(metadata: DocumentMetadata) -> [LivePage]? {
        guard let parent = path.last, let index = indices.last, let origin = old.origin else { return nil }
        engine.advance(to: styled)
        var builder = BoxBuilder(engine: engine)
        guard let new = builder.rebuild(edit.element, from: origin), !builder.refersElsewhere, builder.running.isEmpty,
            new.origin?.after == origin.after, new.style === old.style, new.kind == old.kind, Self.isPlain(new)
        else { return nil }
        forgetColumns(of: old)
        parent.children[index] = new
        for box in path {
            box.topMarginCache = nil
            box.intrinsic = nil
        }
        let firstDirty = pages.firstIndex { $0.laid.furthestNode >= edit.element.index } ?? pages.count
        if edit.shift != 0 { moveNodes(except: new) }

        let builderOfPages = DocumentBuilder(engine: engine, metadata: metadata)
        var result = relay(builderOfPages, from: pages, firstDirty: firstDirty) { isBehind($0) }
        guard !engine.isExhausted else { return nil }
        guard engine.usesPageReferences else {
            engine.pageCount = result.count
            return result
        }
        // Page numbers in the text: those of the version before are right as long as no anchor moved.
        for _ in 0..<3 {
            let anchors = Self.anchorPages(result)
            if anchors == engine.anchorPages, result.count == engine.pageCount { return isSettled(result) ? result : nil }
            engine.anchorPages = anchors
            engine.pageCount = result.count
            for page in result {
                for box in page.dynamic {
                    box.inline = nil
                    box.intrinsic = nil
                }
            }
            let before = result
            result = relay(builderOfPages, from: before, firstDirty: before.firstIndex { !$0.dynamic.isEmpty } ?? before.count) { _ in true
            }
        }
        return nil
    }

    /// What the engine keeps by the identity of boxes that are about to go.
    private func forgetColumns(of box: Box) {
        guard !engine.columnBoxes.isEmpty else { return }
        var stack = [box]
        while let next = stack.popLast() {
            engine.columnBoxes[ObjectIdentifier(next)] = nil
            if let marker = next.marker { stack.append(marker) }
            stack += next.children
        }
    }

    /// Lays out the pages that `known` ones cannot stand for.
    ///
    /// - Parameter isBehind: whether a page that begins at the token shows nothing of what changed.
    private func relay(
        _ builder: DocumentBuilder, from known: [LivePage], firstDirty: Int, isBehind: @escaping (DocumentBuilder.Rest) -> Bool
    ) -> [LivePage] {
        let filled = known.enumerated().filter { $0.element.laid.fragment != nil }
        var byFragment: [ObjectIdentifier: LivePage] = [:]
        var call = 0
        // Where to look for the page that begins with a token: pages are taken over in order.
        var next = 0
        let laid = builder.paginate(root) { start, style, kind in
            defer { call += 1 }
            let geometry = PageGeometry(style)
            for (offset, page) in filled[min(next, filled.count)...] {
                let isBefore = offset < firstDirty
                guard isBefore || (isBehind(start) && isBehind(page.laid.start)), start.isSame(as: page.laid.start) else {
                    continue
                }
                let was = PageGeometry(page.laid.style)
                guard was.width == geometry.width, was.height == geometry.height, kind.name == page.laid.kind.name,
                    (page.dynamic.isEmpty || page.dynamic.allSatisfy { $0.inline != nil }), let fragment = page.laid.fragment
                else { return nil }
                next = (filled.firstIndex { $0.offset == offset } ?? next) + 1
                byFragment[ObjectIdentifier(fragment)] = page
                var laid = page.laid
                laid.style = style
                laid.kind = kind
                return laid
            }
            return nil
        }
        for finding in builder.engine.pageFindings { builder.engine.bag.append(finding) }
        return laid.map { page in
            guard let fragment = page.fragment, let kept = byFragment[ObjectIdentifier(fragment)] else { return LivePage(page) }
            kept.take(page)
            return kept
        }
    }

    /// Whether a token leads past the changed element.
    private func isBehind(_ rest: DocumentBuilder.Rest) -> Bool {
        var token = rest.token
        for index in indices {
            guard let here = token else { return false }
            if here.index != index { return here.index > index }
            token = here.child
        }
        return false
    }

    /// Gives the boxes behind the element the new numbers of their nodes.
    private func moveNodes(except new: Box) {
        let shift = edit.shift
        var stack = [root]
        while let box = stack.popLast() {
            if box === new { continue }
            if let node = box.node, node.index >= edit.oldEnd { box.node = NodeID(index: node.index + shift) }
            if let marker = box.marker { stack.append(marker) }
            if let note = box.note { stack.append(note) }
            stack += box.children
        }
        for page in pages where page.laid.furthestNode >= edit.oldEnd { page.laid.furthestNode += shift }
    }

    private static func anchorPages(_ pages: [LivePage]) -> [String: Int] {
        var result: [String: Int] = [:]
        for (number, page) in pages.enumerated() {
            for anchor in page.anchors where result[anchor] == nil { result[anchor] = number }
        }
        return result
    }

    /// Whether lines with page numbers are as high as they were before any number was known. A run from nothing then comes to the same
    /// pages: its first attempt breaks them alike, and its second one finds all anchors where the first did.
    private func isSettled(_ pages: [LivePage]) -> Bool {
        for page in pages {
            for box in page.dynamic {
                guard let shape = engine.firstShapes[ObjectIdentifier(box)], let inline = box.inline, inline.lines.map(\.height) == shape
                else {
                    return false
                }
            }
        }
        return true
    }
}

extension LayoutEngine {
    /// For live documents: notes what a page looks at before it decides where to end, down to the first child of a first child, whose
    /// breaks count for its parents.
    func look(at box: Box) {
        var current = box
        while true {
            if let node = current.node, node.index > furthestNode { furthestNode = node.index }
            guard current.kind == .block, !current.hasInlineChildren, let first = current.children.first(where: { !$0.isOutOfFlow }) else {
                return
            }
            current = first
        }
    }

    /// For live documents: keeps the heights of lines that will show page numbers.
    func keepFirstShapes(_ root: Box) {
        firstShapes = [:]
        var stack = [root]
        while let box = stack.popLast() {
            if let inline = box.inline, inline.isDynamic { firstShapes[ObjectIdentifier(box)] = inline.lines.map(\.height) }
            if let note = box.note { stack.append(note) }
            stack += box.children
        }
    }
}
