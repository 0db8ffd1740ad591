import CEL
import CivilTime

/// One of the comparisons of CEL, and what it asks of a variable.
enum Comparison {
    case equal
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual

    init?(_ function: String) {
        switch function {
        case "_<_": self = .less
        case "_<=_": self = .lessOrEqual
        case "_>_": self = .greater
        case "_>=_": self = .greaterOrEqual
        default: return nil
        }
    }

    var allowsLess: Bool { self == .less || self == .lessOrEqual }
    var allowsEqual: Bool { self == .equal || self == .lessOrEqual || self == .greaterOrEqual }
    var allowsGreater: Bool { self == .greater || self == .greaterOrEqual }

    /// The same with the operands exchanged.
    var flipped: Comparison {
        switch self {
        case .equal: .equal
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    /// Whether it holds between two constants; nil when they do not compare.
    func holds(_ left: Value, _ right: Value) -> Bool? {
        if self == .equal { return Value.areEqual(left, right) }
        let keys: (OrderedKey, OrderedKey)
        switch (left, right) {
        case (.int(let a), .int(let b)): keys = (.integer(a), .integer(b))
        case (.double(let a), .double(let b)) where !a.isNaN && !b.isNaN: keys = (.decimal(a), .decimal(b))
        case (.string(let a), .string(let b)): keys = (.text(a), .text(b))
        default: return nil
        }
        if keys.0 == keys.1 { return allowsEqual }
        return keys.0 < keys.1 ? allowsLess : allowsGreater
    }

    /// What a variable of the domain must be for the comparison with a constant to hold; nil when this is not known.
    func test(_ value: Value, _ domain: ProofVariable.Domain) -> ProofAtom.Test? {
        switch (domain, value) {
        case (_, .null): return self == .equal ? .names([]) : nil
        case (.names, .string(let name)): return self == .equal ? .names([name]) : nil
        case (.integer, .double(let number)):
            guard number.isFinite, abs(number) < 9e18 else { return nil }
            if let whole = Int64(exactly: number) { return .within(stretches(.integer(whole))) }
            let floor = Int64(number.rounded(.down))
            switch self {
            case .equal: return .within([])
            case .less, .lessOrEqual: return .within([.atMost(.integer(floor))])
            case .greater, .greaterOrEqual: return .within([Stretch.above(.integer(floor))].compactMap { $0 })
            }
        case (.date, .string), (.month, .string):
            if let key = Self.key(value, domain) { return .within(stretches(key)) }
            // No filled date is equal to a text that is none.
            return self == .equal ? .within([]) : nil
        default: return Self.key(value, domain).map { .within(stretches($0)) }
        }
    }

    /// What a variable must be for it to be among constants.
    static func membership(_ values: [Value], _ domain: ProofVariable.Domain) -> ProofAtom.Test? {
        if case .names = domain {
            var names: Set<String> = []
            for value in values {
                guard case .string(let name) = value else { return nil }
                names.insert(name)
            }
            return .names(names)
        }
        var stretches: [Stretch] = []
        for value in values {
            guard case .within(let found)? = Comparison.equal.test(value, domain) else { return nil }
            stretches += found
        }
        return .within(stretches)
    }

    static func key(_ value: Value, _ domain: ProofVariable.Domain) -> OrderedKey? {
        switch (domain, value) {
        case (.integer, .int(let number)): .integer(number)
        case (.decimal, .double(let number)): number.isFinite ? .decimal(number) : nil
        case (.decimal, .int(let number)): Double(exactly: number).map { .decimal($0) }
        case (.text, .string(let text)): .text(text)
        case (.date, .string(let text)): CivilDate(text).map { .integer(Int64($0.dayNumber)) }
        case (.month, .string(let text)): Self.month(text).map { .integer($0) }
        default: nil
        }
    }

    private static func month(_ text: String) -> Int64? {
        CivilDate(text + "-01").map { Int64($0.year * 12 + $0.month - 1) }
    }

    private func stretches(_ key: OrderedKey) -> [Stretch] {
        switch self {
        case .equal: [.value(key)]
        case .less: [.below(key)]
        case .lessOrEqual: [.atMost(key)]
        case .greater: [Stretch.above(key)].compactMap { $0 }
        case .greaterOrEqual: [.atLeast(key)]
        }
    }
}
