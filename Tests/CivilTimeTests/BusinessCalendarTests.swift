import CivilTime
import Testing

@Suite struct BusinessCalendarTests {
    private let calendar: BusinessCalendar
    private let toronto: CivilTimeZone

    init() throws {
        let day = try #require(BusinessCalendar.Hours(startMinute: 7 * 60, endMinute: 18 * 60))
        calendar = BusinessCalendar(
            week: [[day], [day], [day], [day], [day]],
            holidays: [
                Holiday(.yearly(month: 1, day: 1)), Holiday(.easter(offsetDays: -2)), Holiday(.easter(offsetDays: 1)),
                Holiday(.before(weekday: .monday, month: 5, day: 25)), Holiday(.yearly(month: 6, day: 24), moves: [.sunday: .monday]),
                Holiday(.yearly(month: 7, day: 1), moves: [.sunday: .monday]), Holiday(.nth(1, weekday: .monday, month: 9)),
                Holiday(.nth(2, weekday: .monday, month: 10)), Holiday(.yearly(month: 12, day: 25)),
                Holiday(.yearly(month: 12, day: 25), moves: [.saturday: .monday]),
            ])
        toronto = try #require(CivilTimeZone("America/Toronto"))
    }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func moment(_ text: String) throws -> Int64 {
        let local = try #require(LocalDateTime(iso: text))
        return try #require(local.epochSeconds)
    }

    @Test(arguments: [
        ("2026-01-01", false), ("2026-01-02", true), ("2026-04-03", false), ("2026-04-06", false), ("2026-05-18", false),
        ("2026-05-25", true),
        ("2025-05-19", false), ("2027-05-24", false), ("2026-06-24", false), ("2029-06-25", false), ("2028-06-26", true),
        ("2029-07-02", false),
        ("2030-07-02", true), ("2026-09-07", false), ("2026-10-12", false), ("2021-12-27", false), ("2026-11-21", false),
        ("2026-11-23", true),
    ])
    func businessDays(text: String, isOpen: Bool) throws {
        #expect(calendar.isBusinessDay(try date(text)) == isOpen)
    }

    @Test func holidaysAreInForceInTheirPeriod() throws {
        let day = try #require(BusinessCalendar.Hours(startMinute: 0, endMinute: 1_440))
        let since = Holiday(
            .yearly(month: 9, day: 30), period: EffectivePeriod(from: try date("2021-01-01"), until: try date("2027-12-31")))
        let calendar = BusinessCalendar(week: Array(repeating: [day], count: 7), holidays: [since])
        for (year, isHoliday) in [(2020, false), (2021, true), (2027, true), (2028, false)] {
            #expect(calendar.isBusinessDay(try #require(CivilDate(year: year, month: 9, day: 30))) != isHoliday)
        }
    }

    @Test func recurrences() throws {
        #expect(Holiday(.nth(-1, weekday: .monday, month: 5)).date(in: 2026) == CivilDate("2026-05-25"))
        #expect(Holiday(.nth(-1, weekday: .monday, month: 5)).date(in: 2027) == CivilDate("2027-05-31"))
        #expect(Holiday(.nth(5, weekday: .monday, month: 2)).date(in: 2026) == nil)
        #expect(Holiday(.yearly(month: 2, day: 29)).date(in: 2026) == nil)
        #expect(Holiday(.yearly(month: 2, day: 29)).date(in: 2028) == CivilDate("2028-02-29"))
        #expect(Holiday(.yearly(month: 1, day: 1), moves: [.saturday: .friday]).date(in: 2028) == CivilDate("2027-12-31"))
        #expect(Holiday(.once(try date("2026-06-19"))).date(in: 2027) == nil)
        #expect(Holiday(.before(weekday: .monday, month: 5, day: 25)).date(in: 2026) == CivilDate("2026-05-18"))
    }

