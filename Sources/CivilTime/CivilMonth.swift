/// A month of a year, as cards and accounts are dated: `2026-11`.
package struct CivilMonth: Hashable, Sendable {
    package let year: Int
    package let month: Int

    /// Nil when the month is not 1 to 12, or the year not 1 to 9999.
    package init?(year: Int, month: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The month of a day.
    package init(_ date: CivilDate) {
        year = date.year
        month = date.month
    }

    /// Reads `YYYY-MM` (ISO 8601), nothing else.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.isAtEnd else { return nil }
        self.init(year: year, month: month)
    }

    /// `YYYY-MM`.
    package var text: String { String(firstDay.text.prefix(7)) }

    /// 28 to 31.
    package var days: Int { Gregorian.days(inMonth: month, of: year) }

    package var firstDay: CivilDate { CivilDate(clampingDayNumber: Gregorian.dayNumber(year: year, month: month, day: 1)) }

    package var lastDay: CivilDate { CivilDate(clampingDayNumber: Gregorian.dayNumber(year: year, month: month, day: days)) }

    /// The month so many months later, or earlier when negative; nil outside years 1 to 9999.
    package func adding(months: Int) -> CivilMonth? {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow else { return nil }
        let (year, month) = floorDivision(sum, by: 12)
        return CivilMonth(year: year, month: month + 1)
    }
}

extension CivilMonth: Comparable {
    package static func < (left: CivilMonth, right: CivilMonth) -> Bool { (left.year, left.month) < (right.year, right.month) }
}

extension CivilMonth: CustomStringConvertible {
    package var description: String { text }
}
