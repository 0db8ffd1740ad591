/// Words of a text, for what parity needs of them.
enum Words {
    /// The words, as written.
    static func all(_ text: String) -> [[Unicode.Scalar]] {
        var words: [[Unicode.Scalar]] = []
        var word: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Lower case without accents, for letters of French and English.
    static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var out = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar {
            case "a"..."z": out.append(scalar)
            case "A"..."Z": out.append(Unicode.Scalar(UInt8(scalar.value + 32)))
            case "à", "â", "ä", "À", "Â", "Ä": out.append("a")
            case "é", "è", "ê", "ë", "É", "È", "Ê", "Ë": out.append("e")
            case "î", "ï", "Î", "Ï": out.append("i")
            case "ô", "ö", "Ô", "Ö": out.append("o")
            case "ù", "û", "ü", "Ù", "Û", "Ü": out.append("u")
            case "ç", "Ç": out.append("c")
            case "œ", "Œ":
                out.append("o")
                out.append("e")
            default: out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(out)
    }

    /// Beginnings of the words of five letters and more (FNV-1a), which cognates share.
    static func stems(_ text: String) -> Set<UInt64> {
        var found: Set<UInt64> = []
        for word in all(text) where word.count >= 5 {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in folded(word).utf8.prefix(5) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            found.insert(hash)
        }
        return found
    }

    /// White space as a reader sees it; no-break spaces stay.
    static func collapsed(_ text: String) -> String { text.collapsingSpaces.trimmedSpaces }

    /// Words that only one of the languages has, and every sentence has some of.
    private static let french: Set<String> = [
        "le", "la", "les", "des", "du", "une", "est", "sont", "dans", "pour", "avec", "sur", "par", "et", "ou", "que", "qui", "au", "aux",
        "cette", "ces", "son", "sa", "ses", "votre", "vos", "vous", "elle", "pas", "plus", "etre", "leur", "de", "un", "en",
    ]
    private static let english: Set<String> = [
        "the", "of", "and", "to", "is", "are", "with", "for", "by", "this", "that", "these", "it", "be", "or", "your", "you", "from", "not",
        "must", "can", "will", "has", "have", "which", "when", "their", "in", "an", "at",
    ]

    /// How many of the words belong to French alone, and to English alone.
    static func signs(_ text: String) -> (french: Int, english: Int) {
        var counts = (french: 0, english: 0)
        for word in all(text) {
            let folded = folded(word)
            if french.contains(folded) { counts.french += 1 }
            if english.contains(folded) { counts.english += 1 }
        }
        return counts
    }

    /// Words of two letters and more that begin with a small letter: names do not.
    static func smallWordCount(_ text: String) -> Int {
        var count = 0
        for word in all(text) where word.count >= 2 && word[0].properties.isLowercase { count += 1 }
        return count
    }
}
