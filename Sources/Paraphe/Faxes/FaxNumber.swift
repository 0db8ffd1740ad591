/// A fax number as networks dial it: digits alone, with the country code.
package struct FaxNumber: Hashable, Sendable {
    /// Of international numbers (ITU-T E.164).
    private static let lengths = 8...15

    package let digits: String

    /// - Parameter text: as people write it: `418 555-0188`, `1 418 555-0188`, `+33 1 99 00 12 34`. Nil for what is no whole number, and
    ///   for one with an extension, which no fax can dial.
    package init?(_ text: String) {
        var digits = ""
        var isInternational = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty: isInternational = true
            case " ", "-", ".", "(", ")", "/", "\u{A0}", "\u{202F}", "\u{2011}", "\u{2010}", "\u{2013}": continue
            default: return nil
            }
        }
        if !isInternational, digits.utf8.count == 10, !digits.hasPrefix("0"), !digits.hasPrefix("1") { digits = "1" + digits }
        guard Self.lengths.contains(digits.utf8.count), !digits.hasPrefix("0") else { return nil }
        if !isInternational, !(digits.hasPrefix("1") && digits.utf8.count == 11) { return nil }
        self.digits = digits
    }

    /// Without the country code of North America.
    package var national: String { digits.hasPrefix("1") && digits.utf8.count == 11 ? String(digits.dropFirst()) : digits }
}
