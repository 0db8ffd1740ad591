import Diagnostics

/// A node made ready for evaluation: names are slots, functions are found. Class dispatch is what keeps the inner loop short.
class Operation: @unchecked Sendable {
    /// Where the node stands in the text; set once, while the program is made.
    final var textRange: Range<Int>?

    func evaluate(_ frame: inout Frame) -> Value { .null }

    /// A result, which bears this place if it is an error that bears none.
    @inline(__always)
    final func placed(_ value: Value) -> Value {
        guard case .error(let error) = value else { return value }
        return place(error)
    }

    private final func place(_ error: EvaluationError) -> Value {
        guard error.range == nil else { return .error(error) }
        var placed = error
        placed.range = textRange
        return .error(placed)
    }
}

final class ConstantOperation: Operation, @unchecked Sendable {
    private let value: Value

    init(_ value: Value) { self.value = value }

    override func evaluate(_ frame: inout Frame) -> Value { value }
}

/// A variable of the program or of a comprehension.
final class SlotOperation: Operation, @unchecked Sendable {
    let slot: Int

    init(_ slot: Int) { self.slot = slot }

    override func evaluate(_ frame: inout Frame) -> Value { placed(frame.values[slot]) }
}

final class SelectOperation: Operation, @unchecked Sendable {
    enum Form { case plain, optional, presence }

    private let operand: Operation
    private let field: String
    private let packed: PackedText
    private let form: Form

    init(_ operand: Operation, field: String, form: Form) {
        self.operand = operand
        self.field = field
        packed = PackedText(field)
        self.form = form
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        guard frame.spend(1) else { return Frame.costExceeded }
        return placed(select(from: operand.evaluate(&frame)))
    }

    private func select(from value: Value) -> Value {
        switch value {
        case .map(let map):
            let found = map.value(field, packed)
            switch form {
            case .plain:
                return found ?? .failure(.noSuchKey, fr: "le champ `\(field)` n’est pas là", en: "the field `\(field)` is not there")
            case .optional: return .optional(found.map { OptionalValue($0) } ?? .none)
            case .presence: return .bool(found != nil)
            }
        case .optional(let optional):
            guard let inner = optional.value else { return form == .presence ? .bool(false) : .optional(.none) }
            let found = select(from: inner)
            if form == .plain {
                if case .error(let error) = found, error.kind == .noSuchKey { return .optional(.none) }
                if found.isError { return found }
                return .optional(OptionalValue(found))
            }
            return found
        case .error: return value
        default:
            return .failure(
                .noSuchField, fr: "une valeur de type \(value.typeName) n’a pas de champ `\(field)`",
                en: "a value of type \(value.typeName) has no field `\(field)`")
        }
    }
}

/// A field of a variable, which is what conditions read most.
final class SlotSelectOperation: Operation, @unchecked Sendable {
    private let slot: Int
    private let field: String
    private let packed: PackedText
    private let general: SelectOperation

    init(slot: Int, field: String) {
        self.slot = slot
        self.field = field
        packed = PackedText(field)
        general = SelectOperation(SlotOperation(slot), field: field, form: .plain)
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        if case .map(let map) = frame.values[slot], let found = map.value(field, packed), frame.spend(1) { return found }
        return placed(general.evaluate(&frame))
    }
}

final class AndOperation: Operation, @unchecked Sendable {
    private let left: Operation
    private let right: Operation

    init(_ left: Operation, _ right: Operation) {
        self.left = left
        self.right = right
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let first = left.evaluate(&frame)
        if case .bool(false) = first { return first }
        let second = right.evaluate(&frame)
        switch (first, second) {
        case (_, .bool(false)): return second
        case (.bool(true), .bool(true)): return second
        case (.error, _): return first
        case (_, .error): return second
        default: return placed(.noOverload("&&", first, second))
        }
    }
}

final class OrOperation: Operation, @unchecked Sendable {
    private let left: Operation
    private let right: Operation

