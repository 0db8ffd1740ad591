import Diagnostics

/// A font brought by the document (`@font-face`, CSS Fonts 4, clause 4).
package struct FontFaceRule: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// To be loaded; `format` is the hint, empty when none.
        case url(ImageReference, format: String)
        /// A face that is installed, by full or PostScript name.
        case local(String)
    }

    package var family: String
    /// In order of preference.
    package var sources: [Source]
    package var weight: ClosedRange<Double>
    package var style: FontStyle
    package var stretch: ClosedRange<Double>
    /// Scalars that the face is used for; empty for all.
    package var unicodeRanges: [ClosedRange<UInt32>]
    package var features: [FontFeature]
    package var span: Span

    package init(
        family: String, sources: [Source], weight: ClosedRange<Double> = 400...400, style: FontStyle = .normal,
        stretch: ClosedRange<Double> = 1...1, unicodeRanges: [ClosedRange<UInt32>] = [], features: [FontFeature] = [], span: Span
    ) {
        self.family = family
        self.sources = sources
        self.weight = weight
        self.style = style
        self.stretch = stretch
        self.unicodeRanges = unicodeRanges
        self.features = features
        self.span = span
    }
}
