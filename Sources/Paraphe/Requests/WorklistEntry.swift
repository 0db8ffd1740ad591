import Diagnostics
import Rules
import Workflow

/// One line of a worklist.
package struct WorklistEntry: Sendable {
    package let dossier: Dossier
    /// Where the dossier begins in the store: the order of worklists.
    package let position: Int64
    package let stateLabel: Bilingual
    /// The nearest deadline that runs.
    package let due: DossierDue?
    /// The actions that the person can do; empty when nobody was named.
    package let offered: [Action]
}
