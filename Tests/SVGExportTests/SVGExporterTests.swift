import Diagnostics
import Fonts
import Images
import Pages
import SVGExport
import Testing
import XML

@Suite struct SVGExporterTests {
    static let library = FontLibrary()

    static func run(_ text: String, family: String = "Noto Sans", spacing: Double = 0) throws -> GlyphRun {
        let face = try #require(library.face(family: family, weight: 400, isItalic: false))
        var offset: UInt32 = 0
        let glyphs = text.unicodeScalars.map { scalar -> PositionedGlyph in
            let glyph = face.glyph(for: scalar) ?? 0
            defer { offset += UInt32(String(scalar).utf8.count) }
            return PositionedGlyph(
                glyph: glyph, advance: Double(face.advance(of: glyph)) * 10 / Double(face.unitsPerEm) + spacing, textStart: offset)
        }
        return GlyphRun(face: face, size: 10, color: .black, origin: Point(x: 10, y: 20), glyphs: glyphs, text: text)
    }

    static func document(_ items: [PageItem]) -> PagedDocument {
        var document = PagedDocument(metadata: DocumentMetadata(title: "t", language: "fr-CA"))
        document.pages = [Page(width: 100, height: 50, items: items)]
        return document
    }

    static func svg(_ document: PagedDocument, _ options: SVGOptions = SVGOptions()) throws -> String {
        let bytes = try #require(SVGExporter(options: options).page(0, of: document))
        var map = SourceMap()
        let (tree, bag) = XMLParser(mode: .strict).parse(map.add(path: "page.svg", bytes: bytes))
        #expect(tree != nil && bag.isEmpty, "\(bag.diagnostics)")
        return String(decoding: bytes, as: UTF8.self)
    }

    static let linked = SVGOptions(text: .fonts { "/font/\($0.postScriptName)?a='b" })

    @Test func outlinesAreDefinedOnce() throws {
        let text = try Self.svg(Self.document([.glyphs(try Self.run("abab"))]))
        #expect(text.split(separator: "<path id=").count == 3 && text.split(separator: "<use ").count == 5)
        #expect(text.contains("aria-label=\"abab\""))
    }

    @Test func textStaysTextInAFontOfABrowser() throws {
        let text = try Self.svg(Self.document([.glyphs(try Self.run("a<b & c", spacing: 0.5))]), Self.linked)
        #expect(text.contains(">a&lt;b &amp; c</text>") && text.contains("letter-spacing=\".5\"") && !text.contains(" dx="))
        #expect(text.contains("@font-face{font-family:'paraphe-NotoSans-Regular';src:url('/font/NotoSans-Regular?a=_b')}"))
    }

    /// Letters that a browser would join, order or stack otherwise have characters of their own.
    @Test func lettersThatShapeArePrivate() throws {
        let text = try Self.svg(Self.document([.glyphs(try Self.run("ש", family: "Noto Sans Hebrew"))]), Self.linked)
        #expect(!text.contains("ש") && text.unicodeScalars.contains { (0xF0000...0xFFFFD).contains($0.value) })
    }

    @Test func theFontForBrowsersHasEveryGlyph() throws {
        let face = try #require(Self.library.face(family: "Noto Sans", weight: 400, isItalic: false))
        let bytes = try #require(face.webFont())
        let own = FontLibrary().extended()
        try own.register(bytes, family: "Web", weight: nil, isItalic: nil, at: nil)
        let web = try #require(own.face(family: "Web", weight: 400, isItalic: false))
        #expect(web.glyphCount == face.glyphCount)
        let characters = WebCharacters(face).byGlyph
        #expect(characters.count == face.glyphCount)
        #expect(Set(characters.dropFirst()).count == face.glyphCount - 1)
        for glyph in stride(from: 1, to: face.glyphCount, by: 7) {
            let scalar = try #require(Unicode.Scalar(characters[glyph]))
            #expect(web.glyph(for: scalar) == UInt32(glyph), "\(glyph)")
            #expect(web.advance(of: UInt32(glyph)) == face.advance(of: UInt32(glyph)))
        }
    }

    @Test func unbalancedPagesAreStillXML() throws {
        let items: [PageItem] = [
            .popClip, .endMarked, .beginArtifact(.header), .pushClip(.rectangle(Rectangle(x: 0, y: 0, width: 5, height: 5))), .endMarked,
            .pushClip(.segments([.move(Point(x: .nan, y: 0)), .close], isEvenOdd: true)), .beginContent(ContentID(index: 99)),
        ]
        _ = try Self.svg(Self.document(items))
    }

    @Test func contentSaysWhereItWasWritten() throws {
        var document = Self.document([.beginContent(ContentID(index: 0)), .glyphs(try Self.run("a")), .endMarked])
        document.structure.contentCount = 1
        document.structure.contentSpans = [Span(source: SourceID(index: 0), start: 5, end: 6)]
        var options = SVGOptions()
        options.place = { "x \"y\".xhtml:\($0.start)" }
        #expect(try Self.svg(document, options).contains("<g data-at=\"x &quot;y&quot;.xhtml:5\">"))
        #expect(try !Self.svg(document).contains("data-at"))
    }

    @Test func linksNeverRun() throws {
        var document = Self.document([])
        let area = Rectangle(x: 0, y: 0, width: 5, height: 5)
        document.destinations = ["here": Destination(page: 6, point: Point(x: 0, y: 0))]
        document.links = [
            LinkAnnotation(page: 0, rectangle: area, target: .uri("javascript:alert(1)"), contents: "a"),
            LinkAnnotation(page: 0, rectangle: area, target: .uri("https://example.org/?a&b"), contents: "b"),
            LinkAnnotation(page: 0, rectangle: area, target: .destination("here"), contents: "c"),
            LinkAnnotation(page: 0, rectangle: area, target: .destination("nowhere"), contents: "d"),
        ]
        let text = try Self.svg(document)
        #expect(!text.contains("javascript") && text.contains("https://example.org/?a&amp;b") && text.contains("xlink:href=\"#p7\""))
    }

    @Test func picturesAreInThePageOrLinked() throws {
        var document = Self.document([.image(ImagePlacement(image: 0, rectangle: Rectangle(x: 1, y: 2, width: 30, height: 20)))])
        document.images = [ImageResource(pixelWidth: 1, pixelHeight: 1, components: .rgb, encoding: .samples([1, 2, 3], alpha: [9]))]
        #expect(try Self.svg(document).contains("data:image/png;base64,iVBOR"))
        #expect(try Self.svg(document, SVGOptions(pictures: .linked { "/image/\($0)" })).contains("xlink:href=\"/image/0\""))
        #expect(try Self.svg(document).contains("matrix(30 0 0 20 1 2)"))
    }

    @Test func thereIsNoPageBeyondTheLast() {
        #expect(SVGExporter().page(1, of: Self.document([])) == nil)
    }
}
