import Diagnostics

/// The functions and types that every expression has (language definition, "Standard Definitions", and the extension libraries).
enum StandardLibrary {
    /// Names that stand for types.
    static let types: [String: CELType] = [
        "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes, "list": .list(.dyn),
        "map": .map(key: .dyn, value: .dyn), "null_type": .null, "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
        "google.protobuf.Duration": .duration, "optional_type": .optional(.dyn), "net.IP": NetworkLibrary.address,
        "net.CIDR": NetworkLibrary.block,
    ]

    static let functions: [String: FunctionDeclaration] = {
        let all =
            operators + conversions + collections + strings + times + optionals + MathLibrary.functions + StringLibrary.functions
            + ListLibrary.functions + EncoderLibrary.functions + NameBasedUUID.functions + RegexLibrary.functions
            + NetworkLibrary.functions + CivilLibrary.functions
        let documented = all.map { function in
            LibraryDocumentation.all[function.name].map { function.documented($0) } ?? function
        }
        return Dictionary(documented.map { ($0.name, $0) }) { first, second in
            // One name may have overloads in several libraries.
            FunctionDeclaration(
                first.name, first.overloads + second.overloads, cost: max(first.cost, second.cost),
                documentation: first.documentation ?? second.documentation
            ) { arguments in
                let result = first.implementation(arguments)
                if case .error(let error) = result, error.kind == .noSuchOverload { return second.implementation(arguments) }
                return result
            }
        }
    }()

    typealias Overload = FunctionDeclaration.Overload

    static func operatorDeclaration(_ name: String, _ overloads: [Overload]) -> FunctionDeclaration {
        FunctionDeclaration(name, overloads) { arguments in
            guard arguments.count == 2, let direct = Operators.binary[name] else { return .noOverload(name, arguments) }
            return direct(arguments[0], arguments[1])
        }
    }

    private static func unary(_ name: String, _ arguments: [Value]) -> Value {
        guard arguments.count == 1, let direct = Operators.unary[name] else { return .noOverload(name, arguments) }
        return direct(arguments[0])
    }

    private static let a = CELType.parameter("A")
    private static let b = CELType.parameter("B")
    private static let numbers: [CELType] = [.int, .uint, .double]

    private static let operators: [FunctionDeclaration] = {
        let ordered: [CELType] = [.bool, .string, .bytes, .timestamp, .duration]
        var comparisons = ordered.map { Overload([$0, $0], .bool) }
        for left in numbers { for right in numbers { comparisons.append(Overload([left, right], .bool)) } }
        let same = numbers.map { Overload([$0, $0], $0) }
        let lists = Overload([.list(a), .list(a)], .list(a))
        return ["_<_", "_<=_", "_>_", "_>=_"].map { operatorDeclaration($0, comparisons) } + [
            operatorDeclaration("_==_", [Overload([a, a], .bool)]),
            operatorDeclaration("_!=_", [Overload([a, a], .bool)]),
            operatorDeclaration(
                "_+_",
                same + [
                    Overload([.string, .string], .string), Overload([.bytes, .bytes], .bytes), lists,
                    Overload([.timestamp, .duration], .timestamp), Overload([.duration, .timestamp], .timestamp),
                    Overload([.duration, .duration], .duration),
                ]),
            operatorDeclaration(
                "_-_",
                same + [
                    Overload([.timestamp, .timestamp], .duration), Overload([.timestamp, .duration], .timestamp),
                    Overload([.duration, .duration], .duration),
                ]),
            operatorDeclaration("_*_", same), operatorDeclaration("_/_", same),
            operatorDeclaration("_%_", [Overload([.int, .int], .int), Overload([.uint, .uint], .uint)]),
            operatorDeclaration(
                "_[_]",
                [
                    Overload([.list(a), .int], a), Overload([.map(key: a, value: b), a], b),
                    Overload([.optional(.list(a)), .int], .optional(a)),
                    Overload([.optional(.map(key: a, value: b)), a], .optional(b)),
                ]),
            operatorDeclaration(
                "_[?_]",
                [
                    Overload([.list(a), .int], .optional(a)), Overload([.map(key: a, value: b), a], .optional(b)),
                    Overload([.optional(.list(a)), .int], .optional(a)), Overload([.optional(.map(key: a, value: b)), a], .optional(b)),
                ]),
            operatorDeclaration("@in", [Overload([a, .list(a)], .bool), Overload([a, .map(key: a, value: b)], .bool)]),
            FunctionDeclaration("!_", [Overload([.bool], .bool)]) { unary("!_", $0) },
            FunctionDeclaration("-_", [Overload([.int], .int), Overload([.double], .double)]) { unary("-_", $0) },
        ]
    }()

