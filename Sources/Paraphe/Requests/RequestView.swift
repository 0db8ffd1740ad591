import CEL
import Diagnostics
import Rules
import Workflow

/// A dossier as one person sees it.
package struct RequestView: Sendable {
    package let dossier: Dossier
    /// Every action of the pack on a dossier: offered, or with the reasons why not.
    package let offers: [Offer]
    package let rulebook: Rulebook

    package var stateLabel: Bilingual { rulebook.stateLabel(dossier.state) }
}

/// Which dossiers a worklist shows.
package struct WorklistFilter: Sendable {
    /// Dossiers in this state alone.
    package var state: String?
    /// For whom offered actions are computed.
    package var person: String?
    /// Dossiers alone on which the person can do something.
    package var isActionableOnly: Bool

    package init(state: String? = nil, person: String? = nil, isActionableOnly: Bool = false) {
        self.state = state
        self.person = person
        self.isActionableOnly = isActionableOnly
    }
}

/// One line of a worklist.
package struct WorklistEntry: Sendable {
    package let dossier: Dossier
    package let stateLabel: Bilingual
    /// The actions that the person can do; empty when nobody was named.
    package let offered: [Action]
}
