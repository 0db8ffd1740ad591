/// What a function written in CEL does: a checked program over its parameters.
package final class FunctionBody: Sendable {
    package let parameters: [FunctionDeclaration.Parameter]
    package let program: Program
    /// For each slot of the program, the parameter that fills it; nil for what is no parameter.
    private let sources: [Int?]

    /// Functions that call functions: more levels of their trees in one another than this is a mistake, and would use up the stack.
    static let deepestCalls = 4_000

    init(parameters: [FunctionDeclaration.Parameter], program: Program) {
        self.parameters = parameters
        self.program = program
        sources = program.slots.map { slot in parameters.firstIndex { $0.name == slot.name } }
    }

    /// The values of the program's slots for a call.
    func values(_ arguments: [Value]) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(program.localCount + sources.count)
        for _ in 0..<program.localCount { values.append(.null) }
        for (slot, source) in zip(program.slots, sources) {
            if let source, source < arguments.count { values.append(arguments[source]) } else { values.append(slot.absent) }
        }
        return values
    }

    /// The variables of a call, by name.
    func activation(_ arguments: [Value]) -> Activation {
        var activation = Activation()
        for (parameter, argument) in zip(parameters, arguments) { activation[parameter.name] = argument }
        return activation
    }

    /// A call from outside an evaluation.
    func call(_ arguments: [Value]) -> Value {
        var frame = Frame(values: values(arguments), budget: Program.defaultCostLimit)
        return frame.result(program.root.evaluate(&frame))
    }
}

/// A call of a function written in CEL: a frame of its own, the caller's budget.
final class BodyCallOperation: Operation, @unchecked Sendable {
    private let name: String
    private let body: FunctionBody
    private let arguments: [Operation]

    init(_ name: String, _ body: FunctionBody, _ arguments: [Operation]) {
        self.name = name
        self.body = body
        self.arguments = arguments
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments {
            let value = argument.evaluate(&frame)
            if case .error = value { return value }
            values.append(value)
        }
        guard frame.spend(1) else { return Frame.costExceeded }
        guard frame.callDepth < FunctionBody.deepestCalls else {
            return placed(
                .failure(
                    .costExceeded, fr: "trop de fonctions s’appellent l’une l’autre", en: "too many functions call one another"))
        }
        var inner = Frame(values: body.values(values), budget: frame.budget, callDepth: frame.callDepth + body.program.tree.deepest)
        let result = body.program.root.evaluate(&inner)
        frame.budget = inner.budget
        guard frame.budget >= 0 else { return Frame.costExceeded }
        if case .error(let error) = result { return placed(.error(error.within(name))) }
        return result
    }
}
