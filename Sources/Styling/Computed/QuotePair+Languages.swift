/// The quotation marks of languages, outer and inner (`quotes: auto`; CSS Content 3, clause 2.4.2; usage after CLDR).
extension QuotePair {
    /// By the most special tag that is known, else the marks of English.
    static func usual(in language: String) -> [QuotePair] {
        var tag = ValueStream.lowercased(language)[...]
        while !tag.isEmpty {
            if let known = byLanguage[String(tag)] { return known }
            guard let cut = tag.lastIndex(of: "-") else { break }
            tag = tag[..<cut]
        }
        return english
    }

    private static let byLanguage: [String: [QuotePair]] = {
        var table: [String: [QuotePair]] = ["fr": french, "en": english]
        for (marks, languages) in usage {
            let marks = marks.map { String($0) }
            let pairs = [QuotePair(open: marks[0], close: marks[1]), QuotePair(open: marks[2], close: marks[3])]
            for language in languages.split(separator: " ") { table[String(language)] = pairs }
        }
        return table
    }()

    /// Outer and inner pair, and who writes them.
    private static let usage: KeyValuePairs<String, String> = [
        "\u{201C}\u{201D}\u{2018}\u{2019}": "zh ko vi tr lv da pt id th cy ga",
        "\u{201E}\u{201C}\u{201A}\u{2018}": "de cs sk sl is",
        "\u{201E}\u{201C}\u{201E}\u{201C}": "lt bg mk",
        "\u{201E}\u{201C}\u{AB}\u{BB}": "et",
        "\u{201E}\u{201D}\u{AB}\u{BB}": "pl ro",
        "\u{201E}\u{201D}\u{BB}\u{AB}": "hu",
        "\u{201E}\u{201D}\u{2018}\u{2019}": "hr bs sr",
        "\u{AB}\u{BB}\u{2039}\u{203A}": "de-ch it-ch hy az",
        "\u{AB}\u{BB}\u{201C}\u{201D}": "es it ca gl el pt-pt",
        "\u{AB}\u{BB}\u{201E}\u{201C}": "ru uk be",
        "\u{AB}\u{BB}\u{2018}\u{2019}": "nb nn no",
        "\u{2018}\u{2019}\u{201C}\u{201D}": "nl af",
        "\u{201D}\u{201D}\u{2019}\u{2019}": "sv fi he",
        "\u{201D}\u{201C}\u{2019}\u{2018}": "ar",
        "\u{300C}\u{300D}\u{300E}\u{300F}": "ja zh-hant zh-tw zh-hk",
    ]
}
