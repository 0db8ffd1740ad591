/// A glyph that shaping gave, in fractions of the em.
@frozen
package struct ShapedGlyph: Hashable, Sendable {
    package var glyph: UInt32
    /// UTF-8 offset, within the shaped text, of the cluster that the glyph belongs to.
    package var cluster: UInt32
    package var advance: Double
    package var xOffset: Double
    /// Upwards.
    package var yOffset: Double
    /// Whether a line break before this glyph asks for shaping anew (HarfBuzz's unsafe-to-break).
    package var isUnsafeToBreak: Bool

    @inlinable package init(
        glyph: UInt32, cluster: UInt32, advance: Double, xOffset: Double = 0, yOffset: Double = 0, isUnsafeToBreak: Bool = false
    ) {
        self.glyph = glyph
        self.cluster = cluster
        self.advance = advance
        self.xOffset = xOffset
        self.yOffset = yOffset
        self.isUnsafeToBreak = isUnsafeToBreak
    }
}

/// A word as glyphs, in visual order, and how wide it is at one em.
package final class ShapedWord: Sendable {
    package let glyphs: [ShapedGlyph]
    package let advance: Double

    init(glyphs: [ShapedGlyph]) {
        self.glyphs = glyphs
        advance = glyphs.reduce(0) { $0 + $1.advance }
    }
}
