/// A day of the proleptic Gregorian calendar, years 1 to 9999, without time or zone.
package struct CivilDate: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// 0001-01-01.
    package static let first = CivilDate(known: 1, 1, 1)
    /// 9999-12-31.
    package static let last = CivilDate(known: 9_999, 12, 31)

    private static let dayNumbers = first.dayNumber...last.dayNumber

    private init(known year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Nil when there is no such day, or the year is not 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month), day >= 1, day <= Gregorian.days(inMonth: month, of: year) else {
            return nil
        }
        self.init(known: year, month, day)
    }

    /// - Parameter dayNumber: days since 1970-01-01. Nil outside years 1 to 9999.
    package init?(dayNumber: Int) {
        guard Self.dayNumbers.contains(dayNumber) else { return nil }
        self.init(within: dayNumber)
    }

    /// - Parameter dayNumber: days since 1970-01-01; what lies outside years 1 to 9999 becomes the first or the last day.
    package init(clampingDayNumber dayNumber: Int) {
        self.init(within: min(max(dayNumber, Self.dayNumbers.lowerBound), Self.dayNumbers.upperBound))
    }

    private init(within dayNumber: Int) {
        let (year, month, day) = Gregorian.fields(dayNumber: dayNumber)
        self.init(known: year, month, day)
    }

    /// Days since 1970-01-01.
    package var dayNumber: Int { Gregorian.dayNumber(year: year, month: month, day: day) }

    package var weekday: Weekday { Weekday(dayNumber: dayNumber) }

    /// 1 for January 1 to 365 or 366.
    package var dayOfYear: Int { dayNumber - Gregorian.dayNumber(year: year, month: 1, day: 1) + 1 }
}

extension CivilDate: Comparable {
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate {
    package static func isLeap(_ year: Int) -> Bool { Gregorian.isLeap(year) }

    /// - Parameter month: 1 to 12.
    package static func days(inMonth month: Int, of year: Int) -> Int { Gregorian.days(inMonth: month, of: year) }

    /// Easter Sunday of the Gregorian calendar.
    ///
    /// The anonymous algorithm of 1876, as in J. Meeus, *Astronomical Algorithms*, chapter 8. Nil when the year is not 1 to 9999.
    package static func easter(_ year: Int) -> CivilDate? {
        let golden = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let sunCorrection = century - century / 4
        let moonCorrection = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + sunCorrection - moonCorrection + 15) % 30
        let sunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * sunday) / 451
        let days = epact + sunday - 7 * late + 114
        return CivilDate(year: year, month: days / 31, day: days % 31 + 1)
    }
}
