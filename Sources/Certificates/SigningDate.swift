import CivilTime

/// A moment with the offset of the place where it was read: signing and verifying never look at a clock.
package struct SigningDate: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds left out.
    package let unixSeconds: Int64
    /// Minutes east of UTC, as shown to people.
    package let offsetMinutes: Int

    private static let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Moments outside of years 1 to 9999, as they are shown, become the first or the last of them.
    package init(unixSeconds: Int64, offsetMinutes: Int = 0) {
        self.offsetMinutes = min(max(offsetMinutes, -23 * 60 - 59), 23 * 60 + 59)
        let offset = Int64(self.offsetMinutes * 60)
        self.unixSeconds = min(max(unixSeconds, Self.years.lowerBound - min(offset, 0)), Self.years.upperBound - max(offset, 0))
    }

    private init(_ local: LocalDateTime) {
        let offset = local.offsetSeconds ?? 0
        var zoned = local
        zoned.offsetSeconds = offset
        self.init(unixSeconds: zoned.epochSeconds ?? 0, offsetMinutes: offset / 60)
    }

    /// Civil fields; nil when one is out of range.
    package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offsetMinutes: Int = 0) {
        guard let date = CivilDate(year: year, month: month, day: day), offsetMinutes.magnitude < 24 * 60,
            let time = ClockTime(hour: hour, minute: minute, second: second)
        else { return nil }
        self.init(LocalDateTime(date: date, time: time, offsetSeconds: offsetMinutes * 60))
    }

    /// `2026-11-21T14:30:00-05:00`, `…Z`, or with a space; seconds, time and offset (then UTC) may be missing.
    package init?(iso8601 text: String) {
        guard let local = LocalDateTime(iso: text) else { return nil }
        self.init(local)
    }

    private var local: LocalDateTime? { LocalDateTime(epochSeconds: unixSeconds, offsetSeconds: offsetMinutes * 60) }

    /// `2026-11-21T14:30:00-05:00`.
    package var iso8601: String { local?.text ?? "" }

    /// `20261121143000`.
    private var digits: String {
        guard var local else { return "" }
        local.offsetSeconds = nil
        return local.text.filter { $0.isNumber }
    }

    /// `20261121193000`, in UTC.
    package var utcDigits: String { SigningDate(unixSeconds: unixSeconds).digits }
}

extension SigningDate: Comparable {
    package static func < (left: SigningDate, right: SigningDate) -> Bool { left.unixSeconds < right.unixSeconds }
}

extension SigningDate {
    /// A date of PDF (ISO 32000-1, clause 7.9.4): `D:20261121143000-05'00'`.
    package var pdfText: String {
        func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let minutes = abs(offsetMinutes)
        return "D:\(digits)\(offsetMinutes < 0 ? "-" : "+")\(pad(minutes / 60))'\(pad(minutes % 60))'"
    }

    /// Reads a date of PDF; missing parts have their lowest value.
    package init?(pdfText text: String) {
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: Array("D:".utf8)) { bytes = bytes.dropFirst(2) }
        func number(_ count: Int) -> Int? {
            guard bytes.count >= count else { return nil }
            var value = 0
            for byte in bytes.prefix(count) {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            bytes = bytes.dropFirst(count)
            return value
        }
        guard let year = number(4) else { return nil }
        let month = number(2) ?? 1
        let day = number(2) ?? 1
        let hour = number(2) ?? 0
        let minute = number(2) ?? 0
        let second = number(2) ?? 0
        var offset = 0
        if let sign = bytes.first, sign == 0x2B || sign == 0x2D {
            bytes = bytes.dropFirst()
            guard let hours = number(2), hours < 24 else { return nil }
            if bytes.first == 0x27 { bytes = bytes.dropFirst() }
            let minutes = number(2) ?? 0
            guard minutes < 60 else { return nil }
            offset = (hours * 60 + minutes) * (sign == 0x2D ? -1 : 1)
        }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, offsetMinutes: offset)
    }
}
