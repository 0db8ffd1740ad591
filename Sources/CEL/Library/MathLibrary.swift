/// The extension `math`: extremes, rounding, signs and bits.
enum MathLibrary {
    private typealias Overload = FunctionDeclaration.Overload

    private static let numbers: [CELType] = [.int, .uint, .double]

    private static func extreme(_ name: String, _ keeps: @escaping @Sendable (Value.Order) -> Bool) -> FunctionDeclaration {
        var overloads = numbers.map { Overload([$0], $0) }
        overloads += numbers.map { Overload([.list($0)], $0) } + [Overload([.list(.dyn)], .dyn)]
        for count in 2...12 {
            overloads +=
                numbers.map { Overload(Array(repeating: $0, count: count), $0) } + [Overload(Array(repeating: .dyn, count: count), .dyn)]
        }
        return FunctionDeclaration(name, overloads) { arguments in
            var values = arguments
            if arguments.count == 1, case .list(let elements) = arguments[0] { values = elements }
            guard var best = values.first else {
                return .failure(.invalidArgument, fr: "`\(name)` d’une liste vide", en: "`\(name)` of an empty list")
            }
            for value in values {
                switch value {
                case .int, .uint, .double: break
                default: return .noOverload(name, arguments)
                }
            }
            for value in values.dropFirst() where keeps(Value.compareNumbers(value, best)) { best = value }
            return best
        }
    }

    private static func real(_ name: String, _ body: @escaping @Sendable (Double) -> Value) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.double], .double)]) {
            if case .double(let value)? = $0.first, $0.count == 1 { body(value) } else { .noOverload(name, $0) }
        }
    }

    private static func test(_ name: String, _ body: @escaping @Sendable (Double) -> Bool) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.double], .bool)]) {
            if case .double(let value)? = $0.first, $0.count == 1 { .bool(body(value)) } else { .noOverload(name, $0) }
        }
    }

    private static func bits(
        _ name: String, _ signed: @escaping @Sendable (Int64, Int64) -> Int64, _ unsigned: @escaping @Sendable (UInt64, UInt64) -> UInt64
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.int, .int], .int), Overload([.uint, .uint], .uint)]) {
            guard $0.count == 2 else { return .noOverload(name, $0) }
            switch ($0[0], $0[1]) {
            case (.int(let a), .int(let b)): return .int(signed(a, b))
            case (.uint(let a), .uint(let b)): return .uint(unsigned(a, b))
            default: return .noOverload(name, $0)
            }
        }
    }

    private static func shift(
        _ name: String, _ signed: @escaping @Sendable (Int64, Int64) -> Int64, _ unsigned: @escaping @Sendable (UInt64, Int64) -> UInt64
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.int, .int], .int), Overload([.uint, .int], .uint)]) {
            guard $0.count == 2, case .int(let count) = $0[1] else { return .noOverload(name, $0) }
            guard count >= 0 else { return .failure(.invalidArgument, fr: "décalage négatif", en: "negative shift") }
            switch $0[0] {
            case .int(let value): return .int(count > 63 ? 0 : signed(value, count))
            case .uint(let value): return .uint(count > 63 ? 0 : unsigned(value, count))
            default: return .noOverload(name, $0)
            }
        }
    }

    static let functions: [FunctionDeclaration] = [
        extreme("math.greatest") { $0 == .greater },
        extreme("math.least") { $0 == .less },
        real("math.ceil") { .double($0.rounded(.up)) },
        real("math.floor") { .double($0.rounded(.down)) },
        real("math.round") { .double($0.rounded(.toNearestOrAwayFromZero)) },
        real("math.trunc") { .double($0.rounded(.towardZero)) },
        FunctionDeclaration("math.sqrt", numbers.map { Overload([$0], .double) }) {
            switch $0.first {
            case .double(let value)?: .double(value.squareRoot())
            case .int(let value)?: .double(Double(value).squareRoot())
            case .uint(let value)?: .double(Double(value).squareRoot())
            default: .noOverload("math.sqrt", $0)
            }
        },
        FunctionDeclaration("math.abs", numbers.map { Overload([$0], $0) }) {
            switch $0.first {
            case .int(let value)?: value == .min ? .overflow("math.abs") : .int(abs(value))
            case .uint(let value)?: .uint(value)
            case .double(let value)?: .double(abs(value))
            default: .noOverload("math.abs", $0)
            }
        },
        FunctionDeclaration("math.sign", numbers.map { Overload([$0], $0) }) {
            switch $0.first {
            case .int(let value)?: .int(value.signum())
            case .uint(let value)?: .uint(value == 0 ? 0 : 1)
            case .double(let value)?: .double(value.isNaN ? value : value > 0 ? 1 : value < 0 ? -1 : value)
            default: .noOverload("math.sign", $0)
            }
        },
        test("math.isNaN") { $0.isNaN }, test("math.isInf") { $0.isInfinite }, test("math.isFinite") { $0.isFinite },
        bits("math.bitAnd", { $0 & $1 }, { $0 & $1 }), bits("math.bitOr", { $0 | $1 }, { $0 | $1 }),
        bits("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
        FunctionDeclaration("math.bitNot", [Overload([.int], .int), Overload([.uint], .uint)]) {
            switch $0.first {
            case .int(let value)?: .int(~value)
            case .uint(let value)?: .uint(~value)
            default: .noOverload("math.bitNot", $0)
            }
        },
        shift("math.bitShiftLeft", { $0 << $1 }, { $0 << UInt64($1) }),
        // The shift is logical for both kinds.
        shift("math.bitShiftRight", { Int64(bitPattern: UInt64(bitPattern: $0) >> UInt64($1)) }, { $0 >> UInt64($1) }),
    ]
}
