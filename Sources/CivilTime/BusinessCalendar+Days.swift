extension BusinessCalendar {
    /// The business days of the days from `first` up to, not including, `end`.
    private func count(from first: Int, to end: Int, daysOff: [Int]) -> Int {
        guard first < end else { return 0 }
        let (weeks, rest) = (end - first).quotientAndRemainder(dividingBy: 7)
        var total = weeks * week.count { !$0.isEmpty }
        for day in end - rest..<end where isWorkday(Weekday(dayNumber: day)) { total += 1 }
        return total - daysOff.count { $0 >= first && $0 < end }
    }

    /// The business days after `from` up to and including `to`; negative when `to` is earlier: those from `to` up to, not including, `from`.
    ///
    /// The day on which a delay begins does not count: from a Friday to the next Monday is one day.
    package func businessDays(from: CivilDate, to: CivilDate) -> Int {
        if to < from { return -count(to.dayNumber, from.dayNumber) }
        return count(from.dayNumber + 1, to.dayNumber + 1)
    }

    private func count(_ first: Int, _ end: Int) -> Int {
        guard first < end else { return 0 }
        var total = 0
        let years = CivilDate(clampingDayNumber: first).year...CivilDate(clampingDayNumber: end - 1).year
        for year in years {
            let begins = max(first, Gregorian.dayNumber(year: year, month: 1, day: 1))
            let ends = min(end, Gregorian.dayNumber(year: year + 1, month: 1, day: 1))
            total += count(from: begins, to: ends, daysOff: daysOff(in: year))
        }
        return total
    }

    /// The nth business day after a day, or before it when negative; the day itself for 0.
    ///
    /// Nil when the service never works, and outside years 1 to 9999.
    package func adding(businessDays count: Int, to date: CivilDate) -> CivilDate? {
        guard count != 0 else { return date }
        guard works else { return nil }
        let step = count > 0 ? 1 : -1
        var left = Int(clamping: count.magnitude)
        var day = date.dayNumber + step
        while let start = CivilDate(dayNumber: day) {
            let daysOff = daysOff(in: start.year)
            let (first, end) =
                step > 0
                ? (day, Gregorian.dayNumber(year: start.year + 1, month: 1, day: 1))
                : (Gregorian.dayNumber(year: start.year, month: 1, day: 1), day + 1)
            let ofYear = self.count(from: first, to: end, daysOff: daysOff)
            if ofYear < left {
                left -= ofYear
                day = step > 0 ? end : first - 1
                continue
            }
            while day >= first, day < end {
                if isWorkday(Weekday(dayNumber: day)), !daysOff.contains(day) {
                    left -= 1
                    if left == 0 { return CivilDate(dayNumber: day) }
                }
                day += step
            }
        }
        return nil
    }
}
