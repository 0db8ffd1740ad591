import Fonts
import PDF
import Pages

/// A face within one document: which glyphs it shows, and what those stand for that no character has.
final class FontUse {
    let table: FaceTable
    /// `F` and a number, by first appearance.
    let resourceName: PDFName
    let index: Int
    var glyphs = GlyphSet()
    /// Texts of glyphs without a character of their own: ligatures, alternates.
    private(set) var texts: [UInt32: String] = [:]

    init(_ table: FaceTable, index: Int) {
        self.table = table
        self.index = index
        resourceName = PDFName("F\(index)")
    }

    /// Notes the glyphs of a run as shown; glyph 0 is a fault and never shown.
    func insert(_ shown: [PositionedGlyph]) {
        var isBeyond = false
        glyphs.words.withUnsafeMutableBufferPointer { words in
            for glyph in shown where glyph.glyph != 0 {
                let index = Int(glyph.glyph >> 6)
                if index < words.count { words[index] |= 1 << UInt64(glyph.glyph & 63) } else { isBeyond = true }
            }
        }
        // The first runs of a face: there is no room yet.
        if isBeyond { for glyph in shown where glyph.glyph != 0 { glyphs.insert(glyph.glyph) } }
    }

    /// Gives a glyph without character a text; false when it already stands for another.
    func assign(_ text: String, to glyph: UInt32) -> Bool {
        if let known = texts[glyph] { return known == text }
        texts[glyph] = text
        return true
    }

    /// Gives a glyph some text when it has none yet, for what stands under an `ActualText`.
    func assignAny(_ text: String, to glyph: UInt32) {
        if texts[glyph] == nil { texts[glyph] = text }
    }

    var key: EmbeddedFont.Key {
        EmbeddedFont.Key(
            face: table.face.id, glyphs: table.rounded(glyphs),
            texts: texts.sorted { $0.key < $1.key }.map { EmbeddedFont.GlyphText(glyph: $0.key, text: $0.value) })
    }
}

/// The faces of one document, in order of first appearance.
final class FontRegister {
    private(set) var uses: [FontUse] = []
    private let resources: ResourceCache
    private var last: FontUse?

    init(_ resources: ResourceCache) {
        self.resources = resources
    }

    func use(of face: FontFace) -> FontUse {
        if let last, last.table.face === face { return last }
        let use: FontUse
        if let known = uses.first(where: { $0.table.face === face }) {
            use = known
        } else {
            use = FontUse(resources.table(of: face), index: uses.count)
            uses.append(use)
        }
        last = use
        return use
    }
}
