import Diagnostics

/// When the service works: hours of each week day, and the holidays.
package struct BusinessCalendar: Sendable {
    /// Minutes after midnight, `start` included, `end` excluded.
    package struct Hours: Hashable, Sendable {
        package let startMinute: Int
        package let endMinute: Int

        package init(startMinute: Int, endMinute: Int) {
            self.startMinute = startMinute
            self.endMinute = endMinute
        }
    }

    package struct Holiday: Sendable {
        package enum Recurrence: Hashable, Sendable {
            case once(CivilDate)
            case yearly(month: Int, day: Int)
            /// Days after Easter Sunday of the Gregorian calendar; negative is before.
            case easter(offsetDays: Int)
            /// The nth (from 1) given week day (1 Monday … 7 Sunday) of a month.
            case nth(Int, weekday: Int, month: Int)
            /// The last given week day strictly before a day of the year.
            case before(weekday: Int, month: Int, day: Int)
        }

        package let label: LocalizedText
        package let recurrence: Recurrence
        package let span: Span

        package init(label: LocalizedText, recurrence: Recurrence, span: Span) {
            self.label = label
            self.recurrence = recurrence
            self.span = span
        }
    }

    /// Index 0 is Monday; nil is a day without work.
    package let week: [Hours?]
    package let holidays: [Holiday]

    package static let none = BusinessCalendar(week: [Hours?](repeating: nil, count: 7), holidays: [])

    package init(week: [Hours?], holidays: [Holiday]) {
        self.week = week
        self.holidays = holidays
    }
}

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
