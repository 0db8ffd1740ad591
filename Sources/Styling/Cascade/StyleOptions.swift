/// How much the sheets of one document may ask of the cascade; beyond it styling ends with a diagnostic. Counts, no clocks.
package struct StyleLimits: Hashable, Sendable {
    /// Compounds of selectors tested against elements: the largest documents with ordinary sheets take a tenth.
    package var matchCount = 100_000_000
    /// Bytes that values of custom properties write where `var()` stands.
    package var substitutedBytes = 64 << 20

    package init() {}
}

/// How documents are styled.
package struct StyleOptions: Sendable {
    /// What happens with CSS that is not understood. Either way parsing goes on as CSS Syntax 3 says.
    package enum Mode: Hashable, Sendable {
        /// Each such place is an error.
        case strict
        /// Silence.
        case lenient
    }

    /// Two lengths of a font, as fractions of its size, for the units `ex` and `ch`.
    package struct FontLengths: Sendable {
        package var xHeight: Double
        /// Advance of `0`.
        package var zeroAdvance: Double

        package init(xHeight: Double, zeroAdvance: Double) {
            self.xHeight = xHeight
            self.zeroAdvance = zeroAdvance
        }
    }

    package var mode: Mode
    package var limits = StyleLimits()
    /// The sheet in points where no `@page` says `size`.
    package var pageWidth: Double
    package var pageHeight: Double
    /// nil: half an em each (CSS Values 3, clause 6.1.1).
    package var fontLengths: (@Sendable (FontProperties) -> FontLengths?)?

    /// US Letter, strict.
    package init(
        mode: Mode = .strict, pageWidth: Double = 612, pageHeight: Double = 792,
        fontLengths: (@Sendable (FontProperties) -> FontLengths?)? = nil
    ) {
        self.mode = mode
        self.pageWidth = pageWidth
        self.pageHeight = pageHeight
        self.fontLengths = fontLengths
    }
}
