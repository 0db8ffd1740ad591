/// A glyph of a shaped stretch, in visual order; lengths in font units of its face.
@frozen package struct ShapedGlyph: Hashable, Sendable {
    package var glyph: UInt32
    package var advance: Int32
    package var xOffset: Int32
    /// Upwards.
    package var yOffset: Int32
    /// UTF-8 offset of its cluster in the stretch.
    package var cluster: UInt32
    /// Whether a break before its cluster would change the shapes on either side: then both sides are shaped anew.
    package var isUnsafeToBreak: Bool

    @inlinable package init(
        glyph: UInt32, advance: Int32, xOffset: Int32 = 0, yOffset: Int32 = 0, cluster: UInt32 = 0, isUnsafeToBreak: Bool = false
    ) {
        self.glyph = glyph
        self.advance = advance
        self.xOffset = xOffset
        self.yOffset = yOffset
        self.cluster = cluster
        self.isUnsafeToBreak = isUnsafeToBreak
    }
}

/// A word as it was shaped once, shared by all places where it stands.
package final class ShapedWord: Sendable {
    /// UTF-8.
    package let text: [UInt8]
    /// In visual order.
    package let glyphs: [ShapedGlyph]
    /// The sum of the glyphs' advances, in font units.
    package let advance: Int32
    /// Whether the face lacks a character of the word, so that `.notdef` stands for it.
    package let hasMissingGlyph: Bool

    init(text: [UInt8], glyphs: [ShapedGlyph]) {
        self.text = text
        self.glyphs = glyphs
        var sum: Int32 = 0
        var isMissing = false
        for glyph in glyphs {
            sum &+= glyph.advance
            isMissing = isMissing || glyph.glyph == 0
        }
        advance = sum
        hasMissingGlyph = isMissing
    }
}
