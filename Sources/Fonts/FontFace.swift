import CHarfBuzz
import Synchronization

/// One font of a file: its characters, metrics, outlines and program. Immutable, and safe to use from many threads at once.
///
/// Lengths are in font units unless said otherwise: 1 em is ``unitsPerEm`` of them.
package final class FontFace: Sendable {
    /// Unlike that of any other face of the process; caches use it, output never does.
    package let id: Int
    /// As its name table says.
    package let family: String
    /// Unlike between fonts, and free of characters that PDF forbids in names.
    package let postScriptName: String
    /// From 1 to 1000; 400 is regular, 700 bold.
    package let weight: Int
    package let isItalic: Bool
    package let isMonospaced: Bool
    package let isSerif: Bool
    package let unitsPerEm: Int
    package let glyphCount: Int
    package let metrics: FontMetrics
    /// Whether outlines are in a `CFF` table, and not TrueType.
    package let isCFF: Bool

    // HarfBuzz objects count their references atomically and, once immutable, are safe to read from any thread.
    nonisolated(unsafe) let font: OpaquePointer
    nonisolated(unsafe) let face: OpaquePointer
    private let advances: [UInt16]
    /// Glyphs of U+0000 to U+02FF, 0 where there is none.
    private let firstGlyphs: [UInt16]

    private static let lastID = Mutex(0)

    /// Opens the first font of a blob, which it consumes.
    ///
    /// - Parameters weight, isItalic: what a caller knows better than the file, as an `@font-face` rule does.
    init(blob: OpaquePointer, weight: Int? = nil, isItalic: Bool? = nil) throws(FontFault) {
        defer { hb_blob_destroy(blob) }
        hb_blob_make_immutable(blob)
        var length: UInt32 = 0
        let start = hb_blob_get_data(blob, &length)
        let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(length))
        let directory = try SfntDirectory(bytes)
        guard let face = hb_face_create(blob, 0) else { throw FontFault.memory }
        guard let font = hb_font_create(face) else {
            hb_face_destroy(face)
            throw FontFault.memory
        }
        let count = Int(hb_face_get_glyph_count(face))
        let units = Int(hb_face_get_upem(face))
        guard count > 0, count <= 0xFFFF, (16...16_384).contains(units) else {
            hb_font_destroy(font)
            hb_face_destroy(face)
            throw FontFault.table("maxp")
        }
        hb_face_make_immutable(face)
        hb_font_set_scale(font, Int32(units), Int32(units))
        hb_font_make_immutable(font)
        let names = FontNames(face)
        let style = FontStyleTables(bytes, directory)
        self.face = face
        self.font = font
        id = Self.lastID.withLock { last in
            last += 1
            return last
        }
        family = names.family
        postScriptName = names.postScriptName
        self.weight = min(max(weight ?? style.weight, 1), 1_000)
        self.isItalic = isItalic ?? style.isItalic
        isMonospaced = style.isMonospaced
        isSerif = style.isSerif
        unitsPerEm = units
        glyphCount = count
        isCFF = directory.range(of: "CFF ") != nil && directory.range(of: "glyf") == nil
        metrics = FontMetrics(style, font: font, unitsPerEm: Double(units))
        advances = (0..<count).map { UInt16(clamping: hb_font_get_glyph_h_advance(font, UInt32($0))) }
        firstGlyphs = (UInt32(0)..<0x300).map { scalar in
            var glyph: UInt32 = 0
            return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 ? UInt16(truncatingIfNeeded: glyph) : 0
        }
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(face)
    }

    /// The glyph of a character by the font's character map alone; nil where it has none.
    package func glyph(for scalar: Unicode.Scalar) -> UInt32? {
        if scalar.value < 0x300 {
            let glyph = firstGlyphs[Int(scalar.value)]
            return glyph == 0 ? nil : UInt32(glyph)
        }
        var glyph: UInt32 = 0
        return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 && glyph != 0 ? glyph : nil
    }

    /// Whether the face can show a character: by a glyph of its own, or because shaping makes one up (spaces of fixed width, no-break
    /// hyphen) or shows nothing for it (controls, joiners, marks of direction).
    package func hasGlyph(_ scalar: Unicode.Scalar) -> Bool {
        if glyph(for: scalar) != nil { return true }
        if SyntheticCharacter.isInvisible(scalar) { return true }
        guard let stand = SyntheticCharacter.standIn(for: scalar) else { return false }
        return glyph(for: stand) != nil
    }

    /// How far the pen moves after a glyph, without kerning.
    package func advance(of glyph: UInt32) -> Int {
        glyph < advances.count ? Int(advances[Int(glyph)]) : 0
    }

    /// The box around a glyph's outline, y upwards; nil where nothing is painted.
    package func extents(of glyph: UInt32) -> GlyphExtents? {
        var box = hb_glyph_extents_t()
        guard hb_font_get_glyph_extents(font, glyph, &box) != 0, box.width != 0 || box.height != 0 else { return nil }
        return GlyphExtents(
            minX: Int(box.x_bearing), minY: Int(box.y_bearing) + Int(box.height), maxX: Int(box.x_bearing) + Int(box.width),
            maxY: Int(box.y_bearing))
    }
}

extension FontFace: Hashable {
    package static func == (left: FontFace, right: FontFace) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A box in font units, y upwards.
package struct GlyphExtents: Hashable, Sendable {
    package var minX: Int
    package var minY: Int
    package var maxX: Int
    package var maxY: Int
}
