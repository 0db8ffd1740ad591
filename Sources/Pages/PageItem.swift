import Fonts

/// One painting step. Marked content never nests, and every painting item stands inside one (PDF/UA-1, clause 7.1).
package enum PageItem: Sendable {
    case glyphs(GlyphRun)
    case path(PagePath)
    case image(ImagePlacement)
    /// What follows belongs to this piece of the structure tree.
    case beginContent(ContentID)
    /// What follows is decoration: rules, backgrounds, running heads.
    case beginArtifact(ArtifactKind)
    case endMarked
    /// What follows shows only inside the outline, until ``popClip``.
    case pushClip(PathOutline)
    case popClip
}

package enum ArtifactKind: Hashable, Sendable {
    case header
    case footer
    case background
    case decoration
}

/// Glyphs of one face and size on one baseline, in visual order.
package struct GlyphRun: Sendable {
    package var face: FontFace
    /// In points.
    package var size: Double
    package var color: Color
    /// The pen's start on the baseline.
    package var origin: Point
    package var glyphs: [PositionedGlyph]
    /// The characters that the run shows, in logical order; ``PositionedGlyph/textStart`` are UTF-8 offsets into it.
    package var text: String
    /// Text for extraction in place of ``text``: empty for a hyphen set at a line end.
    package var replacementText: String?

    package init(
        face: FontFace, size: Double, color: Color, origin: Point, glyphs: [PositionedGlyph], text: String, replacementText: String? = nil
    ) {
        self.face = face
        self.size = size
        self.color = color
        self.origin = origin
        self.glyphs = glyphs
        self.text = text
        self.replacementText = replacementText
    }
}

/// A glyph and how far the pen moves after it, all in points.
///
/// Of 20 bytes, as glyphs are most of a long document's pages. Single precision is a millionth of a point where distances are seen.
package struct PositionedGlyph: Hashable, Sendable {
    package var glyph: UInt32
    /// UTF-8 offset of the glyph's cluster in the run's text.
    package var textStart: UInt32
    @usableFromInline var storedAdvance: Float
    @usableFromInline var storedX: Float
    @usableFromInline var storedY: Float

    /// With letter and word spacing and justification included.
    @inlinable @inline(__always) package var advance: Double { Double(storedAdvance) }
    @inlinable @inline(__always) package var xOffset: Double { Double(storedX) }
    /// Upwards.
    @inlinable @inline(__always) package var yOffset: Double { Double(storedY) }

    @inlinable @inline(__always) package init(
        glyph: UInt32, advance: Double, xOffset: Double = 0, yOffset: Double = 0, textStart: UInt32 = 0
    ) {
        self.glyph = glyph
        storedAdvance = Float(advance)
        storedX = Float(xOffset)
        storedY = Float(yOffset)
        self.textStart = textStart
    }
}

/// A shape that is filled, stroked, or both.
package struct PagePath: Sendable {
    package var outline: PathOutline
    package var fill: Color?
    package var stroke: PathStroke?

    package init(outline: PathOutline, fill: Color? = nil, stroke: PathStroke? = nil) {
        self.outline = outline
        self.fill = fill
        self.stroke = stroke
    }
}

package struct PathStroke: Hashable, Sendable {
    package enum Cap: Hashable, Sendable { case butt, round, square }
    package enum Join: Hashable, Sendable { case miter, round, bevel }

    package var color: Color
    /// In points.
    package var width: Double
    /// Lengths of dashes and gaps in points; empty for a solid line.
    package var dashes: [Double]
    /// How far into the dashes the line starts, in points.
    package var dashOffset: Double
    package var cap: Cap
    package var join: Join
    /// A mitred corner that would reach farther than this many half widths is bevelled (ISO 32000-1, clause 8.4.3.5).
    package var miterLimit: Double

    package init(
        color: Color, width: Double, dashes: [Double] = [], dashOffset: Double = 0, cap: Cap = .butt, join: Join = .miter,
        miterLimit: Double = 10
    ) {
        self.color = color
        self.width = width
        self.dashes = dashes
        self.dashOffset = dashOffset
        self.cap = cap
        self.join = join
        self.miterLimit = miterLimit
    }
}

/// The outline of a shape, in page coordinates.
package enum PathOutline: Hashable, Sendable {
    case rectangle(Rectangle)
    case segments([PathSegment], isEvenOdd: Bool)
}

package enum PathSegment: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
}

/// An image stretched over a rectangle.
package struct ImagePlacement: Hashable, Sendable {
    /// Index into ``PagedDocument/images``.
    package var image: Int
    package var rectangle: Rectangle

    package init(image: Int, rectangle: Rectangle) {
        self.image = image
        self.rectangle = rectangle
    }
}
