/// What calendar and clock show, a year beyond 1 to 9999 included: moments at the ends of the range reach there in other zones.
package struct WallClock: Hashable, Sendable {
    package let year, month, day, hour, minute, second: Int
    /// Days since 1970-01-01 of the local day.
    package let dayNumber: Int

    /// - Parameter localSeconds: seconds since 1970-01-01T00:00 of the local clock.
    package init(localSeconds: Int64) {
        let (days, time) = floorDivision(Int(localSeconds), by: 86_400)
        (year, month, day) = Gregorian.fields(dayNumber: days)
        dayNumber = days
        hour = time / 3_600
        minute = time / 60 % 60
        second = time % 60
    }

    package var weekday: Weekday { Weekday(dayNumber: dayNumber) }

    /// 1 for January 1.
    package var dayOfYear: Int { dayNumber - Gregorian.dayNumber(year: year, month: 1, day: 1) + 1 }
}
