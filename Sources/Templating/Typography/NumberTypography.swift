/// What both languages keep together about numbers.
extension TypographicScan {
    /// Whether the space belongs to a number: between its groups of digits, before its unit, between day and month, after its sign,
    /// or between the groups of an identifier.
    func bindsNumber(
        _ start: Int, _ end: Int, _ previous: UInt32, _ next: UInt32, months: Set<TypographicWords.Key>, units: Set<TypographicWords.Key>
    ) -> Bool {
        if Characters.isDigit(previous) {
            switch next {
            case 0x30...0x39: return bindsGroups(start, end)
            case 0x25, 0x24, 0xA2, 0xA3, 0x20AC, 0x2030, 0xD7: return true
            default: break
            }
            guard Characters.isLetter(next) || next == 0xB0 else { return false }
            let last = wordEnd(at: end)
            guard let word = TypographicWords.key(bytes[end..<last]) else { return false }
            let after = scalar(at: last)
            if TypographicWords.units.contains(word) || units.contains(word) {
                // `5 m-carré`, `5 s'il`
                return !Characters.isDigit(after) && after != 0x27 && after != 0x2019 && after != 0x2D
            }
            return months.contains(word) && digitCount(before: start) <= 2
        }
        if Characters.isDigit(next) {
            switch previous {
            case 0x3C, 0x3E, 0x3D, 0x2264, 0x2265, 0xB1, 0x2248, 0xD7: return true
            default: break
            }
            return bindsLetterGroup(start, end)
        }
        // An acronym before a grouped identifier: NAM ABCD 1234 5678.
        if Characters.isCapital(at(end)), Characters.isCapital(at(start - 1)), isGroupedIdentifier(at: end) {
            var place = start
            while Characters.isCapital(at(place - 1)) { place -= 1 }
            return start - place >= 2 && start - place <= 6
        }
        // 25 M$, 3 millions $
        if next == 0x24, Characters.isLetter(previous), let word = word(before: start) {
            return word == Self.million || word == Self.millions || word == Self.milliards
        }
        return false
    }

    private static let million = TypographicWords.key("million".utf8)
    private static let millions = TypographicWords.key("millions".utf8)
    private static let milliards = TypographicWords.key("milliards".utf8)

    /// 12 345, 418 555-1234, ABCD 1234 5678: the groups of one number.
    private func bindsGroups(_ start: Int, _ end: Int) -> Bool {
        let first = digitCount(before: start)
        let second = digitCount(at: end)
        if first == 4, second == 4 {
            let letters = skipSpaces(before: start - 4)
            return letters < start - 4 && hasFourCapitals(before: letters)
        }
        guard first <= 3, second == 3 else { return false }
        let before = scalar(before: start - first)
        switch before {
        case 0, 0x28, 0x5B, 0x2B, 0x24, 0xAB, 0x22, 0x201C, 0x2212: return true
        // -12 345, and 418-555 123 which is none
        case 0x2D: return !Characters.isDigit(scalar(before: start - first - 1)) && !Characters.isLetter(scalar(before: start - first - 1))
        default: return Characters.isSpace(before)
        }
    }

    /// ABCD 1234 5678, at its first space.
    private func bindsLetterGroup(_ start: Int, _ end: Int) -> Bool {
        guard digitCount(at: end) == 4, hasFourCapitals(before: start) else { return false }
        let next = skipSpaces(at: end + 4)
        return next > end + 4 && digitCount(at: next) == 4
    }

    private func hasFourCapitals(before index: Int) -> Bool {
        for offset in 1...4 where !Characters.isCapital(at(index - offset)) { return false }
        let before = at(index - 5)
        return !Characters.isCapital(before) && !Characters.isDigit(before)
    }

    private func isGroupedIdentifier(at index: Int) -> Bool {
        for offset in 0..<4 where !Characters.isCapital(at(index + offset)) { return false }
        let first = skipSpaces(at: index + 4)
        guard first > index + 4, digitCount(at: first) == 4 else { return false }
        let second = skipSpaces(at: first + 4)
        return second > first + 4 && digitCount(at: second) == 4
    }
}
