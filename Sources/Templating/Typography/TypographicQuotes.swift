/// Pairs the straight quotes of a paragraph, so that each becomes the mark of its language and depth.
///
/// A quote without its other half stays as typed: it may mean inches or minutes.
enum TypographicQuotes {
    private typealias Characters = TypographicCharacters

    private struct Open {
        let place: Int
        let isSingle: Bool
        /// Quotations around it, typed or made.
        let depth: Int
        let rules: TypographicRules
    }

    static func pairs(_ scan: TypographicScan) -> [Int: TypographicText.Replacement] {
        var found: [Int: TypographicText.Replacement] = [:]
        var open: [Open] = []
        var typedDepth = 0
        for stretch in scan.stretches {
            var index = stretch.start
            while index < stretch.end {
                let byte = scan.at(index)
                if byte == 0xC2 {
                    if scan.at(index + 1) == 0xAB {
                        typedDepth += 1
                    } else if scan.at(index + 1) == 0xBB {
                        typedDepth = max(0, typedDepth - 1)
                    }
                } else if byte == 0xE2, scan.at(index + 1) == 0x80 {
                    if scan.at(index + 2) == 0x9C {
                        typedDepth += 1
                    } else if scan.at(index + 2) == 0x9D {
                        typedDepth = max(0, typedDepth - 1)
                    }
                } else if byte == 0x22 || byte == 0x27, let rules = stretch.rules {
                    quote(at: index, isSingle: byte == 0x27, typedDepth, rules, scan, &open, &found)
                }
                index += 1
            }
        }
        return found
    }

    private static func quote(
        at index: Int, isSingle: Bool, _ typedDepth: Int, _ rules: TypographicRules, _ scan: TypographicScan, _ open: inout [Open],
        _ found: inout [Int: TypographicText.Replacement]
    ) {
        let previous = scan.scalar(before: index)
        let next = scan.scalar(at: index + 1)
        let isAtStart = previous == 0 || Characters.isSpace(previous)
        let isAtEnd = next == 0 || Characters.isSpace(next)
        let mayClose = !isAtStart && (isAtEnd || Characters.closes(next))
        if mayClose, let partner = open.lastIndex(where: { $0.isSingle == isSingle }) {
            // Single quotes that were opened since are apostrophes: ’tis.
            if open[(partner + 1)...].allSatisfy(\.isSingle) {
                let opening = open[partner]
                open.removeSubrange(partner...)
                guard scan.skipSpaces(at: opening.place + 1) < index else { return }
                let marks = marks(opening)
                found[opening.place] = marks.open
                found[index] = marks.close
                return
            }
        }
        // After an apostrophe, as in `l'"usage"`, French opens a quotation.
        let followsElision = !isSingle && rules == .french && (previous == 0x27 || previous == 0x2019)
        let mayOpen = !isAtEnd && (isAtStart || Characters.opensBeforeQuote(previous) || followsElision)
        guard mayOpen, !isSingle || Characters.isLetter(next) || next == 0x22 else { return }
        open.append(Open(place: index, isSingle: isSingle, depth: typedDepth + open.count, rules: rules))
    }

    private static func marks(_ opening: Open) -> (open: TypographicText.Replacement, close: TypographicText.Replacement) {
        if opening.isSingle { return (.openSingle, .apostrophe) }
        switch opening.rules {
        case .french:
            return opening.depth == 0
                ? (.openGuillemet, .closeGuillemet) : opening.depth == 1 ? (.openDouble, .closeDouble) : (.openSingle, .apostrophe)
        case .english:
            return opening.depth % 2 == 0 ? (.openDouble, .closeDouble) : (.openSingle, .apostrophe)
        }
    }
}
