/// Shows diagnostics to programs: one JSON object a line, in a fixed order of keys.
package struct JSONRenderer: Sendable {
    private let sources: SourceMap
    private let language: Language

    package init(sources: SourceMap, language: Language) {
        self.sources = sources
        self.language = language
    }

    package func render(_ bag: DiagnosticBag) -> String {
        bag.sorted.map { render($0) + "\n" }.joined()
    }

    package func render(_ diagnostic: Diagnostic) -> String {
        var fields = [
            "\"severity\":\(JSONText.quote(diagnostic.severity.rawValue))",
            "\"code\":\(JSONText.quote(diagnostic.code.name))",
            "\"message\":\(JSONText.quote(diagnostic.message[language]))",
        ]
        if let span = diagnostic.span { fields.append(contentsOf: place(span)) }
        if !diagnostic.labels.isEmpty { fields.append("\"labels\":[\(diagnostic.labels.map(label).joined(separator: ","))]") }
        if !diagnostic.notes.isEmpty {
            fields.append("\"notes\":[\(diagnostic.notes.map { JSONText.quote($0[language]) }.joined(separator: ","))]")
        }
        if let hint = diagnostic.hint { fields.append("\"hint\":\(JSONText.quote(hint[language]))") }
        if let replacement = diagnostic.replacement {
            let fieldsOfPlace = place(replacement.span) + ["\"text\":\(JSONText.quote(replacement.text))"]
            fields.append("\"replacement\":{\(fieldsOfPlace.joined(separator: ","))}")
        }
        if !diagnostic.trace.isEmpty { fields.append("\"trace\":[\(diagnostic.trace.map(label).joined(separator: ","))]") }
        return "{\(fields.joined(separator: ","))}"
    }

    private func label(_ label: Diagnostic.Label) -> String {
        "{\((place(label.span) + ["\"text\":\(JSONText.quote(label.text[language]))"]).joined(separator: ","))}"
    }

    private func place(_ span: Span) -> [String] {
        guard let file = sources[span.source] else { return [] }
        let start = file.position(at: span.range.lowerBound)
        let end = file.position(at: span.range.upperBound)
        return [
            "\"file\":\(JSONText.quote(file.path))", "\"line\":\(start.line)", "\"column\":\(start.column)",
            "\"endLine\":\(end.line)", "\"endColumn\":\(end.column)",
        ]
    }
}
