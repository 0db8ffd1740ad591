import CEL
import CivilTime
import Rules
import Workflow

/// The virtual clock of scenarios: what a moment is in the pack's time zone, and how time passes in its calendar.
struct ScenarioClock: Sendable {
    private let zone: CivilTimeZone
    private let calendar: BusinessCalendar

    init(_ rulebook: Rulebook) {
        zone = CivilTimeZone(rulebook.timeZone) ?? .utc
        calendar = rulebook.calendar.business
    }

    func moment(_ now: Timestamp) -> DecisionMoment {
        DecisionMoment(now: now, today: zone.date(at: now.seconds))
    }

    /// The moment after a pause; nil when it is beyond the years that exist, or the service never works.
    func after(_ moment: Timestamp, _ pause: Scenario.Pause) -> Timestamp? {
        let date = zone.date(at: moment.seconds)
        // The hour of the wall clock stays, also where clocks are moved in between.
        let second = Int(moment.seconds - zone.epochSeconds(of: date))
        switch pause {
        case .seconds(let seconds): return Timestamp(seconds: moment.seconds + seconds, nanoseconds: moment.nanoseconds)
        case .days(let days): return date.adding(days: days).flatMap { at($0, second) }
        case .businessDays(let days): return calendar.adding(businessDays: days, to: date).flatMap { at($0, second) }
        case .businessHours(let hours):
            return calendar.adding(openSeconds: Int64(hours) * 3_600, to: moment.seconds, in: zone).flatMap { Timestamp(seconds: $0) }
        }
    }

    private func at(_ date: CivilDate, _ second: Int) -> Timestamp? { Timestamp(seconds: zone.epochSeconds(of: date, second: second)) }
}