    init(_ left: Operation, _ right: Operation) {
        self.left = left
        self.right = right
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let first = left.evaluate(&frame)
        if case .bool(true) = first { return first }
        let second = right.evaluate(&frame)
        switch (first, second) {
        case (_, .bool(true)): return second
        case (.bool(false), .bool(false)): return second
        case (.error, _): return first
        case (_, .error): return second
        default: return placed(.noOverload("||", first, second))
        }
    }
}

final class ConditionalOperation: Operation, @unchecked Sendable {
    private let condition: Operation
    private let yes: Operation
    private let no: Operation

    init(_ condition: Operation, _ yes: Operation, _ no: Operation) {
        self.condition = condition
        self.yes = yes
        self.no = no
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        switch condition.evaluate(&frame) {
        case .bool(true): yes.evaluate(&frame)
        case .bool(false): no.evaluate(&frame)
        case let error where error.isError: error
        case let other: placed(.noOverload("?:", other))
        }
    }
}

/// `==` and `!=`.
final class EqualityOperation: Operation, @unchecked Sendable {
    private let left: Operation
    private let right: Operation
    private let isNegated: Bool

    init(_ left: Operation, _ right: Operation, isNegated: Bool) {
        self.left = left
        self.right = right
        self.isNegated = isNegated
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let first = left.evaluate(&frame)
        if case .error = first { return first }
        let second = right.evaluate(&frame)
        if case .error = second { return second }
        if case .string(let a) = first, case .string(let b) = second {
            guard frame.spend(1 + a.utf8.count / 16) else { return Frame.costExceeded }
            return .bool(areSameText(a, b) != isNegated)
        }
        switch first {
        case .list, .map, .optional:
            guard frame.spend(1 + Cost.reading(first, budget: frame.budget)) else { return Frame.costExceeded }
        default: guard frame.spend(1 + Cost.size(of: first)) else { return Frame.costExceeded }
        }
        return .bool(Value.areEqual(first, second) != isNegated)
    }
}

/// `size`, `!` and the like: one operand, no array.
final class UnaryOperation: Operation, @unchecked Sendable {
    typealias Function = @Sendable (Value) -> Value

    private let operand: Operation
    private let function: Function

    init(_ operand: Operation, _ function: @escaping Function) {
        self.operand = operand
        self.function = function
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let value = operand.evaluate(&frame)
        if case .error = value { return value }
        guard frame.spend(1) else { return Frame.costExceeded }
        return placed(function(value))
    }
}

/// A call with one or two operands straight to its function: no array is made.
final class BinaryOperation: Operation, @unchecked Sendable {
    typealias Function = @Sendable (Value, Value) -> Value

    private let left: Operation
    private let right: Operation
    private let function: Function

    init(_ left: Operation, _ right: Operation, _ function: @escaping Function) {
        self.left = left
        self.right = right
        self.function = function
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let first = left.evaluate(&frame)
        if case .error = first { return first }
        let second = right.evaluate(&frame)
        if case .error = second { return second }
        guard frame.spend(1 + Cost.size(of: first) + Cost.size(of: second)) else { return Frame.costExceeded }
        return placed(function(first, second))
    }
}

/// `in`: compares with each element of a list, or looks a key up.
final class MembershipOperation: Operation, @unchecked Sendable {
    private let element: Operation
    private let collection: Operation

    init(_ element: Operation, _ collection: Operation) {
        self.element = element
        self.collection = collection
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let first = element.evaluate(&frame)
        if case .error = first { return first }
        let second = collection.evaluate(&frame)
        if case .error = second { return second }
        var work = 1 + Cost.size(of: first) + Cost.size(of: second)
        switch first {
        case .string(let text) where text.utf8.count < 64: break
        case .list, .map, .optional, .string, .bytes: work += Cost.pairs(first, second)
        default: break
        }
        guard frame.spend(work) else { return Frame.costExceeded }
        return placed(Operators.contains(first, second))
    }
}

final class CallOperation: Operation, @unchecked Sendable {
    private let arguments: [Operation]
    private let declaration: FunctionDeclaration

