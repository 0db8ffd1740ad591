import CEL
import Diagnostics

/// Evaluates one expression, with the keys of a JSON object as its variables: `paraphe eval`.
package enum ExpressionEvaluation {
    package static func evaluate(
        _ text: String, dataFile: String?, asJSON: Bool, shelf: SourceShelf
    ) throws(DiagnosticsError) -> (text: String?, bag: DiagnosticBag) {
        let source = shelf.add(path: "<expr>", bytes: Array(text.utf8))
        var activation = Activation()
        var types: [String: CELType] = [:]
        if let dataFile {
            let data = try shelf.read(dataFile)
            let (value, bag) = JSONReader.read(data)
            guard let value else { throw DiagnosticsError(bag) }
            guard case .map(let map) = value else {
                throw DiagnosticsError(DocumentDiagnostics.notAnObject(at: Span(source: data.id, 0..<min(1, data.bytes.count))))
            }
            for entry in map.entries {
                guard case .string(let name) = entry.key else { continue }
                activation[name] = entry.value
                types[name] = .dyn
            }
        }
        let embedded = EmbeddedText(verbatim: text, source: source.id)
        let (program, faults) = CELEnvironment(variables: types).compile(embedded, expecting: nil)
        guard let program else { throw DiagnosticsError(faults) }
        let value = program.evaluate(activation)
        if case .error(let error) = value {
            let span = error.range.map { embedded.span($0) } ?? embedded.span
            throw DiagnosticsError(Diagnostic(.error, DiagnosticCode("cel/\(error.kind.rawValue)"), error.message, at: span))
        }
        return (asJSON ? value.jsonText : value.text, faults)
    }
}
