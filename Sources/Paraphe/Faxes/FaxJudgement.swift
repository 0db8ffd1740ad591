import CEL
import Diagnostics
import Rules
import Workflow

/// Why a fax may not leave, or what is to be known of it: a rule of the pack, and the place in the data that it is about.
package struct FaxReason: Hashable, Sendable {
    package let failure: Failure
    /// In the file of data; nil for data of a store.
    package let place: Span?
}

/// What the rules say of a fax, before anything of it is made.
package struct FaxJudgement: Sendable {
    package let definition: DocumentDefinition
    /// Typed as the pack declares them.
    package let data: Value
    package let dossier: Dossier?
    package let enclosures: [FaxEnclosure]
    /// Where it goes; empty for a document that the pack does not send.
    package let numbers: [FaxNumber]
    /// Everything that refuses it, each once, in the order of the pack.
    package let reasons: [FaxReason]
    /// Everything that is only said.
    package let warnings: [FaxReason]
    /// Where the count of pages stands that the data give.
    let givenPages: (count: Int64, place: Span?)?

    package var isAllowed: Bool { reasons.isEmpty }

    /// The reasons as findings, those of the data at their place.
    package var diagnostics: DiagnosticBag {
        var bag = DiagnosticBag()
        for reason in reasons { bag.append(reason.diagnostic(.error)) }
        for warning in warnings { bag.append(warning.diagnostic(.warning)) }
        return bag
    }
}

extension FaxReason {
    /// The finding: at the data where they have a place, with the rule beside.
    package func diagnostic(_ severity: Severity) -> Diagnostic {
        var diagnostic = failure.diagnostic(severity)
        guard let place else { return diagnostic }
        if let rule = diagnostic.span {
            diagnostic.labels.append(Diagnostic.Label(rule, Bilingual(fr: "la règle `\(failure.rule)`", en: "the rule `\(failure.rule)`")))
        }
        diagnostic.span = place
        return diagnostic
    }
}
