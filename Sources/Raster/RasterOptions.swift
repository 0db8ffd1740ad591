import Images
import Pages

/// How pages become pixels.
package struct RasterOptions: Sendable, Hashable {
    /// Pixels an inch across and down, which may differ: a fax has 204 × 98 or 204 × 196.
    package var horizontalDensity: Double
    package var verticalDensity: Double
    package var format: PixelFormat
    /// What lies under the page; only ``PixelFormat/rgba`` shows that it is not opaque.
    package var background: Color
    /// The exact number of pixels across and down, where a receiver asks for it (a fax is 1,728 wide): the page is centred across and starts at
    /// the top; what lies beyond is cut off.
    package var frame: Frame?

    package struct Frame: Sendable, Hashable {
        package var width: Int
        /// As the page has it when nil.
        package var height: Int?

        package init(width: Int, height: Int? = nil) {
            self.width = width
            self.height = height
        }
    }

    package init(density: Double = 150, format: PixelFormat = .rgb, background: Color = .white) {
        horizontalDensity = density
        verticalDensity = density
        self.format = format
        self.background = background
    }

    /// One bit a pixel for a fax (RFC 2306): 1,728 pixels across, 204 dpi, and 196 dpi (fine) or 98 (standard) down.
    package static func fax(isFine: Bool) -> RasterOptions {
        var options = RasterOptions(density: 204, format: .bits)
        options.verticalDensity = isFine ? 196 : 98
        options.frame = Frame(width: 1_728)
        return options
    }
}

/// Limits of one page's bitmap.
package enum RasterLimits {
    /// A letter page has 34 million at 600 dpi.
    package static let pixels = 100_000_000
    /// On one side.
    package static let side = 30_000
    /// Of the shapes of glyphs that one rasteriser remembers.
    static let glyphCacheBytes = 32 << 20
    /// Wider or higher glyphs are drawn and not remembered.
    static let glyphSide = 400
    /// Dashes along one line.
    static let dashes = 20_000
    /// Clips within clips.
    static let clips = 200
}
