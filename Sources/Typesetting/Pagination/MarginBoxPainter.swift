import Images
import Pages
import Styling

/// Sets and paints the sixteen margin boxes of a page (CSS Paged Media 3, clause 5.3).
struct MarginBoxPainter {
    let painter: PagePainter
    let page: DocumentBuilder.LaidOutPage
    let total: Int

    private struct Part {
        let kind: MarginBox
        let box: Box
        let edges: BoxEdges
    }

    func paint() {
        guard page.style.hasMarginBoxes else { return }
        let sheet = page.style
        let margins = sheet.margins
        let innerWidth = sheet.width - margins.horizontal
        let innerHeight = sheet.height - margins.vertical
        painter.artifactDepth += 1
        defer { painter.artifactDepth -= 1 }
        painter.artifactKind = .header
        row([.topLeft, .topCenter, .topRight], x: margins.left, y: 0, length: innerWidth, thickness: margins.top)
        corner(.topLeftCorner, Rectangle(x: 0, y: 0, width: margins.left, height: margins.top))
        corner(.topRightCorner, Rectangle(x: sheet.width - margins.right, y: 0, width: margins.right, height: margins.top))
        column([.leftTop, .leftMiddle, .leftBottom], x: 0, y: margins.top, length: innerHeight, thickness: margins.left)
        column(
            [.rightTop, .rightMiddle, .rightBottom], x: sheet.width - margins.right, y: margins.top, length: innerHeight,
            thickness: margins.right)
        painter.artifactKind = .footer
        row(
            [.bottomLeft, .bottomCenter, .bottomRight], x: margins.left, y: sheet.height - margins.bottom, length: innerWidth,
            thickness: margins.bottom)
        corner(.bottomLeftCorner, Rectangle(x: 0, y: sheet.height - margins.bottom, width: margins.left, height: margins.bottom))
        corner(
            .bottomRightCorner,
            Rectangle(x: sheet.width - margins.right, y: sheet.height - margins.bottom, width: margins.right, height: margins.bottom))
        painter.artifactKind = .decoration
    }

    private func part(_ kind: MarginBox, width: Double) -> Part? {
        guard let style = page.style[kind] else { return nil }
        let box = Box(.block, style)
        box.isRoot = true
        switch style.generated.content {
        case .items(let items):
            var children: [Box] = []
            for item in items {
                if case .runningElement(let name, let policy) = item {
                    if let element = painter.runningElement(name, policy) { children.append(unbound(element)) }
                } else if case .image(let reference) = item {
                    if let index = painter.engine.image(reference, at: nil) {
                        let image = Box(.replaced, ComputedStyle.anonymous(inheriting: style, display: .inlineBlock))
                        image.image = index
                        image.imageWidth = painter.engine.pictures[index].cssWidth
                        image.imageHeight = painter.engine.pictures[index].cssHeight
                        children.append(image)
                    }
                } else {
                    children.append(BoxBuilder.textBox(text(item), style, node: nil, structure: -1))
                }
            }
            box.children = children
            box.hasInlineChildren = !children.contains { !$0.isInlineLevel }
            if !box.hasInlineChildren {
                box.children = children.map { child in
                    guard child.isInlineLevel else { return child }
                    let block = Box(.block, ComputedStyle.anonymous(inheriting: style, display: .block))
                    block.children = [child]
                    block.hasInlineChildren = true
                    return block
                }
            }
        default: return nil
        }
        return Part(kind: kind, box: box, edges: BoxEdges(box, width: width))
    }

    /// A running element, set where it is wanted: in a box of its own, since its own style takes it out of the flow.
    private func unbound(_ element: Box) -> Box {
        let box = Box(element.kind == .inline ? .block : element.kind, ComputedStyle.anonymous(inheriting: element.style, display: .block))
        box.children = element.children
        box.hasInlineChildren = element.hasInlineChildren || element.kind == .inline
        return box
    }

    private func text(_ item: ContentItem) -> String {
        let styles = painter.engine.styled.counterStyles
        switch item {
        case .string(let text): return text
        case .counter(let name, let style), .counters(let name, _, let style):
            return styles.text(name == "pages" ? total : painter.pageCounters[name] ?? 0, style)
        case .namedString(let name, let policy): return painter.string(name, policy)
        case .targetCounter(.url(let url), _, let style):
            let anchor = url.utf8.first == UInt8(ascii: "#") ? String(url.dropFirst()) : url
            return styles.text((painter.document.destinations[anchor]?.page ?? -1) + 1, style)
        case .openQuote, .closeQuote: return "\""
        default: return ""
        }
    }

