/// A picture of a document, in the form in which it is embedded. Immutable; equal pictures may be shared.
package struct ImageResource: Sendable, Hashable {
    package enum Encoding: Sendable, Hashable {
        /// Rows from the top, 8 bits a component, without padding; `alpha` has one byte a pixel when anything is not opaque.
        case samples([UInt8], alpha: [UInt8]?)
        /// A whole JPEG file, passed through as it is.
        case jpeg([UInt8])
    }

    package enum Components: Int, Sendable, Hashable {
        case gray = 1
        case rgb = 3
        case cmyk = 4
    }

    /// In pixels, as stored: before ``orientation``.
    package var pixelWidth: Int
    package var pixelHeight: Int
    /// Pixels an inch; 96 where the file does not say, as CSS assumes.
    package var horizontalDensity: Double
    package var verticalDensity: Double
    package var components: Components
    package var encoding: Encoding
    /// EXIF orientation from 1 (upright) to 8.
    package var orientation: Int
    /// Whether CMYK samples are stored inverted, as Adobe's programs write them.
    package var isInverted: Bool

    package init(
        pixelWidth: Int, pixelHeight: Int, components: Components, encoding: Encoding, horizontalDensity: Double = 96,
        verticalDensity: Double = 96, orientation: Int = 1, isInverted: Bool = false
    ) {
        self.pixelWidth = pixelWidth
        self.pixelHeight = pixelHeight
        self.components = components
        self.encoding = encoding
        self.horizontalDensity = horizontalDensity
        self.verticalDensity = verticalDensity
        self.orientation = orientation
        self.isInverted = isInverted
    }

    /// The natural size in points by CSS: a pixel is 0.75 pt whatever the density (`image-resolution: 1dppx`).
    package var cssWidth: Double { Double(pixelWidth) * 0.75 }
    package var cssHeight: Double { Double(pixelHeight) * 0.75 }
}
