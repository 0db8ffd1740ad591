import CHarfBuzz

extension FontFace {
    /// For each glyph, the first character that the font's character map gives it; 0 for glyphs that no character has.
    package func charactersByGlyph() -> [UInt32] {
        var characters = [UInt32](repeating: 0, count: glyphCount)
        guard let set = hb_set_create() else { return characters }
        defer { hb_set_destroy(set) }
        hb_face_collect_unicodes(face, set)
        var scalar = UInt32.max
        var glyph: UInt32 = 0
        while hb_set_next(set, &scalar) != 0 {
            guard Unicode.Scalar(scalar) != nil, hb_font_get_nominal_glyph(font, scalar, &glyph) != 0, glyph < UInt32(glyphCount) else {
                continue
            }
            if characters[Int(glyph)] == 0 { characters[Int(glyph)] = scalar }
        }
        return characters
    }
}
