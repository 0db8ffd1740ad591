import Diagnostics

/// Turns a checked tree into operations: variables become slots, calls find their functions, constant patterns are compiled.
struct Compiler {
    let environment: CELEnvironment
    let tree: SyntaxTree
    let checker: Checker
    private(set) var slots: [String] = []
    private(set) var dependencies: Set<String> = []
    private var slotOf: [String: Int] = [:]
    private var localDepth = 0
    private var fault: (message: Bilingual, range: Range<Int>)?
    /// Whether each operation notes its value, for a ``Trace``.
    private let isRecording: Bool

    init(tree: SyntaxTree, checker: Checker, isRecording: Bool = false) {
        environment = checker.environment
        self.tree = tree
        self.checker = checker
        self.isRecording = isRecording
    }

    mutating func compile() -> (Operation, (message: Bilingual, range: Range<Int>)?) {
        let root = operation(tree.root)
        return (root, fault)
    }

    private mutating func variable(_ name: String) -> Operation {
        if let slot = slotOf[name] { return SlotOperation(checker.mostLocals + slot) }
        slotOf[name] = slots.count
        slots.append(name)
        return SlotOperation(checker.mostLocals + slots.count - 1)
    }

    private mutating func operation(_ id: SyntaxTree.ID, isInner: Bool = false) -> Operation {
        let made = make(id, isInner: isInner)
        made.textRange = tree[id].range
        guard isRecording else { return made }
        if case .comprehension = tree[id].kind { return RecordingLoop(id, made) }
        return RecordingOperation(id, made)
    }

    private mutating func make(_ id: SyntaxTree.ID, isInner: Bool) -> Operation {
        if !isInner, let path = checker.path(id) { dependencies.insert(path) }
        switch checker.meanings[id] {
        case .variable(let name): return variable(name)
        case .local(let index): return SlotOperation(index)
        case .typeName(let name): return ConstantOperation(.type(name))
        default: break
        }
        switch tree[id].kind {
        case .literal(let value): return ConstantOperation(value)
        case .select(let operand, let field, _, let isOptional):
            let inner = operation(operand, isInner: true)
            if let variable = inner as? SlotOperation, !isOptional { return SlotSelectOperation(slot: variable.slot, field: field) }
            return SelectOperation(inner, field: field, form: isOptional ? .optional : .plain)
        case .presence(let operand, let field, _):
            return SelectOperation(operation(operand, isInner: true), field: field, form: .presence)
        case .call(let function, let target, let arguments, _): return call(id, function, target, arguments)
        case .list(let elements, let optionals):
            // A list of literals is made once.
            let constants = elements.compactMap { element in
                if case .literal(let value) = tree[element].kind { value } else { nil }
            }
            if optionals.isEmpty, constants.count == elements.count { return ConstantOperation(.list(constants)) }
            return ListOperation(elements.map { operation($0) }, optionals: optionals)
        case .map(let entries):
            return MapOperation(entries.map { (operation($0.key), operation($0.value), $0.isOptional) })
        case .and(let left, let right): return AndOperation(operation(left), operation(right))
        case .or(let left, let right): return OrOperation(operation(left), operation(right))
        case .conditional(let condition, let yes, let no):
            return ConditionalOperation(operation(condition), operation(yes), operation(no))
        case .comprehension(let comprehension):
            let range = operation(comprehension.range)
            let local = localDepth
            localDepth += comprehension.names.count
            defer { localDepth = local }
            var predicate = comprehension.predicate.map { operation($0) }
            var transform = comprehension.transform.map { operation($0) }
            if isRecording {
                // The first thing that a round does marks its beginning.
                let round = RecordingRound.Place(
                    loop: id, form: comprehension.form, local: local, hasTwoVariables: comprehension.names.count == 2,
                    nodes: comprehension.predicate.map { tree.nodes(under: $0) } ?? []
                        + (comprehension.transform.map { tree.nodes(under: $0) } ?? []))
                if let first = predicate {
                    predicate = RecordingRound(round, first)
                } else if let first = transform {
                    transform = RecordingRound(round, first)
                }
            }
            return ComprehensionOperation(
                form: comprehension.form, range: range, local: local, hasTwoVariables: comprehension.names.count == 2,
                predicate: predicate, transform: transform)
        case .binding(_, let value, let body, let form):
            let bound = operation(value)
            let local = localDepth
            localDepth += 1
            defer { localDepth = local }
            return BindingOperation(local: local, value: bound, body: operation(body), form: form)
        case .identifier(let name, _): return variable(name)
        case .message, .invalid: return ConstantOperation(.null)
        }
    }

