import Diagnostics
import Fonts
import Glibc

/// A real font, so that a few changed bytes still get past the first checks.
private let real: [UInt8] = {
    for name in ["liberation/LiberationMono-Regular.ttf", "dejavu/DejaVuSansMono.ttf", "noto/NotoSans-Regular.ttf"] {
        guard let file = fopen("/usr/share/fonts/truetype/" + name, "rb") else { continue }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 2 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }
    fatalError("no font to change")
}()
private let library = FontLibrary()
private let shaper = Shaper()

/// Changes to a real font (four bytes each: where, what) or any bytes as a font: no trap, no hang; what loads can be measured, shaped, drawn
/// and subset.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFont(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let kind = input.first else { return 0 }
    var file = Array(input.dropFirst())
    if kind & 1 == 0 {
        var font = real
        var index = 0
        while index + 3 < file.count {
            var place = (Int(file[index]) << 16 | Int(file[index + 1]) << 8 | Int(file[index + 2])) % font.count
            // The directory and the first tables decide most.
            if file[index] & 1 == 0 { place %= 4_096 }
            font[place] = file[index + 3]
            index += 4
        }
        if kind & 2 != 0 { font.removeLast(font.count / 3) }
        file = font
    }
    let own = library.extended()
    do throws(DiagnosticsError) {
        let face = try own.register(file, family: "X", weight: nil, isItalic: nil, at: nil)
        precondition(face.unitsPerEm > 0 && face.metrics.ascent.isFinite && face.metrics.xHeight.isFinite, "a font without measures")
        let plan = shaper.plan(face: face, features: [FontFeature("tnum")], script: .latin, language: "fr", direction: .leftToRight)
        let word = plan.word(Array("Aéfi1".utf8), 0..<6)
        for glyph in word.glyphs {
            _ = face.outline(of: glyph.glyph)
            _ = face.extents(of: glyph.glyph)
        }
        _ = face.subset(GlyphSet(word.glyphs.map(\.glyph)))
    } catch {
        precondition(error.bag.hasErrors, "no font and no fault")
    }
    return 0
}
