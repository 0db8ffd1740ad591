/// What is left of letters of the Latin script when their accents and ligatures are taken away.
package enum TextFolding {
    /// Base letters of U+00C0 to U+024F; a dot where there is none or there are two.
    private static let latin = Array(
        """
        AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
        AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKkqLlLlLl.\
        .LlNnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs\
        bB.......DD......Ff....IKk......Oo.............Uu....Zz.........\
        .............AaIiOoUuUuUuUuUu.AaAa..GgGgKkOoOo..j...Gg..NnAa..Oo\
        AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......AaEeOoOoOoOoYy............\
        ...B............
        """.utf8)

    /// Base letters of U+1E00 to U+1EFF, where Vietnamese has most of its letters.
    private static let latinAdditional = Array(
        """
        AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm\
        MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv\
        WwWwWwWwWwXxXxYyZzZzZzhtwy.s....AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe\
        EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy......
        """.utf8)

    private static let several: [Unicode.Scalar: String] = [
        "Æ": "AE", "Þ": "TH", "ß": "ss", "æ": "ae", "þ": "th", "Ĳ": "IJ", "ĳ": "ij", "Ŋ": "NG", "ŋ": "ng",
        "Œ": "OE", "œ": "oe", "Ǆ": "DZ", "ǅ": "Dz", "ǆ": "dz", "Ǉ": "LJ", "ǈ": "Lj", "ǉ": "lj", "Ǌ": "NJ",
        "ǋ": "Nj", "ǌ": "nj", "Ǣ": "AE", "ǣ": "ae", "Ǳ": "DZ", "ǲ": "Dz", "ǳ": "dz", "Ǽ": "AE", "ǽ": "ae",
        "ẞ": "SS",
    ]

    /// Accents that follow their letter (Combining Diacritical Marks, with their extensions and supplements).
    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF: true
        default: false
        }
    }

    private static func base(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let letter: UInt8 =
            switch scalar.value {
            case 0x00C0...0x024F: latin[Int(scalar.value) - 0x00C0]
            case 0x1E00...0x1EFF: latinAdditional[Int(scalar.value) - 0x1E00]
            default: 0x2E
            }
        return letter == 0x2E ? nil : Unicode.Scalar(letter)
    }

    /// `Émilie Lœuf` becomes `Emilie Loeuf`; letters of other scripts stay as they are.
    package static func withoutAccents(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isAccent(scalar) { continue }
            if let letters = several[scalar] {
                out.append(contentsOf: letters.unicodeScalars)
            } else {
                out.append(base(scalar) ?? scalar)
            }
        }
        return String(out)
    }

    /// The letters alone, in any script, with the accents that follow them.
    static func letters(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        out.append(contentsOf: text.unicodeScalars.filter { $0.properties.isAlphabetic || isAccent($0) })
        return String(out)
    }

    /// The digits alone, those of other scripts as 0 to 9.
    static func digits(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
                let digit = Unicode.Scalar(0x30 + UInt32(value))
            else { continue }
            out.append(digit)
        }
        return String(out)
    }
}
