import Glibc
import Synchronization

/// Offsets of time zones: fixed ones such as `-05:00`, and those of the system's database (TZif, RFC 8536).
enum TimeZoneRules {
    private static let folder = "/usr/share/zoneinfo/"
    private static let longestFileBytes = 1 << 20
    private static let mostZones = 700
    private static let cache = Mutex<[String: Zone?]>([:])

    /// Moments at which the offset changes, ascending, and the offset from each on.
    private struct Zone {
        var firstOffset = 0
        var transitions: [(at: Int64, offset: Int)] = []
        /// Offset by rule after the last transition: standard and daylight time of the northern or southern kind.
        var footer: String = ""
    }

    /// Seconds east of UTC at a moment; nil for an unknown zone.
    static func offsetSeconds(zone name: String, at seconds: Int64) -> Int? {
        if let fixed = fixedOffset(name) { return fixed }
        guard let zone = zone(name) else { return nil }
        guard let first = zone.transitions.first, seconds >= first.at else { return zone.firstOffset }
        if let last = zone.transitions.last, seconds >= last.at {
            return PosixZone(zone.footer)?.offset(at: seconds) ?? last.offset
        }
        var low = 0
        var high = zone.transitions.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if zone.transitions[middle].at <= seconds { low = middle } else { high = middle - 1 }
        }
        return zone.transitions[low].offset
    }

    private static func fixedOffset(_ name: String) -> Int? {
        if name == "UTC" || name == "Z" || name.isEmpty { return 0 }
        var digits = name[...]
        var sign = 1
        if let first = digits.first, first == "-" || first == "+" {
            sign = first == "-" ? -1 : 1
            digits = digits.dropFirst()
        }
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), (0...23).contains(hours), (0...59).contains(minutes)
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private static func zone(_ name: String) -> Zone? {
        if let known = cache.withLock({ $0[name] }) { return known }
        let isSafe = name.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2F || $0 == 0x5F || $0 == 0x2D || $0 == 0x2B
        }
        let zone = isSafe && name.utf8.count < 64 && !name.hasPrefix("/") ? read(folder + name) : nil
        cache.withLock {
            // Names come from data: they must not fill the memory.
            if $0.count >= mostZones { $0.removeAll() }
            $0[name] = .some(zone)
        }
        return zone
    }

    private static func read(_ path: String) -> Zone? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: longestFileBytes)
        bytes.removeLast(longestFileBytes - fread(&bytes, 1, longestFileBytes, file))
        return parse(bytes)
    }

    private static func parse(_ bytes: [UInt8]) -> Zone? {
        func word(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
        func header(_ at: Int) -> (isutcnt: Int, isstdcnt: Int, leapcnt: Int, timecnt: Int, typecnt: Int, charcnt: Int)? {
            guard at + 44 <= bytes.count, bytes[at..<at + 4].elementsEqual([0x54, 0x5A, 0x69, 0x66]) else { return nil }
            return (word(at + 20), word(at + 24), word(at + 28), word(at + 32), word(at + 36), word(at + 40))
        }
        guard let first = header(0), bytes[4] >= 0x32 else { return nil }
        let second = 44 + first.timecnt * 5 + first.typecnt * 6 + first.charcnt + first.leapcnt * 8 + first.isstdcnt + first.isutcnt
        guard let counts = header(second) else { return nil }
        let times = second + 44
        let indices = times + counts.timecnt * 8
        let types = indices + counts.timecnt
        let end = types + counts.typecnt * 6 + counts.charcnt + counts.leapcnt * 12 + counts.isstdcnt + counts.isutcnt
        guard counts.typecnt > 0, end <= bytes.count else { return nil }
        func offset(_ type: Int) -> Int { Int(Int32(truncatingIfNeeded: word(types + type * 6))) }
        var zone = Zone(firstOffset: offset(0))
        for index in 0..<counts.timecnt {
            let at = (0..<8).reduce(Int64(0)) { $0 << 8 | Int64(bytes[times + index * 8 + $1]) }
            let type = Int(bytes[indices + index])
            guard type < counts.typecnt else { return nil }
            zone.transitions.append((at, offset(type)))
        }
        zone.footer = String(decoding: bytes[min(end + 1, bytes.count)...].prefix { $0 != 0x0A }, as: UTF8.self)
        return zone
    }
}

/// The rule of a zone for years beyond its table (POSIX TZ, as in RFC 8536 clause 3.3): `EST5EDT,M3.2.0,M11.1.0`.
struct PosixZone {
    private struct Change {
        let month, week, weekday, seconds: Int
    }

    private let standard: Int
    private let daylight: Int?
    private let begin: Change?
    private let end: Change?

    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        func name() -> Bool {
            if rest.first == 0x3C {
                guard let close = rest.firstIndex(of: 0x3E) else { return false }
                rest = rest[(close + 1)...]
                return true
            }
            let letters = rest.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }
        func number() -> Int? {
            let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !digits.isEmpty, digits.count < 5 else { return nil }
            rest = rest.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        func clock() -> Int? {
            var sign = 1
            if rest.first == 0x2D || rest.first == 0x2B {
                sign = rest.first == 0x2D ? -1 : 1
                rest = rest.dropFirst()
            }
            guard var seconds = number().map({ $0 * 3_600 }) else { return nil }
            if rest.first == 0x3A {
                rest = rest.dropFirst()
                guard let minutes = number() else { return nil }
                seconds += minutes * 60
                if rest.first == 0x3A {
                    rest = rest.dropFirst()
                    guard let more = number() else { return nil }
                    seconds += more
                }
            }
            return sign * seconds
        }
        func change() -> Change? {
            guard rest.starts(with: [0x2C, 0x4D]) else { return nil }
            rest = rest.dropFirst(2)
            guard let month = number(), rest.first == 0x2E else { return nil }
            rest = rest.dropFirst()
            guard let week = number(), rest.first == 0x2E else { return nil }
            rest = rest.dropFirst()
            guard let weekday = number(), (1...12).contains(month), (1...5).contains(week), weekday < 7 else { return nil }
            var seconds = 7_200
            if rest.first == 0x2F {
                rest = rest.dropFirst()
                guard let other = clock() else { return nil }
                seconds = other
            }
            return Change(month: month, week: week, weekday: weekday, seconds: seconds)
        }
        guard name(), let west = clock() else { return nil }
        standard = -west
        guard name() else {
            (daylight, begin, end) = (nil, nil, nil)
            return
        }
        var summer = standard + 3_600
        if rest.first != 0x2C {
            guard let other = clock() else { return nil }
            summer = -other
        }
        guard let first = change(), let second = change() else { return nil }
        (daylight, begin, end) = (summer, first, second)
    }

    func offset(at seconds: Int64) -> Int {
        guard let daylight, let begin, let end else { return standard }
        let year = CivilFields(localSeconds: seconds + Int64(standard)).year
        let first = moment(begin, year) - Int64(standard)
        let second = moment(end, year) - Int64(daylight)
        let isSummer = first < second ? seconds >= first && seconds < second : seconds >= first || seconds < second
        return isSummer ? daylight : standard
    }

    private func moment(_ change: Change, _ year: Int) -> Int64 {
        let first = CivilDay.days(year: year, month: change.month, day: 1) ?? 0
        let weekday = ((first + 4) % 7 + 7) % 7
        var day = 1 + (change.weekday - weekday + 7) % 7 + (change.week - 1) * 7
        while CivilDay.days(year: year, month: change.month, day: day) == nil, day > 7 { day -= 7 }
        return Int64(first + day - 1) * 86_400 + Int64(change.seconds)
    }
}
