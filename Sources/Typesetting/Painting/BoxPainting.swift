import Images
import Pages
import Styling

extension PagePainter {
    /// The canvas: the root's background, or the body's where the root has none, and the page box's own decoration.
    func paintCanvas(_ page: DocumentBuilder.LaidOutPage, root: Box, area: PageGeometry) {
        let sheet = Rectangle(x: 0, y: 0, width: page.style.width, height: page.style.height)
        let pageStyle = page.style.style
        if !pageStyle.background.isEmpty {
            paintBackground(pageStyle.background, border: sheet, padding: sheet, content: sheet, style: pageStyle)
        }
        let body = root.style.background.isEmpty ? root.children.first { $0.kind == .block && $0.node != nil } : nil
        let source = body ?? root
        let background = source.style.background
        if !background.isEmpty, page.fragment != nil {
            let margins = page.style.margins
            let border = pageStyle.border.widths
            let padded = Rectangle(
                x: margins.left + border.left, y: margins.top + border.top,
                width: sheet.width - margins.horizontal - border.horizontal, height: sheet.height - margins.vertical - border.vertical)

            let fragment = page.fragment
            let rootBox = Rectangle(
                x: area.x + (fragment?.x ?? 0), y: area.y + (fragment?.y ?? 0), width: fragment?.width ?? area.width,
                height: fragment?.height ?? area.height)
            paintBackground(background, border: padded, padding: rootBox, content: rootBox, style: source.style, isCanvas: true)
            canvasSource = ObjectIdentifier(source)
        }
        let margins = page.style.margins
        if !pageStyle.border.isEmpty {
            let frame = Rectangle(
                x: margins.left, y: margins.top, width: sheet.width - margins.horizontal, height: sheet.height - margins.vertical)
            paintBorder(pageStyle, frame, widths: pageStyle.border.widths)
        }
    }

    /// Backgrounds, borders and outline of a box.
    func paintBox(_ fragment: Fragment, x: Double, y: Double) {
        let style = fragment.box.style
        guard style.isVisible, !fragment.isEmptyCell else { return }
        let isCanvas = canvasSource == ObjectIdentifier(fragment.box)
        if style.background.isEmpty && style.border.isEmpty && style.border.outline.width == 0 { return }
        let rectangle = Rectangle(x: x, y: y, width: fragment.width, height: fragment.height)
        var widths = fragment.borders ?? style.border.widths
        if !fragment.hasTop, style.fragmentation.decorationBreak == .slice { widths.top = 0 }
        if !fragment.hasBottom, style.fragmentation.decorationBreak == .slice { widths.bottom = 0 }
        if !style.background.isEmpty, !isCanvas {
            let padding = style.padding.resolved(against: fragment.width)
            let inner = Rectangle(
                x: x + widths.left, y: y + widths.top, width: max(0, rectangle.width - widths.horizontal),
                height: max(0, rectangle.height - widths.vertical))
            let content = Rectangle(
                x: inner.x + padding.left, y: inner.y + padding.top, width: max(0, inner.width - padding.horizontal),
                height: max(0, inner.height - padding.vertical))
            paintBackground(style.background, border: rectangle, padding: inner, content: content, style: style)
        }
        if !style.border.isEmpty { paintBorder(style, rectangle, widths: widths) }
        paintOutline(style, rectangle)
    }

    func paintBorders(_ fragment: Fragment, x: Double, y: Double) {
        let style = fragment.box.style
        guard style.isVisible, !style.border.isEmpty else { return }
        paintBorder(
            style, Rectangle(x: x, y: y, width: fragment.width, height: fragment.height), widths: fragment.borders ?? style.border.widths)
    }

    private func paintOutline(_ style: ComputedStyle, _ rectangle: Rectangle) {
        let outline = style.border.outline
        guard outline.width > 0, outline.style.isDrawn else { return }
        let reach = outline.width + style.border.outlineOffset
        let outer = Rectangle(
            x: rectangle.x - reach, y: rectangle.y - reach, width: rectangle.width + 2 * reach, height: rectangle.height + 2 * reach)
        setMark(.artifact(.decoration))
        for side in 0..<4 { edge(side, outer, Edges<Double>(all: outline.width), outline) }
    }

    // MARK: Backgrounds

