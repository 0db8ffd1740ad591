import Diagnostics

/// The plural categories of French and English (CLDR, "Language Plural Rules"), on the digits as they are shown.
package enum PluralRules {
    /// `one`, `many` or `other`, for counting.
    package static func cardinal(_ number: DecimalNumber, shownFractionCount: Int, _ language: Language) -> String {
        let whole = number.magnitude.truncated
        switch language {
        case .english:
            return shownFractionCount == 0 && whole.plainText == "1" ? "one" : "other"
        case .french:
            // 0, 1 and 1.5 are singular; round millions take « de » and are `many`.
            let text = whole.plainText
            if text == "0" || text == "1" { return "one" }
            return shownFractionCount == 0 && text.count > 6 && text.hasSuffix("000000") ? "many" : "other"
        }
    }

    /// `one`, `two`, `few` or `other`, for ranking: 1st, 2nd, 3rd, 4th; 1er, 2e.
    package static func ordinal(_ number: DecimalNumber, _ language: Language) -> String {
        guard number.isInteger else { return "other" }
        let text = number.magnitude.plainText
        guard language == .english else { return text == "1" ? "one" : "other" }
        let last = text.suffix(2)
        if last == "11" || last == "12" || last == "13" { return "other" }
        return switch text.last {
        case "1": "one"
        case "2": "two"
        case "3": "few"
        default: "other"
        }
    }

    /// All categories that either language uses.
    package static let categories = ["zero", "one", "two", "few", "many", "other"]
}
