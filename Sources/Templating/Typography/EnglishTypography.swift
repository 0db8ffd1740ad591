/// Canadian English: The Canadian Style, chapters 4 to 7.
extension TypographicScan {
    /// What the spaces from `start` to `end` become; nil to leave them.
    func englishSpace(_ start: Int, _ end: Int) -> Replacement? {
        let previous = scalar(before: start)
        let next = scalar(at: end)
        switch next {
        case 0x3A, 0x3B, 0x21, 0x3F:
            // English sets its marks close to the word.
            let after = scalar(at: end + 1)
            let isWord = Characters.isLetter(previous) || Characters.isDigit(previous) || Characters.closes(previous)
            return isWord && previous != 0x2D && (after == 0 || Characters.isSpace(after)) ? .nothing : nil
        default: break
        }
        if bindsNumber(start, end, previous, next, months: TypographicWords.englishMonths, units: TypographicWords.englishUnits) {
            return .noBreakSpace
        }
        return bindsEnglishWords(start, end, previous, next) ? .noBreakSpace : nil
    }

    private func bindsEnglishWords(_ start: Int, _ end: Int, _ previous: UInt32, _ next: UInt32) -> Bool {
        if Characters.isDigit(next) {
            if previous == 0x2C {
                // November 21, 2026
                let digits = digitCount(before: start - 1)
                guard digits == 1 || digits == 2, digitCount(at: end) == 4 else { return false }
                let month = skipSpaces(before: start - 1 - digits)
                return isMonth(before: month)
            }
            if let word = word(before: start), TypographicWords.englishReferences.contains(word) { return true }
            let digits = digitCount(at: end)
            return (digits <= 2 || digits == 4) && isMonth(before: start)
        }
        if Characters.beginsName(next) {
            return word(before: start).map { TypographicWords.englishTitles.contains($0) } ?? false
        }
        return false
    }

    private func isMonth(before index: Int) -> Bool {
        let end = at(index - 1) == 0x2E ? index - 1 : index
        return word(before: end).map { TypographicWords.englishMonths.contains($0) } ?? false
    }
}
