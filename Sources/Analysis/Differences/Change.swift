import Diagnostics

/// One thing that two rulebooks say differently.
package struct Change: Sendable {
    /// What it is about, most important first.
    package enum Area: String, Sendable, CaseIterable {
        /// Who may do what, and in which state.
        case access
        /// States, actions, and where they lead.
        case transition
        /// What must hold.
        case rule
        /// What must be filled.
        case required
        /// What else fields may hold.
        case field
        case reason
        /// Decision tables and functions.
        case table
        case deadline
        case notification
        case document
        case calendar
        /// The directory that comes with the pack, and what it says of people.
        case people
        /// Constants of the service.
        case fact
        /// Words alone.
        case text
    }

    package enum Effect: String, Sendable {
        /// Somebody may do more, or less is asked.
        case gain
        /// Somebody may do less, or more is asked.
        case loss
        case added
        case removed
        case changed
    }

    package let area: Area
    package let effect: Effect
    /// Stable name of the thing: `submit`, `dossier.patient.nam`, `submission/card-valid`.
    package let subject: String
    /// One sentence, without a full stop.
    package let words: Bilingual
    /// What it was and what it is, where the sentence does not say it.
    package let details: [Bilingual]
    /// The place in the old pack.
    package let oldSpan: Span?
    /// The place in the new pack.
    package let newSpan: Span?
}
