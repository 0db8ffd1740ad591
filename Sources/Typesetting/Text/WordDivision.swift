/// Divides a word as it stands in a text, with its punctuation.
enum WordDivision {
    /// UTF-8 offsets where a hyphen may be set.
    ///
    /// Nothing is divided that has a digit or a hyphen of its own; elided articles (`l’`) are left alone.
    static func divisions(of word: [UInt8], language: Hyphenator.Language, hyphenator: Hyphenator) -> [UInt8] {
        guard word.count >= 5, word.count <= 200 else { return [] }
        var start = 0
        var result: [UInt8] = []
        var index = 0
        while index <= word.count {
            let length = index < word.count ? letterLength(word, at: index) : 0
            if length > 0 {
                index += length
                continue
            }
            if index > start {
                let points = hyphenator.divisions(of: Array(word[start..<index]), language: language)
                for point in points { result.append(UInt8(start) + point) }
            }
            guard index < word.count else { break }
            let byte = word[index]
            // Digits, hyphens, at signs, slashes and dots inside: a number, a compound, an address.
            if byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x40 || byte == 0x2F || byte == 0x5F { return [] }
            if byte == 0x2E || byte == 0x3A, index + 1 < word.count { return [] }
            if byte == 0xE2, index + 2 < word.count, word[index + 1] == 0x80, word[index + 2] >= 0x90, word[index + 2] <= 0x95 { return [] }
            index += 1
            while index < word.count, word[index] & 0xC0 == 0x80 { index += 1 }
            start = index
        }
        return result
    }

    /// The byte length of the letter at an offset; 0 when it is none.
    private static func letterLength(_ word: [UInt8], at index: Int) -> Int {
        let byte = word[index]
        if byte < 0x80 { return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A ? 1 : 0 }
        guard index + 1 < word.count else { return 0 }
        let next = word[index + 1]
        switch byte {
        case 0xC3: return next == 0x97 || next == 0xB7 ? 0 : 2
        case 0xC4...0xCA: return 2
        case 0xCC, 0xCD: return 2
        case 0xE1: return index + 2 < word.count && (next == 0xBA || next == 0xBB) ? 3 : 0
        default: return 0
        }
    }

    /// Whether a word begins with a capital letter.
    static func isCapitalised(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        if first >= 0x41, first <= 0x5A { return true }
        guard first == 0xC3, let second = bytes.dropFirst().first else { return false }
        return second >= 0x80 && second <= 0x9E
    }
}