    func paintBackground(
        _ background: BackgroundProperties, border: Rectangle, padding: Rectangle, content: Rectangle, style: ComputedStyle,
        isCanvas: Bool = false
    ) {
        func area(_ box: BackgroundBox) -> Rectangle {
            if isCanvas { return border }
            switch box {
            case .borderBox: return border
            case .paddingBox: return padding
            case .contentBox: return content
            }
        }
        if background.color.alpha > 0 {
            setMark(.artifact(.background))
            let target = area(background.colorClip)
            if target.width > 0, target.height > 0 {
                let outline: PathOutline =
                    style.border.hasRadius && !isCanvas && background.colorClip == .borderBox
                    ? .segments(rounded(target, style, inset: Edges<Double>.zero), isEvenOdd: false) : .rectangle(target)
                items.append(.path(PagePath(outline: outline, fill: Self.color(background.color))))
            }
        }
        for layer in background.layers.reversed() {
            paintLayer(layer, clip: area(layer.clip), origin: isCanvas ? padding : area(layer.origin))
        }
    }

    private func paintLayer(_ layer: BackgroundLayer, clip: Rectangle, origin: Rectangle) {
        guard let index = engine.image(layer.image, at: nil), clip.width > 0, clip.height > 0 else { return }
        let image = engine.pictures[index]
        var width = image.cssWidth
        var height = image.cssHeight
        guard width > 0, height > 0 else { return }
        let ratio = width / height
        switch layer.size {
        case .auto: break
        case .cover, .contain:
            let wide = origin.width / max(origin.height, 0.001) > ratio
            if wide == (layer.size == .cover) {
                width = origin.width
                height = width / ratio
            } else {
                height = origin.height
                width = height * ratio
            }
        case .lengths(let w, let h):
            let givenWidth = w.resolved(against: origin.width)
            let givenHeight = h.resolved(against: origin.height)
            width = givenWidth ?? givenHeight.map { $0 * ratio } ?? width
            height = givenHeight ?? givenWidth.map { $0 / ratio } ?? height
        }
        guard width > 0.01, height > 0.01 else { return }
        let x = origin.x + layer.position.x.resolved(against: origin.width - width)
        let y = origin.y + layer.position.y.resolved(against: origin.height - height)
        func tiles(_ start: Double, _ size: Double, _ low: Double, _ high: Double, _ rule: BackgroundRepeat) -> [Double] {
            guard rule != .noRepeat else { return [start] }
            var first = start
            first -= ((first - low) / size).rounded(.up) * size
            var result: [Double] = []
            while first < high - 0.001, result.count < 2_000 {
                result.append(first)
                first += size
            }
            return result
        }
        let columns = tiles(x, width, clip.x, clip.maxX, layer.repeatX)
        let rows = tiles(y, height, clip.y, clip.maxY, layer.repeatY)
        guard columns.count * rows.count * image.itemCount <= 40_000 + image.itemCount else { return }
        setMark(.none)
        items.append(.pushClip(.rectangle(clip)))
        setMark(.artifact(.background))
        for row in rows {
            for column in columns {
                items += image.items(in: Rectangle(x: column, y: row, width: width, height: height))
            }
        }
        setMark(.none)
        items.append(.popClip)
    }

    // MARK: Borders

    func paintBorder(_ style: ComputedStyle, _ outer: Rectangle, widths: Edges<Double>) {
        let border = style.border
        if widths.top == 0, widths.right == 0, widths.bottom == 0, widths.left == 0 { return }
        setMark(.artifact(.decoration))
        let edges = [border.top, border.right, border.bottom, border.left]
        let used = [widths.top, widths.right, widths.bottom, widths.left]
        let drawn = (0..<4).filter { used[$0] > 0 && edges[$0].style.isDrawn }
        guard let first = drawn.first else { return }
        let isUniform = drawn.allSatisfy { edges[$0].style == .solid && edges[$0].color == edges[first].color }
        if isUniform, drawn.count == 4 || border.hasRadius {
            let inner = Rectangle(
                x: outer.x + widths.left, y: outer.y + widths.top, width: max(0, outer.width - widths.horizontal),
                height: max(0, outer.height - widths.vertical))
            let ring: [PathSegment]
            if border.hasRadius {
                ring =
                    rounded(outer, style, inset: .zero) + (inner.width > 0 && inner.height > 0 ? rounded(outer, style, inset: widths) : [])
            } else {
                ring = Self.rectanglePath(outer) + (inner.width > 0 && inner.height > 0 ? Self.rectanglePath(inner) : [])
            }
            items.append(.path(PagePath(outline: .segments(ring, isEvenOdd: true), fill: Self.color(edges[first].color))))
            return
        }
        for side in drawn { edge(side, outer, widths, edges[side]) }
    }

    private static func rectanglePath(_ r: Rectangle) -> [PathSegment] {
        [
            .move(Point(x: r.x, y: r.y)), .line(Point(x: r.maxX, y: r.y)), .line(Point(x: r.maxX, y: r.maxY)),
            .line(Point(x: r.x, y: r.maxY)), .close,
        ]
    }

