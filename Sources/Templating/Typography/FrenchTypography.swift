/// Canadian French: Guide du rédacteur, Banque de dépannage linguistique (OQLF), Vitrine linguistique 22039 and 21115.
extension TypographicScan {
    /// What the spaces from `start` to `end` become; nil to leave them.
    func frenchSpace(_ start: Int, _ end: Int) -> Replacement? {
        if let punctuation = frenchPunctuationSpace(start, end) { return punctuation }
        let next = scalar(at: end)
        let previous = scalar(before: start)
        if previous == 0xAB || next == 0xBB { return .noBreakSpace }
        // A dash that opens a line of dialogue or of a list.
        if (previous == 0x2013 || previous == 0x2014), self.start(before: start) == 0 { return .noBreakSpace }
        return bindsNumber(start, end, previous, next, months: TypographicWords.frenchMonths, units: TypographicWords.frenchUnits)
            || bindsFrenchWords(start, end, previous, next) ? .noBreakSpace : nil
    }

    /// The space before `: ; ! ?`; nil when what stands at `end` is none of them or no punctuation of a sentence.
    func frenchPunctuationSpace(_ start: Int, _ end: Int) -> Replacement? {
        let mark = at(end)
        guard mark == 0x3A || mark == 0x3B || mark == 0x21 || mark == 0x3F, start > 0, endsSentencePart(end) else { return nil }
        let previous = scalar(before: start)
        guard !isOpening(previous) else { return nil }
        return mark == 0x3A ? .noBreakSpace : .thinSpace
    }

    /// Whether the mark is followed by what may follow punctuation: not `:-)`, `::before`, `?id=3`.
    private func endsSentencePart(_ index: Int) -> Bool {
        let mark = at(index)
        var place = index + 1
        if mark == 0x21 || mark == 0x3F { while at(place) == 0x21 || at(place) == 0x3F { place += 1 } }
        let next = scalar(at: place)
        switch next {
        case 0, 0x22, 0x27, 0x29, 0x5D, 0xBB, 0x2019, 0x201D: return true
        case 0x2C, 0x2E, 0x3B, 0x2026: return mark == 0x21 || mark == 0x3F
        default: return Characters.isSpace(next)
        }
    }

    private func isOpening(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x28, 0x5B, 0x7B, 0xAB, 0x2018, 0x201C, 0x2F, 0x3D, 0x3C: true
        default: false
        }
    }

    /// A mark that was typed right after the word gets its space.
    mutating func frenchPunctuation(at index: Int) {
        let previous = scalar(before: index)
        guard previous != 0, !Characters.isSpace(previous), ![0x21, 0x2D, 0x3A, 0x3B, 0x3F].contains(previous) else { return }
        guard let space = frenchPunctuationSpace(index, index) else { return }
        note(space, index, 0)
    }

    private func bindsFrenchWords(_ start: Int, _ end: Int, _ previous: UInt32, _ next: UInt32) -> Bool {
        if Characters.isDigit(next) {
            guard let word = word(before: start) else { return false }
            if TypographicWords.frenchReferences.contains(word) { return true }
            // 14 h 30, 2 h 5 min 3 s; novembre 2026
            if word == Self.hour || word == Self.minute {
                let length = word == Self.hour ? 1 : 3
                let before = skipSpaces(before: start - length)
                return before < start - length && Characters.isDigit(at(before - 1))
            }
            return TypographicWords.frenchMonths.contains(word) && digitCount(at: end) == 4
        }
        if Characters.beginsName(next) {
            return word(before: start).map { TypographicWords.frenchTitles.contains($0) } ?? false
        }
        // 1er novembre
        if previous == 0x72, at(start - 2) == 0x65, at(start - 3) == 0x31, !Characters.isDigit(at(start - 4)) {
            return TypographicWords.key(bytes[end..<wordEnd(at: end)]).map { TypographicWords.frenchMonths.contains($0) } ?? false
        }
        return false
    }

    private static let hour = TypographicWords.key("h".utf8)
    private static let minute = TypographicWords.key("min".utf8)

    /// `no 5` has a small raised o (Guide du rédacteur 1.1.6).
    mutating func raiseNumeroSign(_ start: Int, _ end: Int) {
        guard at(start - 1) == 0x6F, at(start - 2) | 0x20 == 0x6E, Characters.isDigit(at(end)), start - 2 >= stretches[stretch].start,
            !stretches[stretch].isRaised
        else { return }
        let before = scalar(before: start - 2)
        guard before == 0 || Characters.isSpace(before) || before == 0x28 || before == 0x2C else { return }
        note(.raised, start - 1, 1)
    }

    /// 1er, 1re, 2e, 2d, XXe siècle: their letters are raised (BDL 1242).
    mutating func raiseOrdinal(_ start: Int, _ end: Int) {
        guard end - start <= 4, !stretches[stretch].isRaised, end < stretches[stretch].end else { return }
        let before = scalar(before: start)
        guard before == 0 || Characters.isSpace(before) || before == 0x28 || before == 0xAB || before == 0x2019 || before == 0x27 else {
            return
        }
        let isOne = end - start == 1 && at(start) == 0x31
        let isTwo = end - start == 1 && at(start) == 0x32
        let count: Int
        switch at(end) {
        case UInt8(ascii: "e"):
            count =
                isOne && at(end + 1) == UInt8(ascii: "r")
                ? (at(end + 2) == UInt8(ascii: "s") ? 3 : 2) : at(end + 1) == UInt8(ascii: "s") ? 2 : 1
            if isOne, count == 1 { return }
        case UInt8(ascii: "r") where isOne && at(end + 1) == UInt8(ascii: "e"): count = at(end + 2) == UInt8(ascii: "s") ? 3 : 2
        case UInt8(ascii: "d") where isTwo: count = at(end + 1) == UInt8(ascii: "e") ? 2 : 1
        default: return
        }
        let after = scalar(at: end + count)
        guard end + count <= stretches[stretch].end, !Characters.isLetter(after), !Characters.isDigit(after), after != 0x5F,
            after != 0x2D || at(end + count + 1) == 0x2D
        else { return }
        note(.raised, end, count)
    }
}
