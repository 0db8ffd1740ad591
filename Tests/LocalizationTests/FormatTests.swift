import CivilTime
import Diagnostics
@testable import Localization
import Testing

/// Numbers, dates, times and phones as French and English Canadians write them.
struct FormatTests {
    static let nbsp = "\u{A0}"

    @Test(arguments: [
        ("0", "0", "0"), ("7", "7", "7"), ("1234", "1234", "1,234"), ("12345.67", "12_345,67", "12,345.67"),
        ("-1234567.891", "-1_234_567,891", "-1,234,567.891"),
        ("0.5", "0,5", "0.5"), ("0.0005", "0,001", "0.001"), ("0.0004", "0", "0"), ("2.0", "2", "2"),
        ("1e21", "1_000_000_000_000_000_000_000", "1,000,000,000,000,000,000,000"),
        ("999.9996", "1000", "1,000"), ("-0.5", "-0,5", "-0.5"),
    ]) func numbers(literal: String, french: String, english: String) throws {
        let number = try #require(DecimalNumber(literal: literal))
        #expect(NumberFormat().string(number, .french) == french.replacing("_", with: Self.nbsp))
        #expect(NumberFormat().string(number, .english) == english)
    }

    @Test func moneyAndShares() throws {
        var money = NumberFormat()
        money.style = .currency("CAD")
        let amount = try #require(DecimalNumber(12.5))
        #expect(money.string(amount, .french) == "12,50\u{A0}$")
        #expect(money.string(amount, .english) == "$12.50")
        #expect(money.string(amount.negated, .english) == "-$12.50")
        money.style = .currency("USD")
        #expect(money.string(amount, .french) == "12,50\u{A0}$\u{A0}US")
        money.style = .currency("JPY")
        #expect(money.string(amount, .english) == "¥13")
        var percent = NumberFormat()
        percent.style = .percent
        #expect(percent.string(try #require(DecimalNumber(0.25)), .french) == "25\u{A0}%")
        #expect(percent.string(try #require(DecimalNumber(0.25)), .english) == "25%")
    }

    @Test func exactArithmetic() throws {
        func number(_ text: String) throws -> DecimalNumber { try #require(DecimalNumber(literal: text)) }
        #expect(try number("0.1").adding(number("0.2")).plainText == "0.3")
        #expect(try number("99").adding(number("1")).plainText == "100")
        #expect(try number("1").adding(number("-1")).plainText == "0")
        #expect(try number("-5").adding(number("3.25")).plainText == "-1.75")
        #expect(try number("2.5").rounded(fractionDigits: 0).plainText == "3")
        #expect(try number("0.99").rounded(fractionDigits: 1).plainText == "1")
        #expect(DecimalNumber(Int64.min).plainText == "-9223372036854775808")
        #expect(DecimalNumber(.infinity) == nil)
        #expect(try number("123").integer == 123)
    }

    @Test(arguments: ["", "-", "01", "1.", ".5", "1e", "1e999999999", "0x1", "--1", "1 ", "１"]) func badNumbers(text: String) {
        #expect(DecimalNumber(literal: text) == nil)
    }

    @Test func dates() throws {
        let day = try #require(CivilDate("2026-11-21"))
        #expect(DateFormat.date(day, .long, .french) == "21\u{A0}novembre 2026")
        #expect(DateFormat.date(day, .long, .english) == "November\u{A0}21, 2026")
        #expect(DateFormat.date(day, .short, .french) == "2026-11-21")
        #expect(DateFormat.date(day, .medium, .french) == "21\u{A0}nov. 2026")
        let full: DateFormat.Fields = [.weekday, .day, .month, .year]
        #expect(DateFormat.date(day, .long, .french, fields: full) == "samedi 21\u{A0}novembre 2026")
        #expect(DateFormat.date(day, .long, .english, fields: full) == "Saturday, November\u{A0}21, 2026")
        let first = try #require(CivilDate("2026-08-01"))
        #expect(DateFormat.date(first, .long, .french) == "1er\u{A0}août 2026")
        #expect(DateFormat.month(year: 2026, month: 2, .french) == "février 2026")
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-1", "26-01-01", "2026-11-21T", "2026-11-21T25:00", "2026-11-21T10",
        "x", "",
    ])
    func badDates(text: String) {
        #expect(LocalDateTime(iso: text) == nil)
    }

    @Test func daysAreCountedRight() throws {
        for number in stride(from: -700_000, through: 2_900_000, by: 997) {
            let date = try #require(CivilDate(dayNumber: number))
            #expect(date.dayNumber == number)
        }
        #expect(try #require(CivilDate("1970-01-01")).weekday == .thursday)
        #expect(try #require(CivilDate("1900-01-01")).weekday == .monday)
        #expect(try #require(CivilDate("0001-01-01")).weekday == .monday)
    }

