import CivilTime
import Diagnostics

/// The business calendar of a pack, with the names of its holidays.
package struct ServiceCalendar: Sendable {
    package struct NamedHoliday: Sendable {
        /// By which a pack chooses an optional holiday of a library.
        package let id: String?
        package let label: LocalizedText
        package let holiday: Holiday
        package let span: Span

        package init(id: String? = nil, label: LocalizedText, holiday: Holiday, span: Span) {
            self.id = id
            self.label = label
            self.holiday = holiday
            self.span = span
        }
    }

    /// What days and hours are counted by.
    package let business: BusinessCalendar
    /// Those that are kept, in the order of declaration.
    package let holidays: [NamedHoliday]

    package static let none = ServiceCalendar(week: [], holidays: [])

    /// - Parameter week: index 0 is Monday; a day without hours is a day without work.
    package init(week: [[BusinessCalendar.Hours]], holidays: [NamedHoliday]) {
        business = BusinessCalendar(week: week, holidays: holidays.map(\.holiday))
        self.holidays = holidays
    }

    /// What a day is called when it is a holiday.
    package func label(on date: CivilDate) -> LocalizedText? {
        let kept = business.holidays(on: date)
        return holidays.first { kept.contains($0.holiday) }?.label
    }
}
