import CivilTime
import Diagnostics
import Foundation
import Testing

@testable import Rules

@Suite struct ServiceCalendarTests {
    private static let original = """
        calendar:
          week: { monday: 09:00-17:00, tuesday: 09:00-17:00 }
          holidays:
            - { label: { fr: Noël, en: Christmas }, yearly: 12-25 }

        """

    /// The small pack with another calendar.
    private func load(_ calendar: String) throws -> (calendar: ServiceCalendar?, codes: [String], messages: [String]) {
        #expect(SmallPack.files.contains { $0.text.contains(Self.original) })
        let files = SmallPack.files.map { ($0.path, $0.text.replacing(Self.original, with: calendar)) }
        let (book, bag, _) = SmallPack.load(files)
        return (book?.calendar, bag.sorted.map(\.code.name), bag.sorted.map(\.message.en))
    }

    /// What `Locales/regions/quebec.yaml` says of holidays.
    private func quebec(_ observed: String) throws -> ServiceCalendar {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("Locales/regions/quebec.yaml"), encoding: .utf8)
        let start = try #require(text.range(of: "\ncalendar:\n"))
        let holidays = text[start.upperBound...]
        let week = "{ monday: 07:00-18:00, tuesday: 07:00-18:00, wednesday: 07:00-18:00, thursday: 07:00-18:00, friday: 07:00-18:00 }"
        let choice = observed.isEmpty ? "" : "  observed: [\(observed)]\n"
        let (calendar, codes, messages) = try load("calendar:\n  week: \(week)\n\(choice)\(holidays)")
        #expect(codes.isEmpty, "\(messages)")
        return try #require(calendar)
    }

    @Test(arguments: [
        (2023, ["01-02:no", "05-22", "06-24", "06-26:no", "07-01", "07-03:no", "09-04", "10-09", "12-25"]),
        (2024, ["01-01", "05-20", "06-24", "07-01", "09-02", "10-14", "12-25"]),
        (2025, ["01-01", "05-19", "06-24", "07-01", "09-01", "10-13", "12-25"]),
        (2026, ["01-01", "05-18", "06-24", "07-01", "09-07", "10-12", "12-25"]),
        (2027, ["01-01", "05-24", "06-24", "07-01", "09-06", "10-11"]),
        (2029, ["01-01", "05-21", "06-25", "07-02", "09-03", "10-08", "12-25"]), (2018, ["06-25", "07-02", "05-21"]),
    ])
    func quebecHolidays(year: Int, days: [String]) throws {
        let calendar = try quebec("").business
        for day in days {
            let isNot = day.hasSuffix(":no")
            let date = try #require(CivilDate("\(year)-\(day.prefix(5))"))
            // `no`: a holiday on Saturday (or January 1 on Sunday) gives no other day.
            #expect(calendar.holidays(on: date).isEmpty == isNot, "\(date)")
        }
    }

    @Test func aServiceChoosesItsDayOfEaster() throws {
        let (friday, monday) = (try #require(CivilDate("2026-04-03")), try #require(CivilDate("2026-04-06")))
        for (observed, open) in [
            ("", [true, true]), ("good-friday", [false, true]), ("easter-monday", [true, false]),
            ("good-friday, easter-monday", [false, false]),
        ] {
            let calendar = try quebec(observed).business
            #expect([calendar.isBusinessDay(friday), calendar.isBusinessDay(monday)] == open, "\(observed)")
        }
        #expect(try quebec("good-friday").label(on: friday)?[.french] == "Vendredi saint")
    }

    @Test func holidaysBeginOnTheirDay() throws {
        let calendar = try quebec("truth-and-reconciliation").business
        for (year, isHoliday) in [(2020, false), (2021, true), (2026, true)] {
            #expect(calendar.holidays(on: try #require(CivilDate(year: year, month: 9, day: 30))).isEmpty == !isHoliday)
        }
    }

    @Test func aDayMayHaveSeveralHours() throws {
        let (calendar, codes, _) = try load("calendar:\n  week: { monday: [08:00-12:00, 13:00-16:30], sunday: 00:00-24:00 }\n")
        #expect(codes.isEmpty)
        #expect(try #require(calendar).business.week.map(\.count) == [2, 0, 0, 0, 0, 0, 1])
    }

    @Test(arguments: [
        (
            "  observed: [good-fryday]\n  holidays: [{ id: good-friday, easter: -2, optional: true, label: { fr: a, en: b } }]\n",
            "pack/calendar"
        ),
        ("  observed: [noel]\n  holidays: [{ id: noel, yearly: 12-25, label: { fr: a, en: b } }]\n", "pack/calendar"),
        ("  holidays: [{ easter: -2, optional: true, label: { fr: a, en: b } }]\n", "pack/calendar"),
        ("  holidays: [{ weekday: monday, label: { fr: a, en: b } }]\n", "pack/calendar"),
        ("  holidays: [{ weekday: monday, nth: 6, month: 1, label: { fr: a, en: b } }]\n", "pack/calendar"),
        ("  holidays: [{ yearly: 02-30, label: { fr: a, en: b } }]\n", "pack/bad-date"),
        ("  holidays: [{ date: 2026-02-29, label: { fr: a, en: b } }]\n", "pack/bad-date"),
        ("  holidays: [{ yearly: 12-25, valid-from: 2026-01-01, valid-until: 2025-01-01, label: { fr: a, en: b } }]\n", "pack/period"),
        ("  holidays: [{ id: noel, easter: 1, label: { fr: a, en: b } }]\n", "pack/calendar"),
        ("  week: { monday: [08:00-12:00, 13:00] }\n", "pack/bad-date"), ("  week: { monday: 8:00-12:00 }\n", "pack/bad-date"),
        ("  week: { monday: 08:00-24:30 }\n", "pack/bad-date"),
    ])
    func faults(text: String, code: String) throws {
        let (_, codes, messages) = try load(
            "calendar:\n" + (text.contains("week:") || text.contains("noel, e") ? "" : "  week: { monday: 09:00-17:00 }\n") + text)
        #expect(codes == [code], "\(messages)")
    }
}
