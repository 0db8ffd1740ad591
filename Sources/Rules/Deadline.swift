import Diagnostics

/// How long something may stay in a state before somebody is told.
package struct Deadline: Definition {
    package enum Duration: Hashable, Sendable {
        case hours(Int)
        case days(Int)
        case businessHours(Int)
        case businessDays(Int)
    }

    package let id: String
    package let states: [Reference]
    package let within: Duration
    package let notification: Reference
    package let condition: Condition?
    package let span: Span

    package init(
        id: String, states: [Reference], within: Duration, notification: Reference, condition: Condition?, span: Span
    ) {
        self.id = id
        self.states = states
        self.within = within
        self.notification = notification
        self.condition = condition
        self.span = span
    }
}
