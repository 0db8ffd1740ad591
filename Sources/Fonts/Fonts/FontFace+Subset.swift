import CHarfBuzz
import Synchronization

extension FontFace {
    /// More remembered subsets than this are not kept: a batch of like documents needs few.
    private static let mostSubsets = 64

    /// A font file with the outlines of these glyphs alone, glyph numbers kept, so that content streams stay true.
    ///
    /// The result depends on the face and the set only; a batch finds it ready. Nil when HarfBuzz cannot subset the face.
    package func subset(_ glyphs: GlyphSet) -> [UInt8]? {
        if let known = subsets.withLock({ $0[glyphs] }) { return known }
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        let wanted = hb_subset_input_glyph_set(input)
        for glyph in glyphs.glyphs { hb_set_add(wanted, glyph) }
        hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
        // Layout tables have done their work when glyphs are positioned.
        let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for tag in ["GSUB", "GPOS", "GDEF", "kern", "name", "post", "OS/2", "cmap", "DSIG", "STAT", "gasp", "meta"] {
            let bytes = Array(tag.utf8)
            hb_set_add(dropped, UInt32(bytes[0]) << 24 | UInt32(bytes[1]) << 16 | UInt32(bytes[2]) << 8 | UInt32(bytes[3]))
        }
        guard let face = hb_subset_or_fail(hbFace, input) else { return nil }
        defer { hb_face_destroy(face) }
        let blob = hb_face_reference_blob(face)
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        guard let start = hb_blob_get_data(blob, &length), length > 0 else { return nil }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: Int(length)))
        subsets.withLock {
            if $0.count >= Self.mostSubsets { $0.removeAll(keepingCapacity: true) }
            $0[glyphs] = bytes
        }
        return bytes
    }
}
