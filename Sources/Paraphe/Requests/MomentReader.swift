import CEL
import Foundation
import Rules
import Workflow

extension DecisionMoment {
    /// A moment with the civil day of a zone; UTC when the system does not know the zone.
    package init(_ now: Timestamp, timeZone identifier: String) {
        let zone = TimeZone(identifier: identifier) ?? TimeZone(secondsFromGMT: 0)
        let offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(now.seconds))) ?? 0
        let (days, _) = Self.floorDivision(now.seconds + Int64(offset), 86_400)
        self.init(now: now, today: Self.civilDate(daysSinceEpoch: days))
    }

    /// What the machine's clock says, to the millisecond.
    package static func current(timeZone identifier: String) -> DecisionMoment {
        let milliseconds = Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))
        let (seconds, rest) = floorDivision(milliseconds, 1_000)
        guard let now = Timestamp(seconds: seconds, nanoseconds: Int32(rest * 1_000_000)) else {
            preconditionFailure("the machine's clock is outside of years 1 to 9999")
        }
        return DecisionMoment(now, timeZone: identifier)
    }

    private static func floorDivision(_ number: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
    }

    /// After Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    private static func civilDate(daysSinceEpoch days: Int64) -> CivilDate {
        let shifted = days + 719_468
        let (era, dayOfEra) = floorDivision(shifted, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        // Timestamps reach from year 1 to 9999; a day of zone offset beyond is cut off.
        return CivilDate(year: Int(year), month: Int(month), day: Int(day)) ?? CivilDate.first
    }
}

extension CivilDate {
    fileprivate static var first: CivilDate {
        guard let date = CivilDate(year: 1, month: 1, day: 1) else { preconditionFailure("the first day exists") }
        return date
    }
}
