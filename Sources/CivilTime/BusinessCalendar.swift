/// When a service works: the hours of each day of the week, and the holidays.
///
/// A business day is a day with hours that is no holiday. All loops are bounded: by the years 1 to 9999 for days, by
/// ``longestWalk`` for hours.
package struct BusinessCalendar: Hashable, Sendable {
    /// Minutes after midnight, `start` included, `end` excluded.
    package struct Hours: Hashable, Sendable {
        package let startMinute: Int
        package let endMinute: Int

        /// Nil unless 0 ≤ start < end ≤ 1440.
        package init?(startMinute: Int, endMinute: Int) {
            guard startMinute >= 0, startMinute < endMinute, endMinute <= 1_440 else { return nil }
            self.startMinute = startMinute
            self.endMinute = endMinute
        }
    }

    /// Days over which hours are counted: thirty years.
    package static let longestWalk = 10_958

    /// Index 0 is Monday; each day's hours ascend and do not overlap; none is a day without work.
    package let week: [[Hours]]
    package let holidays: [Holiday]
    /// What the days of a whole week count.
    private let workdays: [Bool]

    /// A service that never works.
    package static let none = BusinessCalendar(week: [], holidays: [])

    /// Days that are missing from `week` are without work; hours that overlap are joined.
    package init(week: [[Hours]], holidays: [Holiday]) {
        let days = (0..<7).map { $0 < week.count ? Self.joined(week[$0]) : [] }
        self.week = days
        self.holidays = holidays
        workdays = days.map { !$0.isEmpty }
    }

    private static func joined(_ hours: [Hours]) -> [Hours] {
        var out: [Hours] = []
        for next in hours.sorted(by: { $0.startMinute < $1.startMinute }) {
            if let last = out.last, next.startMinute <= last.endMinute {
                out[out.count - 1] =
                    Hours(startMinute: last.startMinute, endMinute: max(last.endMinute, next.endMinute)) ?? last
            } else {
                out.append(next)
            }
        }
        return out
    }

    /// Whether there are hours on any day of the week.
    package var works: Bool { workdays.contains(true) }

    func isWorkday(_ weekday: Weekday) -> Bool { workdays[weekday.rawValue - 1] }

    /// The holidays that fall on a day.
    package func holidays(on date: CivilDate) -> [Holiday] {
        // Moved at most three days, a holiday stays in its year or goes over the border by three.
        let years = date.dayOfYear <= 3 ? [date.year - 1, date.year] : date.month == 12 ? [date.year, date.year + 1] : [date.year]
        return holidays.filter { holiday in years.contains { holiday.date(in: $0) == date } }
    }

    /// The numbers of the days of work that holidays take away in a year, ascending, each once.
    func daysOff(in year: Int) -> [Int] {
        var days: [Int] = []
        for holiday in holidays {
            for near in [year - 1, year, year + 1] where near == year || !holiday.moves.isEmpty {
                guard let date = holiday.date(in: near), date.year == year, isWorkday(date.weekday) else { continue }
                days.append(date.dayNumber)
            }
        }
        days.sort()
        var out: [Int] = []
        for day in days where out.last != day { out.append(day) }
        return out
    }

    package func isBusinessDay(_ date: CivilDate) -> Bool { isWorkday(date.weekday) && holidays(on: date).isEmpty }
}
