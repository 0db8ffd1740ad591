extension CivilDate {
    /// The day so many days later, or earlier when negative; nil outside years 1 to 9999.
    package func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: sum)
    }

    /// The same day of a later or earlier month; the last day of that month where it is shorter (January 31 and a month: February 28).
    package func adding(months: Int) -> CivilDate? {
        CivilMonth(self).adding(months: months).flatMap { month in
            CivilDate(year: month.year, month: month.month, day: min(day, month.days))
        }
    }

    /// The same day of a later or earlier year; February 29 becomes 28 where the year has none.
    package func adding(years: Int) -> CivilDate? {
        let (months, overflow) = years.multipliedReportingOverflow(by: 12)
        return overflow ? nil : adding(months: months)
    }

    /// Days from this day to another; negative when the other is earlier.
    package func days(to other: CivilDate) -> Int { other.dayNumber - dayNumber }

    /// Whole months from this day to another: a month is over when its day of the month has come.
    ///
    /// From January 31, the first month is over on March 1 (February 28 is not yet the 31st); negative when the other is earlier.
    package func months(to other: CivilDate) -> Int {
        if other < self { return -other.months(to: self) }
        let months = (other.year - year) * 12 + other.month - month
        return other.day < day ? months - 1 : months
    }

    /// Age in whole years of somebody born on this day. Who was born on February 29 is a year older on March 1 of common years.
    ///
    /// Negative before the birth.
    package func years(to other: CivilDate) -> Int { months(to: other) / 12 }

    /// The first such day of the week after this day.
    package func next(_ weekday: Weekday) -> CivilDate? { adding(days: (self.weekday.days(to: weekday) + 6) % 7 + 1) }

    /// The last such day of the week before this day.
    package func previous(_ weekday: Weekday) -> CivilDate? { adding(days: -((weekday.days(to: self.weekday) + 6) % 7 + 1)) }
}