    /// A rounded rectangle, or its inner edge behind borders of the given widths.
    func rounded(_ r: Rectangle, _ style: ComputedStyle, inset: Edges<Double>) -> [PathSegment] {
        func size(_ corner: CornerRadius, _ dx: Double, _ dy: Double) -> (Double, Double) {
            (max(0, corner.horizontal.resolved(against: r.width) - dx), max(0, corner.vertical.resolved(against: r.height) - dy))
        }
        let radius = style.border.radius
        var tl = size(radius.topLeft, 0, 0)
        var tr = size(radius.topRight, 0, 0)
        var br = size(radius.bottomRight, 0, 0)
        var bl = size(radius.bottomLeft, 0, 0)
        // Radii that overlap shrink together (CSS Backgrounds 3, clause 4.5).
        var factor = 1.0
        for (sum, room) in [(tl.0 + tr.0, r.width), (bl.0 + br.0, r.width), (tl.1 + bl.1, r.height), (tr.1 + br.1, r.height)]
        where sum > room {
            factor = min(factor, room / sum)
        }
        tl = (max(0, tl.0 * factor - inset.left), max(0, tl.1 * factor - inset.top))
        tr = (max(0, tr.0 * factor - inset.right), max(0, tr.1 * factor - inset.top))
        br = (max(0, br.0 * factor - inset.right), max(0, br.1 * factor - inset.bottom))
        bl = (max(0, bl.0 * factor - inset.left), max(0, bl.1 * factor - inset.bottom))
        let (x0, y0) = (r.x + inset.left, r.y + inset.top)
        let (x1, y1) = (r.maxX - inset.right, r.maxY - inset.bottom)
        let k = 0.447_715_25
        return [
            .move(Point(x: x0 + tl.0, y: y0)), .line(Point(x: x1 - tr.0, y: y0)),
            .curve(Point(x: x1 - tr.0 * k, y: y0), Point(x: x1, y: y0 + tr.1 * k), Point(x: x1, y: y0 + tr.1)),
            .line(Point(x: x1, y: y1 - br.1)),
            .curve(Point(x: x1, y: y1 - br.1 * k), Point(x: x1 - br.0 * k, y: y1), Point(x: x1 - br.0, y: y1)),
            .line(Point(x: x0 + bl.0, y: y1)),
            .curve(Point(x: x0 + bl.0 * k, y: y1), Point(x: x0, y: y1 - bl.1 * k), Point(x: x0, y: y1 - bl.1)),
            .line(Point(x: x0, y: y0 + tl.1)),
            .curve(Point(x: x0, y: y0 + tl.1 * k), Point(x: x0 + tl.0 * k, y: y0), Point(x: x0 + tl.0, y: y0)), .close,
        ]
    }

    /// One side of a border, mitred where its neighbours have a width.
    func edge(_ side: Int, _ o: Rectangle, _ w: Edges<Double>, _ edge: BorderEdge) {
        let color = Self.color(edge.color)
        switch edge.style {
        case .none, .hidden: return
        case .dotted, .dashed:
            let width = [w.top, w.right, w.bottom, w.left][side]
            let (from, to): (Point, Point) =
                switch side {
                case 0: (Point(x: o.x, y: o.y + width / 2), Point(x: o.maxX, y: o.y + width / 2))
                case 1: (Point(x: o.maxX - width / 2, y: o.y), Point(x: o.maxX - width / 2, y: o.maxY))
                case 2: (Point(x: o.x, y: o.maxY - width / 2), Point(x: o.maxX, y: o.maxY - width / 2))
                default: (Point(x: o.x + width / 2, y: o.y), Point(x: o.x + width / 2, y: o.maxY))
                }
            line(from, to, width: width, edge: edge)
        case .solid: trapezoid(side, o, w, from: 0, to: 1, color)
        case .double:
            trapezoid(side, o, w, from: 0, to: 1.0 / 3, color)
            trapezoid(side, o, w, from: 2.0 / 3, to: 1, color)
        case .inset, .outset:
            let isDark = (edge.style == .inset) == (side == 0 || side == 3)
            trapezoid(side, o, w, from: 0, to: 1, isDark ? Self.darker(color) : color)
        case .groove, .ridge:
            let isDark = (edge.style == .groove) == (side == 0 || side == 3)
            trapezoid(side, o, w, from: 0, to: 0.5, isDark ? Self.darker(color) : color)
            trapezoid(side, o, w, from: 0.5, to: 1, isDark ? color : Self.darker(color))
        }
    }

    private static func darker(_ color: Color) -> Color {
        if color.red < 30, color.green < 30, color.blue < 30 { return Color(red: 76, green: 76, blue: 76, alpha: color.alpha) }
        return Color(red: color.red / 2, green: color.green / 2, blue: color.blue / 2, alpha: color.alpha)
    }

