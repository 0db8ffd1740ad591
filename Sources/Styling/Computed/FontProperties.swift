/// Which face text is set in (CSS Fonts 4); all inherited.
package struct FontProperties: Hashable, Sendable {
    /// In order of preference; never empty.
    package var families: [FontFamily] = [.generic(.serif)]
    /// In points.
    package var size = 12.0
    /// 1 to 1000; 400 is normal, 700 bold.
    package var weight = 400.0
    package var style = FontStyle.normal
    /// As a fraction: 1 is normal, 0.75 condensed.
    package var stretch = 1.0
    package var variantCaps = FontVariantCaps.normal
    package var variantPosition = FontVariantPosition.normal
    package var variantNumeric: FontVariantNumeric = []
    package var variantLigatures: FontVariantLigatures = []
    package var kerning = FontKerning.auto
    /// `font-feature-settings` as written, later entries winning.
    package var featureSettings: [FontFeature] = []
    /// Glyphs made bold, slanted or small when the family has none (`font-synthesis`).
    package var synthesis: FontSynthesis = .all
    /// What a shaper is to be told: variants and `font-feature-settings` in one list, by tag; empty in most text.
    package var features: [FontFeature] = []

    package init() {}
}

package enum FontFamily: Hashable, Sendable {
    /// As written, spaces collapsed; compare without regard to case.
    case named(String)
    case generic(GenericFamily)
}

package enum GenericFamily: String, KeywordValue {
    case serif
    case sansSerif = "sans-serif"
    case monospace, cursive, fantasy, math, emoji
    case systemUI = "system-ui"
    case uiSerif = "ui-serif"
    case uiSansSerif = "ui-sans-serif"
    case uiMonospace = "ui-monospace"
    case uiRounded = "ui-rounded"
}

package enum FontStyle: Hashable, Sendable {
    case normal, italic
    /// In degrees.
    case oblique(Double)

    @inlinable package var isSlanted: Bool { self != .normal }
}

package enum FontVariantCaps: String, KeywordValue {
    case normal
    case smallCaps = "small-caps"
    case allSmallCaps = "all-small-caps"
    case petiteCaps = "petite-caps"
    case allPetiteCaps = "all-petite-caps"
    case unicase
    case titlingCaps = "titling-caps"
}

package enum FontVariantPosition: String, KeywordValue {
    case normal, sub, `super`
}

package struct FontVariantNumeric: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let lining = FontVariantNumeric(rawValue: 1)
    package static let oldstyle = FontVariantNumeric(rawValue: 2)
    package static let proportional = FontVariantNumeric(rawValue: 4)
    package static let tabular = FontVariantNumeric(rawValue: 8)
    package static let diagonalFractions = FontVariantNumeric(rawValue: 16)
    package static let stackedFractions = FontVariantNumeric(rawValue: 32)
    package static let ordinal = FontVariantNumeric(rawValue: 64)
    package static let slashedZero = FontVariantNumeric(rawValue: 128)
}

package struct FontVariantLigatures: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let common = FontVariantLigatures(rawValue: 1)
    package static let noCommon = FontVariantLigatures(rawValue: 2)
    package static let discretionary = FontVariantLigatures(rawValue: 4)
    package static let noDiscretionary = FontVariantLigatures(rawValue: 8)
    package static let historical = FontVariantLigatures(rawValue: 16)
    package static let noHistorical = FontVariantLigatures(rawValue: 32)
    package static let contextual = FontVariantLigatures(rawValue: 64)
    package static let noContextual = FontVariantLigatures(rawValue: 128)
}

package enum FontKerning: String, KeywordValue {
    case auto, normal, none
}

package struct FontSynthesis: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let weight = FontSynthesis(rawValue: 1)
    package static let style = FontSynthesis(rawValue: 2)
    package static let smallCaps = FontSynthesis(rawValue: 4)
    package static let all: FontSynthesis = [.weight, .style, .smallCaps]
}

/// An OpenType feature: four ASCII letters and a value, 0 for off.
package struct FontFeature: Hashable, Sendable {
    /// The four letters, first one in the high byte, as HarfBuzz's `HB_TAG` makes it.
    package var tag: UInt32
    package var value: UInt32

    package init(tag: UInt32, value: UInt32) {
        self.tag = tag
        self.value = value
    }

    /// nil unless the name is four printable ASCII characters.
    package init?(name: String, value: UInt32) {
        var tag: UInt32 = 0
        var count = 0
        for byte in name.utf8 {
            guard (0x20...0x7E).contains(byte), count < 4 else { return nil }
            tag = tag << 8 | UInt32(byte)
            count += 1
        }
        guard count == 4 else { return nil }
        self.init(tag: tag, value: value)
    }

    package var name: String {
        String(
            decoding: [
                UInt8(truncatingIfNeeded: tag >> 24), UInt8(truncatingIfNeeded: tag >> 16), UInt8(truncatingIfNeeded: tag >> 8),
                UInt8(truncatingIfNeeded: tag),
            ], as: UTF8.self)
    }
}
