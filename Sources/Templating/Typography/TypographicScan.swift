/// One walk over the text of a paragraph that notes what the rules change.
///
/// Most bytes interest no rule and cost one look into a table.
struct TypographicScan {
    typealias Characters = TypographicCharacters
    typealias Replacement = TypographicText.Replacement

    let bytes: UnsafeBufferPointer<UInt8>
    let stretches: ContiguousArray<TypographicText.Stretch>
    var edits: ContiguousArray<TypographicText.Edit> = []
    /// The stretch being read, and its rules.
    private(set) var stretch = 0
    /// Places of straight quotes and what becomes of them; found when the first one comes.
    private var quotes: [Int: Replacement]?

    static func run(_ text: inout TypographicText) {
        let stretches = text.stretches
        var edits = text.edits
        text.bytes.withUnsafeBufferPointer { bytes in
            var scan = TypographicScan(bytes: bytes, stretches: stretches, edits: edits)
            edits = []
            scan.run()
            edits = scan.edits
        }
        text.edits = edits
    }

    private init(
        bytes: UnsafeBufferPointer<UInt8>, stretches: ContiguousArray<TypographicText.Stretch>, edits: ContiguousArray<TypographicText.Edit>
    ) {
        self.bytes = bytes
        self.stretches = stretches
        self.edits = edits
    }

    // MARK: Looking around

    /// The byte at a place; 0 beyond the ends.
    @inline(__always)
    func at(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    /// The scalar that begins at a place; 0 at the end.
    func scalar(at index: Int) -> UInt32 {
        let first = UInt32(at(index))
        if first < 0x80 { return first }
        func rest(_ offset: Int) -> UInt32 { UInt32(at(index + offset)) & 0x3F }
        if first < 0xE0 { return (first & 0x1F) << 6 | rest(1) }
        if first < 0xF0 { return (first & 0x0F) << 12 | rest(1) << 6 | rest(2) }
        return (first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3)
    }

    /// Where the scalar that ends before a place begins.
    func start(before index: Int) -> Int {
        var place = index - 1
        while place > 0, at(place) & 0xC0 == 0x80, index - place < 4 { place -= 1 }
        return place
    }

    /// The scalar that ends before a place; 0 at the start.
    func scalar(before index: Int) -> UInt32 { index <= 0 ? 0 : scalar(at: start(before: index)) }

    /// The place before the plain and no-break spaces that end before a place; the place itself when there are none.
    func skipSpaces(before index: Int) -> Int {
        var place = index
        while place > 0, Characters.isSpace(scalar(before: place)) { place = start(before: place) }
        return place
    }

    /// The place behind the spaces at a place.
    func skipSpaces(at index: Int) -> Int {
        var place = index
        while place < bytes.count {
            let here = scalar(at: place)
            guard here != 0, Characters.isSpace(here) else { break }
            place += here < 0x80 ? 1 : here < 0x800 ? 2 : 3
        }
        return place
    }

    /// The letters, points and degree signs before a place, when nothing of a word stands before them.
    func word(before index: Int) -> TypographicWords.Key? {
        var place = index
        while place > 0, index - place <= TypographicWords.longestWord {
            let before = start(before: place)
            let here = scalar(at: before)
            guard Characters.isLetter(here) || here == 0x2E || here == 0xB0 || here == 0xA7 else { break }
            // Not the dots of an ellipsis.
            if here == 0x2E, at(before - 1) == 0x2E { break }
            place = before
        }
        guard place < index, index - place <= TypographicWords.longestWord else { return nil }
        if place > 0 {
            let before = scalar(before: place)
            // `l’art. 8`, `(p. 3)` are words, `www-p` and `x2mg` are none.
            if Characters.isDigit(before) || before == 0x2D || before == 0x40 || before == 0x2F { return nil }
        }
        return TypographicWords.key(bytes[place..<index])
    }

    /// The end of the letters, inner points and unit signs at a place.
    func wordEnd(at index: Int) -> Int {
        var place = index
        while place < bytes.count {
            let here = scalar(at: place)
            let isUnitSign = here == 0xB0 || here == 0xB2 || here == 0xB3
            let isInnerPoint = here == 0x2E && Characters.isLetter(scalar(at: place + 1))
            guard here != Characters.object, Characters.isLetter(here) || isUnitSign || isInnerPoint else { break }
            place += here < 0x80 ? 1 : here < 0x800 ? 2 : here < 0x10000 ? 3 : 4
        }
        return place
    }

    /// How many digits end before a place.
    func digitCount(before index: Int) -> Int {
        var place = index
        while place > 0, Characters.isDigit(bytes[place - 1]) { place -= 1 }
        return index - place
    }

    /// How many digits begin at a place.
    func digitCount(at index: Int) -> Int {
        var place = index
        while place < bytes.count, Characters.isDigit(bytes[place]) { place += 1 }
        return place - index
    }

    // MARK: Walking

    mutating func note(_ replacement: Replacement, _ start: Int, _ count: Int) {
        edits.append(TypographicText.Edit(stretch: stretch, start: start, count: count, replacement: replacement))
    }

    private mutating func run() {
        var resume = 0
        for index in stretches.indices {
            stretch = index
            guard let rules = stretches[index].rules else { continue }
            resume = scan(from: max(resume, stretches[index].start), to: stretches[index].end, rules)
        }
    }

    private static let interesting: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "\t\n\r !\"'-.:;?".utf8 { table[Int(byte)] = true }
        for byte in "0123456789".utf8 { table[Int(byte)] = true }
        table[0xC2] = true
        table[0xE2] = true
        return table
    }()

