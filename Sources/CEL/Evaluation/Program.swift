import Diagnostics

/// A checked expression, ready to be evaluated any number of times, from any thread.
package struct Program: Sendable {
    /// More steps than any rule needs.
    package static let defaultCostLimit = 1_000_000

    /// What the author wrote, with its places.
    package let source: EmbeddedText
    package let resultType: CELType
    /// Paths of the variables and fields that the expression reads: `dossier.patient.birthDate`.
    package let dependencies: [String]
    package let tree: SyntaxTree

    /// What the checker found out about each node.
    let checker: Checker
    let root: Operation
    /// The variables, and for each the error that stands for its absence.
    let slots: [(name: String, packed: PackedText, absent: Value)]
    var localCount: Int { checker.mostLocals }

    init(source: EmbeddedText, resultType: CELType, tree: SyntaxTree, checker: Checker, compiler: Compiler, root: Operation) {
        self.source = source
        self.resultType = resultType
        dependencies = compiler.dependencies.sorted()
        self.tree = tree
        self.checker = checker
        self.root = root
        slots = compiler.slots.map { name in
            let absent = Value.failure(
                .unboundVariable, fr: "la variable `\(name)` n’a pas de valeur", en: "the variable `\(name)` has no value")
            return (name, PackedText(name), absent)
        }
    }

    /// The value, or `.error`.
    package func evaluate(_ activation: Activation, costLimit: Int = Program.defaultCostLimit) -> Value {
        run(activation, costLimit: costLimit).value
    }

    /// The value (or `.error`), and how many units of the cost limit it took.
    package func run(_ activation: Activation, costLimit: Int = Program.defaultCostLimit) -> (value: Value, cost: Int) {
        var frame = Frame(values: values(activation), budget: costLimit)
        let value = frame.result(root.evaluate(&frame))
        return (value, costLimit - frame.budget)
    }

    /// What the slots of a frame begin with.
    func values(_ activation: Activation) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(localCount + slots.count)
        for _ in 0..<localCount { values.append(.null) }
        for slot in slots { values.append(activation.value(slot.name, slot.packed) ?? slot.absent) }
        return values
    }
}

extension CELEnvironment {
    /// Parses, checks and resolves an expression; every fault stands at its place in the host file.
    ///
    /// - Parameters:
    ///   - expecting: the type that the place asks for; nil takes any.
    ///   - maximumCost: what the expression may cost on lists of 100 elements and texts of 250 bytes; nil sets no bound here.
    package func compile(
        _ text: EmbeddedText, expecting wanted: CELType? = nil, maximumCost: Int? = nil
    ) -> (program: Program?, bag: DiagnosticBag) {
        var (program, bag) = compile(text, expecting: wanted, isChecked: true)
        if let made = program, let maximumCost {
            let cost = made.estimatedCost()
            if cost > maximumCost {
                bag.append(CELDiagnostics.tooCostly(cost, limit: maximumCost, at: text.span))
                program = nil
            }
        }
        return (program, bag)
    }

    /// Without declarations: names mean what is bound when the expression is evaluated.
    package func compileUnchecked(_ text: EmbeddedText) -> (program: Program?, bag: DiagnosticBag) {
        compile(text, expecting: nil, isChecked: false)
    }

    private func compile(_ text: EmbeddedText, expecting wanted: CELType?, isChecked: Bool) -> (Program?, DiagnosticBag) {
        var parser = Parser(text)
        guard let tree = parser.parse() else { return (nil, parser.bag) }
        var checker = Checker(environment: self, text: text, tree: tree, isChecked: isChecked)
        let type = checker.check(expecting: wanted)
        guard !checker.bag.hasErrors, !parser.bag.hasErrors else {
            var bag = parser.bag
            bag.append(contentsOf: checker.bag)
            return (nil, bag)
        }
        var compiler = Compiler(tree: tree, checker: checker)
        let (root, fault) = compiler.compile()
        if let fault {
            var bag = checker.bag
            bag.append(CELDiagnostics.badPattern(fault.message, at: text.span(fault.range)))
            return (nil, bag)
        }
        let program = Program(source: text, resultType: type, tree: tree, checker: checker, compiler: compiler, root: root)
        return (program, checker.bag)
    }
}
