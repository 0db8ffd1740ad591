import Diagnostics

/// An image ready for pages: pixels decoded, or JPEG data passed through as it is.
package struct ImageResource: Sendable {
    package enum Content: Sendable {
        /// Baseline or progressive JPEG, with its number of colour components (1, 3 or 4).
        case jpeg([UInt8], components: Int, isInverted: Bool)
        /// Eight bits a component, rows from the top: one (gray) or three (sRGB) components, and one byte of opacity a pixel if any.
        case pixels([UInt8], components: Int, opacity: [UInt8]?)
    }

    /// In pixels.
    package let width: Int
    package let height: Int
    /// Horizontal and vertical resolution as the file states it.
    package let dotsPerInch: (x: Double, y: Double)?
    package let content: Content

    package init(width: Int, height: Int, dotsPerInch: (x: Double, y: Double)?, content: Content) {
        self.width = width
        self.height = height
        self.dotsPerInch = dotsPerInch
        self.content = content
    }

    /// Reads a PNG or JPEG file by its content, whatever its name.
    ///
    /// - Parameters:
    ///   - name: as shown in diagnostics.
    ///   - span: where the author named the image.
    package static func decode(_ bytes: [UInt8], name: String, at span: Span?) throws(DiagnosticsError) -> ImageResource {
        guard bytes.count <= ImageLimits.longestFileBytes else { throw DiagnosticsError(ImageDiagnostics.tooLarge(name, at: span)) }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return try PNGDecoder.decode(bytes, name: name, at: span) }
        if bytes.starts(with: [0xFF, 0xD8]) { return try JPEGHeader.read(bytes, name: name, at: span) }
        throw DiagnosticsError(ImageDiagnostics.unknownFormat(name, at: span))
    }
}

/// How much an image may cost.
package enum ImageLimits {
    package static let longestFileBytes = 64 << 20
    /// A page at 600 dpi has 34 million.
    package static let mostPixels = 100_000_000
    package static let longestSidePixels = 30_000
}
