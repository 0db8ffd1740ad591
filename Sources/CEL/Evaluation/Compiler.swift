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

    init(environment: CELEnvironment, tree: SyntaxTree, checker: Checker) {
        self.environment = environment
        self.tree = tree
        self.checker = checker
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

    /// The path of a chain of selections from a variable.
    private func path(_ id: SyntaxTree.ID) -> String? {
        if case .variable(let name)? = checker.meanings[id] { return name }
        switch tree[id].kind {
        case .select(let operand, let field, _, _), .presence(let operand, let field, _): return path(operand).map { $0 + "." + field }
        default: return nil
        }
    }

    private mutating func operation(_ id: SyntaxTree.ID, isInner: Bool = false) -> Operation {
        let made = make(id, isInner: isInner)
        made.textRange = tree[id].range
        return made
    }

    private mutating func make(_ id: SyntaxTree.ID, isInner: Bool) -> Operation {
        if !isInner, let path = path(id) { dependencies.insert(path) }
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
            return ComprehensionOperation(
                form: comprehension.form, range: range, local: local, hasTwoVariables: comprehension.names.count == 2,
                predicate: comprehension.predicate.map { operation($0) }, transform: comprehension.transform.map { operation($0) })
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
        return CallOperation(declaration, operands.map { operation($0) })
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
            guard frame.spend(1 + pattern.cost * (1 + text.utf8.count / 16)) else { return Frame.costExceeded }
            return .bool(pattern.matches(text))
        case let other: return placed(.noOverload("matches", other))
        }
    }
}
