import Diagnostics

/// Why a command was refused: every rule that failed, in a fixed order.
package struct Refusal: Error, Sendable {
    package let action: String
    /// The action in words; its identifier when the pack has no such action.
    package let label: Bilingual
    /// Never empty.
    package let failures: [Failure]

    /// Every check of the decision, those that hold as well.
    package let explanation: Explanation

    init(_ explanation: Explanation) {
        self.explanation = explanation
        action = explanation.action
        label = explanation.label
        failures = explanation.refusals.compactMap(\.failure)
    }
}

/// One rule that failed, with the reason and the place where the pack declares it.
package struct Failure: Hashable, Sendable {
    /// A field of the data, of an input or of a form.
    package struct Field: Hashable, Sendable {
        /// As conditions write it: `input.reason`, `dossier.site.name`, `forms.review.items[0].size`.
        package let path: String
        package let label: Bilingual

        package init(path: String, label: Bilingual) {
            self.path = path
            self.label = label
        }
    }

    package let code: DiagnosticCode
    /// The identifier of what failed in the pack: a rule, a permission, an action.
    package let rule: String
    package let reason: Bilingual
    package let field: Field?
    /// What to do about it.
    package let hint: Bilingual?
    /// The requirement behind the rule, such as a paragraph of a directive.
    package let basis: String?
    /// Where the pack declares the rule.
    package let span: Span?

    package init(
        _ code: DiagnosticCode, rule: String, reason: Bilingual, field: Field? = nil, hint: Bilingual? = nil, basis: String? = nil,
        span: Span?
    ) {
        self.code = code
        self.rule = rule
        self.reason = reason
        self.field = field
        self.hint = hint
        self.basis = basis
        self.span = span
    }

    /// The same as a diagnostic about the pack.
    package func diagnostic(_ severity: Severity = .error) -> Diagnostic {
        Diagnostic(severity, code, reason, at: span, hint: hint)
    }
}
