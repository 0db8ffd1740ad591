import Diagnostics
import Workflow

/// Why a fax may not leave, or what is to be known of it: a rule of the pack, and the place in the data that it is about.
package struct FaxReason: Hashable, Sendable {
    package let failure: Failure
    /// In the file of data; nil for data of a store.
    package let place: Span?
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
