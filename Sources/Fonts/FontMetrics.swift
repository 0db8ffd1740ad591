import CHarfBuzz

/// Vertical metrics of a face, as fractions of an em; distances above and below the baseline are both positive.
package struct FontMetrics: Hashable, Sendable {
    /// As browsers choose it: the `hhea` table, or the typographic values of `OS/2` when the font asks for them.
    package var ascent: Double
    package var descent: Double
    package var lineGap: Double
    package var xHeight: Double
    package var capHeight: Double
    /// Centre of the line below the baseline.
    package var underlinePosition: Double
    package var underlineThickness: Double
    /// Centre of the line above the baseline.
    package var strikeoutPosition: Double
    package var strikeoutThickness: Double
    /// In degrees, counter-clockwise from the vertical.
    package var italicAngle: Double
    /// Of all glyphs, in font units.
    package var boundingBox: GlyphExtents

    init(_ tables: FontStyleTables, font: OpaquePointer, unitsPerEm em: Double) {
        func fraction(_ value: Int) -> Double { Double(value) / em }
        let usesTypographic = tables.usesTypographicMetrics
        var (above, below, gap) = usesTypographic ? tables.typographic : tables.horizontal
        if above == 0 && below == 0 { (above, below, gap) = tables.typographic }
        if above == 0 && below == 0 { (above, below, gap) = (tables.windows.ascent, -tables.windows.descent, 0) }
        ascent = fraction(above)
        descent = fraction(-below)
        lineGap = max(0, fraction(gap))
        func height(of scalar: UInt32, else share: Double) -> Double {
            var glyph: UInt32 = 0
            var box = hb_glyph_extents_t()
            guard hb_font_get_nominal_glyph(font, scalar, &glyph) != 0, hb_font_get_glyph_extents(font, glyph, &box) != 0, box.y_bearing > 0
            else { return share }
            return fraction(Int(box.y_bearing))
        }
        xHeight = tables.xHeight > 0 ? fraction(tables.xHeight) : height(of: 0x78, else: 0.5)
        capHeight = tables.capHeight > 0 ? fraction(tables.capHeight) : height(of: 0x48, else: 0.7)
        underlineThickness = tables.underlineThickness > 0 ? fraction(tables.underlineThickness) : 0.05
        underlinePosition = tables.underlinePosition < 0 ? fraction(-tables.underlinePosition) : 0.1
        strikeoutThickness = tables.strikeoutThickness > 0 ? fraction(tables.strikeoutThickness) : underlineThickness
        strikeoutPosition = tables.strikeoutPosition > 0 ? fraction(tables.strikeoutPosition) - strikeoutThickness / 2 : xHeight / 2
        italicAngle = tables.italicAngle
        boundingBox = tables.boundingBox
    }
}
