import CivilTime
import Diagnostics

/// How long dossiers are kept once they rest in a state, after which they are erased.
package struct RetentionRule: Definition {
    package enum Duration: Hashable, Sendable {
        case days(Int)
        case years(Int)

        /// The first day on which the time is over.
        package func end(from day: CivilDate) -> CivilDate? {
            switch self {
            case .days(let count): day.adding(days: count)
            case .years(let count): day.adding(years: count)
            }
        }
    }

    package let id: String
    /// Final states.
    package let states: [Reference]
    /// From the day on which the dossier came to the state.
    package let after: Duration
    /// The law or the directive that says so.
    package let basis: String?
    package let span: Span

    package init(id: String, states: [Reference], after: Duration, basis: String?, span: Span) {
        self.id = id
        self.states = states
        self.after = after
        self.basis = basis
        self.span = span
    }
}
