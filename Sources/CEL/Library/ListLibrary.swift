/// The extensions `lists` and `sets`.
enum ListLibrary {
    private typealias Overload = FunctionDeclaration.Overload

    private static let a = CELType.parameter("A")
    private static let longestRange: Int64 = 1_000_000

    private static func list(_ name: String, _ result: CELType, _ body: @escaping @Sendable ([Value]) -> Value?) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.list(a)], result, isMember: true)]) {
            guard case .list(let elements)? = $0.first else { return .noOverload(name, $0) }
            return body(elements) ?? .noOverload(name, $0)
        }
    }

    private static func sets(_ name: String, _ body: @escaping @Sendable ([Value], [Value]) -> Bool) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([.list(a), .list(a)], .bool)], work: { Cost.pairs($0.first, $0.last) }) {
            guard $0.count == 2, case .list(let left) = $0[0], case .list(let right) = $0[1] else { return .noOverload(name, $0) }
            return .bool(body(left, right))
        }
    }

    private static func contains(_ elements: [Value], _ value: Value) -> Bool { elements.contains { Value.areEqual($0, value) } }

    /// The elements in the order of their keys, equal ones as they stood.
    static func sorted(_ elements: [Value], by keys: [Value]) -> Value {
        guard let first = keys.first, elements.count == keys.count else { return .list([]) }
        for key in keys where Value.compare(first, key) == nil || key.typeName != first.typeName { return .noOverload("sort", first, key) }
        let order = keys.indices.sorted { Value.compare(keys[$0], keys[$1]) == .less }
        return .list(order.map { elements[$0] })
    }

    private static func flatten(_ elements: [Value], _ depth: Int64) -> [Value] {
        elements.flatMap { element -> [Value] in
            guard depth > 0, case .list(let inner) = element else { return [element] }
            return flatten(inner, depth - 1)
        }
    }

    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration(
            "flatten",
            [
                Overload([.list(.list(a))], .list(a), isMember: true), Overload([.list(.dyn)], .list(.dyn), isMember: true),
                Overload([.list(.dyn), .int], .list(.dyn), isMember: true),
            ], work: { Cost.cells(of: $0.first) }
        ) {
            guard case .list(let elements)? = $0.first else { return .noOverload("flatten", $0) }
            var depth: Int64 = 1
            if $0.count == 2 {
                guard case .int(let given) = $0[1] else { return .noOverload("flatten", $0) }
                guard given >= 0 else { return .failure(.invalidArgument, fr: "profondeur négative", en: "negative depth") }
                depth = min(given, 64)
            }
            return .list(flatten(elements, depth))
        },
        FunctionDeclaration("slice", [Overload([.list(a), .int, .int], .list(a), isMember: true)]) {
            guard $0.count == 3, case .list(let elements) = $0[0], case .int(let start) = $0[1], case .int(let end) = $0[2] else {
                return .noOverload("slice", $0)
            }
            guard start >= 0, start <= end, end <= Int64(elements.count) else {
                return .failure(.indexOutOfRange, fr: "la tranche est hors de la liste", en: "the slice is out of the list")
            }
            return .list(Array(elements[Int(start)..<Int(end)]))
        },
        FunctionDeclaration(
            "sort",
            [CELType.int, .uint, .double, .string, .bool, .bytes, .timestamp, .duration].map {
                Overload([.list($0)], .list($0), isMember: true)
            },
            work: { Cost.bounded(times: Cost.cells(of: $0.first), 4) }
        ) {
            guard case .list(let elements)? = $0.first else { return .noOverload("sort", $0) }
            return sorted(elements, by: elements)
        },
        FunctionDeclaration("distinct", [Overload([.list(a)], .list(a), isMember: true)], work: { Cost.pairs($0.first, $0.first) }) {
            guard case .list(let elements)? = $0.first else { return .noOverload("distinct", $0) }
            var kept: [Value] = []
            for element in elements where !contains(kept, element) { kept.append(element) }
            return .list(kept)
        },
        list("reverse", .list(a)) { .list($0.reversed()) },
        FunctionDeclaration("lists.range", [Overload([.int], .list(.int))]) {
            guard case .int(let count)? = $0.first else { return .noOverload("lists.range", $0) }
            guard count <= longestRange else { return .failure(.costExceeded, fr: "la liste est trop longue", en: "the list is too long") }
            return .list((0..<max(0, count)).map { .int($0) })
        },
        sets("sets.contains") { left, right in right.allSatisfy { contains(left, $0) } },
        sets("sets.equivalent") { left, right in right.allSatisfy { contains(left, $0) } && left.allSatisfy { contains(right, $0) } },
        sets("sets.intersects") { left, right in right.contains { contains(left, $0) } },
    ]
}
