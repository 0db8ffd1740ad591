import CHarfBuzz

/// A font program cut down to some glyphs, as it is embedded.
package struct FontProgram: Sendable {
    package enum Kind: Hashable, Sendable {
        case trueType
        /// A bare `CFF` table.
        case cff
    }

    package var kind: Kind
    package var bytes: [UInt8]
}

extension FontFace {
    /// The program with the outlines of some glyphs alone (and `.notdef`), which keep their numbers; nil when HarfBuzz cannot cut it.
    ///
    /// Hinting, layout and character maps are left out: a PDF needs none of them.
    package func subset(_ glyphs: GlyphSet) -> FontProgram? {
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        let flags = HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue
        hb_subset_input_set_flags(input, flags)
        let wanted = hb_subset_input_glyph_set(input)
        hb_set_add(wanted, 0)
        for glyph in glyphs.glyphs where glyph < UInt32(glyphCount) { hb_set_add(wanted, glyph) }
        let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for tag in Self.droppedTables { hb_set_add(dropped, SfntTag.value(tag)) }
        guard let subset = hb_subset_or_fail(face, input) else { return nil }
        defer { hb_face_destroy(subset) }
        let blob = isCFF ? hb_face_reference_table(subset, SfntTag.value("CFF ")) : hb_face_reference_blob(subset)
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(blob, &length), length > 0 else { return nil }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
        return FontProgram(kind: isCFF ? .cff : .trueType, bytes: bytes)
    }

    private static let droppedTables: [String] = [
        "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "kerx", "morx", "mort", "cmap", "name", "post", "OS/2", "DSIG", "gasp",
        "hdmx", "VDMX", "LTSH", "PCLT", "meta", "STAT", "FFTM", "vhea", "vmtx", "VORG", "COLR", "CPAL", "SVG ", "sbix", "CBDT", "CBLC",
    ]
}

/// Four-letter tags of tables, scripts and features as numbers.
package enum SfntTag {
    /// Shorter tags are filled with spaces, longer ones cut.
    package static func value(_ tag: String) -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        for byte in tag.utf8.prefix(4) {
            value = value << 8 | UInt32(byte)
            count += 1
        }
        while count < 4 {
            value = value << 8 | 0x20
            count += 1
        }
        return value
    }
}
