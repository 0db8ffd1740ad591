import Fonts
import Images
import Pages

/// Writes one page.
struct SVGWriter {
    private enum Tag { case mark, clip }

    private let document: PagedDocument
    private let index: Int
    private let exporter: SVGExporter
    private let prefix: String
    private var body = MarkupBuffer(capacity: 65_536)
    private var definitions = MarkupBuffer(capacity: 16_384)
    private var open: [Tag] = []
    private var clipCount = 0
    private var faces: [FontFace] = []
    /// Faces whose font has been asked for, by name.
    private var families: [String] = []
    private var definedGlyphs: Set<SVGExporter.GlyphKey> = []
    private var definedImages: Set<Int> = []

    init(document: PagedDocument, index: Int, number: Int, exporter: SVGExporter) {
        self.document = document
        self.index = index
        self.exporter = exporter
        prefix = exporter.options.idPrefix + String(number)
    }

    mutating func write() -> [UInt8] {
        let page = document.pages[index]
        write(page.items)
        for field in document.formFields where field.page == index { write(field.appearance) }
        for link in document.links where link.page == index { write(link) }
        var out = MarkupBuffer(capacity: body.bytes.count + definitions.bytes.count + 512)
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" id=\"")
        out.append(text: prefix)
        out.append("\" width=\"")
        out.append(page.width)
        out.append("pt\" height=\"")
        out.append(page.height)
        out.append("pt\" viewBox=\"0 0 ")
        out.append(page.width)
        out.append(" ")
        out.append(page.height)
        out.append("\" xml:lang=\"")
        out.append(text: document.metadata.language)
        out.append("\">\n")
        if !definitions.bytes.isEmpty || !families.isEmpty {
            out.append("<defs>\n")
            writeFonts(to: &out)
            out.append(definitions)
            out.append("</defs>\n")
        }
        out.append("<rect width=\"")
        out.append(page.width)
        out.append("\" height=\"")
        out.append(page.height)
        out.append("\" fill=\"#fff\"/>\n")
        out.append(body)
        out.append("</svg>\n")
        return out.bytes
    }

    private func writeFonts(to out: inout MarkupBuffer) {
        guard case .fonts(let address) = exporter.options.text, !families.isEmpty else { return }
        out.append("<style>")
        for face in faces where families.contains(SVGExporter.familyName(of: face)) {
            out.append("@font-face{font-family:'")
            out.append(text: SVGExporter.familyName(of: face))
            out.append("';src:url('")
            out.append(text: address(face).replacingQuotes())
            out.append("')}")
        }
        out.append("text{white-space:pre;text-rendering:geometricPrecision;font-kerning:none;font-variant-ligatures:none}</style>\n")
    }

    // MARK: Items

    private mutating func write(_ items: [PageItem]) {
        let depth = open.count
        for item in items {
            switch item {
            case .glyphs(let run): show(run)
            case .path(let path): paint(path)
            case .image(let placement): place(placement)
            case .beginContent(let content):
                body.append("<g")
                if let place = exporter.options.place, document.structure.contentSpans.indices.contains(content.index),
                    let span = document.structure.contentSpans[content.index], let text = place(span)
                {
                    body.append(" data-at=\"")
                    body.append(text: text)
                    body.append("\"")
                }
                body.append(">\n")
                open.append(.mark)
            case .beginArtifact:
                body.append("<g>\n")
                open.append(.mark)
            case .endMarked: close(.mark, above: depth)
            case .pushClip(let outline): clip(outline)
            case .popClip: close(.clip, above: depth)
            }
        }
        while open.count > depth { closeLast() }
    }

    /// Closes groups down to the last of a kind; nothing when there is none.
    private mutating func close(_ tag: Tag, above depth: Int) {
        guard let last = open.lastIndex(of: tag), last >= depth else { return }
        while open.count > last { closeLast() }
    }

    private mutating func closeLast() {
        open.removeLast()
        body.append("</g>\n")
    }

    private mutating func clip(_ outline: PathOutline) {
        clipCount += 1
        definitions.append("<clipPath id=\"")
        definitions.append(text: prefix)
        definitions.append("c")
        definitions.append(integer: clipCount)
        definitions.append("\">")
        Self.append(outline, isClip: true, to: &definitions)
        definitions.append("/></clipPath>\n")
        body.append("<g clip-path=\"url(#")
        body.append(text: prefix)
        body.append("c")
        body.append(integer: clipCount)
        body.append(")\">\n")
        open.append(.clip)
    }

    private mutating func paint(_ path: PagePath) {
        let fill = path.fill.flatMap { $0.alpha == 0 ? nil : $0 }
        let stroke = path.stroke.flatMap { $0.color.alpha == 0 ? nil : $0 }
        guard fill != nil || stroke != nil else { return }
        Self.append(path.outline, isClip: false, to: &body)
        if let fill { paint("fill", fill) } else { body.append(" fill=\"none\"") }
        if let stroke {
            paint("stroke", stroke.color)
            body.append(" stroke-width=\"")
            body.append(stroke.width)
            body.append("\"")
            if !stroke.dashes.isEmpty {
                body.append(" stroke-dasharray=\"")
                for (index, dash) in stroke.dashes.enumerated() {
                    if index > 0 { body.append(" ") }
                    body.append(dash)
                }
                body.append("\"")
                if stroke.dashOffset != 0 {
                    body.append(" stroke-dashoffset=\"")
                    body.append(stroke.dashOffset)
                    body.append("\"")
                }
            }
            switch stroke.cap {
            case .butt: break
            case .round: body.append(" stroke-linecap=\"round\"")
            case .square: body.append(" stroke-linecap=\"square\"")
            }
            switch stroke.join {
            case .miter:
                body.append(" stroke-miterlimit=\"")
                body.append(stroke.miterLimit)
                body.append("\"")
            case .round: body.append(" stroke-linejoin=\"round\"")
            case .bevel: body.append(" stroke-linejoin=\"bevel\"")
            }
        }
        body.append("/>\n")
    }

    private mutating func paint(_ name: StaticString, _ color: Color) {
        body.append(" ")
        body.append(name)
        body.append("=\"")
        body.append(color: color)
        body.append("\"")
        guard color.alpha < 255 else { return }
        body.append(" ")
        body.append(name)
        body.append("-opacity=\"")
        body.append(Double(color.alpha) / 255)
        body.append("\"")
    }

    /// A start tag, left open.
    private static func append(_ outline: PathOutline, isClip: Bool, to out: inout MarkupBuffer) {
        switch outline {
        case .rectangle(let area):
            out.append("<rect x=\"")
            out.append(area.x)
            out.append("\" y=\"")
            out.append(area.y)
            out.append("\" width=\"")
            // The far edge is rounded, not the size: neighbouring boxes then meet without a gap.
            out.append(max(0, rounded(area.maxX) - rounded(area.x)))
            out.append("\" height=\"")
            out.append(max(0, rounded(area.maxY) - rounded(area.y)))
            out.append("\"")
        case .segments(let segments, let isEvenOdd):
            out.append("<path d=\"")
            for segment in segments {
                switch segment {
                case .move(let point):
                    out.append("M")
                    append(point, to: &out)
                case .line(let point):
                    out.append("L")
                    append(point, to: &out)
                case .curve(let first, let second, let end):
                    out.append("C")
                    append(first, to: &out)
                    out.append(" ")
                    append(second, to: &out)
                    out.append(" ")
                    append(end, to: &out)
                case .close: out.append("Z")
                }
            }
            out.append("\"")
            if isEvenOdd { isClip ? out.append(" clip-rule=\"evenodd\"") : out.append(" fill-rule=\"evenodd\"") }
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

    private static func append(_ point: Point, to out: inout MarkupBuffer) {
        out.append(point.x)
        out.append(" ")
        out.append(point.y)
    }

    private mutating func place(_ placement: ImagePlacement) {
        guard document.images.indices.contains(placement.image) else { return }
        if definedImages.insert(placement.image).inserted {
            definitions.append("<image id=\"")
            definitions.append(text: prefix)
            definitions.append("i")
            definitions.append(integer: placement.image)
            definitions.append("\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" xlink:href=\"")
            switch exporter.options.pictures {
            case .embedded:
                definitions.append(raw: String(decoding: exporter.dataAddress(of: document.images[placement.image]), as: UTF8.self))
            case .linked(let address): definitions.append(text: address(placement.image))
            }
            definitions.append("\"/>\n")
        }
        body.append("<use xlink:href=\"#")
        body.append(text: prefix)
        body.append("i")
        body.append(integer: placement.image)
        body.append("\" transform=\"matrix(")
        body.append(placement.rectangle.width)
        body.append(" 0 0 ")
        body.append(placement.rectangle.height)
        body.append(" ")
        body.append(placement.rectangle.x)
        body.append(" ")
        body.append(placement.rectangle.y)
        body.append(")\"/>\n")
    }

    private mutating func write(_ link: LinkAnnotation) {
        body.append("<a xlink:href=\"")
        switch link.target {
        case .destination(let name):
            guard let destination = document.destinations[name] else {
                body.append("#\"/>\n")
                return
            }
            body.append("#")
            body.append(text: exporter.options.idPrefix)
            body.append(integer: destination.page + 1)
        case .uri(let uri):
            // A page never runs what a link says.
            let isKnown = ["http:", "https:", "mailto:", "tel:"].contains { uri.lowercased().hasPrefix($0) }
            body.append(text: isKnown ? uri : "#")
        }
        body.append("\"><title>")
        body.append(text: link.contents)
        body.append("</title>")
        Self.append(.rectangle(link.rectangle), isClip: false, to: &body)
        body.append(" fill=\"none\" pointer-events=\"all\"/></a>\n")
    }

    // MARK: Text

    private mutating func show(_ run: GlyphRun) {
        guard run.color.alpha > 0, run.size > 0, run.size < 10_000, !run.glyphs.isEmpty else { return }
        let face = number(of: run.face)
        switch exporter.options.text {
        case .outlines: showOutlines(run, face)
        case .fonts: showText(run)
        }
    }

    private mutating func number(of face: FontFace) -> Int {
        if let known = faces.firstIndex(of: face) { return known }
        faces.append(face)
        families.append(SVGExporter.familyName(of: face))
        return faces.count - 1
    }

    private mutating func showOutlines(_ run: GlyphRun, _ face: Int) {
        let scale = run.size / Double(run.face.unitsPerEm)
        var pen = 0.0
        var isOpen = false
        for glyph in run.glyphs {
            let x = pen + glyph.xOffset
            pen += glyph.advance
            let key = SVGExporter.GlyphKey(face: run.face.id, glyph: glyph.glyph)
            if !definedGlyphs.contains(key) {
                let outline = exporter.outline(run.face, glyph.glyph)
                guard !outline.isEmpty else { continue }
                definedGlyphs.insert(key)
                definitions.append("<path id=\"")
                appendName(face, glyph.glyph, to: &definitions)
                definitions.append("\" d=\"")
                definitions.append(raw: outline)
                definitions.append("\"/>\n")
            }
            if !isOpen {
                isOpen = true
                body.append("<g role=\"img\" aria-label=\"")
                body.append(text: run.replacementText ?? run.text)
                body.append("\"")
                paint("fill", run.color)
                body.append(" transform=\"matrix(")
                body.append(fine: scale)
                body.append(" 0 0 ")
                body.append(fine: scale)
                body.append(" ")
                body.append(run.origin.x)
                body.append(" ")
                body.append(run.origin.y)
                body.append(")\">")
            }
            body.append("<use xlink:href=\"#")
            appendName(face, glyph.glyph, to: &body)
            let units = (x / scale).rounded()
            if units != 0 {
                body.append("\" x=\"")
                body.append(units)
            }
            if glyph.yOffset != 0 {
                body.append("\" y=\"")
                body.append((-glyph.yOffset / scale).rounded())
            }
            body.append("\"/>")
        }
        if isOpen { body.append("</g>\n") }
    }

    private func appendName(_ face: Int, _ glyph: UInt32, to out: inout MarkupBuffer) {
        out.append(text: prefix)
        out.append("f")
        out.append(integer: face)
        out.append("g")
        out.append(integer: Int(glyph))
    }

    /// Text whose letters stand where the layout put them: spacing as CSS where it is even, else shifts before single letters.
    private mutating func showText(_ run: GlyphRun) {
        let characters = exporter.characters(of: run.face).byGlyph
        let scale = run.size / Double(run.face.unitsPerEm)
        let spacing = Spacing(run, characters: characters, scale: scale)
        body.append("<text x=\"")
        body.append(run.origin.x)
        body.append("\" y=\"")
        body.append(run.origin.y)
        body.append("\" font-family=\"")
        body.append(text: SVGExporter.familyName(of: run.face))
        body.append("\" font-size=\"")
        body.append(run.size)
        body.append("\"")
        if run.color != .black { paint("fill", run.color) }
        if spacing.letters != 0 {
            body.append(" letter-spacing=\"")
            body.append(spacing.letters)
            body.append("\"")
        }
        if spacing.words != 0 {
            body.append(" word-spacing=\"")
            body.append(spacing.words)
            body.append("\"")
        }
        // Where the browser's pen is, and where it should be.
        var pen = 0.0
        var wanted = 0.0
        var rise = 0.0
        var shiftsX: [Double] = []
        var shiftsY: [Double] = []
        var (lastX, lastY) = (0, 0)
        for glyph in run.glyphs {
            let target = wanted + glyph.xOffset
            var shift = target - pen
            // A two-hundredth of a point is not seen.
            if abs(shift) < 0.005 { shift = 0 } else { shift = (shift * 1_000).rounded() / 1_000 }
            pen += shift
            let climb = rise - glyph.yOffset
            rise = glyph.yOffset
            shiftsX.append(shift)
            shiftsY.append(climb)
            if shift != 0 { lastX = shiftsX.count }
            if climb != 0 { lastY = shiftsY.count }
            pen += spacing.advance(of: glyph.glyph, run.face, characters, scale)
            wanted += glyph.advance
        }
        append(shiftsX.prefix(lastX), " dx=\"")
        append(shiftsY.prefix(lastY), " dy=\"")
        body.append(">")
        for glyph in run.glyphs {
            let value = Int(glyph.glyph) < characters.count ? characters[Int(glyph.glyph)] : 0xFFFD
            body.append(scalar: Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        body.append("</text>\n")
    }

    private mutating func append(_ shifts: ArraySlice<Double>, _ name: StaticString) {
        guard !shifts.isEmpty else { return }
        body.append(name)
        for (index, shift) in shifts.enumerated() {
            if index > 0 { body.append(" ") }
            body.append(shift)
        }
        body.append("\"")
    }

    /// What a browser adds between letters and words.
    private struct Spacing {
        var letters = 0.0
        var words = 0.0

        init(_ run: GlyphRun, characters: [UInt32], scale: Double) {
            func extra(_ glyph: PositionedGlyph) -> Double {
                let value = glyph.advance - Double(run.face.advance(of: glyph.glyph)) * scale
                return abs(value) < 0.002 ? 0 : (value * 1_000).rounded() / 1_000
            }
            let others = run.glyphs.filter { characters.indices.contains(Int($0.glyph)) && characters[Int($0.glyph)] != 0x20 }
            if others.count > 1, let first = others.first {
                let value = extra(first)
                let alike = others.count { extra($0) == value }
                if value != 0, alike * 2 > others.count { letters = value }
            }
            let spaces = run.glyphs.first { characters.indices.contains(Int($0.glyph)) && characters[Int($0.glyph)] == 0x20 }
            if let spaces { words = extra(spaces) - letters }
        }

        func advance(of glyph: UInt32, _ face: FontFace, _ characters: [UInt32], _ scale: Double) -> Double {
            let isSpace = Int(glyph) < characters.count && characters[Int(glyph)] == 0x20
            return Double(face.advance(of: glyph)) * scale + letters + (isSpace ? words : 0)
        }
    }
}

extension MarkupBuffer {
    /// Six decimals: for scales, which are small.
    mutating func append(fine value: Double) {
        let scaled = (value * 1_000_000).rounded()
        guard scaled.magnitude < 1e15 else { return append("0") }
        let (whole, part) = Int(scaled).magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        if scaled < 0 { append("-") }
        append(integer: Int(whole))
        guard part > 0 else { return }
        var digits = String(part)
        digits = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        append(".")
        append(raw: digits)
    }
}

extension String {
    /// Safe within single quotes of CSS.
    fileprivate func replacingQuotes() -> String {
        String(unicodeScalars.map { $0 == "'" || $0 == "\\" || $0 == "\n" ? "_" : Character($0) })
    }
}
