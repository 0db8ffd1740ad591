/// A day and perhaps a time of day, as a clock on the wall shows them.
package struct LocalDateTime: Hashable, Sendable {
    package var date: CalendarDate
    /// Nil for a day alone.
    package var time: ClockTime?
    /// Seconds east of Greenwich, when the text or the zone says so.
    package var offsetSeconds: Int?

    package init(date: CalendarDate, time: ClockTime? = nil, offsetSeconds: Int? = nil) {
        self.date = date
        self.time = time
        self.offsetSeconds = offsetSeconds
    }

    /// A moment, shown in a time zone; nil outside years 1 to 9999.
    ///
    /// - Parameter epochSeconds: seconds since 1970-01-01T00:00:00Z.
    package init?(epochSeconds: Int64, in zone: ZoneRules) {
        guard epochSeconds > -62_135_600_000, epochSeconds < 253_402_400_000 else { return nil }
        let offset = zone.offsetSeconds(atEpochSeconds: epochSeconds)
        let local = Int(epochSeconds) + offset
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = local - day * 86_400
        guard let date = CalendarDate(dayNumber: day) else { return nil }
        self.init(date: date, time: ClockTime(hour: second / 3600, minute: second / 60 % 60, second: second % 60), offsetSeconds: offset)
    }

    /// A date/time literal: `2026-11-21`, `2026-11-21T14:30`, `2026-11-21T14:30:05.25Z`, `…-05:00` (ISO 8601, RFC 3339).
    package init?(iso text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CalendarDate(prefix: bytes) else { return nil }
        guard bytes.count > 10 else {
            self.init(date: date)
            return
        }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " ") else { return nil }
        var index = 11
        func pair() -> Int? {
            guard index + 2 <= bytes.count, let value = CalendarDate.number(bytes[index..<(index + 2)]) else { return nil }
            index += 2
            return value
        }
        func skip(_ character: Character) -> Bool {
            guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
            index += 1
            return true
        }
        guard let hour = pair(), skip(":"), let minute = pair() else { return nil }
        var second = 0
        if skip(":") {
            guard let value = pair() else { return nil }
            second = value
            if skip(".") {
                let start = index
                while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
                guard index > start else { return nil }
            }
        }
        var offset: Int?
        if skip("Z") || skip("z") {
            offset = 0
        } else if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
            let sign = bytes[index] == UInt8(ascii: "-") ? -1 : 1
            index += 1
            guard let hours = pair(), skip(":"), let minutes = pair(), hours < 24, minutes < 60 else { return nil }
            offset = sign * (hours * 3600 + minutes * 60)
        }
        guard index == bytes.count, let time = ClockTime(hour: hour, minute: minute, second: second) else { return nil }
        self.init(date: date, time: time, offsetSeconds: offset)
    }

    /// Seconds since 1970-01-01T00:00:00Z, if the offset is known.
    package var epochSeconds: Int64? {
        guard let offsetSeconds else { return nil }
        return Int64(date.dayNumber * 86_400 + (time?.secondOfDay ?? 0) - offsetSeconds)
    }

    /// The same moment on another zone's clocks; unchanged when the offset is not known.
    package func moved(to zone: ZoneRules) -> LocalDateTime {
        epochSeconds.flatMap { LocalDateTime(epochSeconds: $0, in: zone) } ?? self
    }
}

/// A time of day to the second; 23:59:60 is read as 23:59:59.
package struct ClockTime: Hashable, Sendable {
    package let hour: Int
    package let minute: Int
    package let second: Int

    package init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = min(second, 59)
    }

    package var secondOfDay: Int { hour * 3600 + minute * 60 + second }
}
