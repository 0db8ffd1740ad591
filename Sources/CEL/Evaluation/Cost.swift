/// How much work a value's size may stand for, in the units of the cost limit.
enum Cost {
    /// Going over a text, or copying a list, once.
    static func size(of value: Value) -> Int {
        switch value {
        case .string(let text): text.utf8.count / 16
        case .bytes(let bytes): bytes.count / 16
        case .list(let elements): elements.count / 4
        case .map(let map): map.entries.count / 4
        default: 0
        }
    }

    /// More than any limit: what goes beyond is the same.
    static let most = 1 << 40

    /// Cells beyond which nothing is counted any more: lists that hold the same list many times have more than fit in memory.
    private static let mostCells = 1 << 22

    /// As below, of a function's arguments; ``most`` when there are too many to count.
    static func cells(of value: Value?) -> Int {
        let found = cells(of: value ?? .null, limit: mostCells)
        return found > mostCells ? most : found
    }

    /// Going into everything that a value holds, as comparing does: scalars and stretches of 64 bytes, counted up to a limit.
    static func cells(of value: Value, limit: Int) -> Int {
        switch value {
        case .string(let text): return 1 + text.utf8.count / 64
        case .bytes(let bytes): return 1 + bytes.count / 64
        case .list(let elements):
            var total = 1
            for element in elements {
                total += cells(of: element, limit: limit - total)
                if total > limit { break }
            }
            return total
        case .map(let map):
            var total = 1
            for entry in map.entries {
                total += cells(of: entry.key, limit: limit - total)
                total += cells(of: entry.value, limit: limit - total)
                if total > limit { break }
            }
            return total
        case .optional(let optional): return 1 + (optional.value.map { cells(of: $0, limit: limit - 1) } ?? 0)
        default: return 1
        }
    }

    /// Units for going through a value, of which `budget` are left; ``most`` when it takes more.
    static func reading(_ value: Value, budget: Int) -> Int {
        let limit = max(0, min(budget, most)) * 4
        let found = cells(of: value, limit: limit)
        return found > limit ? most : found / 4
    }

    /// Comparing each element of one list with each of another.
    static func pairs(_ left: Value?, _ right: Value?) -> Int {
        bounded(times: cells(of: left), cells(of: right)) / 4
    }

    /// Searching a text for a pattern.
    static func search(_ pattern: RegularExpression, in bytes: Int) -> Int {
        let (cost, overflow) = pattern.cost.multipliedReportingOverflow(by: 1 + bytes / 16)
        return overflow ? most : cost
    }

    /// As above, for functions that get the text and the pattern as their first arguments.
    static func search(_ arguments: [Value]) -> Int {
        guard arguments.count >= 2, case .string(let text) = arguments[0], case .string(let pattern) = arguments[1],
            case .success(let compiled) = RegularExpression.compile(pattern)
        else { return 0 }
        return search(compiled, in: text.utf8.count)
    }
}
