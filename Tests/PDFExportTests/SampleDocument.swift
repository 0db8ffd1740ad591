import Fonts
import Images
import Pages

/// Composes finished pages by hand, line by line, as the typesetter would.
struct SampleDocument {
    static let fonts = FontLibrary()
    static let shaper = Shaper()

    var document: PagedDocument
    private var page = Page(width: 612, height: 792)
    var cursor = 72.0

    init(title: String = "Rapport préliminaire", language: String = "fr-CA") {
        document = PagedDocument(metadata: DocumentMetadata(title: title, language: language, created: "2026-03-05T10:30:00-05:00"))
        document.metadata.properties = ["pack": "teleconsultation 1.0"]
    }

    static func face(_ family: String = "Noto Sans", weight: Int = 400, isItalic: Bool = false) -> FontFace? {
        fonts.face(family: family, weight: weight, isItalic: isItalic)
    }

    /// A new node below another.
    mutating func node(_ role: StructureRole, in parent: Int = 0, _ change: (inout StructureNode) -> Void = { _ in }) -> Int {
        var node = StructureNode(role: role)
        change(&node)
        document.structure.nodes.append(node)
        let index = document.structure.nodes.count - 1
        document.structure.nodes[parent].kids.append(.node(index))
        return index
    }

    /// The glyphs of a text on one line, cluster by cluster in fallback faces.
    static func runs(
        _ text: String, face: FontFace, size: Double, at origin: Point, script: Script = .latin, direction: TextDirection = .leftToRight,
        features: [FontFeature] = [], spacing: Double = 0
    ) -> [GlyphRun] {
        let plan = shaper.plan(face: face, features: features, script: script, language: "fr", direction: direction)
        let bytes = Array(text.utf8)
        let scale = size / Double(face.unitsPerEm)
        let glyphs = plan.shape(bytes, 0..<bytes.count).map { glyph in
            PositionedGlyph(
                glyph: glyph.glyph, advance: Double(glyph.advance) * scale + spacing, xOffset: Double(glyph.xOffset) * scale,
                yOffset: Double(glyph.yOffset) * scale, textStart: glyph.cluster)
        }
        return [GlyphRun(face: face, size: size, color: .black, origin: origin, glyphs: glyphs, text: text)]
    }

    static func width(_ run: GlyphRun) -> Double { run.glyphs.reduce(0) { $0 + $1.advance } }

    mutating func content(of node: Int) -> ContentID {
        let content = ContentID(index: document.structure.contentCount)
        document.structure.contentCount += 1
        document.structure.nodes[node].kids.append(.content(content))
        return content
    }

    mutating func append(_ items: [PageItem]) { page.items += items }

    /// One line of text, tagged.
    mutating func line(
        _ text: String, in node: Int, family: String = "Noto Sans", weight: Int = 400, isItalic: Bool = false, size: Double = 11,
        x: Double = 72, script: Script = .latin, direction: TextDirection = .leftToRight, features: [FontFeature] = []
    ) {
        guard let face = Self.face(family, weight: weight, isItalic: isItalic) else { return }
        let id = content(of: node)
        append([.beginContent(id)])
        for run in Self.runs(
            text, face: face, size: size, at: Point(x: x, y: cursor), script: script, direction: direction, features: features)
        {
            append([.glyphs(run)])
        }
        append([.endMarked])
        cursor += size * 1.5
    }

    mutating func artifact(_ kind: ArtifactKind, _ items: [PageItem]) {
        append([.beginArtifact(kind)] + items + [.endMarked])
    }

    mutating func endPage() {
        document.pages.append(page)
        page = Page(width: 612, height: 792)
        cursor = 72
    }

    static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> PathOutline {
        .rectangle(Rectangle(x: x, y: y, width: width, height: height))
    }

