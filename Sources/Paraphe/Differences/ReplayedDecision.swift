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

/// What came of deciding a store's requests again.
package struct ReplayOutcome: Sendable {
    package internal(set) var dossierCount = 0
    package internal(set) var decisionCount = 0
    /// Dossiers of other packs, which are left out.
    package internal(set) var foreignCount = 0
    /// Histories that could not be read.
    package internal(set) var brokenCount = 0
    package internal(set) var decisions: [ReplayedDecision] = []
}