    private mutating func call(
        _ id: SyntaxTree.ID, _ function: String, _ target: SyntaxTree.ID?, _ arguments: [SyntaxTree.ID]
    ) -> Operation {
        var operands = arguments
        var name = function
        if case .function(let full)? = checker.meanings[id] {
            name = full
        } else if let target {
            operands.insert(target, at: 0)
        }
        if operands.count == 2, name == "_==_" || name == "_!=_" {
            return EqualityOperation(operation(operands[0]), operation(operands[1]), isNegated: name == "_!=_")
        }
        if operands.count == 1, let direct = Operators.unary[name] {
            return UnaryOperation(operation(operands[0]), direct)
        }
        if operands.count == 2, name == "@in" { return MembershipOperation(operation(operands[0]), operation(operands[1])) }
        if operands.count == 2, let direct = Operators.binary[name] {
            return BinaryOperation(operation(operands[0]), operation(operands[1]), direct)
        }
        let isMember = target != nil && operands.count > arguments.count
        // Only an unchecked expression can fail here.
        guard let declaration = environment.functions[name],
            declaration.overloads.contains(where: { $0.parameters.count == operands.count && $0.isMember == isMember })
        else { return FailingCallOperation(function, operands.map { operation($0) }) }
        // A pattern that the author wrote is compiled once, and its faults are shown at load.
        if name == "matches", operands.count == 2, case .literal(.string(let pattern)) = tree[operands[1]].kind {
            switch RegularExpression.compile(pattern) {
            case .success(let compiled): return MatchOperation(operation(operands[0]), compiled)
            case .failure(let error):
                fault = fault ?? (error.message, tree[operands[1]].range)
                return ConstantOperation(.null)
            }
        }
        let calls = operands.map { operation($0) }
        if name == "matches", calls.count == 2 { return DynamicMatchOperation(calls[0], calls[1]) }
        if let body = declaration.body { return BodyCallOperation(declaration.name, body, calls) }
        return CallOperation(declaration, calls)
    }
}

/// A call of what is not there: an error when it is reached.
final class FailingCallOperation: Operation, @unchecked Sendable {
    private let function: String
    private let arguments: [Operation]

    init(_ function: String, _ arguments: [Operation]) {
        self.function = function
        self.arguments = arguments
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        var values: [Value] = []
        for argument in arguments {
            let value = argument.evaluate(&frame)
            if case .error = value { return value }
            values.append(value)
        }
        return placed(.noOverload(function, values))
    }
}

/// `matches` with a pattern known at load.
final class MatchOperation: Operation, @unchecked Sendable {
    private let operand: Operation
    private let pattern: RegularExpression

    init(_ operand: Operation, _ pattern: RegularExpression) {
        self.operand = operand
        self.pattern = pattern
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        switch operand.evaluate(&frame) {
        case .string(let text):
            guard frame.spend(1 + Cost.search(pattern, in: text.utf8.count)) else { return Frame.costExceeded }
            return .bool(pattern.matches(text))
        case let other: return placed(.noOverload("matches", other))
        }
    }
}

/// `matches` with a pattern that is known only now.
final class DynamicMatchOperation: Operation, @unchecked Sendable {
    private let operand: Operation
    private let pattern: Operation

    init(_ operand: Operation, _ pattern: Operation) {
        self.operand = operand
        self.pattern = pattern
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let first = operand.evaluate(&frame)
        if case .error = first { return first }
        let second = pattern.evaluate(&frame)
        guard case .string(let text) = first, case .string(let written) = second else {
            return placed(.noOverload("matches", first, second))
        }
        guard frame.spend(20 + Cost.size(of: second)) else { return Frame.costExceeded }
        switch RegularExpression.compile(written) {
        case .success(let compiled):
            guard frame.spend(Cost.search(compiled, in: text.utf8.count)) else { return Frame.costExceeded }
            return .bool(compiled.matches(text))
        case .failure(let error): return placed(.failure(.invalidArgument, fr: error.message.fr, en: error.message.en))
        }
    }
}
