/// A day and perhaps a time of day, as calendar and clock on a wall show them.
package struct LocalDateTime: Hashable, Sendable {
    package var date: CivilDate
    /// Nil for a day alone.
    package var time: ClockTime?
    /// Billionths of a second after ``time``.
    package var nanoseconds: Int32
    /// Seconds east of Greenwich, when the text or the zone says so.
    package var offsetSeconds: Int?

    package init(date: CivilDate, time: ClockTime? = nil, nanoseconds: Int32 = 0, offsetSeconds: Int? = nil) {
        self.date = date
        self.time = time
        self.nanoseconds = nanoseconds
        self.offsetSeconds = offsetSeconds
    }

    /// A moment, shown in a time zone; nil outside years 1 to 9999.
    ///
    /// - Parameter epochSeconds: seconds since 1970-01-01T00:00:00Z.
    package init?(epochSeconds: Int64, in zone: CivilTimeZone) {
        self.init(epochSeconds: epochSeconds, offsetSeconds: zone.offsetSeconds(at: epochSeconds))
    }

    /// A moment, shown so many seconds east of Greenwich; nil outside years 1 to 9999.
    package init?(epochSeconds: Int64, offsetSeconds: Int) {
        let (local, overflow) = Int(epochSeconds).addingReportingOverflow(offsetSeconds)
        guard !overflow else { return nil }
        let (day, second) = floorDivision(local, by: 86_400)
        guard let date = CivilDate(dayNumber: day) else { return nil }
        self.init(date: date, time: ClockTime(secondWithinDay: second), offsetSeconds: offsetSeconds)
    }

    /// `2026-11-21`, `2026-11-21T14:30`, `2026-11-21T14:30:05.25Z`, `…-05:00`, with `T`, `t` or a space (ISO 8601, RFC 3339).
    package init?(iso text: String) {
        var reader = DigitReader(text)
        guard let date = CivilDate(&reader) else { return nil }
        self.init(date: date)
        if reader.isAtEnd { return }
        guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let hour = reader.number(2), reader.skip(":"),
            let minute = reader.number(2)
        else { return nil }
        var second = 0
        if reader.skip(":") {
            guard let given = reader.number(2) else { return nil }
            second = given
            if reader.skip(".") {
                guard let fraction = reader.billionths() else { return nil }
                nanoseconds = fraction
            }
        }
        if reader.skip("Z") || reader.skip("z") {
            offsetSeconds = 0
        } else {
            let isWest = reader.skip("-")
            if isWest || reader.skip("+") {
                guard let hours = reader.number(2), reader.skip(":"), let minutes = reader.number(2), hours < 24, minutes < 60 else {
                    return nil
                }
                offsetSeconds = (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
            }
        }
        guard reader.isAtEnd, let time = ClockTime(hour: hour, minute: minute, second: second) else { return nil }
        self.time = time
    }

    /// Seconds since 1970-01-01T00:00:00Z, if the offset is known.
    package var epochSeconds: Int64? {
        offsetSeconds.map { Int64(date.dayNumber * 86_400 + (time?.secondOfDay ?? 0) - $0) }
    }

    /// The same moment on another zone's clocks; unchanged when the offset is not known.
    package func moved(to zone: CivilTimeZone) -> LocalDateTime {
        guard let epochSeconds, var moved = LocalDateTime(epochSeconds: epochSeconds, in: zone) else { return self }
        moved.nanoseconds = nanoseconds
        return moved
    }
}