    /// Two pages with a bit of everything.
    static func rich() -> PagedDocument {
        var sample = SampleDocument()
        let teal = Color(red: 0, green: 92, blue: 110)
        sample.artifact(
            .background,
            [
                .path(PagePath(outline: rectangle(0, 0, 612, 36), fill: teal)),
                .path(PagePath(outline: rectangle(72, 700, 200, 30), fill: Color(red: 255, green: 200, blue: 0, alpha: 90))),
            ])
        let heading = sample.node(.heading(1))
        sample.line("Télédermatologie : rapport préliminaire", in: heading, weight: 700, size: 20)
        let paragraph = sample.node(.paragraph)
        sample.line("Dᵉ Côté a examiné Nguyễn Thị Ánh à 10 h 30 ; efficacité, office, Œuvre «oui».", in: paragraph)
        sample.line("AVATAR, Très bien: fi fl ffi — “quotes” … 37,5 °C", in: paragraph, isItalic: true)
        sample.line("Serif text with kerning: Tomorrow, AVA. Voilà !", in: paragraph, family: "Noto Serif", size: 13)
        sample.line("Liberation 12\u{202F}345\u{202F}$", in: paragraph, family: "Liberation Sans")
        let syllabics = sample.node(.paragraph) { $0.language = "iu" }
        sample.line("ᐊᓪᓚᑎ ᐃᓄᒃᑎᑐᑦ", in: syllabics, family: "Noto Sans Canadian Aboriginal", script: Script(tag: "Cans"))
        let hebrew = sample.node(.paragraph) { $0.language = "he" }
        sample.line("שלום עולם", in: hebrew, family: "Noto Sans Hebrew", script: Script(tag: "Hebr"), direction: .rightToLeft)
        let arabic = sample.node(.paragraph) { $0.language = "ar" }
        sample.line("محمد السلام", in: arabic, family: "Noto Sans Arabic", size: 14, script: Script(tag: "Arab"), direction: .rightToLeft)
        let second = sample.node(.heading(2))
        sample.line("Mesures", in: second, weight: 700, size: 14)
        sample.table()
        sample.list()
        sample.figure()
        sample.linked()
        sample.footer(1)
        sample.endPage()
        let third = sample.node(.heading(2))
        sample.line("Signature", in: third, weight: 700, size: 14)
        sample.hyphenated()
        sample.signature(teal)
        sample.clipped()
        sample.footer(2)
        sample.document.destinations["signature"] = Destination(page: 1, point: Point(x: 72, y: 60))
        sample.document.outline = [
            OutlineEntry(title: "Rapport préliminaire", level: 1, destination: Destination(page: 0, point: Point(x: 72, y: 60))),
            OutlineEntry(title: "Mesures", level: 2, destination: Destination(page: 0, point: Point(x: 72, y: 260))),
            OutlineEntry(title: "Signature", level: 2, destination: Destination(page: 1, point: Point(x: 72, y: 60))),
        ]
        sample.endPage()
        return sample.document
    }

    private mutating func footer(_ number: Int) {
        guard let face = Self.face() else { return }
        artifact(
            .footer, Self.runs("Page \(number) de 2", face: face, size: 9, at: Point(x: 270, y: 760)).map { .glyphs($0) })
    }

    private mutating func table() {
        let table = node(.table)
        let head = node(.tableHead, in: table)
        let row = node(.tableRow, in: head)
        let top = cursor - 12
        for (index, text) in ["Paramètre", "Valeur"].enumerated() {
            let cell = node(.tableHeader, in: row) { $0.scope = .column }
            line(text, in: cell, weight: 700, x: 76 + 150 * Double(index))
            cursor -= 16.5
        }
        cursor += 16.5
        let body = node(.tableBody, in: table)
        for (name, value) in [("Pression", "120/80"), ("Pouls", "72")] {
            let row = node(.tableRow, in: body)
            let header = node(.tableHeader, in: row) { $0.scope = .row }
            line(name, in: header, x: 76)
            cursor -= 16.5
            let cell = node(.tableData, in: row)
            line(value, in: cell, x: 226, features: [FontFeature("tnum")])
        }
        let stroke = PathStroke(color: Color(red: 120, green: 120, blue: 120), width: 0.5)
        artifact(
            .decoration,
            (0...3).map { index in
                let y = top + 16.5 * Double(index)
                return .path(
                    PagePath(
                        outline: .segments([.move(Point(x: 72, y: y)), .line(Point(x: 372, y: y))], isEvenOdd: false), stroke: stroke))
            })
        document.structure.nodes[table].boundingBox = (0, Rectangle(x: 72, y: top, width: 300, height: 50))
        cursor += 8
    }

