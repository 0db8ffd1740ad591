extension Value {
    /// Equality over all types (language definition, "Equality"): numbers on one line, different types unequal; never an error for two values.
    package static func areEqual(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): return true
        case (.bool(let a), .bool(let b)): return a == b
        case (.int(let a), .int(let b)): return a == b
        case (.string(let a), .string(let b)): return areSameText(a, b)
        case (.bytes(let a), .bytes(let b)): return a == b
        case (.timestamp(let a), .timestamp(let b)): return a == b
        case (.duration(let a), .duration(let b)): return a == b
        case (.type(let a), .type(let b)): return a == b
        case (.list(let a), .list(let b)):
            guard a.count == b.count else { return false }
            for index in a.indices where !areEqual(a[index], b[index]) { return false }
            return true
        case (.map(let a), .map(let b)):
            guard a.entries.count == b.entries.count else { return false }
            return a.entries.allSatisfy { entry in b[entry.key].map { areEqual(entry.value, $0) } ?? false }
        case (.network(let a), .network(let b)): return a == b
        case (.optional(let a), .optional(let b)):
            switch (a.value, b.value) {
            case (nil, nil): return true
            case (let x?, let y?): return areEqual(x, y)
            default: return false
            }
        default: return compareNumbers(left, right) == .same
        }
    }

    enum Order {
        case less, same, greater
        /// NaN, or no numbers.
        case none
    }

    /// int, uint and double on one number line, exactly.
    static func compareNumbers(_ left: Value, _ right: Value) -> Order {
        func order<T: Comparable>(_ a: T, _ b: T) -> Order { a < b ? .less : a == b ? .same : .greater }
        switch (left, right) {
        case (.int(let a), .int(let b)): return order(a, b)
        case (.uint(let a), .uint(let b)): return order(a, b)
        case (.double(let a), .double(let b)): return a.isNaN || b.isNaN ? .none : order(a, b)
        case (.int(let a), .uint(let b)): return a < 0 ? .less : order(UInt64(a), b)
        case (.uint, .int): return flip(compareNumbers(right, left))
        case (.int(let a), .double(let b)):
            if b.isNaN { return .none }
            if b < -9_223_372_036_854_775_808 { return .greater }
            // At the very border the suite of the specification compares as doubles.
            if b >= 9_223_372_036_854_775_808 { return order(Double(a), b) }
            let whole = Int64(b.rounded(.towardZero))
            return whole != a ? order(a, whole) : order(0, b - Double(whole))
        case (.uint(let a), .double(let b)):
            if b.isNaN { return .none }
            if b < 0 { return .greater }
            if b >= 18_446_744_073_709_551_616 { return order(Double(a), b) }
            let whole = UInt64(b.rounded(.towardZero))
            return whole != a ? order(a, whole) : order(0, b - Double(whole))
        case (.double, .int), (.double, .uint): return flip(compareNumbers(right, left))
        default: return .none
        }
    }

    private static func flip(_ order: Order) -> Order {
        switch order {
        case .less: .greater
        case .greater: .less
        default: order
        }
    }

    /// The order of two values; nil where CEL has none.
    static func compare(_ left: Value, _ right: Value) -> Order? {
        func order<T: Comparable>(_ a: T, _ b: T) -> Order { a < b ? .less : a == b ? .same : .greater }
        switch (left, right) {
        case (.bool(let a), .bool(let b)): return order(a ? 1 : 0, b ? 1 : 0)
        // UTF-8 orders as code points do.
        case (.string(let a), .string(let b)):
            return areSameText(a, b) ? .same : a.utf8.lexicographicallyPrecedes(b.utf8) ? .less : .greater
        case (.bytes(let a), .bytes(let b)): return a == b ? .same : a.lexicographicallyPrecedes(b) ? .less : .greater
        case (.timestamp(let a), .timestamp(let b)): return order(a, b)
        case (.duration(let a), .duration(let b)): return order(a, b)
        case (.int, .int), (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint), (.uint, .double), (.double, .int),
            (.double, .uint), (.double, .double):
            return compareNumbers(left, right)
        default: return nil
        }
    }
}
