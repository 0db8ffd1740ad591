import CivilTime
import Diagnostics
import YAML

extension PackReader {
    /// The hours of the pack, and the holidays of its libraries and its own: those that are not optional, and those that it observes.
    mutating func readCalendar() -> ServiceCalendar {
        let own = assembly.part("calendar")
        let nodes = assembly.libraryCalendars + (own.map { [$0] } ?? [])
        guard !nodes.isEmpty else { return .none }
        if let own, !nodes.contains(where: { $0["week"] != nil }) { bag.append(PackDiagnostics.noWeek(at: own.span)) }
        var week: [[BusinessCalendar.Hours]] = []
        for day in PackSchema.weekdays { week.append(hours(nodes.last { $0["week"] != nil }?["week"]?[day])) }
        var all: [ServiceCalendar.NamedHoliday] = []
        var optional: Set<String> = []
        for element in nodes.flatMap({ $0["holidays"]?.sequence ?? [] }) {
            guard let holiday = holiday(element) else { continue }
            if let id = holiday.id, let first = all.first(where: { $0.id == id }) {
                bag.append(PackDiagnostics.duplicateName(id, kind: nil, at: holiday.span, first: first.span))
                continue
            }
            if element["optional"]?.text?.text == "true" {
                guard let id = holiday.id else {
                    bag.append(PackDiagnostics.optionalHoliday(at: holiday.span))
                    continue
                }
                optional.insert(id)
            }
            all.append(holiday)
        }
        let observed = observed(own?["observed"], optional: all.compactMap(\.id).filter { optional.contains($0) })
        return ServiceCalendar(week: week, holidays: all.filter { $0.id.map { !optional.contains($0) || observed.contains($0) } ?? true })
    }

    private mutating func observed(_ node: YAMLNode?, optional: [String]) -> Set<String> {
        var found: Set<String> = []
        for element in node?.sequence ?? [] {
            guard let id = element.text?.text else { continue }
            if !optional.contains(id) { bag.append(PackDiagnostics.unknownHoliday(id, known: optional, at: element.span)) }
            found.insert(id)
        }
        return found
    }

    /// `07:00-18:00`, or a list of such hours.
    private mutating func hours(_ node: YAMLNode?) -> [BusinessCalendar.Hours] {
        guard let node else { return [] }
        var found: [BusinessCalendar.Hours] = []
        for element in node.sequence ?? [node] {
            guard let text = element.text?.text else { continue }
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let start = Self.minute(ends[0]), let end = Self.minute(ends[1]),
                let hours = BusinessCalendar.Hours(startMinute: start, endMinute: end)
            else {
                bag.append(PackDiagnostics.badDate(text, form: PackDiagnostics.hoursForm, at: element.span))
                continue
            }
            found.append(hours)
        }
        return found
    }

    /// Minutes after midnight of `HH:MM`, up to 24:00.
    private static func minute(_ text: Substring) -> Int? {
        if text == "24:00" { return 1_440 }
        guard text.utf8.count == 5 else { return nil }
        return ClockTime(String(text)).map { $0.secondOfDay / 60 }
    }

    private mutating func holiday(_ node: YAMLNode) -> ServiceCalendar.NamedHoliday? {
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
        var moves: [Weekday: Weekday] = [:]
        for entry in node["moved"]?.mapping ?? [] {
            guard let from = Self.weekday(entry.key), let to = entry.value.text.flatMap({ Self.weekday($0.text) }) else { continue }
            moves[from] = to
        }
        return ServiceCalendar.NamedHoliday(
            id: node["id"]?.text?.text, label: label, holiday: Holiday(recurrence, moves: moves, period: period(node)), span: place)
    }

    private static func weekday(_ name: String) -> Weekday? {
        PackSchema.weekdays.firstIndex(of: name).flatMap { Weekday(rawValue: $0 + 1) }
    }

    private mutating func recurrence(_ way: String, _ value: YAMLNode, of node: YAMLNode) -> Holiday.Recurrence? {
        switch way {
        case "date": return value.text.flatMap { CivilDate($0.text) }.map { .once($0) }
        case "yearly": return monthDay(value).map { .yearly(month: $0.0, day: $0.1) }
        case "easter": return integer(value).map { .easter(offsetDays: $0) }
        default: break
        }
        guard let weekday = value.text.flatMap({ Self.weekday($0.text) }) else { return nil }
        if let before = node["before"] { return monthDay(before).map { .before(weekday: weekday, month: $0.0, day: $0.1) } }
        guard let nth = integer(node["nth"]), let month = integer(node["month"]), nth == -1 || (1...5).contains(nth),
            (1...12).contains(month)
        else {
            bag.append(
                PackDiagnostics.calendar(
                    Bilingual(
                        fr: "`weekday` va avec `nth` (1 à 5, ou -1 pour le dernier) et `month` (1 à 12), ou avec `before`",
                        en: "`weekday` goes with `nth` (1 to 5, or -1 for the last) and `month` (1 to 12), or with `before`"),
                    at: value.span))
            return nil
        }
        return .nth(nth, weekday: weekday, month: month)
    }

    /// `MM-DD`, a day of leap years at least.
    private mutating func monthDay(_ node: YAMLNode) -> (Int, Int)? {
        guard let text = node.text?.text, let day = CivilDate("2000-" + text) else {
            bag.append(PackDiagnostics.badDate(node.text?.text ?? "", form: PackDiagnostics.monthDayForm, at: node.span))
            return nil
        }
        return (day.month, day.day)
    }
}
