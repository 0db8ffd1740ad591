import Styling

/// `text-transform` (CSS Text 3, clause 2.1).
enum TextTransforming {
    static func apply(_ transform: TextTransform, to text: String) -> String {
        var result = text
        if transform.contains(.uppercase) {
            result = result.uppercased()
        } else if transform.contains(.lowercase) {
            result = result.lowercased()
        } else if transform.contains(.capitalize) {
            var changed = ""
            var isInside = false
            for scalar in result.unicodeScalars {
                let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                if isLetter, !isInside { changed += scalar.properties.titlecaseMapping } else { changed.unicodeScalars.append(scalar) }
                // An apostrophe does not begin a word.
                isInside = isLetter || (isInside && (scalar == "'" || scalar == "\u{2019}" || scalar.properties.isGraphemeExtend))
            }
            result = changed
        }
        if transform.contains(.fullWidth) {
            var changed = ""
            for scalar in result.unicodeScalars {
                let wide = scalar.value >= 0x21 && scalar.value <= 0x7E ? Unicode.Scalar(scalar.value + 0xFEE0) : nil
                changed.unicodeScalars.append(wide ?? scalar)
            }
            result = changed
        }
        return result
    }
}
