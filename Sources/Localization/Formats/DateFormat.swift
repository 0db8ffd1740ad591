import CivilTime
import Diagnostics

/// How dates and times are written in Canadian French (BDL 1242) and Canadian English (The Canadian Style 5.14).
package enum DateFormat {
    package enum Length: String, Hashable, Sendable {
        /// `21 novembre 2026`, `November 21, 2026`
        case long
        /// `21 nov. 2026`, `Nov. 21, 2026`
        case medium
        /// `2026-11-21`
        case short
    }

    /// Which parts of the day are named.
    package struct Fields: OptionSet, Hashable, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        package static let weekday = Fields(rawValue: 1)
        package static let day = Fields(rawValue: 2)
        package static let month = Fields(rawValue: 4)
        package static let year = Fields(rawValue: 8)
        package static let usual: Fields = [.day, .month, .year]
    }

    package enum Precision: String, Hashable, Sendable {
        case hour
        case minute
        case second
    }

    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    private static let frenchShortMonths = [
        "janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.",
    ]
    private static let englishShortMonths = [
        "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    ]
    private static let frenchDays = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"]
    private static let englishDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// A day in words or in figures. The first of the month is `1er` in French; day and month never part.
    package static func date(_ date: CivilDate, _ length: Length, _ language: Language, fields: Fields = .usual) -> String {
        if length == .short { return shortDate(date, fields, language) }
        let index = date.month - 1
        var out = ""
        switch language {
        case .french:
            let month = length == .long ? frenchMonths[index] : frenchShortMonths[index]
            if fields.contains(.weekday) { out += frenchDays[date.weekday.sundayBased] }
            if fields.contains(.day) {
                if !out.isEmpty { out += " " }
                out += date.day == 1 ? "1er" : String(date.day)
            }
            if fields.contains(.month) { out += (fields.contains(.day) ? "\u{A0}" : out.isEmpty ? "" : " ") + month }
            if fields.contains(.year) { out += (out.isEmpty ? "" : " ") + String(date.year) }
        case .english:
            let month = length == .long ? englishMonths[index] : englishShortMonths[index]
            if fields.contains(.weekday) { out += englishDays[date.weekday.sundayBased] }
            if fields.contains(.month) { out += (out.isEmpty ? "" : ", ") + month }
            if fields.contains(.day) { out += (fields.contains(.month) ? "\u{A0}" : out.isEmpty ? "" : " ") + String(date.day) }
            if fields.contains(.year) { out += (out.isEmpty ? "" : fields.contains(.day) ? ", " : " ") + String(date.year) }
        }
        return out
    }

    private static func shortDate(_ date: CivilDate, _ fields: Fields, _ language: Language) -> String {
        if fields == .usual { return date.text }
        var parts: [String] = []
        if fields.contains(.year) { parts.append(padded(date.year, 4)) }
        if fields.contains(.month) { parts.append(padded(date.month, 2)) }
        if fields.contains(.day) { parts.append(padded(date.day, 2)) }
        let day = language == .french ? frenchDays[date.weekday.sundayBased] : englishDays[date.weekday.sundayBased]
        let joined = parts.joined(separator: "-")
        return fields.contains(.weekday) ? (joined.isEmpty ? day : day + " " + joined) : joined
    }

    /// A month alone: `novembre 2026`.
    package static func month(year: Int, month: Int, _ language: Language) -> String? {
        CivilDate(year: year, month: month, day: 1).map { date($0, .long, language, fields: [.month, .year]) }
    }

    /// A time of day: `14 h 30`, `9 h`, `8 h 5`; `2:30 p.m.`, or `14:30` on a clock of 24 hours.
    package static func time(_ time: ClockTime, _ language: Language, precision: Precision = .minute, isTwelveHour: Bool? = nil) -> String {
        let nbsp = "\u{A0}"
        switch language {
        case .french where isTwelveHour != true:
            var out = "\(time.hour)\(nbsp)h"
            if precision == .second { return out + "\(nbsp)\(time.minute)\(nbsp)min\(nbsp)\(time.second)\(nbsp)s" }
            if precision == .minute, time.minute != 0 { out += "\(nbsp)\(time.minute)" }
            return out
        case .english where isTwelveHour == false:
            let hour = padded(time.hour, 2)
            return precision == .hour
                ? hour : "\(hour):\(padded(time.minute, 2))" + (precision == .second ? ":\(padded(time.second, 2))" : "")
        default:
            let hour = (time.hour + 11) % 12 + 1
            var out = String(hour)
            if precision != .hour { out += ":" + padded(time.minute, 2) }
            if precision == .second { out += ":" + padded(time.second, 2) }
            return out + nbsp + (time.hour < 12 ? "a.m." : "p.m.")
        }
    }

    /// A day and a time: `21 novembre 2026 à 14 h 30`; `November 21, 2026, 2:30 p.m.`; `2026-11-21 14:30`.
    package static func dateTime(
        _ moment: LocalDateTime, _ length: Length, _ language: Language, fields: Fields = .usual, precision: Precision = .minute,
        isTwelveHour: Bool? = nil
    ) -> String {
        let day = date(moment.date, length, language, fields: fields)
        guard let clock = moment.time else { return day }
        if length == .short, isTwelveHour != true {
            var hours = "\(padded(clock.hour, 2)):\(padded(clock.minute, 2))"
            if precision == .second { hours += ":" + padded(clock.second, 2) }
            return day + "\u{A0}" + hours
        }
        let hours = time(clock, language, precision: precision, isTwelveHour: isTwelveHour)
        return language == .french ? "\(day) à \(hours)" : "\(day), \(hours)"
    }

    /// A number with zeros before it.
    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
