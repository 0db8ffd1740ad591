import Pages

/// What a colour becomes where a pixel has one bit.
package enum BitInk: Sendable, Hashable {
    case white
    case black
    /// Of this luminance, as dots.
    case dotted(UInt8)

    /// Text and lines of this luminance or more are white.
    private static let lightestLine: UInt8 = 224
    /// Areas of this luminance or more are white: text on them must stay legible.
    private static let lightestArea: UInt8 = 160
    private static let darkestArea: UInt8 = 96

    /// Of text and lines: thin, and so never dotted.
    package static func line(_ color: Color) -> BitInk { luminance(color) >= lightestLine ? .white : .black }

    package static func area(_ color: Color) -> BitInk {
        let value = luminance(color)
        return value >= lightestArea ? .white : value <= darkestArea ? .black : .dotted(value)
    }

    /// Over white.
    private static func luminance(_ color: Color) -> UInt8 {
        let value = UInt32(Luminance.of(color.red, color.green, color.blue))
        return UInt8(255 - (255 - value) * UInt32(color.alpha) / 255)
    }
}
