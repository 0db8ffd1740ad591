/// The rule of a zone for years beyond its table (POSIX TZ, as in RFC 8536 clause 3.3): `EST5EDT,M3.2.0,M11.1.0`.
struct PosixZone: Sendable {
    private struct Change {
        /// Week 5 is the last of the month; week day 0 is Sunday; seconds after midnight may be negative or beyond a day.
        let month, week, weekday, seconds: Int

        /// Seconds since 1970-01-01T00:00 on the local clock.
        func localSeconds(_ year: Int) -> Int64 {
            let first = Gregorian.dayNumber(year: year, month: month, day: 1)
            var day = (weekday - Weekday(dayNumber: first).sundayBased + 7) % 7 + (week - 1) * 7
            while day >= Gregorian.days(inMonth: month, of: year) { day -= 7 }
            return Int64(first + day) * 86_400 + Int64(seconds)
        }
    }

    private struct Summer {
        let offset: Int
        let begin, end: Change
    }

    private let standard: Int
    private let summer: Summer?

    init?(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8)[...])
        guard reader.name(), let west = reader.clock() else { return nil }
        standard = -west
        guard reader.name() else {
            summer = nil
            return
        }
        var offset = standard + 3_600
        if reader.bytes.first != UInt8(ascii: ",") {
            guard let other = reader.clock() else { return nil }
            offset = -other
        }
        guard let begin = reader.change(), let end = reader.change() else { return nil }
        summer = Summer(offset: offset, begin: begin, end: end)
    }

    /// Seconds east of Greenwich.
    func offset(at seconds: Int64) -> Int {
        guard let summer else { return standard }
        let year = WallClock(localSeconds: seconds + Int64(standard)).year
        let begin = summer.begin.localSeconds(year) - Int64(standard)
        let end = summer.end.localSeconds(year) - Int64(summer.offset)
        let isSummer = begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end
        return isSummer ? summer.offset : standard
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        /// `EST`, or `<-03>`.
        mutating func name() -> Bool {
            if bytes.first == UInt8(ascii: "<") {
                guard let close = bytes.firstIndex(of: UInt8(ascii: ">")) else { return false }
                bytes = bytes[(close + 1)...]
                return true
            }
            let letters = bytes.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
            bytes = bytes.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number() -> Int? {
            let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !digits.isEmpty, digits.count < 5 else { return nil }
            bytes = bytes.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }

        mutating func skip(_ character: UInt8) -> Bool {
            guard bytes.first == character else { return false }
            bytes = bytes.dropFirst()
            return true
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func clock() -> Int? {
            let isNegative = skip(UInt8(ascii: "-"))
            if !isNegative { _ = skip(UInt8(ascii: "+")) }
            guard let hours = number() else { return nil }
            var seconds = hours * 3_600
            for unit in [60, 1] where skip(UInt8(ascii: ":")) {
                guard let part = number() else { return nil }
                seconds += part * unit
            }
            return isNegative ? -seconds : seconds
        }

        /// `,Mm.w.d[/time]`
        mutating func change() -> Change? {
            guard skip(UInt8(ascii: ",")), skip(UInt8(ascii: "M")), let month = number(), skip(UInt8(ascii: ".")), let week = number(),
                skip(UInt8(ascii: ".")), let weekday = number(), (1...12).contains(month), (1...5).contains(week), weekday < 7
            else { return nil }
            guard skip(UInt8(ascii: "/")) else { return Change(month: month, week: week, weekday: weekday, seconds: 7_200) }
            return clock().map { Change(month: month, week: week, weekday: weekday, seconds: $0) }
        }
    }
}
