/// A day without work that comes back by a rule.
package struct Holiday: Hashable, Sendable {
    package enum Recurrence: Hashable, Sendable {
        case once(CivilDate)
        case yearly(month: Int, day: Int)
        /// Days after Easter Sunday of the Gregorian calendar; negative is before.
        case easter(offsetDays: Int)
        /// The nth (from 1) given day of the week of a month; -1 is the last.
        case nth(Int, weekday: Weekday, month: Int)
        /// The last given day of the week strictly before a day of the year.
        case before(weekday: Weekday, month: Int, day: Int)
    }

    package let recurrence: Recurrence
    /// Where it is kept instead when it falls on a day of the week: the nearest such day, in either direction (Sunday to Monday is the day after,
    /// Saturday to Friday the day before).
    package let moves: [Weekday: Weekday]
    /// The days on which it is a holiday at all.
    package let period: EffectivePeriod

    package init(_ recurrence: Recurrence, moves: [Weekday: Weekday] = [:], period: EffectivePeriod = .always) {
        self.recurrence = recurrence
        self.moves = moves
        self.period = period
    }

    /// The day on which the recurrence itself falls in a year; nil when there is none (the fifth Monday, February 29, another year).
    package func nominalDate(in year: Int) -> CivilDate? {
        switch recurrence {
        case .once(let date):
            return date.year == year ? date : nil
        case .yearly(let month, let day):
            return CivilDate(year: year, month: month, day: day)
        case .easter(let offset):
            return CivilDate.easter(year).flatMap { $0.adding(days: offset) }.flatMap { $0.year == year ? $0 : nil }
        case .nth(let count, let weekday, let month):
            guard let month = CivilMonth(year: year, month: month) else { return nil }
            if count < 0 {
                let last = month.lastDay
                return CivilDate(year: year, month: month.month, day: month.days - weekday.days(to: last.weekday) + (count + 1) * 7)
            }
            return CivilDate(year: year, month: month.month, day: 1 + month.firstDay.weekday.days(to: weekday) + (count - 1) * 7)
        case .before(let weekday, let month, let day):
            return CivilDate(year: year, month: month, day: day)?.previous(weekday)
        }
    }

    /// The day of work that the holiday of a year takes away, in that year or at the border of the next; nil when there is none.
    package func date(in year: Int) -> CivilDate? {
        guard let nominal = nominalDate(in: year), period.contains(nominal) else { return nil }
        guard let other = moves[nominal.weekday] else { return nominal }
        let forward = nominal.weekday.days(to: other)
        return nominal.adding(days: forward <= 3 ? forward : forward - 7)
    }
}
