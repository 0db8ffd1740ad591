/// Characters that shaping shows although a font lacks them, as HarfBuzz does.
package enum SyntheticCharacter {
    /// The character whose glyph is set in place of one that is missing.
    package static func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
        case 0x2011: "\u{2010}"
        default: nil
        }
    }

    /// Whether nothing is painted for the character in any font: controls and default ignorables (UAX #44).
    package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x2028, 0x2029: true
        // Most characters of fonts, without a look at the tables of Unicode.
        case 0x20...0x7E, 0xA0...0x34E, 0x350...0x61B, 0x61D...0x115E, 0x2010...0x2027, 0x2070...0x3163: false
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
