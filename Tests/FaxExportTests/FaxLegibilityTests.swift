import Diagnostics
import Fonts
import Pages
import Testing

@testable import FaxExport

@Suite struct FaxLegibilityTests {
    static func codes(
        _ size: Double, family: String = "Noto Sans", weight: Int = 400, color: Color = .black, on ground: Color? = nil,
        at resolution: FaxResolution
    ) throws -> [String] {
        let face = try #require(FontLibrary().face(family: family, weight: weight, isItalic: false))
        let glyph = try #require(face.glyph(for: "8"))
        let run = GlyphRun(
            face: face, size: size, color: color, origin: Point(x: 20, y: 40),
            glyphs: [PositionedGlyph(glyph: glyph, advance: size / 2)], text: "8")
        var items: [PageItem] = [.beginContent(ContentID(index: 0)), .glyphs(run), .endMarked]
        if let ground {
            items.insert(.path(PagePath(outline: .rectangle(Rectangle(x: 0, y: 0, width: 100, height: 100)), fill: ground)), at: 0)
        }
        var document = PagedDocument(metadata: DocumentMetadata(title: "", language: "en"))
        document.pages = [Page(width: 200, height: 200, items: items), Page(width: 200, height: 200, items: items)]
        return FaxLegibility(document, at: resolution).faults().diagnostics.map(\.code.name)
    }

    @Test func sizes() throws {
        #expect(try Self.codes(10, at: .standard).isEmpty)
        #expect(try Self.codes(9.9, at: .standard) == ["fax/small-text"])
        #expect(try Self.codes(8, at: .fine).isEmpty)
        #expect(try Self.codes(7.9, at: .fine) == ["fax/small-text"])
        #expect(try Self.codes(8, weight: 700, at: .standard).isEmpty)
        #expect(try Self.codes(11, family: "Liberation Serif", at: .standard) == ["fax/small-text"])
        #expect(try Self.codes(12, family: "Liberation Serif", at: .standard).isEmpty)
    }

    @Test func colours() throws {
        func grey(_ value: UInt8) -> Color { Color(red: value, green: value, blue: value) }
        #expect(try Self.codes(12, color: grey(200), at: .fine).isEmpty)
        #expect(try Self.codes(12, color: grey(240), at: .fine) == ["fax/pale-text"])
        #expect(try Self.codes(12, color: .white, on: grey(20), at: .fine).isEmpty)
        #expect(try Self.codes(12, on: grey(20), at: .fine) == ["fax/text-on-tone"])
        #expect(try Self.codes(12, on: grey(130), at: .fine) == ["fax/text-on-tone"])
        #expect(try Self.codes(12, on: grey(230), at: .fine).isEmpty)
    }
}
