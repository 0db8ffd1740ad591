import CPNG

/// Writes PNG files (ISO/IEC 15948). The same pixels give the same bytes.
package enum PNGWriter {
    /// - Parameters:
    ///   - bytes: rows from the top, without padding but that of ``PixelFormat/bits``.
    ///   - horizontalDensity: pixels an inch; 0 leaves densities out.
    ///   - level: of zlib, 0 to 9; 6 is the usual one, 1 is for previews.
    /// - Returns: nil when the sizes do not fit the bytes, or memory runs out.
    package static func write(
        _ bytes: [UInt8], width: Int, height: Int, format: PixelFormat, horizontalDensity: Double = 0, verticalDensity: Double = 0,
        level: Int = 6
    ) -> [UInt8]? {
        guard width > 0, height > 0, width <= ImageLimits.side, height <= ImageLimits.side else { return nil }
        let rowBytes = format.rowBytes(width: width)
        guard bytes.count == rowBytes * height else { return nil }
        let channels: Int32 =
            switch format {
            case .bits, .gray: 1
            case .rgb: 3
            case .rgba: 4
            }
        var sink = paraphe_png_sink()
        let isWhole = bytes.withUnsafeBufferPointer {
            paraphe_png_encode(
                $0.baseAddress, rowBytes, UInt32(width), UInt32(height), format == .bits ? 1 : 8, channels, dotsAMetre(horizontalDensity),
                dotsAMetre(verticalDensity), Int32(min(max(level, 0), 9)), &sink) != 0
        }
        guard isWhole, let start = sink.bytes else { return nil }
        defer { free(start) }
        return Array(UnsafeBufferPointer(start: start, count: sink.count))
    }

    private static func dotsAMetre(_ density: Double) -> UInt32 {
        density.isFinite && density > 0 && density < 1e6 ? UInt32((density / 0.0254).rounded()) : 0
    }
}
