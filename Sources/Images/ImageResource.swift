import Synchronization

/// A picture of a document, in the form in which it is embedded. Immutable; documents of a batch may share it.
package struct ImageResource: Sendable {
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

    /// Unlike that of any other picture read in the process, kept by copies; caches use it, output never does.
    package let id: Int
    /// In pixels, as stored: before ``orientation``.
    package let pixelWidth: Int
    package let pixelHeight: Int
    /// Pixels an inch; 96 where the file does not say, as CSS assumes.
    package let horizontalDensity: Double
    package let verticalDensity: Double
    package let components: Components
    package let encoding: Encoding
    /// EXIF orientation from 1 (upright) to 8.
    package let orientation: Int
    /// Whether CMYK samples are stored inverted, as Adobe's programs write them.
    package let isInverted: Bool

    private static let lastID = Mutex(0)

    package init(
        pixelWidth: Int, pixelHeight: Int, components: Components, encoding: Encoding, horizontalDensity: Double = 96,
        verticalDensity: Double = 96, orientation: Int = 1, isInverted: Bool = false
    ) {
        id = Self.lastID.withLock { last in
            last += 1
            return last
        }
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
