import Diagnostics

/// A finding as the preview shows it: words, place and the line it is about.
package struct PreviewFinding: Hashable, Sendable {
    package var severity: Severity
    package var code: String
    package var message: String
    package var place: PreviewPlace?
    package var hint: String?
    package var notes: [String]

    init(_ diagnostic: Diagnostic, sources: SourceMap, language: Language) {
        severity = diagnostic.severity
        code = diagnostic.code.name
        message = diagnostic.message[language]
        place = diagnostic.span.flatMap { PreviewPlace($0, sources: sources, language: language) }
        hint = diagnostic.hint?[language]
        notes = diagnostic.notes.map { $0[language] }
    }

    package var json: String {
        var fields = [
            "\"severity\":\(JSONText.quote(severity.rawValue))", "\"code\":\(JSONText.quote(code))",
            "\"message\":\(JSONText.quote(message))", "\"notes\":[\(notes.map(JSONText.quote).joined(separator: ","))]",
        ]
        if let place { fields.append("\"place\":\(place.json)") }
        if let hint { fields.append("\"hint\":\(JSONText.quote(hint))") }
        return "{\(fields.joined(separator: ","))}"
    }
}

/// A place in a source, with the line there.
package struct PreviewPlace: Hashable, Sendable {
    package var file: String
    /// From 1.
    package var line: Int
    package var column: Int
    /// The line with its number, and carets.
    package var snippet: String

    init?(_ span: Span, sources: SourceMap, language: Language) {
        guard let source = sources[span.source] else { return nil }
        let position = source.position(at: span.range.lowerBound)
        file = source.path
        line = position.line
        column = position.column
        snippet = TextRenderer(sources: sources, language: language).snippet(span)
    }

    package var json: String {
        "{\"file\":\(JSONText.quote(file)),\"line\":\(line),\"column\":\(column),\"snippet\":\(JSONText.quote(snippet))}"
    }
}
