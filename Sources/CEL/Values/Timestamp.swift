/// A moment, to the nanosecond, from year 1 to 9999 (google.protobuf.Timestamp).
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// 0 to 999,999,999.
    package let nanoseconds: Int32

    static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// 1970-01-01T00:00:00Z.
    package static let epoch = Timestamp(uncheckedSeconds: 0)

    private init(uncheckedSeconds seconds: Int64) {
        self.seconds = seconds
        nanoseconds = 0
    }

    /// Nil outside of years 1 to 9999.
    package init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Reads RFC 3339.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start >= 0, start + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[start..<start + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard bytes.count >= 20, let year = number(0, 4), bytes[4] == 0x2D, let month = number(5, 2), bytes[7] == 0x2D,
            let day = number(8, 2), bytes[10] | 0x20 == 0x74, let hour = number(11, 2), bytes[13] == 0x3A, let minute = number(14, 2),
            bytes[16] == 0x3A, let second = number(17, 2), hour < 24, minute < 60, second < 60,
            let days = CivilDay.days(year: year, month: month, day: day)
        else { return nil }
        var at = 19
        var nanoseconds: Int32 = 0
        if bytes[at] == 0x2E {
            at += 1
            var digits = 0
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                if digits < 9 { nanoseconds = nanoseconds * 10 + Int32(bytes[at] - 0x30) }
                digits += 1
                at += 1
            }
            guard digits > 0 else { return nil }
            for _ in min(digits, 9)..<9 { nanoseconds *= 10 }
        }
        guard at < bytes.count else { return nil }
        var offset = 0
        if bytes[at] | 0x20 == 0x7A {
            at += 1
        } else if bytes[at] == 0x2B || bytes[at] == 0x2D, let hours = number(at + 1, 2), at + 3 < bytes.count, bytes[at + 3] == 0x3A,
            let minutes = number(at + 4, 2), hours < 24, minutes < 60
        {
            offset = (hours * 60 + minutes) * (bytes[at] == 0x2D ? -60 : 60)
            at += 6
        } else {
            return nil
        }
        guard at == bytes.count else { return nil }
        self.init(seconds: Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset), nanoseconds: nanoseconds)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// RFC 3339 in UTC, with as many digits of the second as needed.
    package var text: String {
        let fields = CivilFields(localSeconds: seconds)
        func pad(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return pad(fields.year, 4) + "-" + pad(fields.month, 2) + "-" + pad(fields.day, 2) + "T" + pad(fields.hour, 2) + ":"
            + pad(fields.minute, 2) + ":" + pad(fields.second, 2) + Self.fraction(nanoseconds) + "Z"
    }

    static func fraction(_ nanoseconds: Int32) -> String {
        guard nanoseconds > 0 else { return "" }
        var digits = String(nanoseconds)
        digits = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }
}

/// A span of time, to the nanosecond (google.protobuf.Duration).
package struct CELDuration: Hashable, Comparable, Sendable {
    /// Of the sign of the whole.
    package let seconds: Int64
    package let nanoseconds: Int32

    /// About ten thousand years, as protobuf allows.
    static let longestSeconds: Int64 = 315_576_000_000

    /// Nil beyond ten thousand years; parts of different signs are put together.
    package init?(seconds: Int64, nanoseconds: Int64 = 0) {
        let (carry, overflow) = seconds.addingReportingOverflow(nanoseconds / 1_000_000_000)
        guard !overflow else { return nil }
        var whole = carry
        var rest = nanoseconds % 1_000_000_000
        if whole > 0, rest < 0 {
            whole -= 1
            rest += 1_000_000_000
        } else if whole < 0, rest > 0 {
            whole += 1
            rest -= 1_000_000_000
        }
        guard whole.magnitude <= UInt64(Self.longestSeconds) else { return nil }
        self.seconds = whole
        self.nanoseconds = Int32(rest)
    }

    /// Reads `1h30m`, `-1.5s`, `250ms`.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        var isNegative = false
        if let sign = bytes.first, sign == 0x2D || sign == 0x2B {
            isNegative = sign == 0x2D
            bytes = bytes.dropFirst()
        }
        if bytes.elementsEqual([0x30]) {
            self.init(seconds: 0)
            return
        }
        guard !bytes.isEmpty else { return nil }
        let units: [(String, Double)] = [("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 6e10), ("h", 3.6e12)]
        var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
        while !bytes.isEmpty {
            let whole = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
            bytes = bytes.dropFirst(whole.count)
            var fraction = ArraySlice<UInt8>()
            if bytes.first == 0x2E {
                bytes = bytes.dropFirst()
                fraction = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
                bytes = bytes.dropFirst(fraction.count)
            }
            guard !whole.isEmpty || !fraction.isEmpty, whole.count <= 18, fraction.count <= 18 else { return nil }
            let letters = bytes.prefix { !($0 >= 0x30 && $0 <= 0x39) && $0 != 0x2E }
            bytes = bytes.dropFirst(letters.count)
            guard let unit = units.first(where: { Array($0.0.utf8)[...] == letters })?.1 else { return nil }
            let count = whole.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
            let perUnit = Int64(unit)
            // Whole units in seconds and nanoseconds apart, so that hours of years stay exact.
            let unitSeconds = perUnit / 1_000_000_000
            if unitSeconds > 0 {
                let (product, overflow) = count.multipliedReportingOverflow(by: unitSeconds)
                let (sum, overflowed) = seconds.addingReportingOverflow(product)
                guard !overflow, !overflowed else { return nil }
                seconds = sum
            } else {
                let (product, overflow) = count.multipliedReportingOverflow(by: perUnit)
                guard !overflow else { return nil }
                seconds += product / 1_000_000_000
                nanoseconds += product % 1_000_000_000
            }
            var scale = unit
            var part = 0.0
            for digit in fraction {
                scale /= 10
                part += Double(digit - 0x30) * scale
            }
            let rounded = Int64(part.rounded(.towardZero))
            seconds += rounded / 1_000_000_000
            nanoseconds += rounded % 1_000_000_000
        }
        self.init(seconds: isNegative ? -seconds : seconds, nanoseconds: isNegative ? -nanoseconds : nanoseconds)
    }

    package static func < (left: CELDuration, right: CELDuration) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// In seconds, with the fraction where there is one: `5400s`, `-1.5s`.
    package var text: String {
        let sign = seconds < 0 || nanoseconds < 0 ? "-" : ""
        let fraction = Timestamp.fraction(abs(nanoseconds))
        return sign + String(seconds.magnitude) + fraction + "s"
    }
}

/// Days and fields of the Gregorian calendar.
enum CivilDay {
    /// Days since 1970-01-01; nil when there is no such day.
    static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (1...9_999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

struct CivilFields {
    let year, month, day, hour, minute, second, dayOfWeek, dayOfYear: Int

    /// - Parameter localSeconds: seconds since 1970-01-01T00:00 of the local clock.
    init(localSeconds: Int64) {
        let days = Int(localSeconds >= 0 ? localSeconds / 86_400 : (localSeconds - 86_399) / 86_400)
        let time = Int(localSeconds) - days * 86_400
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfShifted = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfShifted + 2) / 153
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfShifted - (153 * shifted + 2) / 5 + 1
        hour = time / 3_600
        minute = time / 60 % 60
        second = time % 60
        dayOfWeek = ((days + 4) % 7 + 7) % 7
        dayOfYear = days - (CivilDay.days(year: year, month: 1, day: 1) ?? days)
    }
}