    private mutating func list() {
        let list = node(.list) { $0.listNumbering = .disc }
        for text in ["Premier élément", "Second élément"] {
            let item = node(.listItem, in: list)
            let label = node(.label, in: item)
            line("•", in: label, x: 80)
            cursor -= 16.5
            let body = node(.listBody, in: item)
            line(text, in: body, x: 94)
        }
    }

    private mutating func figure() {
        var pixels: [UInt8] = []
        var alpha: [UInt8] = []
        for y in 0..<64 {
            for x in 0..<64 {
                pixels += [UInt8(x * 4), UInt8(y * 4), 128]
                alpha.append((x - 32) * (x - 32) + (y - 32) * (y - 32) < 1_000 ? 255 : 40)
            }
        }
        document.images = [
            ImageResource(pixelWidth: 64, pixelHeight: 64, components: .rgb, encoding: .samples(pixels, alpha: alpha))
        ]
        let box = Rectangle(x: 72, y: cursor, width: 90, height: 90)
        let figure = node(.figure) {
            $0.alternative = "Lésion de 4 mm"
            $0.boundingBox = (0, box)
        }
        let id = content(of: figure)
        append([.beginContent(id), .image(ImagePlacement(image: 0, rectangle: box)), .endMarked])
        cursor += 110
    }

    private mutating func linked() {
        let paragraph = node(.paragraph)
        for (text, target) in [
            ("Voir la signature", LinkAnnotation.Target.destination("signature")), ("example.org", .uri("https://example.org/a?b=c")),
        ] {
            let link = node(.link, in: paragraph)
            line(text, in: link)
            document.links.append(
                LinkAnnotation(
                    page: 0, rectangle: Rectangle(x: 72, y: cursor - 28, width: 100, height: 14), target: target, contents: text))
            document.structure.nodes[link].kids.append(.link(document.links.count - 1))
        }
    }

    private mutating func hyphenated() {
        guard let face = Self.face() else { return }
        let paragraph = node(.paragraph)
        let id = content(of: paragraph)
        append([.beginContent(id)])
        let first = Self.runs("La téléconsul", face: face, size: 11, at: Point(x: 72, y: cursor))[0]
        append([.glyphs(first)])
        var hyphen = Self.runs("-", face: face, size: 11, at: Point(x: 72 + Self.width(first), y: cursor))[0]
        hyphen.replacementText = ""
        append([.glyphs(hyphen)])
        append(
            Self.runs("tation est complète.", face: face, size: 11, at: Point(x: 72, y: cursor + 16), spacing: 1.5).map { .glyphs($0) })
        append([.endMarked])
        cursor += 40
    }

    private mutating func signature(_ color: Color) {
        guard let face = Self.face() else { return }
        let form = node(.form)
        let box = Rectangle(x: 72, y: cursor, width: 240, height: 60)
        var items: [PageItem] = [
            .path(PagePath(outline: .rectangle(box), fill: .white, stroke: PathStroke(color: color, width: 1, dashes: [3, 2])))
        ]
        items += Self.runs("Signé électroniquement", face: face, size: 10, at: Point(x: 80, y: cursor + 24)).map { .glyphs($0) }
        document.formFields = [
            FormField(
                name: "preliminary", page: 1, rectangle: box, description: "Signature du rapport préliminaire", appearance: items)
        ]
        document.structure.nodes[form].kids.append(.formField(0))
        cursor += 80
    }

    private mutating func clipped() {
        let center = Point(x: 120, y: cursor + 40)
        let circle: [PathSegment] = [
            .move(Point(x: center.x - 40, y: center.y)), .line(Point(x: center.x, y: center.y - 40)),
            .curve(
                Point(x: center.x + 22, y: center.y - 40), Point(x: center.x + 40, y: center.y - 22), Point(x: center.x + 40, y: center.y)),
            .line(Point(x: center.x, y: center.y + 40)), .close,
        ]
        append([.pushClip(.segments(circle, isEvenOdd: false))])
        artifact(
            .decoration,
            [.path(PagePath(outline: Self.rectangle(center.x - 40, center.y - 40, 80, 80), fill: Color(red: 200, green: 30, blue: 30)))])
        append([.popClip])
    }
}
