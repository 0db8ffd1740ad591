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
