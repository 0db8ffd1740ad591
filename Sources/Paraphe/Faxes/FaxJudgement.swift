import CEL
import Diagnostics
import Rules
import Workflow

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
