import CFreeType
import CHarfBuzz
import Diagnostics
import Synchronization

/// One face of a font file: its names, measures and glyphs. Immutable, so that any number of threads may use it.
package final class FontFace: Hashable, @unchecked Sendable {
    /// Stable within a ``FontLibrary``: the order in which faces were opened there.
    package let id: Int
    package let family: String
    package let postScriptName: String
    /// 1 to 1000, as CSS counts.
    package let weight: Int
    package let isItalic: Bool
    package let isMonospaced: Bool
    package let isSerif: Bool
    package let unitsPerEm: Int
    package let glyphCount: Int
    /// Whether outlines are CFF (OpenType) rather than TrueType.
    package let isCFF: Bool
    package let metrics: FontMetrics

    let data: FontData
    /// Immutable after `init`: HarfBuzz lets threads share them.
    let hbFace: OpaquePointer
    let hbFont: OpaquePointer
    /// Glyphs of the first scalars, where nearly all text lies; 0 is none.
    private let lowGlyphs: [UInt16]
    private static let lowScalars: UInt32 = 0x250
    let subsets = Mutex<[GlyphSet: [UInt8]]>([:])

    /// Opens a face of checked bytes.
    init(id: Int, data: FontData, name: String, at span: Span? = nil) throws(DiagnosticsError) {
        if let fault = SFNT.fault(in: data.bytes) { throw DiagnosticsError(FontDiagnostics.malformed(name, fault, at: span)) }
        let broken = DiagnosticsError(
            FontDiagnostics.malformed(name, Bilingual(fr: "ses tables se contredisent", en: "its tables contradict each other"), at: span))
        guard let properties = FreeTypeProperties(data: data) else { throw broken }
        let base = data.bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let blob = hb_blob_create(base, UInt32(data.bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
        let face = hb_face_create(blob, 0)
        hb_blob_destroy(blob)
        guard let face, hb_face_get_glyph_count(face) > 0 else {
            hb_face_destroy(face)
            throw broken
        }
        hb_face_make_immutable(face)
        guard let font = hb_font_create(face) else {
            hb_face_destroy(face)
            throw broken
        }
        let units = Int(hb_face_get_upem(face))
        hb_font_set_scale(font, Int32(units), Int32(units))
        hb_font_make_immutable(font)
        self.id = id
        self.data = data
        hbFace = face
        hbFont = font
        unitsPerEm = units
        glyphCount = Int(hb_face_get_glyph_count(face))
        family = properties.family
        postScriptName = properties.postScriptName
        weight = properties.weight
        isItalic = properties.isItalic
        isMonospaced = properties.isMonospaced
        isSerif = properties.isSerif
        isCFF = data.bytes.count >= 4 && data.bytes[0] == UInt8(ascii: "O")
        metrics = properties.metrics
        lowGlyphs = (0..<Self.lowScalars).map { scalar in
            var glyph: hb_codepoint_t = 0
            return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 ? UInt16(truncatingIfNeeded: glyph) : 0
        }
    }

    deinit {
        hb_font_destroy(hbFont)
        hb_face_destroy(hbFace)
    }

    /// The glyph of a scalar before shaping; nil when the face has none.
    package func glyph(for scalar: Unicode.Scalar) -> UInt32? {
        if scalar.value < Self.lowScalars {
            let glyph = lowGlyphs[Int(scalar.value)]
            return glyph == 0 ? nil : UInt32(glyph)
        }
        var glyph: hb_codepoint_t = 0
        return hb_font_get_nominal_glyph(hbFont, scalar.value, &glyph) != 0 && glyph != 0 ? glyph : nil
    }

    /// Whether the face can show a scalar; marks that paint nothing (joiners, directional marks, variation selectors) always can.
    package func hasGlyph(_ scalar: Unicode.Scalar) -> Bool {
        glyph(for: scalar) != nil || Self.isInvisible(scalar)
    }

    /// Pen movement after a glyph, in fractions of the em.
    package func advance(of glyph: UInt32) -> Double {
        Double(hb_font_get_glyph_h_advance(hbFont, glyph)) / Double(unitsPerEm)
    }

    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: true
        // Spaces that a font may lack get an advance by the shaper.
        case 0x00A0, 0x2000...0x200A, 0x202F, 0x205F: true
        default: scalar.value < 0x20
        }
    }

    package static func == (left: FontFace, right: FontFace) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