    init(_ declaration: FunctionDeclaration, _ arguments: [Operation]) {
        self.declaration = declaration
        self.arguments = arguments
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        var size = declaration.cost
        for argument in arguments {
            let value = argument.evaluate(&frame)
            if case .error = value { return value }
            size += Cost.size(of: value)
            values.append(value)
        }
        guard frame.spend(size) else { return Frame.costExceeded }
        if let work = declaration.work, !frame.spend(work(values)) { return Frame.costExceeded }
        let result = placed(declaration.implementation(values))
        guard frame.spend(Cost.size(of: result)) else { return Frame.costExceeded }
        return result
    }
}

final class ListOperation: Operation, @unchecked Sendable {
    private let elements: [Operation]
    private let optionals: Set<Int>

    init(_ elements: [Operation], optionals: Set<Int>) {
        self.elements = elements
        self.optionals = optionals
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        guard frame.spend(elements.count) else { return Frame.costExceeded }
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            let value = element.evaluate(&frame)
            if case .error = value { return value }
            guard optionals.contains(index) else {
                values.append(value)
                continue
            }
            guard case .optional(let optional) = value else { return .noOverload("[?]", value) }
            if let inner = optional.value { values.append(inner) }
        }
        return .list(values)
    }
}

final class MapOperation: Operation, @unchecked Sendable {
    private let entries: [(key: Operation, value: Operation, isOptional: Bool)]

    init(_ entries: [(key: Operation, value: Operation, isOptional: Bool)]) { self.entries = entries }

    override func evaluate(_ frame: inout Frame) -> Value {
        guard frame.spend(entries.count) else { return Frame.costExceeded }
        var builder = MapBuilder()
        for entry in entries {
            let key = entry.key.evaluate(&frame)
            if case .error = key { return key }
            var value = entry.value.evaluate(&frame)
            if case .error = value { return value }
            if entry.isOptional {
                guard case .optional(let optional) = value else { return .noOverload("{?:}", value) }
                guard let inner = optional.value else { continue }
                value = inner
            }
            if let fault = builder.insert(key, value) { return placed(fault) }
        }
        return .map(builder.map)
    }
}

/// Puts entries together and refuses the same key twice.
struct MapBuilder {
    private var entries: [ValueMap.Entry] = []
    private var keys: Set<MapKey> = []

    var map: ValueMap { ValueMap(entries: entries) }

    /// Nil, or why the entry cannot be.
    mutating func insert(_ key: Value, _ value: Value) -> Value? {
        if case .double = key {
            return .failure(.invalidArgument, fr: "un nombre décimal n’est pas une clé", en: "a double is not a key")
        }
        guard let mapKey = MapKey(key) else {
            return .failure(
                .invalidArgument, fr: "une valeur de type \(key.typeName) n’est pas une clé",
                en: "a value of type \(key.typeName) is not a key")
        }
        guard keys.insert(mapKey).inserted else {
            return .failure(.invalidArgument, fr: "la même clé figure deux fois", en: "the same key stands twice")
        }
        entries.append(ValueMap.Entry(key: key, value: value))
        return nil
    }
}

final class BindingOperation: Operation, @unchecked Sendable {
    private let local: Int
    private let value: Operation
    private let body: Operation
    private let form: SyntaxNode.BindingForm

    init(local: Int, value: Operation, body: Operation, form: SyntaxNode.BindingForm) {
        self.local = local
        self.value = value
        self.body = body
        self.form = form
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        guard frame.spend(1) else { return Frame.costExceeded }
        let bound = value.evaluate(&frame)
        if form == .plain {
            // An error is bound like any value: the body may not need it.
            frame.values[local] = bound
            return body.evaluate(&frame)
        }
        guard case .optional(let optional) = bound else { return bound.isError ? bound : .noOverload("optMap", bound) }
        guard let inner = optional.value else { return .optional(.none) }
        frame.values[local] = inner
        let result = body.evaluate(&frame)
        if result.isError { return result }
        switch form {
        case .optFlatMap:
            if case .optional = result { return result }
            return .noOverload("optFlatMap", result)
        default: return .optional(OptionalValue(result))
        }
    }
}
