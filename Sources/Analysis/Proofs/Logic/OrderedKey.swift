/// A constant of an ordered domain, as conditions compare with it.
enum OrderedKey: Hashable, Comparable, Sendable {
    /// Whole numbers; days since 1970 of dates; months since year 0 of months.
    case integer(Int64)
    case decimal(Double)
    /// Ordered by code points, as CEL does.
    case text(String)

    static func < (left: OrderedKey, right: OrderedKey) -> Bool {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): a < b
        case (.decimal(let a), .decimal(let b)): a < b
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.integer, _), (.decimal, .text): true
        default: false
        }
    }

    static func == (left: OrderedKey, right: OrderedKey) -> Bool {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): a == b
        case (.decimal(let a), .decimal(let b)): a == b
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .integer(let value): hasher.combine(value)
        case .decimal(let value): hasher.combine(value == 0 ? 0 : value)
        case .text(let value): for byte in value.utf8 { hasher.combine(byte) }
        }
    }

    /// The constant right after this one, where the domain is discrete.
    var successor: OrderedKey? {
        guard case .integer(let value) = self, value < .max else { return nil }
        return .integer(value + 1)
    }

    var isDiscrete: Bool { if case .integer = self { true } else { false } }
}

/// A place between the values of an ordered domain: just before a constant, or just after it.
struct Cut: Hashable, Comparable, Sendable {
    let key: OrderedKey
    let isAfter: Bool

    static func before(_ key: OrderedKey) -> Cut? { Cut(key: key, isAfter: false) }

    /// Nil when nothing comes after.
    static func after(_ key: OrderedKey) -> Cut? {
        guard key.isDiscrete else { return Cut(key: key, isAfter: true) }
        return key.successor.map { Cut(key: $0, isAfter: false) }
    }

    static func < (left: Cut, right: Cut) -> Bool {
        left.key == right.key ? !left.isAfter && right.isAfter : left.key < right.key
    }
}

/// A stretch of an ordered domain between two cuts; nil is open.
struct Stretch: Hashable, Sendable {
    let from: Cut?
    let to: Cut?

    static func value(_ key: OrderedKey) -> Stretch { Stretch(from: .before(key), to: .after(key)) }
    static func below(_ key: OrderedKey) -> Stretch { Stretch(from: nil, to: .before(key)) }
    static func atMost(_ key: OrderedKey) -> Stretch { Stretch(from: nil, to: .after(key)) }
    static func atLeast(_ key: OrderedKey) -> Stretch { Stretch(from: .before(key), to: nil) }
    /// Nil when nothing is above.
    static func above(_ key: OrderedKey) -> Stretch? { Cut.after(key).map { Stretch(from: $0, to: nil) } }
}

extension [Cut] {
    /// How many of these cuts, which are in order, lie before one.
    func count(before cut: Cut) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < cut { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
