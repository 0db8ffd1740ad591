import Diagnostics

/// What each sub-expression of a program was worth in one evaluation.
package struct Trace: Sendable {
    /// One element of a comprehension, and what became of it.
    package struct Round: Sendable {
        /// The index or the key, where the macro names it.
        package let key: Value?
        package let element: Value
        /// What the condition (or, without one, the transformation) gave.
        package let value: Value
    }

    /// The rounds of a comprehension.
    package struct Loop: Sendable {
        /// More rounds are counted, not kept.
        package static let mostKept = 100

        package private(set) var count = 0
        /// The first ones, at most ``mostKept``.
        package private(set) var rounds: [Round] = []
        /// Of `all` the first element that fails, of `exists` the first that holds, else the first that cannot be evaluated;
        /// nil where no single element decided.
        package private(set) var decider: Round?
        /// Position of ``decider``, from 0.
        package private(set) var deciderIndex: Int?
        /// The last element that was looked at.
        package private(set) var last: Round?

        mutating func note(_ round: Round, form: SyntaxNode.Comprehension.Form) {
            if rounds.count < Self.mostKept { rounds.append(round) }
            last = round
            let decides: Bool =
                switch (form, round.value) {
                case (.all, .bool(let holds)): !holds
                case (.exists, .bool(let holds)): holds
                case (_, .error): decider == nil
                default: false
                }
            if decides { (decider, deciderIndex) = (round, count) }
            count += 1
        }

        /// A fault that was absorbed decided nothing.
        mutating func forgetFault() {
            if decider?.value.isError == true { (decider, deciderIndex) = (nil, nil) }
        }
    }

    /// One sub-expression.
    package struct Step: Sendable {
        package let node: SyntaxNodeID
        /// How deep it stands in the expression; the whole is 0.
        package let depth: Int
        /// In the usual spacing, macros as their author wrote them.
        package let text: String
        /// Where it stands in the host file.
        package let span: Span
        /// Nil: not evaluated.
        package let value: Value?
        package let type: CELType
        /// When it is itself a variable or a field: its path, elements of lists by their index: `dossier.items[2].code`.
        package let path: String?
        /// Paths of all that it reads.
        package let dependencies: [String]
        /// The rounds of a comprehension.
        package let loop: Loop?
        /// The function written in CEL that it calls: ``Trace/call(at:)`` goes into it.
        package let function: String?
    }

    /// Of the whole; `.error` when it has none.
    package let value: Value
    package let program: Program
    /// In the units of the cost limit.
    package let cost: Int
    private let values: [Value?]
    private let loops: [SyntaxNodeID: Loop]

    init(_ program: Program, _ activation: Activation, costLimit: Int) {
        self.program = program
        var compiler = Compiler(tree: program.tree, checker: program.checker, isRecording: true)
        let (root, _) = compiler.compile()
        let recorder = TraceRecorder(nodeCount: program.tree.nodes.count)
        // Slots are numbered in the order in which the compiler meets them: the same one as the program's.
        var frame = Frame(values: program.values(activation), budget: costLimit, recorder: recorder)
        value = frame.result(root.evaluate(&frame))
        cost = costLimit - frame.budget
        values = recorder.values
        loops = recorder.loops
    }

    /// The value of a node; nil when it was not evaluated. Of a comprehension's inside, that of the round that decided, else of the last.
    package subscript(node id: SyntaxNodeID) -> Value? {
        guard values.indices.contains(id) else { return nil }
        return values[id]
    }

    /// The rounds of a comprehension; nil for other nodes, and when it was not evaluated.
    package func loop(at id: SyntaxNodeID) -> Loop? { loops[id] }

    /// The evaluation inside a call of a function written in CEL, with the arguments that it got; nil for all else.
    package func call(at id: SyntaxNodeID) -> Trace? {
        guard let (declaration, operands) = program.function(at: id), let body = declaration.body else { return nil }
        let arguments = operands.compactMap { self[node: $0] }
        guard arguments.count == operands.count else { return nil }
        return body.program.trace(body.activation(arguments))
    }

    /// Every sub-expression but literals, in the order of the text, the larger before its parts.
    package var steps: [Step] {
        var walk = TraceWalk(trace: self)
        return walk.steps()
    }
}

extension Program {
    /// Evaluates, and keeps what each sub-expression was worth. Slower than ``evaluate(_:costLimit:)``, with the same value and cost.
    package func trace(_ activation: Activation, costLimit: Int = Program.defaultCostLimit) -> Trace {
        Trace(self, activation, costLimit: costLimit)
    }

    /// The type that the checker found for a node.
    package func type(of id: SyntaxNodeID) -> CELType { checker.types.indices.contains(id) ? checker.types[id] : .dyn }

    /// The dotted path when the node is a variable or a chain of fields from one: `dossier.patient.birthDate`.
    package func path(of id: SyntaxNodeID) -> String? { checker.path(id) }

    /// Whether the node is a variable of a comprehension or of `cel.bind`.
    package func isLocal(_ id: SyntaxNodeID) -> Bool {
        if case .local? = checker.meanings[id] { true } else { false }
    }

    /// The function that a call means, and its operands, the receiver first.
    package func function(at id: SyntaxNodeID) -> (declaration: FunctionDeclaration, operands: [SyntaxNodeID])? {
        guard case .call(let function, let target, let arguments, _) = tree[id].kind else { return nil }
        if case .function(let full)? = checker.meanings[id] {
            return checker.environment.functions[full].map { ($0, arguments) }
        }
        return checker.environment.functions[function].map { ($0, (target.map { [$0] } ?? []) + arguments) }
    }
}
