import CEL
import CivilTime
import Rules

/// When a command is decided; the caller reads the clock.
package struct DecisionMoment: Hashable, Sendable {
    /// `now` of conditions.
    package let now: Timestamp
    /// `today` of conditions: the civil day of ``now`` in the pack's time zone.
    package let today: CivilDate

    package init(now: Timestamp, today: CivilDate) {
        self.now = now
        self.today = today
    }
}