    @Test(arguments: [
        (14, 30, "14_h_30", "2:30_p.m."), (9, 0, "9_h", "9:00_a.m."), (8, 5, "8_h_5", "8:05_a.m."), (0, 0, "0_h", "12:00_a.m."),
        (12, 0, "12_h", "12:00_p.m."),
    ]) func times(hour: Int, minute: Int, french: String, english: String) throws {
        let time = try #require(ClockTime(hour: hour, minute: minute))
        #expect(DateFormat.time(time, .french) == french.replacing("_", with: Self.nbsp))
        #expect(DateFormat.time(time, .english) == english.replacing("_", with: Self.nbsp))
    }

    @Test func momentsInTheirZone() throws {
        let zone = try #require(CivilTimeZone("America/Toronto"))
        #expect(zone == .eastern)
        func shown(_ iso: String) throws -> String {
            DateFormat.dateTime(try #require(LocalDateTime(iso: iso)).moved(to: zone), .long, .french)
        }
        #expect(try shown("2026-11-21T19:30:00Z") == "21\u{A0}novembre 2026 à 14\u{A0}h\u{A0}30")
        #expect(try shown("2026-07-01T03:59:00Z") == "30\u{A0}juin 2026 à 23\u{A0}h\u{A0}59")
        // Clocks go forward on March 8 and back on November 1, 2026.
        #expect(try shown("2026-03-08T06:59:59Z").hasSuffix("1\u{A0}h\u{A0}59"))
        #expect(try shown("2026-03-08T07:00:00Z").hasSuffix("3\u{A0}h"))
        #expect(try shown("2026-11-01T05:59:00Z").hasSuffix("1\u{A0}h\u{A0}59"))
        #expect(try shown("2026-11-01T06:00:00Z").hasSuffix("1\u{A0}h"))
        #expect(CivilTimeZone("Mars/Phobos") == nil)
        #expect(CivilTimeZone("-05:00")?.offsetSeconds(at: 0) == -18_000)
        #expect(LocalDateTime(epochSeconds: .max, in: zone) == nil)
    }

    @Test(arguments: [
        ("4185551234", "418_555-1234", "418-555-1234"), ("(418) 555-1234 poste 22", "418_555-1234, poste_22", "418-555-1234, ext._22"),
        ("1 833 564-0404", "1_833_564-0404", "1-833-564-0404"), ("+1.418.555.1234 x7", "1_418_555-1234, poste_7", "1-418-555-1234, ext._7"),
        ("911", "911", "911"), ("+33 1 23 45 67 89", "+33 1 23 45 67 89", "+33 1 23 45 67 89"), ("", "", ""),
        ("demander Luc", "demander Luc", "demander Luc"),
    ]) func phones(typed: String, french: String, english: String) {
        #expect(PhoneFormat.string(typed, .french) == french.replacing("_", with: Self.nbsp))
        #expect(PhoneFormat.string(typed, .english) == english.replacing("_", with: Self.nbsp))
    }

    @Test func identifiers() {
        #expect(IdentifierFormat.grouped("ABCD12345678", by: 4) == "ABCD\u{A0}1234\u{A0}5678")
        #expect(IdentifierFormat.grouped("ABCD 1234 5678", by: 4) == "ABCD\u{A0}1234\u{A0}5678")
        #expect(IdentifierFormat.grouped("", by: 4) == "")
        #expect(IdentifierFormat.grouped("AB", by: 0) == "AB")
    }

    @Test func plurals() throws {
        func category(_ text: String, _ language: Language) throws -> String {
            let number = try #require(DecimalNumber(literal: text))
            return PluralRules.cardinal(number, shownFractionCount: number.fractionCount, language)
        }
        #expect(
            try ["0", "1", "1.5", "2", "1000000", "1000001", "-1"].map { try category($0, .french) } == [
                "one", "one", "one", "other", "many", "other", "one",
            ])
        #expect(
            try ["0", "1", "1.5", "2", "1000000", "-1"].map { try category($0, .english) } == [
                "other", "one", "other", "other", "other", "one",
            ])
        #expect(
            (1...23).map { PluralRules.ordinal(DecimalNumber(Int64($0)), .english) }.enumerated().filter { $0.element != "other" }.map(
                \.offset) == [0, 1, 2, 20, 21, 22])
        #expect(PluralRules.ordinal(DecimalNumber(Int64(1)), .french) == "one")
    }
}
