import CEL
import Diagnostics
import Workflow

/// A recorded decision that another rulebook would have taken otherwise.
package struct ReplayedDecision: Sendable {
    package enum Verdict: Sendable {
        /// Refused by the new rulebook alone.
        case nowRefused([Failure])
        /// Refused by the old rulebook alone: it is not the one that recorded the request.
        case nowAllowed([Failure])
        /// Allowed by both, with other consequences.
        case otherOutcome([Bilingual])
    }

    package let dossier: String
    package let action: String
    package let label: Bilingual
    /// The identifier of the person who acted.
    package let person: String
    package let at: Timestamp
    package let verdict: Verdict
}