    /// Three boxes that share an edge of the page, from left to right.
    private func row(_ kinds: [MarginBox], x: Double, y: Double, length: Double, thickness: Double) {
        let parts = kinds.map { part($0, width: length) }
        guard parts.contains(where: { $0 != nil }) else { return }
        let widths = share(parts, length: length, isHorizontal: true)
        for (index, part) in parts.enumerated() {
            guard let part else { continue }
            let start = index == 0 ? x : index == 1 ? x + (length - widths[1]) / 2 : x + length - widths[2]
            set(part, Rectangle(x: start, y: y, width: widths[index], height: thickness), isHorizontal: true)
        }
    }

    private func column(_ kinds: [MarginBox], x: Double, y: Double, length: Double, thickness: Double) {
        let parts = kinds.map { part($0, width: thickness) }
        guard parts.contains(where: { $0 != nil }) else { return }
        let heights = share(parts, length: length, isHorizontal: false, thickness: thickness)
        for (index, part) in parts.enumerated() {
            guard let part else { continue }
            let start = index == 0 ? y : index == 1 ? y + (length - heights[1]) / 2 : y + length - heights[2]
            set(part, Rectangle(x: x, y: start, width: thickness, height: heights[index]), isHorizontal: false)
        }
    }

    /// The outer sizes of the three boxes along their edge (CSS Paged Media 3, clause 5.3.2).
    private func share(_ parts: [Part?], length: Double, isHorizontal: Bool, thickness: Double = 0) -> [Double] {
        struct Extent {
            var fixed: Double?
            var minimum = 0.0
            var maximum = 0.0
            var exists = false
        }
        let extents = parts.map { part -> Extent in
            guard let part else { return Extent() }
            var extent = Extent(exists: true)
            let style = part.box.style.box
            let extra =
                isHorizontal
                ? part.edges.insets.horizontal + part.edges.margin.horizontal : part.edges.insets.vertical + part.edges.margin.vertical
            let inset = style.sizing == .borderBox ? (isHorizontal ? part.edges.insets.horizontal : part.edges.insets.vertical) : 0
            if let given = (isHorizontal ? style.width : style.height).definite(against: length) {
                extent.fixed = max(0, given - inset) + extra
            }
            if isHorizontal {
                let widths = painter.engine.intrinsic(part.box)
                extent.minimum = widths.minimum + extra
                extent.maximum = widths.maximum + extra
            } else {
                let fragment = painter.engine.layoutShrinkToFit(part.box, available: thickness, height: nil)
                extent.minimum = fragment.height + part.edges.margin.vertical
                extent.maximum = extent.minimum
            }
            let least = (isHorizontal ? style.minWidth : style.minHeight).definite(against: length).map { $0 - inset + extra }
            let most = (isHorizontal ? style.maxWidth : style.maxHeight).definite(against: length).map { $0 - inset + extra }
            if let most {
                extent.maximum = min(extent.maximum, most)
                extent.minimum = min(extent.minimum, most)
                if let fixed = extent.fixed { extent.fixed = min(fixed, most) }
            }
            if let least {
                extent.minimum = max(extent.minimum, least)
                extent.maximum = max(extent.maximum, least)
                if let fixed = extent.fixed { extent.fixed = max(fixed, least) }
            }
            return extent
        }
        func flex(_ a: Extent, _ b: Extent, _ room: Double) -> (Double, Double) {
            switch (a.fixed, b.fixed) {
            case (let first?, let second?): return (first, second)
            case (let first?, nil): return (first, max(b.minimum, room - first))
            case (nil, let second?): return (max(a.minimum, room - second), second)
            default:
                if a.maximum + b.maximum <= room {
                    let sum = a.maximum + b.maximum
                    let spare = room - sum
                    let share = sum > 0 ? a.maximum / sum : 0.5
                    return (a.maximum + spare * share, b.maximum + spare * (1 - share))
                }
                let need = (a.maximum - a.minimum) + (b.maximum - b.minimum)
                let spare = room - a.minimum - b.minimum
                let share = need > 0 ? (a.maximum - a.minimum) / need : 0.5
                return (a.minimum + max(0, spare) * share, b.minimum + max(0, spare) * (1 - share))
            }
        }
        let (a, b, c) = (extents[0], extents[1], extents[2])
        if b.exists {
            // The middle box is centred; the outer ones count as one box twice as wide as the larger.
            let larger = Extent(
                fixed: a.fixed != nil && c.fixed != nil ? 2 * max(a.fixed ?? 0, c.fixed ?? 0) : nil,
                minimum: 2 * max(a.fixed ?? a.minimum, c.fixed ?? c.minimum),
                maximum: 2 * max(a.fixed ?? a.maximum, c.fixed ?? c.maximum), exists: true)
            let hasSides = a.exists || c.exists
            let middle = hasSides ? flex(b, larger, length).0 : b.fixed ?? length
            let side = max(0, (length - middle) / 2)
            return [a.fixed ?? (a.exists ? max(side, 0) : 0), middle, c.fixed ?? (c.exists ? max(side, 0) : 0)]
        }
        if a.exists, c.exists {
            let (first, last) = flex(a, c, length)
            return [first, 0, last]
        }
        return [a.fixed ?? (a.exists ? length : 0), 0, c.fixed ?? (c.exists ? length : 0)]
    }

