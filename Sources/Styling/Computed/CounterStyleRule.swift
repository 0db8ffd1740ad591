/// One counter style (CSS Counter Styles 3).
struct CounterStyleRule: Hashable, Sendable {
    /// More letters than this are not written; the fallback style is used instead (clause 2.1.4 allows a limit).
    static let longestText = 120
    /// A chain of fallbacks or extensions longer than this ends in `decimal`.
    static let deepestFallback = 8

    var system: CounterStyleSystem
    var symbols: [String]
    /// Weights, largest first, of an additive system.
    var weights: [Int] = []
    var firstFixed = 1
    var extends: String?
    var prefix = ""
    var suffix = ". "
    var negativePrefix = "-"
    var negativeSuffix = ""
    /// nil for `auto`.
    var range: [ClosedRange<Int>]?
    var padLength = 0
    var padSymbol = ""
    var fallback = "decimal"

    init(system: CounterStyleSystem, symbols: [String]) {
        self.system = system
        self.symbols = symbols
    }

    static let decimal = CounterStyleRule(system: .numeric, symbols: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])

    func text(_ value: Int, in table: CounterStyleTable, depth: Int) -> String {
        guard depth < Self.deepestFallback else { return String(value) }
        guard isInRange(value), let text = represent(value) else { return table.text(value, named: fallback, depth: depth + 1) }
        return text
    }

    private func isInRange(_ value: Int) -> Bool {
        if let range { return range.contains { $0.contains(value) } }
        switch system {
        case .cyclic, .numeric, .fixed: return true
        case .alphabetic, .symbolic: return value >= 1
        case .additive: return value >= 0
        }
    }

    private func represent(_ value: Int) -> String? {
        guard value != .min, !symbols.isEmpty else { return nil }
        let takesSign = value < 0 && system != .cyclic && system != .fixed
        guard var text = digits(takesSign ? -value : value) else { return nil }
        let missing =
            padLength - text.unicodeScalars.count
            - (takesSign ? negativePrefix.unicodeScalars.count + negativeSuffix.unicodeScalars.count : 0)
        if missing > 0, missing <= Self.longestText { text = String(repeating: padSymbol, count: missing) + text }
        return takesSign ? negativePrefix + text + negativeSuffix : text
    }

    private func digits(_ value: Int) -> String? {
        let count = symbols.count
        switch system {
        case .cyclic:
            let index = (value.subtractingReportingOverflow(1).partialValue) % count
            return symbols[index < 0 ? index + count : index]
        case .fixed:
            let (index, overflows) = value.subtractingReportingOverflow(firstFixed)
            return !overflows && symbols.indices.contains(index) ? symbols[index] : nil
        case .numeric:
            guard count >= 2 else { return nil }
            if value == 0 { return symbols[0] }
            var parts: [String] = []
            var rest = value
            while rest > 0 {
                parts.append(symbols[rest % count])
                rest /= count
            }
            return parts.reversed().joined()
        case .alphabetic:
            guard count >= 2, value > 0 else { return nil }
            var parts: [String] = []
            var rest = value
            while rest > 0 {
                rest -= 1
                parts.append(symbols[rest % count])
                rest /= count
            }
            return parts.reversed().joined()
        case .symbolic:
            guard value > 0 else { return nil }
            let times = (value - 1) / count + 1
            return times <= Self.longestText ? String(repeating: symbols[(value - 1) % count], count: times) : nil
        case .additive:
            if value == 0 { return weights.firstIndex(of: 0).map { symbols[$0] } }
            var text = ""
            var rest = value
            for (weight, symbol) in zip(weights, symbols) where weight > 0 && rest >= weight {
                let times = rest / weight
                guard times <= Self.longestText else { return nil }
                text += String(repeating: symbol, count: times)
                rest -= times * weight
            }
            return rest == 0 ? text : nil
        }
    }

    // MARK: Predefined

    static let predefined: [String: CounterStyleRule] = {
        var table: [String: CounterStyleRule] = ["decimal": decimal]
        func bullet(_ name: String, _ symbol: String) {
            var rule = CounterStyleRule(system: .cyclic, symbols: [symbol])
            rule.suffix = " "
            table[name] = rule
        }
        func letters(_ name: String, _ first: UInt32, _ last: UInt32, skipping: Set<UInt32> = []) {
            let symbols = (first...last).filter { !skipping.contains($0) }.compactMap(Unicode.Scalar.init).map { String(Character($0)) }
            table[name] = CounterStyleRule(system: .alphabetic, symbols: symbols)
        }
        func digits(_ name: String, _ zero: UInt32) {
            let symbols = (zero..<(zero + 10)).compactMap(Unicode.Scalar.init).map { String(Character($0)) }
            table[name] = CounterStyleRule(system: .numeric, symbols: symbols)
        }
        func additive(_ name: String, _ range: ClosedRange<Int>, _ pairs: KeyValuePairs<Int, String>) {
            var rule = CounterStyleRule(system: .additive, symbols: pairs.map(\.value))
            rule.weights = pairs.map(\.key)
            rule.range = [range]
            table[name] = rule
        }
        bullet("disc", "\u{2022}")
        bullet("circle", "\u{25E6}")
        bullet("square", "\u{25AA}")
        bullet("disclosure-open", "\u{25BE}")
        bullet("disclosure-closed", "\u{25B8}")
        var padded = decimal
        padded.padLength = 2
        padded.padSymbol = "0"
        table["decimal-leading-zero"] = padded
        letters("lower-alpha", 0x61, 0x7A)
        letters("upper-alpha", 0x41, 0x5A)
        letters("lower-latin", 0x61, 0x7A)
        letters("upper-latin", 0x41, 0x5A)
        letters("lower-greek", 0x3B1, 0x3C9, skipping: [0x3C2])
        additive(
            "lower-roman", 1...3999,
            [
                1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i",
            ])
        additive(
            "upper-roman", 1...3999,
            [
                1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
            ])
        additive(
            "hebrew", 1...999,
            [
                400: "\u{5EA}", 300: "\u{5E9}", 200: "\u{5E8}", 100: "\u{5E7}", 90: "\u{5E6}", 80: "\u{5E4}", 70: "\u{5E2}", 60: "\u{5E1}",
                50: "\u{5E0}", 40: "\u{5DE}", 30: "\u{5DC}", 20: "\u{5DB}", 19: "\u{5D9}\u{5D8}", 18: "\u{5D9}\u{5D7}",
                17: "\u{5D9}\u{5D6}",
                16: "\u{5D8}\u{5D6}", 15: "\u{5D8}\u{5D5}", 10: "\u{5D9}", 9: "\u{5D8}", 8: "\u{5D7}", 7: "\u{5D6}", 6: "\u{5D5}",
                5: "\u{5D4}", 4: "\u{5D3}", 3: "\u{5D2}", 2: "\u{5D1}", 1: "\u{5D0}",
            ])
        additive("armenian", 1...9999, armenian)
        additive("upper-armenian", 1...9999, armenian)
        additive("georgian", 1...19999, georgian)
        digits("arabic-indic", 0x660)
        digits("persian", 0x6F0)
        digits("devanagari", 0x966)
        digits("bengali", 0x9E6)
        digits("thai", 0xE50)
        var footnote = CounterStyleRule(system: .symbolic, symbols: ["*", "\u{2020}", "\u{2021}", "\u{A7}"])
        footnote.suffix = " "
        table["footnote-symbols"] = footnote
        return table
    }()

    private static let armenian: KeyValuePairs<Int, String> = [
        9000: "\u{554}", 8000: "\u{553}", 7000: "\u{552}", 6000: "\u{551}", 5000: "\u{550}", 4000: "\u{54F}", 3000: "\u{54E}",
        2000: "\u{54D}", 1000: "\u{54C}", 900: "\u{54B}", 800: "\u{54A}", 700: "\u{549}", 600: "\u{548}", 500: "\u{547}", 400: "\u{546}",
        300: "\u{545}", 200: "\u{544}", 100: "\u{543}", 90: "\u{542}", 80: "\u{541}", 70: "\u{540}", 60: "\u{53F}", 50: "\u{53E}",
        40: "\u{53D}", 30: "\u{53C}", 20: "\u{53B}", 10: "\u{53A}", 9: "\u{539}", 8: "\u{538}", 7: "\u{537}", 6: "\u{536}", 5: "\u{535}",
        4: "\u{534}", 3: "\u{533}", 2: "\u{532}", 1: "\u{531}",
    ]

    private static let georgian: KeyValuePairs<Int, String> = [
        10000: "\u{10F5}", 9000: "\u{10F0}", 8000: "\u{10EF}", 7000: "\u{10F4}", 6000: "\u{10EE}", 5000: "\u{10ED}", 4000: "\u{10EC}",
        3000: "\u{10EB}", 2000: "\u{10EA}", 1000: "\u{10E9}", 900: "\u{10E8}", 800: "\u{10E7}", 700: "\u{10E6}", 600: "\u{10E5}",
        500: "\u{10E4}", 400: "\u{10F3}", 300: "\u{10E2}", 200: "\u{10E1}", 100: "\u{10E0}", 90: "\u{10DF}", 80: "\u{10DE}", 70: "\u{10DD}",
        60: "\u{10F2}", 50: "\u{10DC}", 40: "\u{10DB}", 30: "\u{10DA}", 20: "\u{10D9}", 10: "\u{10D8}", 9: "\u{10D7}", 8: "\u{10F1}",
        7: "\u{10D6}", 6: "\u{10D5}", 5: "\u{10D4}", 4: "\u{10D3}", 3: "\u{10D2}", 2: "\u{10D1}", 1: "\u{10D0}",
    ]
}
