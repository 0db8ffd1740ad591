import Diagnostics
import YAML

extension PackReader {
    mutating func readCalendar() -> BusinessCalendar {
        guard let node = assembly.part("calendar") else { return .none }
        var week: [BusinessCalendar.Hours?] = []
        for day in PackSchema.weekdays { week.append(hours(node["week"]?[day])) }
        let holidays = (node["holidays"]?.sequence ?? []).compactMap { readHoliday($0) }
        return BusinessCalendar(week: week, holidays: holidays)
    }

    private mutating func hours(_ node: YAMLNode?) -> BusinessCalendar.Hours? {
        guard let node, let text = node.text?.text else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Self.minute(ends[0]), let end = Self.minute(ends[1]), start < end else {
            bag.append(PackDiagnostics.badDate(text, form: PackDiagnostics.hoursForm, at: node.span))
            return nil
        }
        return BusinessCalendar.Hours(startMinute: start, endMinute: end)
    }

    /// Minutes after midnight of `HH:MM`, up to 24:00.
    private static func minute(_ text: Substring) -> Int? {
        guard let (hour, minute) = pair(text, separator: ":"), hour <= 24, minute < 60, hour < 24 || minute == 0 else { return nil }
        return hour * 60 + minute
    }

    /// Two numbers of two digits.
    private static func pair(_ text: some StringProtocol, separator: Character) -> (Int, Int)? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let first = Int(parts[0]), let second = Int(parts[1])
        else { return nil }
        return (first, second)
    }

    private mutating func readHoliday(_ node: YAMLNode) -> BusinessCalendar.Holiday? {
        guard let label = localized(node["label"]) else { return nil }
        let place = node.mapping?.first?.keySpan ?? node.span
        let ways = ["date", "yearly", "easter", "weekday"].filter { node[$0] != nil }
        guard ways.count == 1, let way = ways.first, let value = node[way] else {
            bag.append(
                PackDiagnostics.calendar(
                    Bilingual(
                        fr: "un jour férié se donne par `date`, `yearly`, `easter` ou `weekday`, un seul des quatre",
                        en: "a holiday is given by `date`, `yearly`, `easter` or `weekday`, one of the four"),
                    at: place))
            return nil
        }
        guard let recurrence = recurrence(way, value, of: node) else { return nil }
        return BusinessCalendar.Holiday(label: label, recurrence: recurrence, span: place)
    }

    private mutating func recurrence(_ way: String, _ value: YAMLNode, of node: YAMLNode) -> BusinessCalendar.Holiday.Recurrence? {
        switch way {
        case "date": return value.text.flatMap { CivilDate($0.text) }.map { .once($0) }
        case "yearly": return monthDay(value).map { .yearly(month: $0.0, day: $0.1) }
        case "easter": return integer(value).map { .easter(offsetDays: $0) }
        default: break
        }
        guard let weekday = value.text.flatMap({ PackSchema.weekdays.firstIndex(of: $0.text) }) else { return nil }
        if let before = node["before"] { return monthDay(before).map { .before(weekday: weekday + 1, month: $0.0, day: $0.1) } }
        guard let nth = integer(node["nth"]), let month = integer(node["month"]), (1...5).contains(nth), (1...12).contains(month) else {
            bag.append(
                PackDiagnostics.calendar(
                    Bilingual(
                        fr: "`weekday` va avec `nth` (1 à 5) et `month` (1 à 12), ou avec `before`",
                        en: "`weekday` goes with `nth` (1 to 5) and `month` (1 to 12), or with `before`"),
                    at: value.span))
            return nil
        }
        return .nth(nth, weekday: weekday + 1, month: month)
    }

    private mutating func monthDay(_ node: YAMLNode) -> (Int, Int)? {
        guard let text = node.text?.text, let (month, day) = Self.pair(text, separator: "-"),
            CivilDate(year: 2000, month: month, day: day) != nil
        else {
            bag.append(PackDiagnostics.badDate(node.text?.text ?? "", form: PackDiagnostics.monthDayForm, at: node.span))
            return nil
        }
        return (month, day)
    }
}
