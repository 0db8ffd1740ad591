import CEL
import Diagnostics
import Rules

/// One expression, checked with the keys of a JSON object as its variables: `paraphe eval`.
package struct ExpressionEvaluation: Sendable {
    /// What the checker said; never an error.
    package let findings: DiagnosticBag
    private let text: EmbeddedText
    private let environment: CELEnvironment
    private let program: Program
    private let activation: Activation

    /// - Parameters:
    ///   - dataFile: a JSON object whose keys are the variables.
    ///   - packPath: a pack whose functions and tables the expression may call.
    package init(_ expression: String, dataFile: String?, packPath: String? = nil, shelf: SourceShelf) throws(DiagnosticsError) {
        let source = shelf.add(path: "<expr>", bytes: Array(expression.utf8))
        var activation = Activation()
        var types: [String: CELType] = [:]
        for (name, value) in try dataFile.map({ path throws(DiagnosticsError) in try Self.variables(path, shelf) }) ?? [] {
            activation[name] = value
            types[name] = .dyn
        }
        text = EmbeddedText(verbatim: expression, source: source.id)
        var environment = CELEnvironment()
        if let packPath { environment = try LoadedPack.loadOrThrow(PackFolder(path: packPath), shelf: shelf).rulebook.functionEnvironment }
        for (name, type) in types { environment = environment.adding(variable: name, type: type) }
        self.environment = environment
        self.activation = activation
        let (program, faults) = environment.compile(text, expecting: nil)
        guard let program else { throw DiagnosticsError(faults) }
        self.program = program
        findings = faults
    }

    /// The value; an error of the evaluation is thrown at the place of the sub-expression that failed.
    package func value() throws(DiagnosticsError) -> Value {
        let value = program.evaluate(activation)
        if case .error(let error) = value {
            let span = error.range.map { text.span($0) } ?? text.span
            throw DiagnosticsError(Diagnostic(.error, DiagnosticCode("cel/\(error.kind.rawValue)"), error.message, at: span))
        }
        return value
    }

    package func timing() -> ExpressionTiming {
        ExpressionTiming.measure(program, activation) { _ = environment.compile(text, expecting: nil) }
    }

    private static func variables(_ path: String, _ shelf: SourceShelf) throws(DiagnosticsError) -> [(String, Value)] {
        let data = try shelf.read(path)
        let (value, bag) = JSONReader.read(data)
        guard let value else { throw DiagnosticsError(bag) }
        guard case .map(let map) = value else {
            throw DiagnosticsError(DocumentDiagnostics.notAnObject(at: Span(source: data.id, 0..<min(1, data.bytes.count))))
        }
        return map.entries.compactMap { entry in
            guard case .string(let name) = entry.key else { return nil }
            return (name, entry.value)
        }
    }
}
