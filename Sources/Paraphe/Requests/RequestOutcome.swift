import Rules
import Workflow

/// What came of an order.
package struct RequestOutcome: Sendable {
    /// The dossier as the command left it; a repeated command answers what it answered first.
    package let dossier: Dossier
    /// The events of the command.
    package let events: [Event]
    /// The rules that decided.
    package let rulebook: Rulebook
    package let warnings: [Failure]
    /// The store had the command already; nothing happened now.
    package let isRepetition: Bool
    /// What others did since the version on which the order was based, when it was done all the same.
    package let meanwhile: [HistoryEntry]

    package init(
        dossier: Dossier, events: [Event], rulebook: Rulebook, warnings: [Failure] = [], isRepetition: Bool = false,
        meanwhile: [HistoryEntry] = []
    ) {
        self.dossier = dossier
        self.events = events
        self.rulebook = rulebook
        self.warnings = warnings
        self.isRepetition = isRepetition
        self.meanwhile = meanwhile
    }
}
