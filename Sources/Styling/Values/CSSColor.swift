/// An sRGB colour with opacity, eight bits a channel; `currentcolor` is resolved already.
@frozen package struct CSSColor: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    /// 255 is opaque.
    package var alpha: UInt8

    @inlinable package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    package static let black = CSSColor(red: 0, green: 0, blue: 0)
    package static let white = CSSColor(red: 255, green: 255, blue: 255)
    package static let transparent = CSSColor(red: 0, green: 0, blue: 0, alpha: 0)

    @inlinable package var isTransparent: Bool { alpha == 0 }
    @inlinable package var isOpaque: Bool { alpha == 255 }
}