    /// A holiday moved over the border of a year counts in the other year, in every function.
    @Test func holidaysCrossTheNewYear() throws {
        let day = try #require(BusinessCalendar.Hours(startMinute: 480, endMinute: 960))
        let calendar = BusinessCalendar(
            week: Array(repeating: [day], count: 5),
            holidays: [Holiday(.yearly(month: 1, day: 1), moves: [.saturday: .friday, .sunday: .monday])])
        #expect(!calendar.isBusinessDay(try date("2027-12-31")))
        #expect(calendar.adding(businessDays: 1, to: try date("2027-12-30")) == CivilDate("2028-01-03"))
        #expect(calendar.businessDays(from: try date("2027-12-30"), to: try date("2028-01-03")) == 1)
    }

    /// Oracle: one day after the other.
    private func naive(_ days: Int, _ date: CivilDate) throws -> CivilDate {
        var (day, left) = (date, abs(days))
        while left > 0 {
            day = try #require(day.adding(days: days > 0 ? 1 : -1))
            if calendar.isBusinessDay(day) { left -= 1 }
        }
        return day
    }

    @Test func addingDaysAgreesWithCountingThem() throws {
        for number in stride(from: 20_400, to: 21_600, by: 7) {
            for offset in 0..<3 {
                let start = try #require(CivilDate(dayNumber: number + offset * 2))
                for days in [-260, -23, -5, -1, 0, 1, 2, 5, 10, 61, 260, 700] {
                    let end = try #require(calendar.adding(businessDays: days, to: start))
                    #expect(end == (try naive(days, start)), "\(start) + \(days)")
                    #expect(calendar.businessDays(from: start, to: end) == days)
                }
            }
        }
    }

    @Test func daysBetweenAgreesWithCountingThem() throws {
        let start = try date("2024-12-20")
        var count = 0
        for days in 1...1_200 {
            let end = try #require(start.adding(days: days))
            if calendar.isBusinessDay(end) { count += 1 }
            #expect(calendar.businessDays(from: start, to: end) == count)
        }
        #expect(calendar.businessDays(from: try date("2026-12-31"), to: try date("2026-12-24")) == -4)
    }

    @Test func daysEndWithTheCalendar() throws {
        #expect(calendar.adding(businessDays: .max, to: try date("2026-01-01")) == nil)
        #expect(calendar.adding(businessDays: .min, to: try date("2026-01-01")) == nil)
        #expect(BusinessCalendar.none.adding(businessDays: 1, to: try date("2026-01-01")) == nil)
        #expect(!BusinessCalendar.none.isBusinessDay(try date("2026-11-23")))
        #expect(calendar.businessDays(from: .first, to: .last) > 2_400_000)
    }

    @Test(arguments: [
        ("2026-11-20T17:00:00-05:00", 2.0, "2026-11-23T08:00:00-05:00"), ("2026-11-21T12:00:00-05:00", 1, "2026-11-23T08:00:00-05:00"),
        ("2026-11-20T16:00:00-05:00", 2, "2026-11-20T18:00:00-05:00"), ("2026-11-20T19:00:00-05:00", 0, "2026-11-20T19:00:00-05:00"),
        ("2026-11-23T08:00:00-05:00", -2, "2026-11-20T17:00:00-05:00"), ("2026-12-24T17:30:00-05:00", 1, "2026-12-28T07:30:00-05:00"),
        ("2026-03-06T17:00:00-05:00", 1.5, "2026-03-09T07:30:00-04:00"), ("2026-10-30T17:00:00-04:00", 12, "2026-11-02T18:00:00-05:00"),
    ])
    func addingHours(from: String, hours: Double, to: String) throws {
        #expect(calendar.adding(openSeconds: Int64(hours * 3_600), to: try moment(from), in: toronto) == (try moment(to)))
    }

    /// Law: as many hours lie between as were added, forward and backward, over both changes of the clocks, and for a service by night.
    @Test func hoursBetweenUndoHoursAdded() throws {
        let night = [
            try #require(BusinessCalendar.Hours(startMinute: 0, endMinute: 7 * 60)),
            try #require(BusinessCalendar.Hours(startMinute: 1_320, endMinute: 1_440)),
        ]
        for calendar in [calendar, BusinessCalendar(week: Array(repeating: night, count: 7), holidays: [])] {
            for start in [
                "2026-03-06T09:10:00-05:00", "2026-03-08T01:30:00-05:00", "2026-10-31T23:00:00-04:00", "2026-12-24T12:00:00-05:00",
            ] {
                let from = try moment(start)
                for minutes in [-20_000, -601, -60, -1, 0, 1, 59, 60, 240, 659, 661, 5_000, 40_000] as [Int64] {
                    let to = try #require(calendar.adding(openSeconds: minutes * 60, to: from, in: toronto))
                    #expect(calendar.openSeconds(from: from, to: to, in: toronto) == minutes * 60, "\(start) \(minutes)")
                }
            }
        }
    }

