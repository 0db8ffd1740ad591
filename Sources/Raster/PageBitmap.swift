import Images

/// One page as pixels.
package struct PageBitmap: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let format: PixelFormat
    /// Pixels an inch.
    package let horizontalDensity: Double
    package let verticalDensity: Double
    /// Rows from the top, ``rowBytes`` each.
    package let bytes: [UInt8]

    package init(
        width: Int, height: Int, format: PixelFormat, horizontalDensity: Double, verticalDensity: Double, bytes: [UInt8]
    ) {
        self.width = width
        self.height = height
        self.format = format
        self.horizontalDensity = horizontalDensity
        self.verticalDensity = verticalDensity
        self.bytes = bytes
    }

    package var rowBytes: Int { format.rowBytes(width: width) }

    /// The bytes of one row; for ``PixelFormat/bits`` they are what a fax encoder takes, once black bits are what it wants.
    package func row(_ index: Int) -> ArraySlice<UInt8> {
        bytes[index * rowBytes..<(index + 1) * rowBytes]
    }

    /// A PNG file.
    ///
    /// - Parameter level: of zlib, 0 to 9; 1 is for previews.
    package func png(level: Int = 6) -> [UInt8]? {
        PNGWriter.write(
            bytes, width: width, height: height, format: format, horizontalDensity: horizontalDensity, verticalDensity: verticalDensity,
            level: level)
    }

    /// A portable bitmap, greymap or pixmap file (netpbm: P4, P5, P6); opacity is left out.
    package func portableAnymap() -> [UInt8] {
        let kind =
            switch format {
            case .bits: "P4"
            case .gray: "P5"
            case .rgb, .rgba: "P6"
            }
        var file = Array("\(kind)\n\(width) \(height)\n\(format == .bits ? "" : "255\n")".utf8)
        guard format == .rgba else { return file + bytes }
        file.reserveCapacity(file.count + width * height * 3)
        for pixel in 0..<width * height { file += bytes[pixel * 4..<pixel * 4 + 3] }
        return file
    }
}
