import CEL
import CivilTime
import Diagnostics
import Rules

/// One input of a decision table, cut into cells within which no row changes its mind.
struct TableDimension {
    let label: Bilingual
    let domain: ProofVariable.Domain
    let nameLabels: [Bilingual]
    private let names: [String: Int]
    private let cuts: [Cut]
    /// The cells that the input can be in: its bounds.
    let cells: Range<Int>

    /// - Parameter tests: what the rows ask of the input.
    init(_ field: DataField, tests: [CellTest], in book: Rulebook) {
        label = field.label?.bilingual ?? Bilingual(verbatim: "`\(field.id)`")
        var names: [(String, Bilingual)] = []
        switch field.type {
        case .boolean: domain = .truth
        case .choice(let choices):
            domain = .names(choices.map(\.id))
            names = choices.map { ($0.id, $0.label.bilingual) }
        case .reason(let list):
            let reasons = book.reasonLists[list]?.reasons.elements ?? []
            domain = .names(reasons.map(\.id))
            names = reasons.map { ($0.id, $0.label.bilingual) }
        case .integer: domain = .integer
        case .decimal: domain = .decimal(mayBeUnordered: false)
        case .date: domain = .date
        case .month: domain = .month
        default: domain = .text
        }
        nameLabels = names.map(\.1)
        self.names = Dictionary(names.enumerated().map { ($0.element.0, $0.offset) }, uniquingKeysWith: { first, _ in first })
        if !domain.isOrdered {
            cuts = []
            cells = 0..<(domain == .truth ? 2 : names.count)
            return
        }
        var found: Set<Cut> = []
        for test in tests { for stretch in Self.stretches(test, domain) { found.formUnion([stretch.from, stretch.to].compactMap { $0 }) } }
        var bounds = Stretch(from: nil, to: nil)
        switch domain {
        case .integer:
            let low = field.minimum.flatMap { Int64(exactly: $0.rounded(.up)) }
            let high = field.maximum.flatMap { Int64(exactly: $0.rounded(.down)) }
            bounds = Stretch(from: low.flatMap { .before(.integer($0)) }, to: high.flatMap { .after(.integer($0)) })
        case .decimal:
            bounds = Stretch(from: field.minimum.flatMap { .before(.decimal($0)) }, to: field.maximum.flatMap { .after(.decimal($0)) })
        default: break
        }
        found.formUnion([bounds.from, bounds.to].compactMap { $0 })
        cuts = found.sorted()
        cells = Self.range(bounds, cuts)
    }

    /// The day, for tables whose rows have periods.
    init(periods: [EffectivePeriod]) {
        label = Bilingual(fr: "le jour", en: "the day")
        domain = .date
        nameLabels = []
        names = [:]
        var found: Set<Cut> = []
        for period in periods { found.formUnion([Self.stretch(period).from, Self.stretch(period).to].compactMap { $0 }) }
        cuts = found.sorted()
        // What was before the first change is past.
        cells = 1..<max(2, cuts.count + 1)
    }

    static func stretch(_ period: EffectivePeriod) -> Stretch {
        Stretch(
            from: period.from.flatMap { .before(.integer(Int64($0.dayNumber))) },
            to: period.until.flatMap { .after(.integer(Int64($0.dayNumber))) })
    }

    /// The cells that a test admits, as ranges in order.
    func cells(_ test: CellTest) -> [Range<Int>] {
        if domain.isOrdered { return Self.merged(Self.stretches(test, domain).map { clipped(Self.range($0, cuts)) }) }
        return Self.merged(cells.filter { admits(test, $0) }.map { $0..<$0 + 1 })
    }

    func cells(_ period: EffectivePeriod) -> [Range<Int>] { Self.merged([clipped(Self.range(Self.stretch(period), cuts))]) }

    private func clipped(_ range: Range<Int>) -> Range<Int> { range.clamped(to: cells) }