    /// Oracle: minute by minute.
    @Test func openHoursAgreeWithCountingMinutes() throws {
        let around = [
            ("2026-03-06T22:00:00-05:00", "2026-03-10T09:00:00-04:00"), ("2026-10-30T12:00:00-04:00", "2026-11-03T12:00:00-05:00"),
        ]
        let hours = try #require(BusinessCalendar.Hours(startMinute: 30, endMinute: 1_380))
        let calendar = BusinessCalendar(week: Array(repeating: [hours], count: 7), holidays: [])
        for (first, last) in around {
            let (from, to) = (try moment(first), try moment(last))
            var seconds: Int64 = 0
            var at = from
            while at < to {
                if calendar.isOpen(at: at, in: toronto) { seconds += 60 }
                at += 60
            }
            #expect(calendar.openSeconds(from: from, to: to, in: toronto) == seconds)
        }
    }

    @Test func aDayRoundTheClockHas23Or25HoursWhenClocksMove() throws {
        let always = try #require(BusinessCalendar.Hours(startMinute: 0, endMinute: 1_440))
        let calendar = BusinessCalendar(week: Array(repeating: [always], count: 7), holidays: [])
        for (day, hours) in [("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-21", 24)] as [(String, Int64)] {
            let start = toronto.epochSeconds(of: try date(day))
            let end = toronto.epochSeconds(of: try #require(date(day).adding(days: 1)))
            #expect(calendar.openSeconds(from: start, to: end, in: toronto) == hours * 3_600)
        }
    }

    @Test func openingsAndLimits() throws {
        let saturday = try moment("2026-11-21T12:00:00-05:00")
        #expect(!calendar.isOpen(at: saturday, in: toronto))
        #expect(calendar.nextOpening(from: saturday, in: toronto) == (try moment("2026-11-23T07:00:00-05:00")))
        let monday = try moment("2026-11-23T07:00:00-05:00")
        #expect(calendar.isOpen(at: monday, in: toronto))
        #expect(calendar.nextOpening(from: monday, in: toronto) == monday)
        let evening = try moment("2026-11-23T18:00:00-05:00")
        #expect(!calendar.isOpen(at: evening, in: toronto))
        #expect(calendar.nextOpening(from: evening, in: toronto) == (try moment("2026-11-24T07:00:00-05:00")))
        #expect(BusinessCalendar.none.nextOpening(from: monday, in: toronto) == nil)
        #expect(BusinessCalendar.none.adding(openSeconds: 60, to: monday, in: toronto) == nil)
        #expect(calendar.adding(openSeconds: .min, to: monday, in: toronto) == nil)
        #expect(calendar.adding(openSeconds: 40_000 * 24 * 3_600, to: monday, in: toronto) == nil)
        #expect(calendar.openSeconds(from: 0, to: monday, in: toronto) == nil)
    }

    @Test func hoursOfADayAreJoined() throws {
        let calendar = BusinessCalendar(
            week: [
                [
                    try #require(.init(startMinute: 780, endMinute: 1_020)), try #require(.init(startMinute: 480, endMinute: 720)),
                    try #require(.init(startMinute: 700, endMinute: 780)),
                ]
            ], holidays: [])
        #expect(calendar.week[0] == [try #require(.init(startMinute: 480, endMinute: 1_020))])
        #expect(BusinessCalendar.Hours(startMinute: 600, endMinute: 600) == nil)
        #expect(BusinessCalendar.Hours(startMinute: -1, endMinute: 600) == nil)
        #expect(BusinessCalendar.Hours(startMinute: 0, endMinute: 1_441) == nil)
    }
}
