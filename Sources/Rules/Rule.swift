import CivilTime
import Diagnostics

/// A condition with a name: where it does not hold, what it guards is refused with its words.
package struct Rule: Definition {
    package let id: String
    /// The rule concerns only what this holds for; nil is everything.
    package let applicability: Condition?
    package let requirement: Condition
    /// Why the answer is no, and what to do: MessageFormat 2, with the parameters declared.
    package let refusal: LocalizedText
    package let parameters: [Parameter]
    /// A warning is shown but refuses nothing.
    package let severity: Severity
    package let period: EffectivePeriod
    /// Identifier of the requirement that the rule fulfils, such as a paragraph of a directive; shown in explanations.
    package let basis: String?
    package let span: Span

    package init(
        id: String, applicability: Condition?, requirement: Condition, refusal: LocalizedText, parameters: [Parameter] = [],
        severity: Severity = .error, period: EffectivePeriod = .always, basis: String? = nil, span: Span
    ) {
        self.id = id
        self.applicability = applicability
        self.requirement = requirement
        self.refusal = refusal
        self.parameters = parameters
        self.severity = severity
        self.period = period
        self.basis = basis
        self.span = span
    }
}

/// A named value that a message may insert.
package struct Parameter: Definition {
    package let id: String
    package let value: Condition
    package let span: Span

    package init(id: String, value: Condition, span: Span) {
        self.id = id
        self.value = value
        self.span = span
    }
}

/// Rules over one subject, used by actions and by documents, or checked alone.
package struct RuleSet: Definition {
    package let id: String
    package let label: LocalizedText
    /// The subject when it is not the dossier: a variable of that name with these fields.
    package let subject: DataField?
    package let rules: [Rule]
    package let span: Span

    package init(id: String, label: LocalizedText, subject: DataField?, rules: [Rule], span: Span) {
        self.id = id
        self.label = label
        self.subject = subject
        self.rules = rules
        self.span = span
    }
}

/// Predetermined reasons that a person chooses from.
package struct ReasonList: Definition {
    package let id: String
    package let label: LocalizedText
    package let reasons: Catalogue<Reason>
    package let span: Span

    package init(id: String, label: LocalizedText, reasons: Catalogue<Reason>, span: Span) {
        self.id = id
        self.label = label
        self.reasons = reasons
        self.span = span
    }
}

package struct Reason: Definition {
    package let id: String
    package let label: LocalizedText
    package let period: EffectivePeriod
    package let span: Span

    package init(id: String, label: LocalizedText, period: EffectivePeriod, span: Span) {
        self.id = id
        self.label = label
        self.period = period
        self.span = span
    }
}
