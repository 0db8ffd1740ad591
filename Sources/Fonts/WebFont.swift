import CHarfBuzz

/// Characters by which a browser reaches the glyphs of a face in the font that ``FontFace/webFont()`` makes.
///
/// A glyph whose character stands alone in the writing keeps it, so that text can be selected and found; all others (ligatures, marks,
/// letters that join or run from right to left) get a private one, which no browser shapes, orders or replaces. The outcome depends on the
/// face alone.
package struct WebCharacters: Sendable {
    /// By glyph.
    package let byGlyph: [UInt32]
    /// Glyph 0 would be here; plane 15 has room for every glyph.
    private static let firstPrivate: UInt32 = 0xF_0000

    package init(_ face: FontFace) {
        byGlyph = face.charactersByGlyph().enumerated().map { glyph, character in
            Self.standsAlone(character) ? character : Self.firstPrivate + UInt32(glyph)
        }
    }

    /// Whether a browser shows a character as it is, whatever stands beside it.
    private static func standsAlone(_ value: UInt32) -> Bool {
        guard value >= 0x20, let scalar = Unicode.Scalar(value) else { return false }
        switch value {
        // Latin, Greek, Cyrillic, Armenian before Hebrew; general punctuation, symbols, arrows, mathematics; syllabics.
        case 0x20...0x589, 0x1400...0x167F, 0x18B0...0x18FF, 0x1E00...0x1FFF, 0x2010...0x2BFF: break
        default: return false
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .spacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator, .unassigned,
            .privateUse, .surrogate:
            return false
        case .spaceSeparator: return value == 0x20
        default: return !SyntheticCharacter.isInvisible(scalar)
        }
    }
}

extension FontFace {
    private static let webTables: [String] = [
        "head", "hhea", "hmtx", "maxp", "OS/2", "name", "post", "glyf", "loca", "cvt ", "fpgm", "prep", "gasp", "CFF ", "VORG",
    ]

    /// The whole face as a font file for browsers: its glyphs under ``WebCharacters``, and nothing that shapes. Nil when there is no memory.
    package func webFont() -> [UInt8]? {
        guard let builder = hb_face_builder_create() else { return nil }
        defer { hb_face_destroy(builder) }
        for tag in Self.webTables {
            let table = hb_face_reference_table(face, SfntTag.value(tag))
            defer { hb_blob_destroy(table) }
            guard hb_blob_get_length(table) > 0 else { continue }
            guard hb_face_builder_add_table(builder, SfntTag.value(tag), table) != 0 else { return nil }
        }
        let map = Self.characterMap(WebCharacters(self).byGlyph)
        let blob = map.withUnsafeBytes { raw in
            hb_blob_create_or_fail(
                raw.assumingMemoryBound(to: CChar.self).baseAddress, UInt32(raw.count), HB_MEMORY_MODE_DUPLICATE, nil, nil)
        }
        guard let blob else { return nil }
        defer { hb_blob_destroy(blob) }
        guard hb_face_builder_add_table(builder, SfntTag.value("cmap"), blob) != 0 else { return nil }
        let font = hb_face_reference_blob(builder)
        defer { hb_blob_destroy(font) }
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(font, &length), length > 0 else { return nil }
        return [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
    }

    /// A `cmap` table with one subtable of format 12 (OpenType 1.9, clause 5.2).
    private static func characterMap(_ byGlyph: [UInt32]) -> [UInt8] {
        var pairs = byGlyph.enumerated().map { (character: $0.element, glyph: UInt32($0.offset)) }.filter { $0.glyph > 0 }
        pairs.sort { $0.character < $1.character }
        var groups: [(first: UInt32, last: UInt32, glyph: UInt32)] = []
        for pair in pairs {
            if let group = groups.last, pair.character == group.last + 1, pair.glyph == group.glyph + (pair.character - group.first) {
                groups[groups.count - 1].last = pair.character
            } else if groups.last?.last != pair.character {
                groups.append((pair.character, pair.character, pair.glyph))
            }
        }
        var bytes: [UInt8] = []
        func append16(_ value: UInt32) { bytes += [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)] }
        func append32(_ value: UInt32) {
            append16(value >> 16)
            append16(value & 0xFFFF)
        }
        append16(0)
        append16(1)
        // Windows, full Unicode.
        append16(3)
        append16(10)
        append32(12)
        append16(12)
        append16(0)
        append32(UInt32(16 + 12 * groups.count))
        append32(0)
        append32(UInt32(groups.count))
        for group in groups {
            append32(group.first)
            append32(group.last)
            append32(group.glyph)
        }
        return bytes
    }
}
