import Diagnostics

/// How long something may stay in a state before somebody is told.
package struct Deadline: Definition {
    package enum Duration: Hashable, Sendable {
        case hours(Int)
        case days(Int)
        case businessHours(Int)
        case businessDays(Int)
    }

    /// A notification some time before or after the end: a reminder to whoever has to act, or an escalation to whoever coordinates.
    package struct Reminder: Definition {
        package let id: String
        /// From the end of the deadline.
        package let distance: Duration
        package let isBefore: Bool
        package let notification: Reference
        package let span: Span

        package init(id: String, distance: Duration, isBefore: Bool, notification: Reference, span: Span) {
            self.id = id
            self.distance = distance
            self.isBefore = isBefore
            self.notification = notification
            self.span = span
        }
    }

    package let id: String
    package let states: [Reference]
    package let within: Duration
    /// Sent at its end.
    package let notification: Reference
    package let reminders: [Reminder]
    /// Nobody is told unless it holds at the moment.
    package let condition: Condition?
    package let span: Span

    package init(
        id: String, states: [Reference], within: Duration, notification: Reference, reminders: [Reminder], condition: Condition?,
        span: Span
    ) {
        self.id = id
        self.states = states
        self.within = within
        self.notification = notification
        self.reminders = reminders
        self.condition = condition
        self.span = span
    }
}
