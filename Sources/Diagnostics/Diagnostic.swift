/// How grave a diagnostic is. Warnings may be re-levelled by the user; errors never.
package enum Severity: String, Hashable, Sendable, Codable, Comparable {
    case warning
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
        left == .warning && right == .error
    }
}

/// The stable name of one kind of fault, as `area/what`: people search for it and tests match it, never the wording.
package struct DiagnosticCode: Hashable, Sendable, ExpressibleByStringLiteral {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package init(stringLiteral name: String) {
        self.name = name
    }
}

/// One finding about something a person wrote, with the place and the mend.
///
/// Style of the texts: lower case, no full stop, quoted input in backquotes, no name of the host language.
package struct Diagnostic: Hashable, Sendable {
    /// A further place that explains the fault.
    package struct Label: Hashable, Sendable {
        package var span: Span
        package var text: Bilingual

        package init(_ span: Span, _ text: Bilingual) {
            self.span = span
            self.text = text
        }
    }

    /// A mend that a tool can apply: `text` put in place of `span`.
    package struct Replacement: Hashable, Sendable {
        package var span: Span
        package var text: String

        package init(span: Span, text: String) {
            self.span = span
            self.text = text
        }
    }

    package var severity: Severity
    package var code: DiagnosticCode
    package var message: Bilingual
    /// Where the author should look; nil only for what has no place, such as a file that is not there.
    package var span: Span?
    package var labels: [Label]
    package var notes: [Bilingual]
    /// What to do about it.
    package var hint: Bilingual?
    package var replacement: Replacement?
    /// How the place was reached, innermost first: includes, rules.
    package var trace: [Label]

    package init(
        _ severity: Severity, _ code: DiagnosticCode, _ message: Bilingual, at span: Span?,
        labels: [Label] = [], notes: [Bilingual] = [], hint: Bilingual? = nil, replacement: Replacement? = nil,
        trace: [Label] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.span = span
        self.labels = labels
        self.notes = notes
        self.hint = hint
        self.replacement = replacement
        self.trace = trace
    }
}