    private func corner(_ kind: MarginBox, _ area: Rectangle) {
        guard let part = part(kind, width: area.width) else { return }
        set(part, area, isHorizontal: true)
    }

    /// Lays a margin box out in its area and paints it.
    private func set(_ part: Part, _ area: Rectangle, isHorizontal: Bool) {
        let engine = painter.engine
        let style = part.box.style.box
        let margin = part.edges.margin
        let inset = part.edges.insets
        let borderBox = style.sizing == .borderBox
        var width = area.width - margin.horizontal
        var height = area.height - margin.vertical
        if !isHorizontal || isCorner(part.kind), let given = style.width.definite(against: area.width) {
            width = given + (borderBox ? 0 : inset.horizontal)
        }
        if isHorizontal || isCorner(part.kind), let given = style.height.definite(against: area.height) {
            height = given + (borderBox ? 0 : inset.vertical)
        }
        width = max(width, inset.horizontal)
        height = max(height, inset.vertical)
        var x = area.x + margin.left
        var y = area.y + margin.top
        let free = area.width - width - margin.horizontal
        if free != 0 {
            if part.box.style.margin.left.isAuto {
                x += part.box.style.margin.right.isAuto ? free / 2 : free
            } else if part.kind.isLeft, !part.box.style.margin.right.isAuto {
                x += free
            }
        }
        let freeY = area.height - height - margin.vertical
        if freeY != 0 {
            if part.box.style.margin.top.isAuto {
                y += part.box.style.margin.bottom.isAuto ? freeY / 2 : freeY
            } else if part.kind.isTop, !part.box.style.margin.bottom.isAuto {
                // All is given: the margin on the sheet's side gives way (CSS Paged Media 3, clause 5.3.2.3).
                y += freeY
            }
        }
        var space = LayoutSpace(width: width, height: nil, x: 0, y: 0, floats: FloatContext(), fragmentainer: nil)
        space.fixedWidth = width
        let pendingStart = engine.pendingAbsolutes.count
        let natural = engine.layoutBlock(part.box, space, token: nil).fragment
        let spare = height - natural.height
        var shift = 0.0
        switch style.verticalAlign {
        case .middle: shift = spare / 2
        case .bottom: shift = spare
        default: break
        }
        natural.height = height
        natural.contentY += shift
        for child in natural.children { child.y += shift }
        engine.pendingAbsolutes.removeSubrange(min(pendingStart, engine.pendingAbsolutes.count)...)
        painter.paintContext(natural, x: x, y: y)
    }

    private func isCorner(_ kind: MarginBox) -> Bool {
        kind == .topLeftCorner || kind == .topRightCorner || kind == .bottomLeftCorner || kind == .bottomRightCorner
    }
}

extension MarginBox {
    /// In the margin above the page area, or left of it.
    var isTop: Bool { rawValue <= MarginBox.topRightCorner.rawValue }
    var isLeft: Bool {
        switch self {
        case .leftTop, .leftMiddle, .leftBottom, .topLeftCorner, .bottomLeftCorner: true
        default: false
        }
    }
}
