import CivilTime

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

    /// Reads RFC 3339: with seconds and an offset, and without a leap second.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count >= 20 else { return nil }
        let separator = bytes[bytes.index(bytes.startIndex, offsetBy: 10)]
        let tens = bytes[bytes.index(bytes.startIndex, offsetBy: 17)]
        guard separator | 0x20 == 0x74, (0x30...0x35).contains(tens), let local = LocalDateTime(iso: text), let seconds = local.epochSeconds
        else { return nil }
        self.init(seconds: seconds, nanoseconds: local.nanoseconds)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// RFC 3339 in UTC, with as many digits of the second as needed.
    package var text: String {
        guard var local = LocalDateTime(epochSeconds: seconds, offsetSeconds: 0) else { return "" }
        local.nanoseconds = nanoseconds
        return local.text
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
