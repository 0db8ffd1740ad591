/// Arithmetic and comparison on two values: what `a + b` and `a < b` do.
enum Operators {
    static let binary: [String: BinaryOperation.Function] = [
        "_==_": { .bool(Value.areEqual($0, $1)) },
        "_!=_": { .bool(!Value.areEqual($0, $1)) },
        "_<_": { order("<", $0, $1) { $0 == .less } },
        "_<=_": { order("<=", $0, $1) { $0 == .less || $0 == .same } },
        "_>_": { order(">", $0, $1) { $0 == .greater } },
        "_>=_": { order(">=", $0, $1) { $0 == .greater || $0 == .same } },
        "_+_": add,
        "_-_": subtract,
        "_*_": multiply,
        "_/_": divide,
        "_%_": remainder,
        "_[_]": { index($0, $1) },
        "_[?_]": { optionalIndex($0, $1) },
        "@in": contains,
    ]

    static let unary: [String: UnaryOperation.Function] = [
        "!_": { value in
            if case .bool(let truth) = value { .bool(!truth) } else { .noOverload("!", value) }
        },
        "-_": { value in
            switch value {
            case .int(let number): number == .min ? .overflow("-") : .int(-number)
            case .double(let number): .double(-number)
            default: .noOverload("-", value)
            }
        },
        "size": { value in
            switch value {
            case .string(let text): .int(Int64(text.unicodeScalars.count))
            case .bytes(let bytes): .int(Int64(bytes.count))
            case .list(let elements): .int(Int64(elements.count))
            case .map(let map): .int(Int64(map.count))
            default: .noOverload("size", value)
            }
        },
    ]

    private static func order(_ name: String, _ left: Value, _ right: Value, _ test: (Value.Order) -> Bool) -> Value {
        Value.compare(left, right).map { .bool(test($0)) } ?? .noOverload(name, left, right)
    }

    private static func checked<T>(_ name: String, _ result: (partialValue: T, overflow: Bool), _ make: (T) -> Value) -> Value {
        result.overflow ? .overflow(name) : make(result.partialValue)
    }

