/// What clocks show in a place: an offset, and the rule of summer time as it has stood since 2007.
///
/// Earlier years follow today's rule: documents speak of the present, and the library reads no database of the system.
package struct ZoneRules: Hashable, Sendable {
    /// Seconds east of Greenwich in winter.
    private let standardSeconds: Int
    private let hasSummerTime: Bool

    package static let utc = ZoneRules(standardSeconds: 0, hasSummerTime: false)
    /// Montréal, Québec, Ottawa.
    package static let eastern = ZoneRules(standardSeconds: -5 * 3600, hasSummerTime: true)

    private init(standardSeconds: Int, hasSummerTime: Bool) {
        self.standardSeconds = standardSeconds
        self.hasSummerTime = hasSummerTime
    }

    /// By an identifier of the tz database (the Canadian ones), `UTC`, or a fixed offset such as `-05:00`.
    package init?(identifier: String) {
        if let rule = Self.known.first(where: { $0.names.contains(identifier) }) {
            self.init(standardSeconds: rule.minutes * 60, hasSummerTime: rule.hasSummerTime)
            return
        }
        let bytes = Array(identifier.utf8)
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = CalendarDate.number(bytes[1..<3]), let minutes = CalendarDate.number(bytes[4..<6]), hours < 15, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        self.init(standardSeconds: bytes[0] == UInt8(ascii: "-") ? -seconds : seconds, hasSummerTime: false)
    }

    /// The names that ``init(identifier:)`` knows, for hints.
    package static var identifiers: [String] { known.flatMap(\.names) }

    private static let known: [(names: [String], minutes: Int, hasSummerTime: Bool)] = [
        (["UTC", "Etc/UTC", "GMT", "Z"], 0, false),
        (
            ["America/Toronto", "America/Montreal", "America/New_York", "America/Iqaluit", "America/Nipigon", "America/Thunder_Bay"], -300,
            true
        ),
        (["America/Atikokan", "America/Panama"], -300, false),
        (["America/Halifax", "America/Moncton", "America/Glace_Bay", "America/Goose_Bay"], -240, true),
        (["America/Blanc-Sablon", "America/Puerto_Rico"], -240, false),
        (["America/St_Johns"], -210, true),
        (["America/Winnipeg", "America/Chicago", "America/Rankin_Inlet", "America/Resolute", "America/Rainy_River"], -360, true),
        (["America/Regina", "America/Swift_Current"], -360, false),
        (["America/Edmonton", "America/Denver", "America/Yellowknife", "America/Inuvik", "America/Cambridge_Bay"], -420, true),
        (
            ["America/Whitehorse", "America/Dawson", "America/Creston", "America/Dawson_Creek", "America/Fort_Nelson", "America/Phoenix"],
            -420, false
        ),
        (["America/Vancouver", "America/Los_Angeles"], -480, true),
    ]

    /// Seconds east of Greenwich at a moment.
    package func offsetSeconds(atEpochSeconds epoch: Int64) -> Int {
        guard hasSummerTime else { return standardSeconds }
        let local = Int(epoch) + standardSeconds
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        guard let date = CalendarDate(dayNumber: day) else { return standardSeconds }
        // Second Sunday of March, 2:00 standard, to first Sunday of November, 2:00 summer time (1:00 standard).
        let start = Self.sunday(2, year: date.year, month: 3) * 86_400 + 7200
        let end = Self.sunday(1, year: date.year, month: 11) * 86_400 + 3600
        return local >= start && local < end ? standardSeconds + 3600 : standardSeconds
    }

    private static func sunday(_ ordinal: Int, year: Int, month: Int) -> Int {
        guard let first = CalendarDate(year: year, month: month, day: 1) else { return 0 }
        return first.dayNumber + (7 - first.weekday) % 7 + (ordinal - 1) * 7
    }
}