    private func admits(_ test: CellTest, _ cell: Int) -> Bool {
        switch domain {
        case .truth: test.admits(.truth(cell == 1))
        case .names(let names): test.admits(.text(names[cell]))
        default: false
        }
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    private static func range(_ stretch: Stretch, _ cuts: [Cut]) -> Range<Int> {
        let from = stretch.from.map { cuts.count(before: $0) + 1 } ?? 0
        let to = stretch.to.map { cuts.count(before: $0) + 1 } ?? cuts.count + 1
        return from..<max(from, to)
    }

    /// What a test admits, as stretches in order and apart from each other.
    static func stretches(_ test: CellTest, _ domain: ProofVariable.Domain) -> [Stretch] {
        func key(_ value: CellValue) -> OrderedKey? { Comparison.key(value.value, domain) }
        func compared(_ comparison: Comparison, _ value: CellValue) -> [Stretch] {
            if case .within(let stretches)? = comparison.test(value.value, domain) { stretches } else { [] }
        }
        switch test {
        case .any: return [Stretch(from: nil, to: nil)]
        case .equal(let value): return compared(.equal, value)
        case .below(let value, let isInclusive): return compared(isInclusive ? .lessOrEqual : .less, value)
        case .above(let value, let isInclusive): return compared(isInclusive ? .greaterOrEqual : .greater, value)
        case .range(let low, let high):
            let (from, to) = (compared(.greaterOrEqual, low).first?.from, compared(.lessOrEqual, high).first?.to)
            guard let from else { return [] }
            if let to, to <= from { return [] }
            return [Stretch(from: from, to: to)]
        case .anyOf(let tests): return tests.flatMap { stretches($0, domain) }
        case .not(let inner):
            // The complement of stretches in order.
            var open: Cut??
            open = .some(nil)
            var result: [Stretch] = []
            let inside = stretches(inner, domain).sorted { left, right in
                guard let a = left.from else { return right.from != nil }
                return right.from.map { a < $0 } ?? false
            }
            for stretch in inside {
                guard let start = open else { break }
                if let from = stretch.from, start.map({ $0 < from }) ?? true { result.append(Stretch(from: start, to: from)) }
                if let to = stretch.to {
                    if start.map({ $0 < to }) ?? true { open = .some(to) }
                } else {
                    open = nil
                }
            }
            if let start = open { result.append(Stretch(from: start, to: nil)) }
            return result
        }
    }

    // MARK: Words

    /// A set of cells as people say it; nil when it is every value.
    func words(_ ranges: [Range<Int>]) -> Bilingual? {
        if ranges == [cells] { return nil }
        guard domain.isOrdered else {
            let shown = ranges.flatMap { Array($0) }.map(name)
            return Bilingual(fr: shown.map(\.fr).joined(separator: ", "), en: shown.map(\.en).joined(separator: ", "))
        }
        let parts = ranges.prefix(4).map(stretchWords)
        let rest = ranges.count > 4 ? ", …" : ""
        return Bilingual(
            fr: parts.map(\.fr).joined(separator: " ou ") + rest, en: parts.map(\.en).joined(separator: " or ") + rest)
    }

    private func name(_ cell: Int) -> Bilingual {
        switch domain {
        case .truth: return cell == 1 ? Bilingual(fr: "oui", en: "yes") : Bilingual(fr: "non", en: "no")
        case .names(let names):
            guard nameLabels.indices.contains(cell) else { return Bilingual(verbatim: names.indices.contains(cell) ? names[cell] : "?") }
            return Bilingual(fr: "«\u{A0}\(nameLabels[cell].fr)\u{A0}»", en: "“\(nameLabels[cell].en)”")
        default: return Bilingual(verbatim: "?")
        }
    }

    private func stretch(_ range: Range<Int>) -> Stretch {
        Stretch(
            from: range.lowerBound > 0 ? cuts[range.lowerBound - 1] : nil,
            to: range.upperBound <= cuts.count ? cuts[range.upperBound - 1] : nil)
    }

    private func stretchWords(_ range: Range<Int>) -> Bilingual {
        let stretch = stretch(range)
        if case .integer(let low)? = stretch.from?.key {
            guard case .integer(let high)? = stretch.to?.key else {
                return Bilingual(fr: "\(discrete(low)) et plus", en: "\(discrete(low)) and more")
            }
            return low == high - 1
                ? Bilingual(verbatim: discrete(low))
                : Bilingual(fr: "\(discrete(low)) à \(discrete(high - 1))", en: "\(discrete(low)) to \(discrete(high - 1))")
        }
        if case .integer(let high)? = stretch.to?.key {
            return Bilingual(fr: "\(discrete(high - 1)) et moins", en: "\(discrete(high - 1)) and less")
        }
        let (low, high) = (stretch.from.map(edge), stretch.to.map(edge))
        switch (low, high) {
        case (let low?, let high?) where low == high: return Bilingual(verbatim: low)
        case (let low?, let high?):
            let (left, right) = (stretch.from?.isAfter == true ? "]" : "[", stretch.to?.isAfter == true ? "]" : "[")
            return Bilingual(verbatim: "\(left)\(low), \(high)\(right)")
        case (let low?, nil): return Bilingual(verbatim: (stretch.from?.isAfter == true ? "> " : "≥ ") + low)
        case (nil, let high?): return Bilingual(verbatim: (stretch.to?.isAfter == true ? "≤ " : "< ") + high)
        case (nil, nil): return Bilingual(fr: "n’importe quelle valeur", en: "any value")
        }
    }

    private func discrete(_ number: Int64) -> String { ConditionWords.discrete(number, domain) }

    private func edge(_ cut: Cut) -> String {
        switch cut.key {
        case .integer(let number): discrete(number)
        case .decimal(let number): Value.double(number).text
        case .text(let text): "`\(text)`"
        }
    }

    /// One value of the first of some cells.
    func example(_ ranges: [Range<Int>]) -> Bilingual {
        guard let first = ranges.first?.lowerBound else { return Bilingual(verbatim: "?") }
        return domain.isOrdered ? ConditionWords.value(of: stretch(first..<first + 1), domain) : name(first)
    }
}
