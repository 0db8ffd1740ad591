/// What is painted behind a box (CSS Backgrounds 3, clause 3).
package struct BackgroundProperties: Hashable, Sendable {
    package var color = CSSColor.transparent
    /// Topmost first; only layers that have an image. The last layer's clip also holds for the colour, see ``colorClip``.
    package var layers: [BackgroundLayer] = []
    package var colorClip = BackgroundBox.borderBox
    var parts = BackgroundParts.initial

    package init() {}

    @inlinable package var isEmpty: Bool { color.alpha == 0 && layers.isEmpty }
}

package struct BackgroundLayer: Hashable, Sendable {
    /// As written, to be resolved against ``source`` by the image loader.
    package var image: ImageReference
    package var position = BackgroundPosition(x: .fraction(0), y: .fraction(0))
    package var size = BackgroundSize.auto
    package var repeatX = BackgroundRepeat.repeat
    package var repeatY = BackgroundRepeat.repeat
    package var attachment = BackgroundAttachment.scroll
    package var origin = BackgroundBox.paddingBox
    package var clip = BackgroundBox.borderBox

    package init(image: ImageReference) {
        self.image = image
    }
}

/// An image named in a style sheet, with the sheet whose address relative names refer to.
package struct ImageReference: Hashable, Sendable {
    package var url: String
    /// Address of the style sheet or document that names the image, as its `SourceFile.path`; empty when unknown.
    package var base: String

    package init(url: String, base: String) {
        self.url = url
        self.base = base
    }
}

/// Percentages refer to the positioning area less the image.
package struct BackgroundPosition: Hashable, Sendable {
    package var x: LengthPercentage
    package var y: LengthPercentage

    package init(x: LengthPercentage, y: LengthPercentage) {
        self.x = x
        self.y = y
    }
}

package enum BackgroundSize: Hashable, Sendable {
    case auto, cover, contain
    case lengths(width: LengthOrAuto, height: LengthOrAuto)
}

package enum BackgroundRepeat: String, KeywordValue {
    case `repeat`
    case noRepeat = "no-repeat"
    case space, round
}

package enum BackgroundAttachment: String, KeywordValue {
    case scroll, fixed, local
}

package enum BackgroundBox: String, KeywordValue {
    case borderBox = "border-box"
    case paddingBox = "padding-box"
    case contentBox = "content-box"
}
