/// One counter style (CSS Counter Styles 3).
struct CounterStyleRule: Hashable, Sendable {
    /// More letters than this are not written; the fallback style is used instead (clause 2.1.4 allows a limit).
    static let longestText = 120
    /// A chain of fallbacks or extensions longer than this ends in `decimal`.
    static let deepestFallback = 8

    struct Descriptors: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let prefix = Descriptors(rawValue: 1)
        static let suffix = Descriptors(rawValue: 2)
        static let negative = Descriptors(rawValue: 4)
        static let range = Descriptors(rawValue: 8)
        static let pad = Descriptors(rawValue: 16)
        static let fallback = Descriptors(rawValue: 32)
        static let symbols = Descriptors(rawValue: 64)
        static let additiveSymbols = Descriptors(rawValue: 128)
    }

    var system: CounterStyleSystem
    var symbols: [String]
    /// Weights, largest first, of an additive system.
    var weights: [Int] = []
    var firstFixed = 1
    var extends: String?
    /// An algorithm of its own, in place of the system.
    var algorithm: CounterAlgorithm?
    /// What the rule says itself: the rest comes from the style that it extends.
    var given: Descriptors = []
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

    /// This rule over the one that it extends.
    func extending(_ base: CounterStyleRule) -> CounterStyleRule {
        var rule = base
        rule.extends = nil
        rule.given = given
        if given.contains(.prefix) { rule.prefix = prefix }
        if given.contains(.suffix) { rule.suffix = suffix }
        if given.contains(.negative) { (rule.negativePrefix, rule.negativeSuffix) = (negativePrefix, negativeSuffix) }
        if given.contains(.range) { rule.range = range }
        if given.contains(.pad) { (rule.padLength, rule.padSymbol) = (padLength, padSymbol) }
        if given.contains(.fallback) { rule.fallback = fallback }
        return rule
    }

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
        guard value != .min, !symbols.isEmpty || algorithm != nil else { return nil }
        let takesSign = value < 0 && system != .cyclic && system != .fixed
        guard var text = digits(takesSign ? -value : value) else { return nil }
        let missing =
            padLength - text.count - (takesSign ? negativePrefix.count + negativeSuffix.count : 0)
        if missing > 0, missing <= Self.longestText { text = String(repeating: padSymbol, count: missing) + text }
        return takesSign ? negativePrefix + text + negativeSuffix : text
    }

    private func digits(_ value: Int) -> String? {
        if let algorithm { return algorithm.text(value) }
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
}