    /// Reads a stretch; answers where reading goes on.
    private mutating func scan(from start: Int, to end: Int, _ rules: TypographicRules) -> Int {
        var index = start
        Self.interesting.withUnsafeBufferPointer { interesting in
            while index < end {
                let byte = bytes[index]
                guard interesting[Int(byte)] else {
                    index += 1
                    continue
                }
                switch byte {
                case 0x20, 0x09, 0x0A, 0x0D: index = spaces(at: index, rules)
                case 0x30...0x39: index = digits(at: index, rules)
                case UInt8(ascii: "\""), UInt8(ascii: "'"): index = straightQuote(at: index, rules)
                case UInt8(ascii: "."): index = point(at: index)
                case UInt8(ascii: "-"): index = hyphen(at: index, end: end)
                case UInt8(ascii: ":") where at(index + 1) == UInt8(ascii: "/") && at(index + 2) == UInt8(ascii: "/"):
                    index = address(at: index)
                case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
                    if rules == .french { frenchPunctuation(at: index) }
                    index += 1
                case 0xC2:
                    index = rules == .french ? frenchSign(at: index) : index + 2
                default:
                    index = at(index + 1) == 0x80 && at(index + 2) == 0xAF && rules == .french ? noBreakSpace(at: index, 3) : index + 1
                }
            }
        }
        return index
    }

    /// Spaces as typed: line ends and runs of spaces are one space.
    private mutating func spaces(at index: Int, _ rules: TypographicRules) -> Int {
        let next = at(index + 1)
        if next >= 0x61, next <= 0x7A || next == 0xC3 && at(index + 2) >= 0xA0, index > 0 {
            // Before a word in small letters, behind another or a mark: the usual case, and no rule's.
            let previous = bytes[index - 1]
            switch previous {
            case 0x61...0x71, 0x73...0x7A, 0x41...0x5A, 0x29, 0x2C, 0x2E, 0x3A, 0x3B: return index + 1
            // Not behind `1er`.
            case 0x72: if at(index - 2) != 0x65 || at(index - 3) != 0x31 { return index + 1 }
            case 0x80...0xBF: if at(index - 2) == 0xC3 { return index + 1 }
            default: break
            }
        }
        var end = index + 1
        while end < bytes.count, Characters.isPlainSpace(bytes[end]) { end += 1 }
        guard index > 0, end < bytes.count else { return end }
        // Beside a typed no-break space, the author knew what he did.
        guard !Characters.isSpace(scalar(before: index)), !Characters.isSpace(scalar(at: end)) else { return end }
        let replacement = rules == .french ? frenchSpace(index, end) : englishSpace(index, end)
        guard let replacement else { return end }
        if rules == .french { raiseNumeroSign(index, end) }
        replaceSpaces(index, end, replacement)
        return end
    }

    /// Replaces spaces that may run through several stretches, if all of them are authored.
    private mutating func replaceSpaces(_ start: Int, _ end: Int, _ replacement: Replacement) {
        if end <= stretches[stretch].end { return note(replacement, start, end - start) }
        let first = stretch
        var last = first
        while last < stretches.count, stretches[last].start < end {
            guard stretches[last].rules != nil else { return }
            last += 1
        }
        for index in first..<last {
            stretch = index
            let from = max(start, stretches[index].start)
            let to = min(end, stretches[index].end)
            if to > from { note(index == first ? replacement : .nothing, from, to - from) }
        }
        stretch = first
    }

