/// A length, percentage or sum of both as written, before font sizes and the page are known.
indirect enum SpecifiedLength: Sendable {
    enum Unit: String, CaseIterable, Sendable {
        case em, ex, ch, rem, vw, vh, vmin, vmax, vi, vb, lh, rlh, cap, ic
    }

    case points(Double)
    case relative(Double, Unit)
    /// As a fraction.
    case percentage(Double)
    case sum([SpecifiedLength])
    case scaled(SpecifiedLength, Double)
    case minimum([SpecifiedLength])
    case maximum([SpecifiedLength])

    static let zero = SpecifiedLength.points(0)

    /// What a calculation comes to: a plain number or a length.
    enum Calculation: Sendable {
        case number(Double)
        case length(SpecifiedLength)
    }

    var hasPercentage: Bool {
        switch self {
        case .percentage: true
        case .points, .relative: false
        case .sum(let parts), .minimum(let parts), .maximum(let parts): parts.contains { $0.hasPercentage }
        case .scaled(let inner, _): inner.hasPercentage
        }
    }

    /// Known below zero as written; calculations never are, they are clamped.
    var isNegative: Bool {
        switch self {
        case .points(let value), .relative(let value, _), .percentage(let value): value < 0
        default: false
        }
    }

    var isCalculation: Bool {
        switch self {
        case .points, .relative, .percentage: false
        default: true
        }
    }

    func computed(_ context: ComputeContext) -> LengthPercentage {
        switch self {
        case .points(let value): return LengthPercentage(points: Self.finite(value))
        case .relative(let value, let unit): return LengthPercentage(points: Self.finite(value * context.points(per: unit)))
        case .percentage(let fraction): return .fraction(Self.finite(fraction))
        case .sum(let parts):
            var sum = LengthPercentage.zero
            let values = parts.map { $0.computed(context) }
            for value in values {
                sum.points += value.points
                sum.fraction += value.fraction
                sum.hasPercentage = sum.hasPercentage || value.hasPercentage
            }
            sum.points = Self.finite(sum.points)
            sum.fraction = Self.finite(sum.fraction)
            guard values.contains(where: { $0.expression != 0 }) else { return sum }
            return LengthExpression.sum(values.map { LengthExpression($0) }).interned(likely: sum)
        case .scaled(let inner, let factor):
            let plain = inner.computed(context)
            var value = plain
            value.points = Self.finite(value.points * factor)
            value.fraction = Self.finite(value.fraction * factor)
            guard plain.expression != 0 else { return value }
            return LengthExpression.scaled(LengthExpression(plain), Self.finite(factor)).interned(likely: value)
        case .minimum(let parts):
            let values = parts.map { $0.computed(context) }
            guard hasPercentage, let first = values.first else { return values.min { $0.points < $1.points } ?? .zero }
            return LengthExpression.minimum(values.map { LengthExpression($0) }).interned(likely: first)
        case .maximum(let parts):
            let values = parts.map { $0.computed(context) }
            guard hasPercentage, let first = values.first else { return values.max { $0.points < $1.points } ?? .zero }
            return LengthExpression.maximum(values.map { LengthExpression($0) }).interned(likely: first)
        }
    }

    /// As ``computed(_:)``, not below zero.
    func nonNegative(_ context: ComputeContext) -> LengthPercentage {
        var value = computed(context)
        guard value.hasPercentage else {
            value.points = max(0, value.points)
            return value
        }
        if value.points >= 0, value.fraction >= 0, value.expression == 0 { return value }
        return LengthExpression.maximum([.linear(points: 0, fraction: 0), LengthExpression(value)]).interned(likely: value)
    }

    /// In points, percentages of `reference`.
    func points(_ context: ComputeContext, of reference: Double = 0) -> Double {
        Self.finite(computed(context).resolved(against: reference))
    }

    /// Longer lengths are cut (CSS Values 4, clause 10.12): three kilometres are enough, and no later sum or product overflows.
    static let longest = 1e7

    static func finite(_ value: Double) -> Double { value.isNaN ? 0 : max(-longest, min(longest, value)) }

    // MARK: Parsing

    static func unit(_ name: String, _ value: Double) -> SpecifiedLength? {
        switch name {
        case "pt": .points(value)
        case "px": .points(value * 0.75)
        case "mm": .points(value * 72 / 25.4)
        case "cm": .points(value * 72 / 2.54)
        case "in": .points(value * 72)
        case "pc": .points(value * 12)
        case "q": .points(value * 72 / 101.6)
        default: Unit(rawValue: name).map { .relative(value, $0) }
        }
    }

    /// The calculation that stands at the cursor: `calc()`, `min()`, `max()`, `clamp()`.
    static func calculation(in stream: ValueStream) -> Calculation? {
        guard let name = stream.functionName, ["calc", "-webkit-calc", "min", "max", "clamp"].contains(name), var inner = stream.peekBlock()
        else { return nil }
        if name == "calc" || name == "-webkit-calc" {
            guard let value = sum(&inner), inner.isAtEnd else { return nil }
            return value
        }
        var values: [Calculation] = []
        repeat {
            guard let value = sum(&inner) else { return nil }
            values.append(value)
        } while inner.accept(.comma)
        guard inner.isAtEnd, name != "clamp" || values.count == 3 else { return nil }
        return extreme(name, values)
    }

    private static func extreme(_ name: String, _ values: [Calculation]) -> Calculation? {
        var numbers: [Double] = []
        var lengths: [SpecifiedLength] = []
        for value in values {
            switch value {
            case .number(let number): numbers.append(number)
            case .length(let length): lengths.append(length)
            }
        }
        if lengths.isEmpty {
            switch name {
            case "min": return numbers.min().map { .number($0) }
            case "max": return numbers.max().map { .number($0) }
            default: return .number(max(numbers[0], min(numbers[1], numbers[2])))
            }
        }
        guard numbers.isEmpty else { return nil }
        switch name {
        case "min": return .length(.minimum(lengths))
        case "max": return .length(.maximum(lengths))
        default: return .length(.maximum([lengths[0], .minimum([lengths[1], lengths[2]])]))
        }
    }

    private static func sum(_ stream: inout ValueStream) -> Calculation? {
        guard let first = product(&stream) else { return nil }
        var number = 0.0
        var parts: [SpecifiedLength] = []
        let isNumber: Bool
        switch first {
        case .number(let value): (number, isNumber) = (value, true)
        case .length(let length): (parts, isNumber) = ([length], false)
        }
        while stream.kind == .delim, stream.token.scalar == 0x2B || stream.token.scalar == 0x2D {
            let isMinus = stream.token.scalar == 0x2D
            // White space is required on both sides (CSS Values 3, clause 8.1).
            guard stream.isAfterSpace else { return nil }
            stream.advance()
            guard stream.isAfterSpace, let next = product(&stream) else { return nil }
            switch next {
            case .number(let value):
                guard isNumber else { return nil }
                number += isMinus ? -value : value
            case .length(let length):
                guard !isNumber else { return nil }
                parts.append(isMinus ? multiplied(length, -1) : length)
            }
        }
        if isNumber { return .number(clamped(number)) }
        return .length(parts.count == 1 ? parts[0] : .sum(parts))
    }

    private static func product(_ stream: inout ValueStream) -> Calculation? {
        guard var total = term(&stream) else { return nil }
        while stream.kind == .delim, stream.token.scalar == 0x2A || stream.token.scalar == 0x2F {
            let divides = stream.token.scalar == 0x2F
            stream.advance()
            guard let next = term(&stream) else { return nil }
            switch (total, next) {
            case (.number(let a), .number(let b)):
                if divides, b == 0 { return nil }
                total = .number(clamped(divides ? a / b : a * b))
            case (.length(let a), .number(let b)):
                if divides, b == 0 { return nil }
                total = .length(multiplied(a, divides ? 1 / b : b))
            case (.number(let a), .length(let b)) where !divides: total = .length(multiplied(b, a))
            default: return nil
            }
        }
        return total
    }

    /// Numbers beyond what counters and factors need would overflow later.
    private static func clamped(_ value: Double) -> Double { value.isNaN ? 0 : max(-1e15, min(1e15, value)) }

    /// Kept flat, so that a long product does not become a deep value.
    private static func multiplied(_ length: SpecifiedLength, _ factor: Double) -> SpecifiedLength {
        if case .scaled(let inner, let old) = length { return .scaled(inner, finite(old * factor)) }
        return .scaled(length, factor)
    }

    private static func term(_ stream: inout ValueStream) -> Calculation? {
        switch stream.kind {
        case .number:
            let value = stream.token.number
            stream.advance()
            return .number(value)
        case .percentage:
            let value = stream.token.number / 100
            stream.advance()
            return .length(.percentage(value))
        case .dimension:
            guard let length = unit(ValueStream.lowercased(stream.buffer.text(stream.token)), stream.token.number) else { return nil }
            stream.advance()
            return .length(length)
        case .leftParen:
            guard var inner = stream.peekBlock(), let value = sum(&inner), inner.isAtEnd else { return nil }
            stream.advance()
            return value
        case .function:
            guard let value = calculation(in: stream) else { return nil }
            stream.advance()
            return value
        default: return nil
        }
    }
}

extension ValueStream {
    /// A length or percentage; a bare `0` is a length.
    mutating func lengthPercentage(nonNegative: Bool = false) -> SpecifiedLength? {
        let length: SpecifiedLength
        switch kind {
        case .number where token.number == 0: length = .zero
        case .percentage: length = .percentage(token.number / 100)
        case .dimension:
            guard let value = SpecifiedLength.unit(Self.lowercased(buffer.text(token)), token.number) else { return nil }
            length = value
        case .function:
            guard let value = SpecifiedLength.calculation(in: self), case .length(let inner) = value else { return nil }
            length = inner
        default: return nil
        }
        if nonNegative, length.isNegative { return nil }
        advance()
        return length
    }

    mutating func length(nonNegative: Bool = false) -> SpecifiedLength? {
        let saved = self
        guard let length = lengthPercentage(nonNegative: nonNegative) else { return nil }
        if length.hasPercentage {
            self = saved
            return nil
        }
        return length
    }
}
