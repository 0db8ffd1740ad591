import CHarfBuzz

/// A writing system by its ISO 15924 tag, as Unicode assigns it to characters.
package struct Script: Hashable, Sendable {
    /// Four letters, such as `Latn`.
    package let tag: UInt32

    package init(tag: String) {
        self.tag = SfntTag.value(tag)
    }

    init(tag: UInt32) {
        self.tag = tag
    }

    package static let latin = Script(tag: "Latn")
    /// Punctuation, digits, symbols: they take the script of what stands around.
    package static let common = Script(tag: "Zyyy")
    /// Combining marks.
    package static let inherited = Script(tag: "Zinh")
    package static let unknown = Script(tag: "Zzzz")

    /// The script of one character (Unicode property Script).
    package static func of(_ scalar: Unicode.Scalar) -> Script {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8: .latin
        case 0...0xBF where scalar != "\u{AA}" && scalar != "\u{BA}", 0x2010...0x2070: .common
        default: Script(tag: hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value).rawValue)
        }
    }

    /// Whether the script is written from right to left.
    package var isRightToLeft: Bool {
        hb_script_get_horizontal_direction(hb_script_t(rawValue: tag)) == HB_DIRECTION_RTL
    }
}
