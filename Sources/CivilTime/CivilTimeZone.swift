/// What clocks show in a place: a fixed offset, or the rules of a zone of the tz database, past and to come.
///
/// Two zones are equal when their identifiers are.
package struct CivilTimeZone: Sendable {
    private enum Rule: Sendable {
        case fixed(Int)
        case table(ZoneTable)
    }

    /// As it was given: `America/Toronto`, `-05:00`, `UTC`.
    package let identifier: String
    private let rule: Rule

    package static let utc = CivilTimeZone(identifier: "UTC", rule: .fixed(0))
    /// Montréal, Québec, Ottawa.
    package static let eastern =
        CivilTimeZone("America/Toronto") ?? CivilTimeZone(identifier: "America/Toronto", rule: .fixed(-5 * 3_600))

    private init(identifier: String, rule: Rule) {
        self.identifier = identifier
        self.rule = rule
    }

    /// By `UTC`, a fixed offset such as `-05:00`, `+02:00` or `02:00`, or a name of the tz database; nil when it is none of these.
    ///
    /// Where the machine has no database, the zones of Canada follow the rule of summer time that has stood since 2007.
    package init?(_ identifier: String) {
        if let offset = Self.fixedOffset(identifier) {
            self.init(identifier: identifier, rule: .fixed(offset))
        } else if let table = ZoneDatabase.table(identifier) {
            self.init(identifier: identifier, rule: .table(table))
        } else {
            return nil
        }
    }

    /// Names to suggest where one is not known.
    package static var suggestions: [String] { ["UTC"] + ZoneDatabase.canadianNames }

    /// Seconds east of Greenwich at a moment.
    ///
    /// - Parameter epochSeconds: seconds since 1970-01-01T00:00:00Z.
    package func offsetSeconds(at epochSeconds: Int64) -> Int {
        switch rule {
        case .fixed(let seconds): seconds
        case .table(let table): table.offset(at: epochSeconds)
        }
    }

    private static func fixedOffset(_ name: String) -> Int? {
        if name == "UTC" || name == "Z" { return 0 }
        var reader = DigitReader(name)
        let isWest = reader.skip("-")
        if !isWest { _ = reader.skip("+") }
        guard let hours = reader.number(2), reader.skip(":"), let minutes = reader.number(2), reader.isAtEnd, hours < 24, minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }
}

extension CivilTimeZone: Hashable {
    package static func == (left: CivilTimeZone, right: CivilTimeZone) -> Bool { left.identifier == right.identifier }
    package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}

extension CivilTimeZone {
    /// The moment at which clocks show a time of a day, in seconds since 1970-01-01T00:00:00Z.
    ///
    /// A time that the clocks skip in spring is taken as much later as they skip (2:30 becomes 3:30); of a time that they show twice in
    /// autumn, it is the first. So do java.time and RFC 5545 (clause 3.3.5).
    ///
    /// - Parameter second: seconds after the midnight with which the day begins, as if no clock were moved; 86,400 is the midnight of its end.
    package func epochSeconds(of date: CivilDate, second: Int = 0) -> Int64 {
        let local = Int64(date.dayNumber) * 86_400 + Int64(second)
        // Offsets stay within a day of Greenwich, and no zone changes twice in two days.
        let before = Int64(offsetSeconds(at: local - 86_400))
        let after = Int64(offsetSeconds(at: local + 86_400))
        for offset in before == after ? [before] : [before, after] where Int64(offsetSeconds(at: local - offset)) == offset {
            return local - offset
        }
        return local - before
    }

    /// The moment of a local time, in seconds since 1970-01-01T00:00:00Z.
    package func epochSeconds(of date: CivilDate, at time: ClockTime) -> Int64 { epochSeconds(of: date, second: time.secondOfDay) }

    /// The day that calendars show at a moment; moments beyond years 1 to 9999 count as the first or the last day.
    package func date(at epochSeconds: Int64) -> CivilDate {
        let (local, overflow) = Int(epochSeconds).addingReportingOverflow(offsetSeconds(at: epochSeconds))
        guard !overflow else { return epochSeconds < 0 ? .first : .last }
        return CivilDate(clampingDayNumber: floorDivision(local, by: 86_400).quotient)
    }
}
