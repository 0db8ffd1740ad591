import CivilTime
import Testing

@Suite struct CivilDateTests {
    /// Day by day, beside a counter that knows nothing but the lengths of months.
    @Test func everyDayFrom1600To2400GoesToNumberAndTextAndBack() throws {
        var (year, month, day) = (1600, 1, 1)
        var number = try #require(CivilDate("1600-01-01")).dayNumber
        var weekday = Weekday.saturday
        while year <= 2400 {
            let date = try #require(CivilDate(year: year, month: month, day: day))
            guard date.dayNumber == number, CivilDate(dayNumber: number) == date, CivilDate(date.text) == date, date.weekday == weekday
            else {
                Issue.record("\(date)")
                return
            }
            number += 1
            weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
            day += 1
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(number == CivilDate("2401-01-01")?.dayNumber)
    }

    @Test(arguments: [("1970-01-01", 0), ("2000-03-01", 11_017), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1969-12-31", -1)])
    func numbersThatAreKnown(text: String, number: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(date.dayNumber == number)
        #expect(date.text == text)
        #expect(CivilDate(dayNumber: number) == date)
    }

    @Test(arguments: [
        "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-01", "2026-01-1", "26-01-01",
        "2026/01/01", " 2026-01-01", "2026-01-01 ", "2026-01-01T00:00", "٢٠٢٦-01-01", "", "-2026-01-0", "+026-01-01",
    ])
    func textsThatAreNoDay(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func theRangeEndsWithYears1And9999() {
        #expect(CivilDate.first.adding(days: -1) == nil)
        #expect(CivilDate.last.adding(days: 1) == nil)
        #expect(CivilDate.last.adding(days: .max) == nil)
        #expect(CivilDate.last.adding(years: .max) == nil)
        #expect(CivilDate.first.adding(months: .min) == nil)
        #expect(CivilDate(clampingDayNumber: .max) == .last)
        #expect(CivilDate(clampingDayNumber: .min) == .first)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-21", 14, "2028-01-21"),
        ("2026-12-31", 2, "2027-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
        ("2026-01-15", -13, "2024-12-15"),
    ])
    func monthsAreAddedAndCutToTheMonth(from: String, months: Int, to: String) throws {
        #expect(try #require(CivilDate(from)).adding(months: months)?.text == to)
    }

    @Test(arguments: [
        ("1980-11-12", "2026-11-11", 45), ("1980-11-12", "2026-11-12", 46), ("2000-02-29", "2025-02-28", 24),
        ("2000-02-29", "2025-03-01", 25),
        ("2026-11-21", "2026-11-21", 0), ("2026-11-21", "2025-11-21", -1),
    ])
    func ages(birth: String, on: String, years: Int) throws {
        #expect(try #require(CivilDate(birth)).years(to: try #require(CivilDate(on))) == years)
    }

    @Test func monthsBetweenUndoMonthsAdded() throws {
        for start in ["2026-01-31", "2024-02-29", "2026-06-15", "2025-12-01"] {
            let date = try #require(CivilDate(start))
            for count in 0...60 {
                let later = try #require(date.adding(months: count))
                let months = date.months(to: later)
                // Clamping to a shorter month ends before the month is over.
                #expect(months == count || (later.day < date.day && months == count - 1))
            }
        }
    }

    @Test func neighbouringWeekdaysLieWithinAWeek() throws {
        for number in 20_000..<20_030 {
            let date = try #require(CivilDate(dayNumber: number))
            for weekday in Weekday.allCases {
                let (next, previous) = (try #require(date.next(weekday)), try #require(date.previous(weekday)))
                #expect(next.weekday == weekday && (1...7).contains(date.days(to: next)))
                #expect(previous.weekday == weekday && (1...7).contains(previous.days(to: date)))
            }
        }
    }

    /// Days after March 21, 1900 to 2099, from the tables of the churches (as printed by python-dateutil).
    private static let easters = [
        25, 17, 9, 22, 13, 33, 25, 10, 29, 21, 6, 26, 17, 2, 22, 14, 33, 18, 10, 30,
        14, 6, 26, 11, 30, 22, 14, 27, 18, 10, 30, 15, 6, 26, 11, 31, 22, 7, 27, 19,
        3, 23, 15, 35, 19, 11, 31, 16, 7, 27, 19, 4, 23, 15, 28, 20, 11, 31, 16, 8,
        27, 12, 32, 24, 8, 28, 20, 5, 24, 16, 8, 21, 12, 32, 24, 9, 28, 20, 5, 25,
        16, 29, 21, 13, 32, 17, 9, 29, 13, 5, 25, 10, 29, 21, 13, 26, 17, 9, 22, 14,
        33, 25, 10, 30, 21, 6, 26, 18, 2, 22, 14, 34, 18, 10, 30, 15, 6, 26, 11, 31,
        22, 14, 27, 19, 10, 30, 15, 7, 26, 11, 31, 23, 7, 27, 19, 4, 23, 15, 35, 20,
        11, 31, 16, 8, 27, 19, 4, 24, 15, 28, 20, 12, 31, 16, 8, 28, 12, 32, 24, 9,
        28, 20, 5, 25, 16, 8, 21, 13, 32, 24, 9, 29, 20, 5, 25, 17, 29, 21, 13, 33,
        17, 9, 29, 14, 5, 25, 10, 30, 21, 13, 26, 18, 9, 22, 14, 34, 25, 10, 30, 22,
    ]

    @Test func easterOfTwoHundredYears() throws {
        for (index, days) in Self.easters.enumerated() {
            let equinox = try #require(CivilDate(year: 1900 + index, month: 3, day: 21))
            #expect(CivilDate.easter(1900 + index) == equinox.adding(days: days))
        }
    }

    /// The Sunday after the first ecclesiastical full moon on or after March 21, moon by moon, from the epacts of Clavius.
    @Test func easterOfEveryYearOfTheCalendarAgainstTheEpacts() throws {
        for year in 1583...9999 {
            let golden = year % 19 + 1
            let century = year / 100 + 1
            let epact = ((11 * golden + 20 + (8 * century + 5) / 25 - 5 - (3 * century / 4 - 12)) % 30 + 30) % 30
            let isLate = (epact == 25 && golden > 11) || epact == 24
            let shifted = isLate ? epact + 1 : epact
            let moon = 44 - shifted < 21 ? 44 - shifted + 30 : 44 - shifted
            let march = try #require(CivilDate(year: year, month: 3, day: 1))
            let fullMoon = try #require(march.adding(days: moon - 1))
            #expect(CivilDate.easter(year) == fullMoon.next(.sunday), "\(year)")
        }
    }

    @Test func months() throws {
        let november = try #require(CivilMonth("2026-11"))
        #expect(november.text == "2026-11")
        #expect(november.lastDay.text == "2026-11-30")
        #expect(november.adding(months: 2)?.text == "2027-01")
        #expect(november.adding(months: -11)?.text == "2025-12")
        #expect(CivilMonth("2024-02")?.days == 29)
        #expect(CivilMonth("9999-12")?.adding(months: 1) == nil)
        for text in ["2026-13", "2026-00", "2026-1", "2026-11-01", "0000-01", "202611", ""] { #expect(CivilMonth(text) == nil) }
    }

    @Test func clockTimes() {
        #expect(ClockTime("14:30")?.secondOfDay == 52_200)
        #expect(ClockTime("14:30:05")?.second == 5)
        for text in ["24:00", "1:30", "14:60", "14:30:61", "14h30", "14:30:", ""] { #expect(ClockTime(text) == nil) }
    }
}
