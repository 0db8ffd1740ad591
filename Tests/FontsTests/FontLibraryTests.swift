import Diagnostics
import Foundation
import Testing

@testable import Fonts

@Suite struct FontLibraryTests {
    private let library = FontLibrary()

    @Test(arguments: [
        ("Noto Sans", 400, false, "NotoSans-Regular"), ("noto sans", 700, false, "NotoSans-Bold"),
        ("Noto Sans", 400, true, "NotoSans-Italic"), ("sans-serif", 600, false, "NotoSans-Bold"),
        ("serif", 400, false, "NotoSerif-Regular"),
    ])
    func facesByFamily(family: String, weight: Int, isItalic: Bool, name: String) {
        #expect(library.face(family: family, weight: weight, isItalic: isItalic)?.postScriptName == name)
    }

    @Test func anUnknownFamilyIsNoFace() {
        #expect(library.face(family: "No Such Family") == nil)
    }

    /// Names of patients in the scripts of the province, and what no font has.
    @Test(arguments: [("ᐊ", true), ("ễ", true), ("א", true), ("ع", true), ("\u{E000}", false)] as [(Unicode.Scalar, Bool)])
    func fallbackByScript(scalar: Unicode.Scalar, isFound: Bool) throws {
        let face = try #require(library.face(family: "Noto Sans"))
        let found = face.hasGlyph(scalar) ? face : library.fallback(for: scalar, like: face)
        #expect((found?.glyph(for: scalar) != nil) == isFound)
    }

    @Test func repeatedWordsAreShapedOnce() throws {
        let face = try #require(library.face(family: "Noto Sans"))
        let plan = Shaper().plan(face: face, features: [], script: .latin, language: "fr-CA", direction: .leftToRight)
        let first = plan.word("téléconsultation")
        #expect(first === plan.word("téléconsultation"))
        #expect(first.glyphs.count == 16 && !first.hasMissingGlyph)
        #expect(first.glyphs.reduce(0) { $0 + $1.advance } == first.advance)
    }

    /// Clusters are offsets of UTF-8, so that text can be found again from glyphs.
    @Test func clustersAreByteOffsets() throws {
        let face = try #require(library.face(family: "Noto Sans"))
        let plan = Shaper().plan(face: face, features: [], script: .latin, language: "fr-CA", direction: .leftToRight)
        #expect(plan.word("é!a").glyphs.map(\.cluster) == [0, 2, 3])
    }

    /// Liberation has no narrow no-break space: it gets an advance all the same.
    @Test func narrowSpaceIsMadeUp() throws {
        guard let face = library.face(family: "Liberation Serif") else { return }
        let plan = Shaper().plan(face: face, features: [], script: .latin, language: "fr-CA", direction: .leftToRight)
        let word = plan.word("\u{202F}")
        #expect(word.advance > 0 && !word.hasMissingGlyph)
    }

    /// A subset is a font, much smaller, and the same on every run.
    @Test func subsetsKeepGlyphNumbers() throws {
        let face = try #require(library.face(family: "Noto Sans"))
        let glyphs = GlyphSet("Élise Nguyễn".unicodeScalars.compactMap { face.glyph(for: $0) })
        let program = try #require(face.subset(glyphs))
        #expect(program.bytes.count < 30_000)
        #expect(program.bytes == FontLibrary().face(family: "Noto Sans")?.subset(glyphs)?.bytes)
    }

    /// Foreign bytes never reach a C library unchecked: cut, flipped and foreign files are refused or taken, never a crash.
    @Test func damagedFontsAreRefusedOrRead() throws {
        let path = "/usr/share/fonts/truetype/noto/NotoSans-Italic.ttf"
        guard let data = FileManager.default.contents(atPath: path) else { return }
        let bytes = [UInt8](data)
        for count in [0, 1, 11, 12, 200, 5_000, bytes.count / 2] {
            #expect(throws: DiagnosticsError.self) { try FontLibrary(directories: []).register(Array(bytes.prefix(count)), family: "Cut") }
        }
        #expect(throws: DiagnosticsError.self) { try FontLibrary(directories: []).register(Array("<html/>".utf8), family: "Page") }
        var state: UInt64 = 7
        for _ in 0..<40 {
            var copy = bytes
            for _ in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                copy[Int(state >> 33) % 600] = UInt8(truncatingIfNeeded: state >> 24)
            }
            _ = try? FontLibrary(directories: []).register(copy, family: "Bent")
        }
    }

    /// The short cuts agree with the tables of Unicode.
    @Test func invisibleCharacters() {
        for value in UInt32(0x20)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !(0x7F...0x9F).contains(value) else { continue }
            let isInvisible = scalar.properties.isDefaultIgnorableCodePoint || value == 0x2028 || value == 0x2029
            if SyntheticCharacter.isInvisible(scalar) != isInvisible { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}
