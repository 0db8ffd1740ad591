/// Finds numbers, dates, times, sums, ranks, phone numbers and codes in a text, as Canadian French and English write them.
struct FactScanner {
    struct Found {
        let kind: Fact.Kind
        let keys: [String]
        /// In scalars of the text.
        let range: Range<Int>
        var isOptional = false
    }

    private let scalars: [Unicode.Scalar]
    private let isFrench: Bool
    private var found: [Found] = []

    init(_ scalars: [Unicode.Scalar], isFrench: Bool) {
        self.scalars = scalars
        self.isFrench = isFrench
    }

    static func scan(_ text: String, isFrench: Bool) -> [Found] {
        var scanner = FactScanner(Array(text.unicodeScalars), isFrench: isFrench)
        scanner.run()
        return scanner.found
    }

    mutating func run() {
        var index = 0
        while index < scalars.count {
            let next = step(index)
            index = max(next, index + 1)
        }
    }

    // MARK: Characters

    private func at(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    private func digit(_ index: Int) -> Int? {
        guard let scalar = at(index), scalar >= "0", scalar <= "9" else { return nil }
        return Int(scalar.value) - 0x30
    }

    private func isLetter(_ index: Int) -> Bool { at(index)?.properties.isAlphabetic ?? false }

    private func isNoBreak(_ index: Int) -> Bool {
        switch at(index) {
        case "\u{A0}", "\u{202F}", "\u{2009}": true
        default: false
        }
    }

    private func isSpace(_ index: Int) -> Bool { at(index) == " " || isNoBreak(index) }

    private func skipSpaces(_ index: Int, most: Int = 2) -> Int {
        var end = index
        while end < index + most, isSpace(end) { end += 1 }
        return end
    }

    private func digits(_ index: Int) -> Int {
        var end = index
        while digit(end) != nil { end += 1 }
        return end
    }

    private func number(_ range: Range<Int>) -> String { Self.trimmed(String(String.UnicodeScalarView(scalars[range]))) }

    /// Without zeros that say nothing.
    private static func trimmed(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var whole = String(parts[0].drop { $0 == "0" })
        if whole.isEmpty { whole = "0" }
        guard parts.count == 2 else { return whole }
        var rest = parts[1]
        while rest.last == "0" { rest = rest.dropLast() }
        return rest.isEmpty ? whole : whole + "." + rest
    }

    private func word(_ index: Int) -> (text: String, end: Int)? {
        var end = index
        while isLetter(end) { end += 1 }
        return end > index ? (Words.folded(scalars[index..<end]), end) : nil
    }

    // MARK: Steps

    private mutating func step(_ index: Int) -> Int {
        if index > 0, isLetter(index - 1) || digit(index - 1) != nil { return index + 1 }
        if let end = address(index) { return end }
        if at(index) == "$" {
            let start = skipSpaces(index + 1, most: 1)
            guard digit(start) != nil, let (value, end) = plainNumber(start) else { return index + 1 }
            add(.number, ["$" + value], index..<end)
            return end
        }
        if digit(index) != nil { return numeric(index) }
        if isLetter(index) { return wordy(index) }
        return index + 1
    }

    private mutating func add(_ kind: Fact.Kind, _ keys: [String], _ range: Range<Int>, isOptional: Bool = false) {
        found.append(Found(kind: kind, keys: keys, range: range, isOptional: isOptional))
    }

    /// Addresses of mail and of the web written in the text.
    private mutating func address(_ index: Int) -> Int? {
        guard isLetter(index) || digit(index) != nil else { return nil }
        var end = index
        while let scalar = at(end), scalar.value > 0x20, scalar.value < 0x7F, scalar != "<", scalar != ">" { end += 1 }
        while end > index, let last = at(end - 1), ".,;:!?)".unicodeScalars.contains(last) { end -= 1 }
        guard end - index >= 5 else { return nil }
        let text = String(String.UnicodeScalarView(scalars[index..<end]))
        if text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("www.") {
            add(.link, [Address.canonical(text)], index..<end)
            return end
        }
        guard let sign = text.firstIndex(of: "@"), sign != text.startIndex, text[sign...].contains(".") else { return nil }
        add(.identifier, [text.lowercased()], index..<end)
        return end
    }

    /// A number with its groups and decimals; its value is written with a point.
    private func plainNumber(_ start: Int) -> (value: String, end: Int)? {
        var end = digits(start)
        guard end > start else { return nil }
        var text = String(String.UnicodeScalarView(scalars[start..<end]))
        if end - start <= 3 {
            while true {
                let isGroup = isFrench ? isSpace(end) : at(end) == "," || isNoBreak(end)
                guard isGroup, digits(end + 1) == end + 4, !isLetter(end + 4) else { break }
                text.unicodeScalars.append(contentsOf: scalars[(end + 1)..<(end + 4)])
                end += 4
            }
        }
        let isPoint = at(end) == "." || isFrench && at(end) == ","
        if isPoint, digit(end + 1) != nil {
            let last = digits(end + 1)
            text += "."
            text.unicodeScalars.append(contentsOf: scalars[(end + 1)..<last])
            end = last
        }
        return (Self.trimmed(text), end)
    }

    private mutating func numeric(_ index: Int) -> Int {
        if let end = isoDate(index) ?? phone(index) ?? time(index) ?? version(index) ?? dayAndMonth(index) { return end }
        guard let (value, end) = plainNumber(index) else { return index + 1 }
        let isWhole = !value.contains(".")
        if isWhole, let suffix = word(end), suffix.end - end <= 3 {
            if ["er", "re", "ere", "e", "eme", "es", "ers", "res", "st", "nd", "rd", "th", "nde"].contains(suffix.text) {
                add(.number, ["o" + value], index..<suffix.end)
                return suffix.end
            }
        }
        if isLetter(end) {
            var last = end
            while isLetter(last) || digit(last) != nil || at(last) == "-" && (isLetter(last + 1) || digit(last + 1) != nil) { last += 1 }
            add(.identifier, [String(String.UnicodeScalarView(scalars[index..<last])).uppercased()], index..<last)
            return last
        }
        let after = skipSpaces(end)
        if at(after) == "%" {
            add(.number, ["%" + value], index..<(after + 1))
            return after + 1
        }
        if at(after) == "$" {
            add(.number, ["$" + value], index..<(after + 1))
            return after + 1
        }
        if after > end, let unit = word(after) {
            if unit.text == "percent" {
                add(.number, ["%" + value], index..<unit.end)
                return unit.end
            }
            if unit.text == "pour" || unit.text == "per", let cent = word(skipSpaces(unit.end)), cent.text == "cent" {
                add(.number, ["%" + value], index..<cent.end)
                return cent.end
            }
        }
        add(.number, ["n" + value], index..<end)
        return end
    }

    private mutating func isoDate(_ index: Int) -> Int? {
        guard digits(index) == index + 4, at(index + 4) == "-", digits(index + 5) == index + 7, at(index + 7) == "-",
            digits(index + 8) == index + 10, !isLetter(index + 10)
        else { return nil }
        addDate(
            year: number(index..<(index + 4)), month: number((index + 5)..<(index + 7)), day: number((index + 8)..<(index + 10)),
            index..<(index + 10))
        return index + 10
    }

    private mutating func addDate(year: String?, month: String, day: String?, _ range: Range<Int>) {
        add(.number, ["d\(year ?? "")-\(month)-\(day ?? "")"], range)
    }

    /// `418 555-1234`, `1 800 555-1234`, `418-555-1234`, `(418) 555-1234`.
    private mutating func phone(_ index: Int) -> Int? {
        var start = index
        if digit(index) == 1, digits(index) == index + 1, isSpace(index + 1) || at(index + 1) == "-" { start = index + 2 }
        guard digits(start) == start + 3 else { return nil }
        var next = start + 3
        if at(next) == ")" { next += 1 }
        guard isSpace(next) || at(next) == "-" || at(next) == "." || at(next) == "\u{2011}" else { return nil }
        next += 1
        guard digits(next) == next + 3, at(next + 3) == "-" || at(next + 3) == "\u{2011}" || at(next + 3) == ".",
            digits(next + 4) == next + 8
        else { return nil }
        let text = String(String.UnicodeScalarView(scalars[start..<(next + 8)].filter { $0 >= "0" && $0 <= "9" }))
        add(.identifier, ["p" + text], index..<(next + 8))
        return next + 8
    }

    /// `7 h 30`, `14 h`, `7:30`, `2:30 p.m.`, `8 a.m.`.
    private mutating func time(_ index: Int) -> Int? {
        let end = digits(index)
        guard end - index <= 2, let hour = Int(number(index..<end)), hour <= 48 else { return nil }
        if at(end) == ":", digits(end + 1) == end + 3, let minute = Int(number((end + 1)..<(end + 3))), minute < 60 {
            let (shift, last) = halfOfDay(end + 3, hour)
            add(.number, ["t\((hour + shift) * 60 + minute)"], index..<last)
            return last
        }
        let letter = skipSpaces(end)
        if at(letter) == "h" || at(letter) == "H", !isLetter(letter + 1) {
            let start = skipSpaces(letter + 1)
            if digits(start) == start + 2, let minute = Int(number(start..<(start + 2))), minute < 60 {
                add(.number, ["t\(hour * 60 + minute)"], index..<(start + 2))
                return start + 2
            }
            // A time of day, or so many hours.
            add(.number, ["t\(hour * 60)", "n\(hour)"], index..<(letter + 1))
            return letter + 1
        }
        let (shift, last) = halfOfDay(end, hour)
        guard last > end else { return nil }
        add(.number, ["t\((hour + shift) * 60)"], index..<last)
        return last
    }

    /// `p.m.` after a time: what to add to the hour, and where it ends.
    private func halfOfDay(_ index: Int, _ hour: Int) -> (shift: Int, end: Int) {
        var end = skipSpaces(index)
        guard let half = at(end), ["a", "p", "A", "P"].contains(half) else { return (0, index) }
        end += 1
        if at(end) == "." { end += 1 }
        if isSpace(end) { end += 1 }
        guard at(end) == "m" || at(end) == "M", !isLetter(end + 1) else { return (0, index) }
        end += 1
        if at(end) == "." { end += 1 }
        let isAfternoon = half == "p" || half == "P"
        return (isAfternoon ? (hour < 12 ? 12 : 0) : (hour == 12 ? -12 : 0), end)
    }

    /// `1.2.3` is no number.
    private mutating func version(_ index: Int) -> Int? {
        var end = digits(index)
        var points = 0
        while at(end) == ".", digit(end + 1) != nil {
            end = digits(end + 1)
            points += 1
        }
        guard points >= 2 else { return nil }
        add(.identifier, [String(String.UnicodeScalarView(scalars[index..<end]))], index..<end)
        return end
    }

    // MARK: Dates in words

    private static let months: [String: (number: Int, isWhole: Bool)] = {
        var names: [String: (Int, Bool)] = [:]
        let french = [
            "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        ]
        let english = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        ]
        let short = [
            ["janv", "jan"], ["fevr", "feb"], ["mar"], ["avr", "apr"], [], ["jun"], ["juill", "jul"], ["aug"], ["sept", "sep"], ["oct"],
            ["nov"], ["dec"],
        ]
        for month in 0..<12 {
            names[french[month]] = (month + 1, true)
            names[english[month]] = (month + 1, true)
            for name in short[month] { names[name] = (month + 1, false) }
        }
        return names
    }()

    /// A month's name, and where it ends with the point of a short one.
    private func month(_ index: Int) -> (number: Int, end: Int)? {
        guard let name = word(index), let month = Self.months[name.text] else { return nil }
        return (month.number, !month.isWhole && at(name.end) == "." ? name.end + 1 : name.end)
    }

    private func year(_ index: Int) -> (text: String, end: Int)? {
        let end = digits(index)
        guard end == index + 4, !isLetter(end), let first = digit(index), first == 1 || first == 2 else { return nil }
        return (number(index..<end), end)
    }

    /// `21 novembre 2026`, `1er janvier`, `21 November 2026`.
    private mutating func dayAndMonth(_ index: Int) -> Int? {
        let end = digits(index)
        guard end - index <= 2, let day = Int(number(index..<end)), (1...31).contains(day) else { return nil }
        var next = end
        if let suffix = word(end), ["er", "st", "nd", "rd", "th"].contains(suffix.text) { next = suffix.end }
        let start = skipSpaces(next)
        guard start > next, let month = month(start) else { return nil }
        let afterMonth = skipSpaces(month.end)
        if afterMonth > month.end, let year = year(afterMonth) {
            addDate(year: year.text, month: "\(month.number)", day: "\(day)", index..<year.end)
            return year.end
        }
        addDate(year: nil, month: "\(month.number)", day: "\(day)", index..<month.end)
        return month.end
    }

    /// `November 21, 2026`, `Nov. 21`, `novembre 2026`.
    private mutating func monthFirst(_ index: Int, _ month: (number: Int, end: Int)) -> Int? {
        let start = skipSpaces(month.end)
        guard start > month.end, digit(start) != nil else { return nil }
        if let year = year(start) {
            addDate(year: year.text, month: "\(month.number)", day: nil, index..<year.end)
            return year.end
        }
        let end = digits(start)
        guard !isFrench, end - start <= 2, let day = Int(number(start..<end)), (1...31).contains(day) else { return nil }
        var next = end
        if let suffix = word(end), ["st", "nd", "rd", "th"].contains(suffix.text) { next = suffix.end }
        if isLetter(next) || at(next) == ":" { return nil }
        let afterDay = skipSpaces(at(next) == "," ? next + 1 : next)
        if afterDay > next, let year = year(afterDay) {
            addDate(year: year.text, month: "\(month.number)", day: "\(day)", index..<year.end)
            return year.end
        }
        addDate(year: nil, month: "\(month.number)", day: "\(day)", index..<next)
        return next
    }

    // MARK: Words

    private static let weekdays: [String: Int] = [
        "lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7,
        "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    ]
    private static let frenchNumbers: [String: Int] = [
        "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
        "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
        "soixante": 60, "cent": 100, "cents": 100, "mille": 1_000,
    ]
    private static let englishNumbers: [String: Int] = [
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
        "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
        "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1_000,
    ]

    private mutating func wordy(_ index: Int) -> Int {
        guard let word = word(index) else { return index + 1 }
        if let code = code(index) { return code }
        if let month = month(index), let end = monthFirst(index, month) { return end }
        let isJoined = index > 0 && at(index - 1) == "-"
        if let day = Self.weekdays[word.text.hasSuffix("s") ? String(word.text.dropLast()) : word.text] {
            add(.number, ["w\(day)"], index..<word.end, isOptional: true)
            return word.end
        }
        switch word.text {
        case "midi" where isFrench && !isJoined, "noon":
            add(.number, ["t720"], index..<word.end, isOptional: true)
            return word.end
        case "minuit", "midnight":
            add(.number, ["t0", "t1440"], index..<word.end, isOptional: true)
            return word.end
        default: return numberInWords(index, word) ?? word.end
        }
    }

    private mutating func numberInWords(_ index: Int, _ first: (text: String, end: Int)) -> Int? {
        let known = isFrench ? Self.frenchNumbers : Self.englishNumbers
        guard let value = known[first.text] else { return nil }
        var total = 0
        var current = value
        var end = first.end
        words: while at(end) == "-" || isSpace(end), let next = word(end + 1) {
            let isUnit = next.text == "un" || next.text == "une" || next.text == "one"
            guard let value = known[next.text] ?? (isUnit && at(end) == "-" && current >= 20 ? 1 : nil) else { break words }
            switch value {
            case 100: current = max(1, current) * 100
            case 1_000:
                total += max(1, current) * 1_000
                current = 0
            case 20 where isFrench && current == 4: current = 80
            default:
                // Two numbers that only stand side by side are no sum.
                guard current % 100 == 0 || current >= 20 && value < 20 else { break words }
                current += value
            }
            end = next.end
        }
        add(.number, ["n\(total + current)"], index..<end, isOptional: true)
        return end
    }

    /// Letters and figures in one: `AH-216`, `DT9262`, `S3.7`.
    private mutating func code(_ index: Int) -> Int? {
        var end = index
        var hasDigit = false
        while true {
            if digit(end) != nil {
                hasDigit = true
                end += 1
            } else if isLetter(end) {
                end += 1
            } else if at(end) == "-" || at(end) == "." || at(end) == "_" || at(end) == "/" || at(end) == "\u{2011}",
                digit(end + 1) != nil || hasDigit && isLetter(end + 1)
            {
                end += 1
            } else {
                break
            }
        }
        guard hasDigit else { return nil }
        let text = String(String.UnicodeScalarView(scalars[index..<end])).uppercased().replacing("\u{2011}", with: "-")
        add(.identifier, [text], index..<end)
        return end
    }
}

/// Addresses without the mark of their language.
enum Address {
    private static let marks: Set<String> = ["fr", "en", "fra", "eng", "fr-ca", "en-ca", "francais", "english", "anglais", "french"]

    /// `https://example.org/fr/aide.fr.html` and its English counterpart give the same.
    static func canonical(_ address: String) -> String {
        guard !address.hasPrefix("#"), !address.hasPrefix("mailto:") else { return address }
        if address.hasPrefix("tel:") {
            return "tel:" + String(address.unicodeScalars.filter { $0 >= "0" && $0 <= "9" }.map(Character.init))
        }
        return pieces(address).filter { !marks.contains($0.lowercased()) }.joined(separator: "/")
    }

    /// Whether two addresses may be the same place in two languages: one host, and one of them names its language.
    static func mayAgree(_ one: String, _ other: String) -> Bool {
        guard let host = host(one), host == self.host(other) else { return false }
        return isMarked(one) || isMarked(other)
    }

    private static func isMarked(_ address: String) -> Bool { pieces(address).contains { marks.contains($0.lowercased()) } }

    private static func host(_ address: String) -> String? {
        let parts = address.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count >= 2, parts[0] == "https:" || parts[0] == "http:" else { return nil }
        return parts[1].lowercased()
    }

    private static func pieces(_ address: String) -> [String] {
        address.split { "/?&=._-".contains($0) }.map(String.init)
    }
}
