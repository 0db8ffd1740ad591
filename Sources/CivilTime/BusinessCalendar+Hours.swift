extension BusinessCalendar {
    /// Moments between which the service is open, in seconds since 1970-01-01T00:00:00Z, the end excluded.
    private typealias Opening = Range<Int64>

    /// The openings of a day. Where clocks move, an opening is as long as the time that really goes by.
    private func openings(_ date: CivilDate, _ zone: CivilTimeZone) -> [Opening] {
        guard isBusinessDay(date) else { return [] }
        return week[date.weekday.rawValue - 1].compactMap { hours in
            let start = zone.epochSeconds(of: date, second: hours.startMinute * 60)
            let end = zone.epochSeconds(of: date, second: hours.endMinute * 60)
            return start < end ? start..<end : nil
        }
    }

    /// Whether the service is open at a moment (seconds since 1970-01-01T00:00:00Z).
    package func isOpen(at moment: Int64, in zone: CivilTimeZone) -> Bool {
        openings(zone.date(at: moment), zone).contains { $0.contains(moment) }
    }

    /// The moment itself when the service is open, else the next at which it opens; nil when it does not within ``longestWalk`` days.
    package func nextOpening(from moment: Int64, in zone: CivilTimeZone) -> Int64? {
        guard works else { return nil }
        var date = zone.date(at: moment)
        for _ in 0..<Self.longestWalk {
            for opening in openings(date, zone) where opening.upperBound > moment { return max(opening.lowerBound, moment) }
            guard let next = date.adding(days: 1) else { return nil }
            date = next
        }
        return nil
    }

    /// The first moment by which so many seconds of opening have gone by since a moment; the moment itself for 0. Negative: the last moment
    /// from which so many go by until the given one.
    ///
    /// Nil when the service never works, beyond ``longestWalk`` days, and outside years 1 to 9999.
    package func adding(openSeconds seconds: Int64, to moment: Int64, in zone: CivilTimeZone) -> Int64? {
        guard seconds != 0 else { return moment }
        guard works, seconds.magnitude <= UInt64(Self.longestWalk) * 86_400 else { return nil }
        var left = Int64(seconds.magnitude)
        let isForward = seconds > 0
        var date = zone.date(at: moment)
        for _ in 0..<Self.longestWalk {
            let today = openings(date, zone)
            for opening in isForward ? today : today.reversed() {
                let part =
                    isForward
                    ? max(opening.lowerBound, moment)..<max(opening.upperBound, moment)
                    : min(opening.lowerBound, moment)..<min(opening.upperBound, moment)
                let length = part.upperBound - part.lowerBound
                if length >= left { return isForward ? part.lowerBound + left : part.upperBound - left }
                left -= length
            }
            guard let next = date.adding(days: isForward ? 1 : -1) else { return nil }
            date = next
        }
        return nil
    }

    /// The seconds of opening from one moment to another; negative when the other is earlier; nil beyond ``longestWalk`` days.
    package func openSeconds(from: Int64, to: Int64, in zone: CivilTimeZone) -> Int64? {
        if to < from { return openSeconds(from: to, to: from, in: zone).map { -$0 } }
        let (first, last) = (zone.date(at: from).dayNumber, zone.date(at: to).dayNumber)
        guard last - first < Self.longestWalk else { return nil }
        var total: Int64 = 0
        for day in first...last {
            for opening in openings(CivilDate(clampingDayNumber: day), zone) {
                total += max(0, min(opening.upperBound, to) - max(opening.lowerBound, from))
            }
        }
        return total
    }
}