    /// A space that does not break, as typed; in French it may be of the wrong width.
    private mutating func noBreakSpace(at index: Int, _ length: Int) -> Int {
        let next = index + length
        if !Characters.isSpace(scalar(before: index)), !Characters.isSpace(scalar(at: next)) {
            if let wanted = frenchPunctuationSpace(index, next) {
                if wanted == .thinSpace ? length == 2 : length == 3 { note(wanted, index, length) }
            } else if length == 2 {
                raiseNumeroSign(index, next)
            }
        }
        return next
    }

    private mutating func frenchSign(at index: Int) -> Int {
        switch at(index + 1) {
        case 0xA0: return noBreakSpace(at: index, 2)
        case 0xAB:
            // A guillemet without its inner space.
            let next = scalar(at: index + 2)
            if next != 0, !Characters.isSpace(next), index + 2 <= stretches[stretch].end { note(.noBreakSpace, index + 2, 0) }
        case 0xBB:
            let previous = scalar(before: index)
            if previous != 0, previous != 0x2D, !Characters.isSpace(previous) { note(.noBreakSpace, index, 0) }
        default: break
        }
        return index + 2
    }

    private mutating func digits(at index: Int, _ rules: TypographicRules) -> Int {
        let end = index + digitCount(at: index)
        if rules == .french { raiseOrdinal(index, end) }
        return end
    }

    private mutating func point(at index: Int) -> Int {
        var end = index + 1
        while at(end) == 0x2E { end += 1 }
        let next = at(end)
        if end - index == 3, end <= stretches[stretch].end, next != 0x2F, next != 0x5C, at(index - 1) != 0x2F { note(.ellipsis, index, 3) }
        return end
    }

    /// Two hyphens for a dash, and a hyphen between spaces.
    private mutating func hyphen(at index: Int, end: Int) -> Int {
        var last = index + 1
        while last < end, bytes[last] == 0x2D { last += 1 }
        let previous = scalar(before: index)
        let next = scalar(at: last)
        let isSpaced = Characters.isSpace(previous) && Characters.isSpace(next)
        let isTight =
            Characters.isLetter(previous) && Characters.isLetter(next) && previous != Characters.object && next != Characters.object
        switch last - index {
        case 1:
            guard isSpaced else { break }
            // Between words; between numbers it may be a minus, and at the start of a paragraph a list's mark.
            let before = scalar(before: skipSpaces(before: index))
            let after = scalar(at: skipSpaces(at: last))
            if before != 0, after != 0, !(Characters.isDigit(before) && Characters.isDigit(after)), before != 0x2D, after != 0x2D {
                note(.enDash, index, 1)
            }
        case 2:
            if isSpaced { note(.enDash, index, 2) } else if isTight { note(.emDash, index, 2) }
        case 3:
            if isSpaced || isTight { note(.emDash, index, 3) }
        default: break
        }
        return last
    }

    /// Passes over the rest of a URL, with the punctuation behind it, which nobody can tell from it.
    private func address(at index: Int) -> Int {
        var end = index
        while end < bytes.count, !Characters.isSpace(scalar(at: end)), at(end) != 0x22, at(end) != 0x3C {
            end += 1
        }
        return end
    }

    private mutating func straightQuote(at index: Int, _ rules: TypographicRules) -> Int {
        if quotes == nil { quotes = TypographicQuotes.pairs(self) }
        if let replacement = quotes?[index] {
            note(replacement, index, 1)
        } else if bytes[index] == UInt8(ascii: "'"), isApostrophe(at: index, rules) {
            note(.apostrophe, index, 1)
        }
        return index + 1
    }

    /// Whether a straight single quote that is no quotation mark stands for something left out.
    private func isApostrophe(at index: Int, _ rules: TypographicRules) -> Bool {
        let previous = scalar(before: index)
        let next = scalar(at: index + 1)
        let followsWord = Characters.isLetter(previous)
        let precedesWord = Characters.isLetter(next) || Characters.isDigit(next)
        switch rules {
        case .french:
            // l'un, d'« usage », l'<b>un</b>, c'
            if followsWord { return precedesWord || [0xAB, 0x201C, 0x2018, 0x22].contains(next) || next == 0 }
            return Characters.isLetter(next) && (previous == 0 || Characters.isSpace(previous) || Characters.opensBeforeQuote(previous))
        case .english:
            // don't, the patients' rights, the 1990's, '90s
            if followsWord { return true }
            if Characters.isDigit(previous) { return next == 0x73 }
            return precedesWord && (previous == 0 || Characters.isSpace(previous) || Characters.opensBeforeQuote(previous))
        }
    }
}