    private static let collections: [FunctionDeclaration] = [
        FunctionDeclaration(
            "size",
            [CELType.string, .bytes, .list(a), .map(key: a, value: b)].flatMap {
                [Overload([$0], .int), Overload([$0], .int, isMember: true)]
            }
        ) {
            unary("size", $0)
        }
    ]

    private static func text(_ name: String, _ test: @escaping @Sendable (String, String) -> Bool) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.string, .string], .bool, isMember: true)]) {
            guard $0.count == 2, case .string(let text) = $0[0], case .string(let part) = $0[1] else { return .noOverload(name, $0) }
            return .bool(test(text, part))
        }
    }

    private static let strings: [FunctionDeclaration] = [
        text("contains") { StringLibrary.position(of: Array($1.utf8), in: Array($0.utf8), from: 0) != nil },
        text("startsWith") { $0.utf8.starts(with: $1.utf8) },
        text("endsWith") { $0.utf8.reversed().starts(with: $1.utf8.reversed()) },
        FunctionDeclaration(
            "matches", [Overload([.string, .string], .bool), Overload([.string, .string], .bool, isMember: true)], cost: 20
        ) {
            guard $0.count == 2, case .string(let text) = $0[0], case .string(let pattern) = $0[1] else {
                return .noOverload("matches", $0)
            }
            switch RegularExpression.compile(pattern) {
            case .success(let compiled): return .bool(compiled.matches(text))
            case .failure(let error): return .failure(.invalidArgument, fr: error.message.fr, en: error.message.en)
            }
        },
    ]

    private static let optionals: [FunctionDeclaration] = [
        FunctionDeclaration("optional.of", [Overload([a], .optional(a))]) { $0.first.map { .optional(OptionalValue($0)) } ?? .null },
        FunctionDeclaration("optional.none", [Overload([], .optional(a))]) { _ in .optional(.none) },
        FunctionDeclaration("optional.ofNonZeroValue", [Overload([a], .optional(a))]) {
            guard let value = $0.first else { return .optional(.none) }
            let isZero: Bool =
                switch value {
                case .null: true
                case .bool(let value): !value
                case .int(let value): value == 0
                case .uint(let value): value == 0
                case .double(let value): value == 0
                case .string(let value): value.isEmpty
                case .bytes(let value): value.isEmpty
                case .list(let value): value.isEmpty
                case .map(let value): value.entries.isEmpty
                case .duration(let value): value.seconds == 0 && value.nanoseconds == 0
                case .timestamp(let value): value.seconds == 0 && value.nanoseconds == 0
                case .optional(let value): value.value == nil
                default: false
                }
            return .optional(isZero ? .none : OptionalValue(value))
        },
        optional("hasValue", .bool) { optional, _ in .bool(optional.value != nil) },
        optional("value", a) { optional, _ in
            optional.value ?? .failure(.invalidArgument, fr: "la valeur facultative est absente", en: "the optional has no value")
        },
        FunctionDeclaration("or", [Overload([.optional(a), .optional(a)], .optional(a), isMember: true)]) {
            guard $0.count == 2, case .optional(let first) = $0[0], case .optional = $0[1] else { return .noOverload("or", $0) }
            return first.value != nil ? $0[0] : $0[1]
        },
        FunctionDeclaration("orValue", [Overload([.optional(a), a], a, isMember: true)]) {
            guard $0.count == 2, case .optional(let first) = $0[0] else { return .noOverload("orValue", $0) }
            return first.value ?? $0[1]
        },
        FunctionDeclaration("optional.unwrap", [Overload([.list(.optional(a))], .list(a))]) { unwrap($0) },
        FunctionDeclaration("unwrapOpt", [Overload([.list(.optional(a))], .list(a), isMember: true)]) { unwrap($0) },
        FunctionDeclaration("first", [Overload([.list(a)], .optional(a), isMember: true)]) {
            guard case .list(let elements)? = $0.first else { return .noOverload("first", $0) }
            return .optional(OptionalValue(elements.first))
        },
        FunctionDeclaration("last", [Overload([.list(a)], .optional(a), isMember: true)]) {
            guard case .list(let elements)? = $0.first else { return .noOverload("last", $0) }
            return .optional(OptionalValue(elements.last))
        },
    ]

    private static func optional(
        _ name: String, _ result: CELType, _ body: @escaping @Sendable (OptionalValue, [Value]) -> Value
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.optional(a)], result, isMember: true)]) {
            guard case .optional(let optional)? = $0.first else { return .noOverload(name, $0) }
            return body(optional, $0)
        }
    }

    private static func unwrap(_ arguments: [Value]) -> Value {
        guard case .list(let elements)? = arguments.first else { return .noOverload("unwrap", arguments) }
        var values: [Value] = []
        for element in elements {
            guard case .optional(let optional) = element else { return .noOverload("unwrap", element) }
            if let value = optional.value { values.append(value) }
        }
        return .list(values)
    }
}
