/// How text is set (CSS Text 3, Text Decoration 3, Writing Modes 3); all inherited.
package struct TextProperties: Hashable, Sendable {
    package var color = CSSColor.black
    package var visibility = Visibility.visible
    package var direction = Direction.leftToRight
    package var lineHeight = LineHeight.normal
    package var align = TextAlign.start
    package var alignLast = TextAlignLast.auto
    package var indent = LengthPercentage.zero
    /// `text-indent: … hanging`: all lines but the first.
    package var indentIsHanging = false
    /// `text-indent: … each-line`: after forced breaks too.
    package var indentsEachLine = false
    package var transform: TextTransform = []
    /// Added after each character, in points.
    package var letterSpacing = 0.0
    /// Whether `letter-spacing` was given: ligatures are then not made (CSS Text 3, clause 8.2).
    package var hasLetterSpacing = false
    /// Added to each word space, in points; a percentage is of the space's width.
    package var wordSpacing = LengthPercentage.zero
    package var whiteSpace = WhiteSpace.normal
    package var textWrap = TextWrap.wrap
    package var hyphens = Hyphens.manual
    /// nil for `auto`: U+2010 or, when the face lacks it, U+002D.
    package var hyphenateCharacter: String?
    /// `hyphenate-limit-chars`: least letters of the word, before and after the hyphen; nil for `auto`.
    package var hyphenateLimits = HyphenateLimits()
    package var overflowWrap = OverflowWrap.normal
    package var wordBreak = WordBreak.normal
    package var lineBreak = LineBreakStrictness.auto
    package var hangingPunctuation: HangingPunctuation = []
    package var tabSize = TabSize.spaces(8)
    /// Decorations that apply to this text, the element's own last: propagation (CSS Text Decoration 3, clause 2.1) is done.
    package var decorations: [TextDecoration] = []
    package var shadow: [TextShadow] = []
    /// BCP 47 tag from `xml:lang` or `lang`; empty when unknown.
    package var language = ""

    package init() {}
}

package enum Visibility: String, KeywordValue {
    case visible, hidden, collapse
}

package enum Direction: String, KeywordValue {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
}

@frozen package enum LineHeight: Hashable, Sendable {
    case normal
    /// Times the font size of each element that inherits it.
    case number(Double)
    /// In points.
    case points(Double)
}

package enum TextAlign: String, KeywordValue {
    case start, end, left, right, center, justify
    case justifyAll = "justify-all"
}

package enum TextAlignLast: String, KeywordValue {
    case auto, start, end, left, right, center, justify
}

package struct TextTransform: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let capitalize = TextTransform(rawValue: 1)
    package static let uppercase = TextTransform(rawValue: 2)
    package static let lowercase = TextTransform(rawValue: 4)
    package static let fullWidth = TextTransform(rawValue: 8)
    package static let fullSizeKana = TextTransform(rawValue: 16)
}

/// `white-space`, in its two halves.
@frozen package struct WhiteSpace: Hashable, Sendable {
    package enum Collapse: Hashable, Sendable {
        /// Runs of spaces and line ends are one space.
        case collapse
        /// All are kept.
        case preserve
        /// Runs of spaces are one space, line ends are kept.
        case preserveBreaks
        /// All are kept, and spaces at a line end take room and wrap.
        case breakSpaces
    }

    package var collapse: Collapse
    /// Whether lines may break at opportunities.
    package var wraps: Bool

    @inlinable package init(collapse: Collapse, wraps: Bool) {
        self.collapse = collapse
        self.wraps = wraps
    }

    package static let normal = WhiteSpace(collapse: .collapse, wraps: true)
    package static let nowrap = WhiteSpace(collapse: .collapse, wraps: false)
    package static let pre = WhiteSpace(collapse: .preserve, wraps: false)
    package static let preWrap = WhiteSpace(collapse: .preserve, wraps: true)
    package static let preLine = WhiteSpace(collapse: .preserveBreaks, wraps: true)
    package static let breakSpaces = WhiteSpace(collapse: .breakSpaces, wraps: true)

    @inlinable package var collapsesSpaces: Bool { collapse == .collapse || collapse == .preserveBreaks }
    @inlinable package var keepsLineEnds: Bool { collapse != .collapse }
}

package enum TextWrap: String, KeywordValue {
    case wrap, nowrap, balance, pretty, stable
}

package enum Hyphens: String, KeywordValue {
    case none, manual, auto
}

package struct HyphenateLimits: Hashable, Sendable {
    package var word: Int?
    package var before: Int?
    package var after: Int?

    package init(word: Int? = nil, before: Int? = nil, after: Int? = nil) {
        self.word = word
        self.before = before
        self.after = after
    }
}

package enum OverflowWrap: String, KeywordValue {
    case normal
    case breakWord = "break-word"
    case anywhere
}

package enum WordBreak: String, KeywordValue {
    case normal
    case breakAll = "break-all"
    case keepAll = "keep-all"
    case breakWord = "break-word"
}

package enum LineBreakStrictness: String, KeywordValue {
    case auto, loose, normal, strict, anywhere
}

package struct HangingPunctuation: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let first = HangingPunctuation(rawValue: 1)
    package static let last = HangingPunctuation(rawValue: 2)
    package static let forceEnd = HangingPunctuation(rawValue: 4)
    package static let allowEnd = HangingPunctuation(rawValue: 8)
}

@frozen package enum TabSize: Hashable, Sendable {
    /// In widths of a space.
    case spaces(Double)
    case points(Double)
}

/// Lines under, over or through text, with what the decorating box says of them.
package struct TextDecoration: Hashable, Sendable {
    package struct Lines: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let underline = Lines(rawValue: 1)
        package static let overline = Lines(rawValue: 2)
        package static let lineThrough = Lines(rawValue: 4)
    }

    package enum Style: String, KeywordValue {
        case solid, double, dotted, dashed, wavy
    }

    package var lines: Lines
    package var style: Style
    package var color: CSSColor
    /// In points; nil for `auto` and `from-font`: the font's own.
    package var thickness: Double?
    /// `text-underline-offset` in points; nil for `auto`.
    package var underlineOffset: Double?
    /// Font size of the decorating box in points, for the automatic thickness.
    package var fontSize: Double

    package init(
        lines: Lines, style: Style = .solid, color: CSSColor = .black, thickness: Double? = nil, underlineOffset: Double? = nil,
        fontSize: Double = 12
    ) {
        self.lines = lines
        self.style = style
        self.color = color
        self.thickness = thickness
        self.underlineOffset = underlineOffset
        self.fontSize = fontSize
    }
}

/// A shadow of text; all lengths in points.
package struct TextShadow: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var blur: Double
    package var color: CSSColor

    package init(x: Double, y: Double, blur: Double, color: CSSColor) {
        self.x = x
        self.y = y
        self.blur = blur
        self.color = color
    }
}
