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
