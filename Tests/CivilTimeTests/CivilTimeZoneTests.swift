import CivilTime
import Testing

@Suite struct CivilTimeZoneTests {
    private let toronto: CivilTimeZone

    init() throws { toronto = try #require(CivilTimeZone("America/Toronto")) }

    private func moment(_ text: String) throws -> Int64 {
        let local = try #require(LocalDateTime(iso: text))
        return try #require(local.epochSeconds)
    }

    @Test(arguments: [
        ("1900-01-01T12:00:00Z", -18_000), ("1943-06-01T12:00:00Z", -14_400), ("1974-04-27T12:00:00Z", -18_000),
        ("1974-04-28T12:00:00Z", -14_400),
        ("2006-04-02T06:59:59Z", -18_000), ("2006-04-02T07:00:00Z", -14_400), ("2026-03-08T06:59:59Z", -18_000),
        ("2026-03-08T07:00:00Z", -14_400),
        ("2026-11-01T05:59:59Z", -14_400), ("2026-11-01T06:00:00Z", -18_000), ("2100-03-14T06:59:59Z", -18_000),
        ("2100-03-14T07:00:00Z", -14_400),
        ("2100-11-07T05:59:59Z", -14_400), ("2100-11-07T06:00:00Z", -18_000),
    ])
    func offsetsOfToronto(text: String, offset: Int) throws {
        #expect(toronto.offsetSeconds(at: try moment(text)) == offset)
    }

    @Test(arguments: [
        ("America/St_Johns", "2026-07-01T00:00:00Z", -9_000), ("Australia/Sydney", "2200-01-01T00:00:00Z", 39_600),
        ("Asia/Kolkata", "2026-01-01T00:00:00Z", 19_800), ("-02:30", "2026-01-01T00:00:00Z", -9_000),
        ("02:00", "2026-01-01T00:00:00Z", 7_200),
        ("Etc/GMT+5", "2026-01-01T00:00:00Z", -18_000), ("UTC", "2026-01-01T00:00:00Z", 0), ("Z", "2026-01-01T00:00:00Z", 0),
    ])
    func otherZones(name: String, text: String, offset: Int) throws {
        #expect(try #require(CivilTimeZone(name)).offsetSeconds(at: try moment(text)) == offset)
    }

    @Test(arguments: [
        "", "Mars/Phobos", "../../../etc/passwd", "America/../../passwd", "/etc/passwd", "America", "-5:00", "+24:00", "05:60", "tzdata.zi",
        "America/Toronto\0",
        String(repeating: "A", count: 500),
    ])
    func namesThatAreNoZone(name: String) {
        #expect(CivilTimeZone(name) == nil)
    }

    @Test func timesThatClocksSkipAreLater() throws {
        let spring = try #require(CivilDate("2026-03-08"))
        #expect(toronto.epochSeconds(of: spring, second: 2 * 3_600 + 1_800) == (try moment("2026-03-08T03:30:00-04:00")))
        #expect(toronto.epochSeconds(of: spring, second: 3 * 3_600) == (try moment("2026-03-08T03:00:00-04:00")))
        #expect(toronto.epochSeconds(of: spring, second: 1 * 3_600) == (try moment("2026-03-08T01:00:00-05:00")))
    }

    @Test func timesThatComeTwiceAreTheFirst() throws {
        let autumn = try #require(CivilDate("2026-11-01"))
        #expect(toronto.epochSeconds(of: autumn, second: 3_600 + 1_800) == (try moment("2026-11-01T01:30:00-04:00")))
        #expect(toronto.epochSeconds(of: autumn, second: 2 * 3_600) == (try moment("2026-11-01T02:00:00-05:00")))
        #expect(toronto.epochSeconds(of: autumn, second: 86_400) == (try moment("2026-11-02T00:00:00-05:00")))
    }

    /// Law: what the clocks show at a moment is again that moment, but for the second of two equal times.
    @Test func localTimesGoToMomentsAndBack() throws {
        for zone in [toronto, try #require(CivilTimeZone("America/St_Johns")), try #require(CivilTimeZone("Pacific/Apia")), .utc] {
            var moment = try self.moment("2025-01-01T00:00:00Z")
            let end = try self.moment("2028-01-01T00:00:00Z")
            while moment < end {
                let local = try #require(LocalDateTime(epochSeconds: moment, in: zone))
                let again = zone.epochSeconds(of: local.date, at: try #require(local.time))
                if again != moment {
                    #expect(again == moment - 3_600)
                    #expect(zone.offsetSeconds(at: again) == zone.offsetSeconds(at: moment) + 3_600)
                }
                #expect(zone.date(at: moment) == local.date)
                moment += 1_800
            }
        }
    }

    @Test(arguments: [
        "2026-11-21T14:30:05.25Z", "2026-11-21t14:30:05z", "2026-11-21 14:30", "2026-11-21T23:59:60Z", "2026-11-21T14:30:00-05:00",
        "2026-11-21",
    ])
    func momentsThatAreRead(text: String) {
        #expect(LocalDateTime(iso: text) != nil)
    }

    @Test(arguments: [
        "2026-11-21T", "2026-11-21T14", "2026-11-21T14:3", "2026-11-21T25:00", "2026-11-21T14:30:05.", "2026-11-21T14:30-5",
        "2026-11-21T14:30+24:00",
        "2026-11-21T14:30ZZ", "2026-02-30T00:00Z", "2026-11-21_14:30",
    ])
    func momentsThatAreNone(text: String) {
        #expect(LocalDateTime(iso: text) == nil)
    }

    @Test func fractionsAreBillionths() throws {
        #expect(LocalDateTime(iso: "2026-11-21T14:30:05.25Z")?.nanoseconds == 250_000_000)
        #expect(LocalDateTime(iso: "2026-11-21T14:30:05.1234567891Z")?.nanoseconds == 123_456_789)
    }

    @Test func wallClocksReachBeyondTheYears() {
        let clock = WallClock(localSeconds: -62_135_596_800 - 3_600)
        #expect(clock.year == 0 && clock.month == 12 && clock.day == 31 && clock.hour == 23)
        #expect(WallClock(localSeconds: 253_402_300_799 + 1).year == 10_000)
        #expect(WallClock(localSeconds: 0).weekday == .thursday)
    }
}
