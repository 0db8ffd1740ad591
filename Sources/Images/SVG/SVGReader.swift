import Diagnostics
import XML

/// Reads SVG drawings made of paths and shapes: what logos need. Everything else is refused at its place, never left out in silence.
package struct SVGReader {
    private let tree: XMLTree
    private var bag: DiagnosticBag
    private var byID: [String: NodeID] = [:]
    private var sheet = SVGStyleSheet()
    private var items: [VectorImage.Item] = []
    private var elementCount = 0
    private var segmentCount = 0
    private var isFull = false
    private var viewport = VectorBox(x: 0, y: 0, width: 100, height: 100)

    /// Whether a file looks like SVG: its text begins an element, and names `svg` soon.
    package static func isSVG(_ bytes: [UInt8]) -> Bool {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count, bytes[start] == 0x20 || (0x09...0x0D).contains(bytes[start]) { start += 1 }
        guard start < bytes.count, bytes[start] == 0x3C else { return false }
        let name = Array("svg".utf8)
        let end = min(bytes.count, start + 65_536)
        var index = start + 1
        while index + 3 <= end {
            if bytes[index] == name[0], bytes[index + 1] == name[1], bytes[index + 2] == name[2] { return true }
            index += 1
        }
        return false
    }

    /// The drawing, or nil and the faults.
    package static func read(_ source: SourceFile) -> (image: VectorImage?, bag: DiagnosticBag) {
        // Programs write a DOCTYPE, which says nothing and is skipped.
        let (tree, faults) = XMLParser(mode: .lenient).parse(source)
        guard let tree, let root = tree.root else { return (nil, faults) }
        var reader = SVGReader(tree: tree, bag: faults)
        let image = reader.read(root)
        return (reader.bag.hasErrors ? nil : image, reader.bag)
    }

    private init(tree: XMLTree, bag: DiagnosticBag) {
        self.tree = tree
        self.bag = bag
    }

    // MARK: The root

    private mutating func read(_ root: NodeID) -> VectorImage? {
        guard tree.isElement(root, .svg, "svg") else {
            bag.append(SVGDiagnostics.notSVG(at: tree.span(of: root)))
            return nil
        }
        gather(root)
        let box = viewBox(of: root)
        let width = size("width", of: root)
        let height = size("height", of: root)
        // CSS Images 3, clause 5.1: what is not given comes from the ratio, else from 300 × 150.
        let ratio = box.map { $0.height > 0 ? $0.width / $0.height : 2 }
        let usedWidth = width ?? height.map { $0 * (ratio ?? 2) } ?? box?.width ?? 300
        let usedHeight = height ?? usedWidth / (ratio ?? (width == nil ? 2 : usedWidth / 150))
        viewport = box ?? VectorBox(x: 0, y: 0, width: usedWidth, height: usedHeight)
        guard viewport.width > 0, viewport.height > 0, usedWidth > 0, usedHeight > 0, usedWidth < 1e6, usedHeight < 1e6 else {
            bag.append(SVGDiagnostics.badValue("viewBox", tree.value("viewBox", of: root) ?? "", at: tree.span(of: root)))
            return nil
        }
        var image = VectorImage(width: usedWidth * 0.75, height: usedHeight * 0.75, viewBox: viewport)
        image.aspect = aspect(of: root)
        image.title = tree.children(of: root).first { tree.isElement($0, .svg, "title") }.map { tree.textContent(of: $0) }
        var style = SVGStyle()
        apply(to: &style, root, "svg")
        if style.isShown { drawChildren(of: root, style.inheriting, VectorTransform(), depth: 0) }
        image.items = items
        return image
    }

    /// Names of elements and the style sheets; scripts are refused wherever they stand.
    private mutating func gather(_ root: NodeID) {
        if let id = tree.value("id", of: root) { byID[id] = root }
        for node in tree.descendants(of: root) where tree.isElement(node) {
            if let id = tree.value("id", of: node), byID[id] == nil { byID[id] = node }
            guard tree.namespace(of: node) == .svg else { continue }
            switch tree.localName(of: node) {
            case "script": bag.append(SVGDiagnostics.unsupported("script", at: tree.span(of: node)))
            case "style":
                sheet.add(tree.textContent(of: node))
                if let unsupported = sheet.unsupported { bag.append(SVGDiagnostics.unsupported(unsupported, at: tree.span(of: node))) }
            default: break
            }
        }
    }

    private mutating func viewBox(of node: NodeID) -> VectorBox? {
        guard let attribute = tree.attribute("viewBox", of: node) else { return nil }
        let text = tree.value(of: attribute)
        guard let values = SVGScanner.numbers(text, most: 4), values.count == 4, values[2] >= 0, values[3] >= 0 else {
            bag.append(SVGDiagnostics.badValue("viewBox", text, at: attribute.valueSpan))
            return nil
        }
        return VectorBox(x: values[0], y: values[1], width: values[2], height: values[3])
    }

    /// Nil when it is not given, or a share of what is not known here.
    private mutating func size(_ name: String, of node: NodeID) -> Double? {
        guard let attribute = tree.attribute(name, of: node) else { return nil }
        let text = tree.value(of: attribute)
        if text == "auto" || text.hasSuffix("%") { return nil }
        guard let value = SVGLength.parse(text, percentOf: 0), value >= 0 else {
            bag.append(SVGDiagnostics.badValue(name, text, at: attribute.valueSpan))
            return nil
        }
        return value
    }

    private mutating func aspect(of node: NodeID) -> VectorAspect {
        var aspect = VectorAspect()
        guard let attribute = tree.attribute("preserveAspectRatio", of: node) else { return aspect }
        let text = tree.value(of: attribute)
        var words = text.split(whereSeparator: \.isWhitespace)
        if words.first == "defer" { words.removeFirst() }
        let shares: [Substring: Double] = ["Min": 0, "Mid": 0.5, "Max": 1]
        guard let first = words.first, words.count <= 2 else {
            bag.append(SVGDiagnostics.badValue("preserveAspectRatio", text, at: attribute.valueSpan))
            return aspect
        }
        if first == "none" {
            aspect.fit = .none
            return aspect
        }
        guard first.utf8.count == 8, first.hasPrefix("x"), let x = shares[first.dropFirst().prefix(3)], let y = shares[first.suffix(3)],
            words.count == 1 || words[1] == "meet" || words[1] == "slice"
        else {
            bag.append(SVGDiagnostics.badValue("preserveAspectRatio", text, at: attribute.valueSpan))
            return aspect
        }
        (aspect.alignX, aspect.alignY) = (x, y)
        aspect.fit = words.last == "slice" ? .slice : .meet
        return aspect
    }

    // MARK: Style

    private static let presentationAttributes: [String] = [
        "color", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "visibility", "display", "clip-path", "clip-rule",
        "filter",
        "mask", "marker", "marker-start", "marker-mid", "marker-end", "vector-effect", "mix-blend-mode", "paint-order",
    ]

    /// Attributes, then the sheet's rules, then the `style` attribute (SVG 2, clause 6.3).
    private mutating func apply(to style: inout SVGStyle, _ node: NodeID, _ name: String) {
        let diagonal = ((viewport.width * viewport.width + viewport.height * viewport.height) / 2).squareRoot()
        for property in Self.presentationAttributes {
            guard let attribute = tree.attribute(property, of: node) else { continue }
            note(
                style.set(property, tree.value(of: attribute), diagonal: diagonal), property, tree.value(of: attribute), attribute.valueSpan
            )
        }
        let classes = (tree.value("class", of: node) ?? "").split(whereSeparator: \.isWhitespace)
        for declaration in sheet.declarations(of: name, classes: classes, id: tree.value("id", of: node)) {
            note(
                style.set(declaration.name, declaration.value, diagonal: diagonal), declaration.name, declaration.value, tree.span(of: node)
            )
        }
        guard let attribute = tree.attribute("style", of: node) else { return }
        for declaration in SVGStyleSheet.declarations(tree.value(of: attribute)) {
            note(
                style.set(declaration.name, declaration.value, diagonal: diagonal), declaration.name, declaration.value, attribute.valueSpan
            )
        }
    }

    private mutating func note(_ outcome: SVGStyle.Outcome, _ property: String, _ value: String, _ span: Span) {
        switch outcome {
        case .taken, .ignored: break
        case .malformed: bag.append(SVGDiagnostics.badValue(property, value, at: span))
        case .unsupported(let name): bag.append(SVGDiagnostics.unsupported(name, at: span))
        case .external(let address): bag.append(SVGDiagnostics.externalReference(address, at: span))
        case .reference(let id):
            guard let target = byID[id] else { return bag.append(noTarget(id, span)) }
            bag.append(SVGDiagnostics.unsupported(tree.localName(of: target), at: span))
        }
    }

    private func noTarget(_ id: String, _ span: Span) -> Diagnostic {
        SVGDiagnostics.noTarget(id, nearest: NearestName.of(id, among: byID.keys.sorted()), at: span)
    }

    // MARK: Elements

    private mutating func drawChildren(of node: NodeID, _ style: SVGStyle, _ transform: VectorTransform, depth: Int) {
        for child in tree.children(of: node) where tree.isElement(child) && tree.namespace(of: child) == .svg {
            draw(child, style, transform, depth: depth + 1)
            if isFull { return }
        }
    }

    private static let silent: Set<String> = [
        "title", "desc", "metadata", "defs", "style", "symbol", "clipPath", "linearGradient", "radialGradient", "pattern", "mask", "filter",
        "marker", "view", "font", "font-face", "solidColor", "script",
    ]
    private static let refused: Set<String> = [
        "text", "tspan", "textPath", "tref", "image", "foreignObject", "animate", "animateMotion", "animateTransform", "animateColor",
        "set",
        "switch", "video", "audio", "iframe", "canvas", "mesh", "hatch", "cursor", "discard", "flowRoot",
    ]
    private static let drawn = ["svg", "g", "a", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use"]

    private mutating func draw(_ node: NodeID, _ outer: SVGStyle, _ around: VectorTransform, depth: Int) {
        let name = tree.localName(of: node)
        if Self.silent.contains(name) { return }
        let span = tree.span(of: node)
        if Self.refused.contains(name) { return bag.append(SVGDiagnostics.unsupported(name, at: span)) }
        guard Self.drawn.contains(name) else {
            return bag.append(SVGDiagnostics.unknownElement(name, nearest: NearestName.of(name, among: Self.drawn), at: span))
        }
        elementCount += 1
        guard elementCount <= SVGLimits.elements else { return full(Bilingual(fr: "éléments", en: "elements"), SVGLimits.elements, span) }
        guard depth <= SVGLimits.depth else { return full(Bilingual(fr: "niveaux", en: "levels"), SVGLimits.depth, span) }
        var style = outer
        apply(to: &style, node, name)
        guard style.isShown else { return }
        var transform = around
        if let attribute = tree.attribute("transform", of: node) {
            let text = tree.value(of: attribute)
            guard let own = SVGTransformList.parse(text) else {
                return bag.append(SVGDiagnostics.badValue("transform", text, at: attribute.valueSpan))
            }
            transform = around.after(own)
        }
        var hasClip = false
        if let clip = style.clip, let path = clipPath(clip, transform, span) {
            items.append(.pushClip(path))
            hasClip = true
        }
        switch name {
        case "g", "a": group(node, style, span) { $0.drawChildren(of: node, $1, transform, depth: depth) }
        case "svg": group(node, style, span) { $0.viewport(node, $1, transform, depth: depth, size: nil) }
        case "use": group(node, style, span) { $0.use(node, $1, transform, depth: depth) }
        default: if style.isVisible, let path = shape(node, name) { paint(path, style, transform, span, canFill: name != "line") }
        }
        if hasClip { items.append(.popClip) }
    }

    private mutating func full(_ what: Bilingual, _ limit: Int, _ span: Span) {
        guard !isFull else { return }
        isFull = true
        bag.append(SVGDiagnostics.tooMuch(what, limit, at: span))
    }

    /// Opacity of a group goes to its shapes: the same where they do not overlap.
    private mutating func group(
        _ node: NodeID, _ style: SVGStyle, _ span: Span, _ body: (inout SVGReader, SVGStyle) -> Void
    ) {
        let before = items.count
        body(&self, style.inheriting)
        if style.ownOpacity < 1, items.count > before + 1 { bag.append(SVGDiagnostics.groupOpacity(at: span)) }
    }

    /// A nested viewport: `svg`, or a `symbol` that a `use` shows.
    private mutating func viewport(
        _ node: NodeID, _ style: SVGStyle, _ transform: VectorTransform, depth: Int, size given: (width: Double?, height: Double?)?
    ) {
        let x = given == nil ? length("x", of: node, viewport.width) ?? 0 : 0
        let y = given == nil ? length("y", of: node, viewport.height) ?? 0 : 0
        let width = given?.width ?? length("width", of: node, viewport.width) ?? viewport.width
        let height = given?.height ?? length("height", of: node, viewport.height) ?? viewport.height
        guard width > 0, height > 0 else { return }
        let outer = viewport
        defer { viewport = outer }
        var inner = VectorTransform(scaleX: 1, scaleY: 1, x: x, y: y)
        if let box = viewBox(of: node), box.width > 0, box.height > 0 {
            inner = aspect(of: node).transform(of: box, x: x, y: y, width: width, height: height)
            viewport = box
        } else {
            viewport = VectorBox(x: 0, y: 0, width: width, height: height)
        }
        drawChildren(of: node, style, transform.after(inner), depth: depth)
    }

    private mutating func use(_ node: NodeID, _ style: SVGStyle, _ transform: VectorTransform, depth: Int) {
        let attribute = tree.attribute("href", of: node) ?? tree.attribute("href", in: .xlink, of: node)
        guard let attribute else { return }
        let address = tree.value(of: attribute)
        guard address.hasPrefix("#") else { return bag.append(SVGDiagnostics.externalReference(address, at: attribute.valueSpan)) }
        let id = String(address.dropFirst())
        guard let target = byID[id], tree.namespace(of: target) == .svg else { return bag.append(noTarget(id, attribute.valueSpan)) }
        let x = length("x", of: node, viewport.width) ?? 0
        let y = length("y", of: node, viewport.height) ?? 0
        let moved = transform.after(VectorTransform(scaleX: 1, scaleY: 1, x: x, y: y))
        switch tree.localName(of: target) {
        case "symbol", "svg":
            var inner = style
            apply(to: &inner, target, tree.localName(of: target))
            let size = (width: length("width", of: node, viewport.width), height: length("height", of: node, viewport.height))
            viewport(target, inner.inheriting, moved, depth: depth + 1, size: size)
        default: draw(target, style, moved, depth: depth + 1)
        }
    }

    // MARK: Shapes

    private mutating func length(_ name: String, of node: NodeID, _ whole: Double) -> Double? {
        guard let attribute = tree.attribute(name, of: node) else { return nil }
        let text = tree.value(of: attribute)
        if text == "auto" { return nil }
        guard let value = SVGLength.parse(text, percentOf: whole) else {
            bag.append(SVGDiagnostics.badValue(name, text, at: attribute.valueSpan))
            return nil
        }
        return value
    }

    /// The outline of a shape in its own units; nil when nothing is drawn.
    private mutating func shape(_ node: NodeID, _ name: String) -> [VectorImage.Segment]? {
        let (wide, high) = (viewport.width, viewport.height)
        let diagonal = ((wide * wide + high * high) / 2).squareRoot()
        switch name {
        case "path": return pathData(node)
        case "rect":
            let width = length("width", of: node, wide) ?? 0
            let height = length("height", of: node, high) ?? 0
            guard width > 0, height > 0 else { return nil }
            let givenX = length("rx", of: node, wide)
            let givenY = length("ry", of: node, high)
            let rx = min(max(givenX ?? givenY ?? 0, 0), width / 2)
            let ry = min(max(givenY ?? givenX ?? 0, 0), height / 2)
            return SVGArc.rectangle(length("x", of: node, wide) ?? 0, length("y", of: node, high) ?? 0, width, height, rx, ry)
        case "circle":
            let radius = length("r", of: node, diagonal) ?? 0
            guard radius > 0 else { return nil }
            return SVGArc.ellipse(length("cx", of: node, wide) ?? 0, length("cy", of: node, high) ?? 0, radius, radius)
        case "ellipse":
            let givenX = length("rx", of: node, wide)
            let givenY = length("ry", of: node, high)
            let (rx, ry) = (givenX ?? givenY ?? 0, givenY ?? givenX ?? 0)
            guard rx > 0, ry > 0 else { return nil }
            return SVGArc.ellipse(length("cx", of: node, wide) ?? 0, length("cy", of: node, high) ?? 0, rx, ry)
        case "line":
            return [
                .move(VectorPoint(x: length("x1", of: node, wide) ?? 0, y: length("y1", of: node, high) ?? 0)),
                .line(VectorPoint(x: length("x2", of: node, wide) ?? 0, y: length("y2", of: node, high) ?? 0)),
            ]
        default: return points(node, isClosed: name == "polygon")
        }
    }

    private mutating func pathData(_ node: NodeID) -> [VectorImage.Segment]? {
        guard let attribute = tree.attribute("d", of: node) else { return nil }
        let text = tree.value(of: attribute)
        if text == "none" { return nil }
        do throws(SVGPathData.Fault) {
            return try SVGPathData.read(text)
        } catch {
            switch error {
            case .tooLong:
                bag.append(
                    SVGDiagnostics.tooMuch(
                        Bilingual(fr: "segments dans un tracé", en: "segments in one path"), SVGLimits.segmentsOfPath,
                        at: attribute.valueSpan))
            case .syntax(let offset):
                // As the text stands: path data have no entities worth speaking of.
                let start = min(Int(attribute.valueSpan.start) + offset, Int(attribute.valueSpan.end))
                let rest = String(decoding: Array(text.utf8).dropFirst(max(0, min(offset, text.utf8.count) - 8)).prefix(24), as: UTF8.self)
                bag.append(
                    SVGDiagnostics.badValue("d", rest, at: Span(source: attribute.valueSpan.source, start: start, end: start + 1)))
            }
            return nil
        }
    }

    private mutating func points(_ node: NodeID, isClosed: Bool) -> [VectorImage.Segment]? {
        guard let attribute = tree.attribute("points", of: node) else { return nil }
        let text = tree.value(of: attribute)
        guard let values = SVGScanner.numbers(text, most: SVGLimits.segmentsOfPath * 2), values.count % 2 == 0 else {
            bag.append(SVGDiagnostics.badValue("points", text, at: attribute.valueSpan))
            return nil
        }
        var segments: [VectorImage.Segment] = []
        for index in stride(from: 0, to: values.count, by: 2) {
            let point = VectorPoint(x: values[index], y: values[index + 1])
            segments.append(index == 0 ? .move(point) : .line(point))
        }
        if isClosed, !segments.isEmpty { segments.append(.close) }
        return segments.isEmpty ? nil : segments
    }

    private mutating func paint(
        _ path: [VectorImage.Segment], _ style: SVGStyle, _ transform: VectorTransform, _ span: Span, canFill: Bool
    ) {
        let fill = canFill ? style.resolved(style.fill, style.fillOpacity) : nil
        var stroke: VectorStroke?
        if style.strokeWidth > 0, let color = style.resolved(style.stroke, style.strokeOpacity) {
            if !transform.isUniform { bag.append(SVGDiagnostics.unsupported("stroke", at: span)) }
            let scale = transform.scale
            stroke = VectorStroke(
                color: color, width: style.strokeWidth * scale, dashes: style.dashes.map { $0 * scale },
                dashOffset: style.dashOffset * scale,
                cap: style.cap, join: style.join, miterLimit: style.miterLimit)
        }
        guard fill != nil || stroke != nil, !path.isEmpty else { return }
        segmentCount += path.count
        guard segmentCount <= SVGLimits.segments else { return full(Bilingual(fr: "segments", en: "segments"), SVGLimits.segments, span) }
        let outline = VectorImage.Path(segments: path.map { $0.moved(by: transform) }, isEvenOdd: style.isEvenOdd)
        items.append(.shape(VectorImage.Shape(path: outline, fill: fill, stroke: stroke)))
    }

    /// The shapes of a `clipPath` as one path.
    private mutating func clipPath(_ id: String, _ around: VectorTransform, _ span: Span) -> VectorImage.Path? {
        guard let node = byID[id], tree.isElement(node, .svg, "clipPath") else {
            bag.append(noTarget(id, span))
            return nil
        }
        if tree.value("clipPathUnits", of: node) == "objectBoundingBox" {
            bag.append(SVGDiagnostics.unsupported("clipPathUnits", at: tree.span(of: node)))
            return nil
        }
        var path = VectorImage.Path()
        let own = tree.value("transform", of: node).flatMap(SVGTransformList.parse) ?? VectorTransform()
        for child in tree.children(of: node) where tree.isElement(child) && tree.namespace(of: child) == .svg {
            let name = tree.localName(of: child)
            if name == "title" || name == "desc" { continue }
            guard ["path", "rect", "circle", "ellipse", "polygon", "polyline"].contains(name) else {
                bag.append(SVGDiagnostics.unsupported("clipPath/\(name)", at: tree.span(of: child)))
                continue
            }
            elementCount += 1
            guard elementCount <= SVGLimits.elements else { break }
            var style = SVGStyle()
            apply(to: &style, child, name)
            let transform = tree.value("transform", of: child).flatMap(SVGTransformList.parse) ?? VectorTransform()
            guard let segments = shape(child, name) else { continue }
            segmentCount += segments.count
            path.segments += segments.map { $0.moved(by: around.after(own).after(transform)) }
            path.isEvenOdd = path.isEvenOdd || style.isClipEvenOdd
        }
        guard segmentCount <= SVGLimits.segments, path.segments.count <= SVGLimits.segmentsOfPath else {
            full(Bilingual(fr: "segments", en: "segments"), SVGLimits.segments, span)
            return nil
        }
        return path
    }
}

extension SVGStyle {
    /// What children start from, the element's own opacity taken along.
    var inheriting: SVGStyle {
        var copy = inherited
        copy.opacity = opacity * ownOpacity
        return copy
    }
}

extension VectorImage.Segment {
    func moved(by transform: VectorTransform) -> VectorImage.Segment {
        switch self {
        case .move(let point): .move(transform.apply(point))
        case .line(let point): .line(transform.apply(point))
        case .curve(let first, let second, let end): .curve(transform.apply(first), transform.apply(second), transform.apply(end))
        case .close: .close
        }
    }
}
