/// Small questions about characters that the typographic pass asks.
enum TypographicCharacters {
    static let noBreakSpace: UInt32 = 0xA0
    static let thinSpace: UInt32 = 0x202F
    /// Stands for what is no text: an image, a field still empty.
    static let object: UInt32 = 0xFFFC

    @inline(__always)
    static func isPlainSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    @inline(__always)
    static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

    static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x09...0x0D, 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Letters of any script, marks and objects: what a word is made of, digits apart.
    static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0..<0xC0: scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA
        case 0xC0..<0x2000: scalar != 0xD7 && scalar != 0xF7
        case 0x2C00..<0x2E00, 0x3005..<0xFE00, 0xFE70...0xFEFE, object, 0x10000...: true
        default: false
        }
    }

    /// Whether a name may begin so: with a capital, or with a letter of a script that has none.
    static func beginsName(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: return true
        case 0..<0x100: return false
        default:
            guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
            return properties.isUppercase || properties.isAlphabetic && !properties.isCased
        }
    }

    /// Brackets, quotes and dashes that a quotation may follow directly.
    static func opensBeforeQuote(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x28, 0x5B, 0x7B, 0x2F, 0x2D, 0x22, 0x27, 0xAB, 0x2018, 0x201A, 0x201C, 0x201E, 0x2010...0x2015, 0xBF, 0xA1: true
        default: false
        }
    }

    /// Punctuation that may follow a closing quote, or an end of words.
    static func closes(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x29, 0x5D, 0x7D, 0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x22, 0x27, 0x2F, 0x2D, 0xBB, 0x2019, 0x201D, 0x2026, 0x2010...0x2015:
            true
        default: false
        }
    }
}
