/// An OpenType feature switched for a whole stretch of text: `tnum`, `smcp`, `liga=0`.
package struct FontFeature: Hashable, Sendable {
    package let tag: UInt32
    package let value: UInt32

    package init(_ tag: String, _ value: UInt32 = 1) {
        self.tag = SfntTag.value(tag)
        self.value = value
    }
}

/// The direction in which glyphs follow one another.
package enum TextDirection: Hashable, Sendable {
    case leftToRight
    case rightToLeft
}