    @Sendable static func add(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.int(let a), .int(let b)): checked("+", a.addingReportingOverflow(b)) { .int($0) }
        case (.uint(let a), .uint(let b)): checked("+", a.addingReportingOverflow(b)) { .uint($0) }
        case (.double(let a), .double(let b)): .double(a + b)
        case (.string(let a), .string(let b)): .string(a + b)
        case (.bytes(let a), .bytes(let b)): .bytes(a + b)
        case (.list(let a), .list(let b)): .list(a + b)
        case (.timestamp(let a), .duration(let b)), (.duration(let b), .timestamp(let a)): shift(a, b.seconds, b.nanoseconds)
        case (.duration(let a), .duration(let b)):
            duration(a.seconds.addingReportingOverflow(b.seconds), Int64(a.nanoseconds) + Int64(b.nanoseconds))
        default: .noOverload("+", left, right)
        }
    }

    @Sendable static func subtract(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.int(let a), .int(let b)): checked("-", a.subtractingReportingOverflow(b)) { .int($0) }
        case (.uint(let a), .uint(let b)): checked("-", a.subtractingReportingOverflow(b)) { .uint($0) }
        case (.double(let a), .double(let b)): .double(a - b)
        case (.timestamp(let a), .duration(let b)): shift(a, -b.seconds, -b.nanoseconds)
        case (.timestamp(let a), .timestamp(let b)):
            duration(a.seconds.subtractingReportingOverflow(b.seconds), Int64(a.nanoseconds) - Int64(b.nanoseconds))
        case (.duration(let a), .duration(let b)):
            duration(a.seconds.subtractingReportingOverflow(b.seconds), Int64(a.nanoseconds) - Int64(b.nanoseconds))
        default: .noOverload("-", left, right)
        }
    }

    private static func shift(_ moment: Timestamp, _ seconds: Int64, _ nanoseconds: Int32) -> Value {
        var total = moment.seconds + seconds
        var rest = moment.nanoseconds + nanoseconds
        if rest < 0 {
            rest += 1_000_000_000
            total -= 1
        } else if rest >= 1_000_000_000 {
            rest -= 1_000_000_000
            total += 1
        }
        return Timestamp(seconds: total, nanoseconds: rest).map { .timestamp($0) } ?? .overflow("+")
    }

    private static func duration(_ seconds: (partialValue: Int64, overflow: Bool), _ nanoseconds: Int64) -> Value {
        guard !seconds.overflow, let value = CELDuration(seconds: seconds.partialValue, nanoseconds: nanoseconds) else {
            return .overflow("+")
        }
        // Nanoseconds of a duration must fit in 64 bits, as elsewhere.
        return value.seconds.magnitude > 9_223_372_036 ? .overflow("-") : .duration(value)
    }

    @Sendable static func multiply(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.int(let a), .int(let b)): checked("*", a.multipliedReportingOverflow(by: b)) { .int($0) }
        case (.uint(let a), .uint(let b)): checked("*", a.multipliedReportingOverflow(by: b)) { .uint($0) }
        case (.double(let a), .double(let b)): .double(a * b)
        default: .noOverload("*", left, right)
        }
    }

    private static let divisionByZero = Value.failure(.divisionByZero, fr: "division par zéro", en: "division by zero")

    @Sendable static func divide(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.int, .int(0)), (.uint, .uint(0)): divisionByZero
        case (.int(let a), .int(let b)): checked("/", a.dividedReportingOverflow(by: b)) { .int($0) }
        case (.uint(let a), .uint(let b)): .uint(a / b)
        case (.double(let a), .double(let b)): .double(a / b)
        default: .noOverload("/", left, right)
        }
    }

    @Sendable static func remainder(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.int, .int(0)), (.uint, .uint(0)): divisionByZero
        case (.int(let a), .int(let b)): checked("%", a.remainderReportingOverflow(dividingBy: b)) { .int($0) }
        case (.uint(let a), .uint(let b)): .uint(a % b)
        default: .noOverload("%", left, right)
        }
    }

    private static func position(_ value: Value) -> Int64? {
        switch value {
        case .int(let int): int
        case .uint(let uint): Int64(exactly: uint)
        case .double(let double): Int64(exactly: double)
        default: nil
        }
    }

    static func index(_ container: Value, _ key: Value) -> Value {
        switch container {
        case .list(let elements):
            guard let position = position(key) else {
                return .failure(.invalidArgument, fr: "l’indice n’est pas un entier", en: "the index is no integer")
            }
            guard position >= 0, position < Int64(elements.count) else {
                return .failure(
                    .indexOutOfRange, fr: "l’indice \(position) est hors de la liste", en: "the index \(position) is out of the list")
            }
            return elements[Int(position)]
        case .map(let map):
            if let found = map[key] { return found }
            if MapKey(key) == nil, !isDouble(key) { return .noOverload("[]", container, key) }
            return .failure(.noSuchKey, fr: "la clé n’est pas là", en: "the key is not there")
        case .optional(let optional):
            guard let inner = optional.value else { return .optional(.none) }
            return wrap(index(inner, key))
        default: return .noOverload("[]", container, key)
        }
    }

    private static func isDouble(_ value: Value) -> Bool {
        if case .double = value { true } else { false }
    }

    private static func wrap(_ found: Value) -> Value {
        guard case .error(let error) = found else { return .optional(OptionalValue(found)) }
        return error.kind == .noSuchKey || error.kind == .indexOutOfRange ? .optional(.none) : found
    }

    static func optionalIndex(_ container: Value, _ key: Value) -> Value {
        if case .optional(let optional) = container {
            guard let inner = optional.value else { return .optional(.none) }
            return wrap(index(inner, key))
        }
        return wrap(index(container, key))
    }

    @Sendable static func contains(_ element: Value, _ container: Value) -> Value {
        switch container {
        case .list(let elements): .bool(elements.contains { Value.areEqual(element, $0) })
        case .map(let map): .bool(map[element] != nil)
        default: .noOverload("in", element, container)
        }
    }
}
