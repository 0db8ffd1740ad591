import Fonts
import Pages
import Styling

/// A computed style, ready for setting text: face, metrics, spaces.
final class TextStyle {
    /// A face that text of this style may use: the style's own, or a fallback.
    struct Use {
        let face: FontFace
        let words: WordCache
        let isRightToLeft: Bool
    }

    let computed: ComputedStyle
    let size: Double
    let color: Color
    /// Of the inline box, half the leading included.
    let ascent: Double
    let descent: Double
    /// Of the face alone.
    let contentAscent: Double
    let contentDescent: Double
    let xHeight: Double
    let spaceWidth: Double
    let spaceStretch: Double
    let spaceShrink: Double
    let letterSpacing: Double
    let wordSpacing: Double
    let language: Hyphenator.Language?
    let hyphen: (glyph: UInt32, width: Double, text: String)
    let wraps: Bool
    /// The first is the style's own.
    var uses: [Use]

    var face: FontFace { uses[0].face }

    init(_ computed: ComputedStyle, face: FontFace, words: WordCache) {
        self.computed = computed
        let text = computed.text
        size = computed.font.size
        let c = text.color
        color = Color(red: c.red, green: c.green, blue: c.blue, alpha: c.alpha)
        let metrics = face.metrics
        contentAscent = metrics.ascent * size
        contentDescent = metrics.descent * size
        xHeight = metrics.xHeight * size
        let height = computed.lineHeight ?? (metrics.ascent + metrics.descent + metrics.lineGap) * size
        let leading = height - contentAscent - contentDescent
        ascent = contentAscent + leading / 2
        descent = height - (contentAscent + leading / 2)
        letterSpacing = text.letterSpacing
        let space = words.spaceAdvance * size
        wordSpacing = text.wordSpacing.resolved(against: space)
        spaceWidth = space + letterSpacing + wordSpacing
        spaceStretch = max(0.1, space * 0.5)
        spaceShrink = space / 3
        language = text.hyphens == .auto ? Hyphenator.Language(tag: text.language) : nil
        let mark = text.hyphenateCharacter ?? (face.glyph(for: "\u{2010}") != nil ? "\u{2010}" : "-")
        let glyph = mark.unicodeScalars.first.flatMap { face.glyph(for: $0) } ?? 0
        hyphen = (glyph, Double(face.advance(of: glyph)) / Double(face.unitsPerEm) * size, mark)
        wraps = text.whiteSpace.wraps && text.textWrap != .nowrap
        uses = [Use(face: face, words: words, isRightToLeft: false)]
    }
}
