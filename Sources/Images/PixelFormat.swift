/// How the pixels of a bitmap lie in memory, rows from the top.
package enum PixelFormat: Sendable, Hashable {
    /// One bit a pixel, a set bit is black, the leftmost pixel is the highest bit, rows padded to bytes.
    case bits
    /// One byte a pixel, 255 is white.
    case gray
    /// Three bytes a pixel.
    case rgb
    /// Four bytes a pixel, colours not multiplied by opacity.
    case rgba

    /// Bytes of a row of so many pixels.
    package func rowBytes(width: Int) -> Int {
        switch self {
        case .bits: (width + 7) / 8
        case .gray: width
        case .rgb: width * 3
        case .rgba: width * 4
        }
    }
}