    func line(_ from: Point, _ to: Point, width: Double, edge: BorderEdge) {
        let length = abs(to.x - from.x) + abs(to.y - from.y)
        guard length > 0, width > 0 else { return }
        let color = Self.color(edge.color)
        var stroke = PathStroke(color: color, width: width)
        if edge.style == .dashed {
            let count = max(1, (length / (width * 6)).rounded())
            let unit = length / (count * 2 + 1)
            stroke.dashes = [unit, unit]
        } else if edge.style == .dotted {
            let count = max(1, (length / (width * 2)).rounded())
            stroke.dashes = [0.001, length / count]
            stroke.cap = .round
            if width < 1 {
                stroke.dashes = [width, length / count - width]
                stroke.cap = .butt
            }
        }
        items.append(.path(PagePath(outline: .segments([.move(from), .line(to)], isEvenOdd: false), stroke: stroke)))
    }

    private func trapezoid(_ side: Int, _ o: Rectangle, _ w: Edges<Double>, from a: Double, to b: Double, _ color: Color) {
        func corner(_ horizontal: Int, _ vertical: Int, _ t: Double) -> Point {
            Point(
                x: horizontal == 0 ? o.x + w.left * t : o.maxX - w.right * t, y: vertical == 0 ? o.y + w.top * t : o.maxY - w.bottom * t)
        }
        let points: [Point] =
            switch side {
            case 0: [corner(0, 0, a), corner(1, 0, a), corner(1, 0, b), corner(0, 0, b)]
            case 1: [corner(1, 0, a), corner(1, 1, a), corner(1, 1, b), corner(1, 0, b)]
            case 2: [corner(1, 1, a), corner(0, 1, a), corner(0, 1, b), corner(1, 1, b)]
            default: [corner(0, 1, a), corner(0, 0, a), corner(0, 0, b), corner(0, 1, b)]
            }
        // Most sides are plain rectangles.
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        if let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max(),
            points.allSatisfy({ ($0.x == x0 || $0.x == x1) && ($0.y == y0 || $0.y == y1) })
        {
            guard x1 > x0, y1 > y0 else { return }
            items.append(.path(PagePath(outline: .rectangle(Rectangle(x: x0, y: y0, width: x1 - x0, height: y1 - y0)), fill: color)))
            return
        }
        items.append(
            .path(
                PagePath(
                    outline: .segments([.move(points[0]), .line(points[1]), .line(points[2]), .line(points[3]), .close], isEvenOdd: false),
                    fill: color)))
    }

    /// Collapsed borders, each once.
    func paintRules(_ fragment: Fragment, x: Double, y: Double) {
        setMark(.artifact(.decoration))
        for rule in fragment.rules {
            let edge = rule.edge
            if edge.style == .dotted || edge.style == .dashed {
                let from = Point(x: x + rule.x, y: y + rule.y)
                let to = rule.isVertical ? Point(x: from.x, y: from.y + rule.length) : Point(x: from.x + rule.length, y: from.y)
                line(from, to, width: edge.width, edge: edge)
                continue
            }
            let half = edge.width / 2
            let area =
                rule.isVertical
                ? Rectangle(x: x + rule.x - half, y: y + rule.y, width: edge.width, height: rule.length)
                : Rectangle(x: x + rule.x, y: y + rule.y - half, width: rule.length, height: edge.width)
            if edge.style == .double, edge.width >= 2 {
                let third = edge.width / 3
                if rule.isVertical {
                    for offset in [0, third * 2] {
                        items.append(
                            .path(
                                PagePath(
                                    outline: .rectangle(Rectangle(x: area.x + offset, y: area.y, width: third, height: area.height)),
                                    fill: Self.color(edge.color))))
                    }
                } else {
                    for offset in [0, third * 2] {
                        items.append(
                            .path(
                                PagePath(
                                    outline: .rectangle(Rectangle(x: area.x, y: area.y + offset, width: area.width, height: third)),
                                    fill: Self.color(edge.color))))
                    }
                }
                continue
            }
            items.append(.path(PagePath(outline: .rectangle(area), fill: Self.color(edge.color))))
        }
    }

    func paintColumnRule(_ rule: (x: Double, y: Double, height: Double), _ fragment: Fragment, x: Double, y: Double) {
        let edge = fragment.box.style.columns.rule
        setMark(.artifact(.decoration))
        if edge.style == .dotted || edge.style == .dashed {
            line(Point(x: x + rule.x, y: y + rule.y), Point(x: x + rule.x, y: y + rule.y + rule.height), width: edge.width, edge: edge)
            return
        }
        let area = Rectangle(x: x + rule.x - edge.width / 2, y: y + rule.y, width: edge.width, height: rule.height)
        items.append(.path(PagePath(outline: .rectangle(area), fill: Self.color(edge.color))))
    }
}
