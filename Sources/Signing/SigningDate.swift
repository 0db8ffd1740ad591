/// A moment with the offset of the place where it was read: signing and verifying never look at a clock.
package struct SigningDate: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds left out.
    package let unixSeconds: Int64
    /// Minutes east of UTC, as shown to people.
    package let offsetMinutes: Int

    package init(unixSeconds: Int64, offsetMinutes: Int = 0) {
        self.unixSeconds = min(max(unixSeconds, -62_135_596_800), 253_402_300_799)
        self.offsetMinutes = min(max(offsetMinutes, -23 * 60 - 59), 23 * 60 + 59)
    }

    /// Civil fields; nil when one is out of range.
    package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offsetMinutes: Int = 0) {
        guard (1...9_999).contains(year), (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second), offsetMinutes.magnitude < 24 * 60
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        let seconds = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offsetMinutes * 60)
        self.init(unixSeconds: seconds, offsetMinutes: offsetMinutes)
    }

    /// `2026-11-21T14:30:00-05:00`, `…Z`, or with a space; seconds may be missing.
    package init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[start..<start + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        func stands(_ character: UInt8, _ at: Int) -> Bool { at < bytes.count && bytes[at] == character }
        guard let year = number(0, 4), stands(0x2D, 4), let month = number(5, 2), stands(0x2D, 7), let day = number(8, 2) else {
            return nil
        }
        var (hour, minute, second, at) = (0, 0, 0, 10)
        if at < bytes.count {
            guard stands(0x54, at) || stands(0x20, at), let h = number(11, 2), stands(0x3A, 13), let m = number(14, 2) else { return nil }
            (hour, minute, at) = (h, m, 16)
            if stands(0x3A, at) {
                guard let s = number(17, 2) else { return nil }
                (second, at) = (s, 19)
                if stands(0x2E, at) {
                    at += 1
                    while number(at, 1) != nil { at += 1 }
                }
            }
        }
        var offset = 0
        if stands(0x5A, at) {
            at += 1
        } else if stands(0x2B, at) || stands(0x2D, at) {
            guard let h = number(at + 1, 2), stands(0x3A, at + 3), let m = number(at + 4, 2), h < 24, m < 60 else { return nil }
            offset = (h * 60 + m) * (stands(0x2D, at) ? -1 : 1)
            at += 6
        }
        guard at == bytes.count else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, offsetMinutes: offset)
    }

    package static func < (left: SigningDate, right: SigningDate) -> Bool { left.unixSeconds < right.unixSeconds }

    /// Days since 1970-01-01 of a date of the Gregorian calendar.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private struct Civil {
        var year, month, day, hour, minute, second: Int
    }

    private var civil: Civil {
        let local = Int(unixSeconds) + offsetMinutes * 60
        let (days, rest) = local.quotientAndRemainder(dividingBy: 86_400)
        let day = rest < 0 ? days - 1 : days
        let time = rest < 0 ? rest + 86_400 : rest
        let z = day + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return Civil(
            year: year, month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1, hour: time / 3_600, minute: time / 60 % 60,
            second: time % 60)
    }

    private static func pad(_ value: Int, _ count: Int) -> String {
        let digits = String(value.magnitude)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    /// A date of PDF (ISO 32000-1, clause 7.9.4): `D:20261121143000-05'00'`.
    package var pdfText: String {
        let c = civil
        let zone = "\(offsetMinutes < 0 ? "-" : "+")\(Self.pad(offsetMinutes / 60, 2))'\(Self.pad(offsetMinutes % 60, 2))'"
        return "D:" + Self.pad(c.year, 4) + Self.pad(c.month, 2) + Self.pad(c.day, 2) + Self.pad(c.hour, 2) + Self.pad(c.minute, 2)
            + Self.pad(c.second, 2) + zone
    }

    /// `20261121193000`, in UTC.
    var utcDigits: String { String(SigningDate(unixSeconds: unixSeconds).pdfText.dropFirst(2).prefix(14)) }

    /// `2026-11-21T14:30:00-05:00`.
    package var iso8601: String {
        let c = civil
        let zone =
            offsetMinutes == 0
            ? "Z" : "\(offsetMinutes < 0 ? "-" : "+")\(Self.pad(offsetMinutes / 60, 2)):\(Self.pad(offsetMinutes % 60, 2))"
        return "\(Self.pad(c.year, 4))-\(Self.pad(c.month, 2))-\(Self.pad(c.day, 2))T\(Self.pad(c.hour, 2)):\(Self.pad(c.minute, 2)):"
            + Self.pad(c.second, 2) + zone
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
