import CEL

/// Random well-typed expressions, the same ones for the same seed.
struct ExpressionGenerator {
    private var state: UInt64
    /// Variables of comprehensions and of `cel.bind` in reach.
    private var locals: [(name: String, type: CELType)] = []
    private var count = 0

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    /// The data that expressions may speak of.
    static let variables: [String: CELType] = [
        "n": .int, "u": .uint, "d": .double, "s": .string, "p": .bool, "b": .bytes, "t": .timestamp, "i": .duration, "l": .list(.int),
        "w": .list(.string), "ll": .list(.list(.int)), "m": .map(key: .string, value: .int), "o": .optional(.string), "r": .record("R"),
    ]
    static let records = [
        RecordType(
            name: "R", fields: [("id", .string), ("age", .int), ("born", .timestamp), ("tags", .list(.string)), ("next", .record("R"))])
    ]

    mutating func below(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, limit)))
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

    private static let types: [CELType] = [
        .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.int), .list(.string), .list(.list(.int)),
        .map(key: .string, value: .int), .optional(.string), .optional(.int),
    ]
    private static let ordered: [CELType] = [.int, .uint, .double, .string, .bytes, .timestamp, .duration, .bool]

    mutating func type() -> CELType { pick(Self.types) }

    /// An expression of a type; `depth` bounds how far it nests.
    mutating func expression(_ type: CELType, depth: Int) -> String {
        if depth <= 0 || below(6) == 0 { return leaf(type) }
        if below(8) == 0 { return general(type, depth - 1) }
        let d = depth - 1
        switch type {
        case .bool: return boolean(d)
        case .int: return integer(d)
        case .uint: return pick(["\(e(.uint, d)) + \(e(.uint, d))", "uint(\(e(.int, d)))", "(\(e(.uint, d)) / \(e(.uint, d)))"])
        case .double:
            return pick([
                "(\(e(.double, d)) * \(e(.double, d)))", "double(\(e(.int, d)))", "math.round(\(e(.double, d)))", "-(\(e(.double, d)))",
            ])
        case .string: return string(d)
        case .bytes: return pick(["bytes(\(e(.string, d)))", "(\(e(.bytes, d)) + \(e(.bytes, d)))"])
        case .timestamp: return "(\(e(.timestamp, d)) + \(e(.duration, d)))"
        case .duration: return pick(["(\(e(.duration, d)) + \(e(.duration, d)))", "(\(e(.timestamp, d)) - \(e(.timestamp, d)))"])
        case .list(let element): return list(element, d)
        case .map(let key, let value): return map(key, value, d)
        case .optional(let wrapped):
            let inner = e(wrapped, d)
            var choices = ["optional.of(\(inner))", "optional.ofNonZeroValue(\(inner))"]
            choices.append("\(e(type, d)).or(\(e(type, d)))")
            choices.append("[\(inner)][?\(e(.int, d))]")
            return pick(choices)
        default: return leaf(type)
        }
    }

    private mutating func e(_ type: CELType, _ depth: Int) -> String { expression(type, depth: depth) }

    private mutating func leaf(_ type: CELType) -> String {
        let named = locals.filter { $0.type == type }.map(\.name) + Self.variables.filter { $0.value == type }.map(\.key).sorted()
        if !named.isEmpty, below(2) == 0 { return pick(named) }
        switch type {
        case .bool: return pick(["true", "false"])
        case .int: return pick(["0", "1", "-7", "42", "9223372036854775807", "r.age", "-9223372036854775808"])
        case .uint: return pick(["0u", "7u", "18446744073709551615u"])
        case .double: return pick(["0.0", "-1.5", "1e300"])
        case .string: return pick(["''", "'a'", "\"é'\\n\"", "r.id", "'2026-01-31'", "r.next.id"])
        case .bytes: return pick(["b''", "b'\\xff0'"])
        case .timestamp: return pick(["timestamp('2026-11-01T06:30:00Z')", "r.born"])
        case .duration: return pick(["duration('90m')", "duration('-3s')"])
        case .list(let element): return below(2) == 0 ? "[]" : "[\(leaf(element))]"
        case .map(let key, let value): return below(2) == 0 ? "{}" : "{\(leaf(key)): \(leaf(value))}"
        case .optional(let wrapped): return below(2) == 0 ? "optional.none()" : "optional.of(\(leaf(wrapped)))"
        default: return "null"
        }
    }

    /// What gives any type.
    private mutating func general(_ type: CELType, _ d: Int) -> String {
        switch below(5) {
        case 0: return "(\(e(.bool, d)) ? \(e(type, d)) : \(e(type, d)))"
        case 1: return "[\(e(type, d)), \(e(type, d))][\(pick(["0", "1", e(.int, d)]))]"
        case 2: return "{'k': \(e(type, d))}\(pick([".k", "['k']"]))"
        case 3:
            let bound = self.type()
            let value = e(bound, d)
            return scoped(bound) { "cel.bind(\($1), \(value), \($0.e(type, d)))" }
        default: return "optional.of(\(e(type, d))).orValue(\(e(type, d)))"
        }
    }

    private mutating func scoped(_ type: CELType, _ body: (inout ExpressionGenerator, String) -> String) -> String {
        count += 1
        let name = "v\(count)"
        locals.append((name, type))
        defer { locals.removeLast() }
        return body(&self, name)
    }

    private mutating func loop(_ element: CELType, _ macro: String, _ d: Int, _ result: CELType) -> String {
        let range = e(.list(element), d)
        return scoped(element) { "\(range).\(macro)(\($1), \($0.e(result, d)))" }
    }

    private mutating func boolean(_ d: Int) -> String {
        switch below(12) {
        case 0: return "(\(e(.bool, d)) && \(e(.bool, d)))"
        case 1: return "(\(e(.bool, d)) || \(e(.bool, d)) || \(e(.bool, d)))"
        case 2: return "!(\(e(.bool, d)))"
        case 3:
            let type = pick(Self.ordered)
            return "\(pick(["(", "!("]))\(e(type, d)) \(pick(["<", "<=", ">", ">="])) \(e(type, d)))"
        case 4:
            let type = self.type()
            return "(\(e(type, d)) \(pick(["==", "!="])) \(e(type, d)))"
        case 5: return loop(pick([.int, .string, .list(.int)]), pick(["all", "exists", "exists_one"]), d, .bool)
        case 6: return "(\(e(.string, d)) in \(e(.list(.string), d)))"
        case 7: return "(\(e(.string, d)) in \(e(.map(key: .string, value: .int), d)))"
        case 8: return "\(e(.string, d)).\(pick(["contains", "startsWith", "endsWith", "matches"]))(\(e(.string, d)))"
        case 9: return pick(["has(r.next)", "has(r.next.id)", "has(m.a)", "\(e(.optional(.string), d)).hasValue()"])
        case 10: return "sets.\(pick(["contains", "equivalent", "intersects"]))(\(e(.list(.int), d)), \(e(.list(.int), d)))"
        default: return "(\(e(.int, d)) \(pick(["<", ">=", "=="])) \(e(.int, d)))"
        }
    }

    private mutating func integer(_ d: Int) -> String {
        switch below(9) {
        case 0: return "(\(e(.int, d)) \(pick(["+", "-", "*", "/", "%"])) \(e(.int, d)))"
        case 1: return "-(\(e(.int, d)))"
        case 2: return "size(\(e(pick([.string, .bytes, .list(.int), .map(key: .string, value: .int)]), d)))"
        case 3: return "int(\(e(pick([.double, .uint, .string, .timestamp]), d)))"
        case 4: return "\(e(.timestamp, d)).\(pick(["getFullYear()", "getHours('America/Montreal')", "getDayOfWeek()"]))"
        case 5: return "math.greatest(\(e(.int, d)), \(e(.int, d)))"
        case 6: return "\(e(.string, d)).indexOf(\(e(.string, d)))"
        case 7: return "\(e(.list(.int), d))[\(e(.int, d))]"
        default: return "\(e(.duration, d)).getSeconds()"
        }
    }

    private mutating func string(_ d: Int) -> String {
        switch below(9) {
        case 0: return "(\(e(.string, d)) + \(e(.string, d)))"
        case 1: return "string(\(e(pick([.int, .double, .bool, .timestamp, .duration, .uint]), d)))"
        case 2: return "\(e(.string, d)).\(pick(["trim()", "lowerAscii()", "upperAscii()", "reverse()", "substring(1)", "charAt(0)"]))"
        case 3: return "\(e(.string, d)).replace(\(e(.string, d)), \(e(.string, d)))"
        case 4: return "\(e(.list(.string), d)).join(\(e(.string, d)))"
        case 5: return "\(e(.optional(.string), d)).orValue(\(e(.string, d)))"
        case 6: return "\(e(.list(.string), d))[0]"
        case 7: return "'%s|%d'.format([\(e(.string, d)), \(e(.int, d))])"
        default: return "type(\(e(type(), d))) == int ? \(e(.string, d)) : \(e(.string, d))".parenthesised
        }
    }

    private mutating func list(_ element: CELType, _ d: Int) -> String {
        let own = CELType.list(element)
        switch below(8) {
        case 0: return "[\(e(element, d)), \(e(element, d))]"
        case 1: return "(\(e(own, d)) + \(e(own, d)))"
        case 2: return loop(element, "filter", d, .bool)
        case 3: return loop(pick([.int, .string]), "map", d, element)
        case 4: return "\(e(own, d)).\(pick(["reverse()", "distinct()", "slice(0, 1)"]))"
        case 5: return "\(e(.list(own), d)).flatten()"
        case 6:
            switch element {
            case .int: return pick(["lists.range(\(e(.int, d)))", "\(e(own, d)).sort()"])
            case .string: return pick(["\(e(.string, d)).split(\(e(.string, d)))", "\(e(own, d)).sort()"])
            default: return "[\(e(element, d))]"
            }
        default: return loop(element, "sortBy", d, pick([.int, .string]))
        }
    }

    private mutating func map(_ key: CELType, _ value: CELType, _ d: Int) -> String {
        let range = e(.map(key: key, value: value), d)
        return scoped(key) { generator, k in
            generator.scoped(value) { "\(range).transformMap(\(k), \($1), \($0.e(value, d)))" }
        }
    }
}

extension String {
    fileprivate var parenthesised: String { "(\(self))" }
}
