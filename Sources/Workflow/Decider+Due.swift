import CEL
import CivilTime
import Rules

/// When a dossier has waited as long as the pack allows in its state.
package struct DossierDue: Hashable, Sendable {
    /// The identifier of the deadline.
    package let deadline: String
    package let at: Timestamp
    /// Whether the moment is over.
    package let isOverdue: Bool
}

extension Decider {
    /// The deadlines that run for a dossier, the nearest first.
    package func dues(of dossier: Dossier, at moment: DecisionMoment) -> [DossierDue] {
        let running = rulebook.deadlines.filter { $0.states.contains { $0.id == dossier.state } }
        guard !running.isEmpty else { return [] }
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(
            dossier: dossier, actor: Actor(id: "", profile: "", roles: [], record: .record([])), input: .record([]))
        let found = running.compactMap { deadline -> DossierDue? in
            if let condition = deadline.condition, (try? condition.holds(in: scope)) != true { return nil }
            guard let at = self.moment(deadline.within, from: dossier.enteredStateAt) else { return nil }
            return DossierDue(deadline: deadline.id, at: at, isOverdue: at <= moment.now)
        }
        return found.sorted { ($0.at, $0.deadline) < ($1.at, $1.deadline) }
    }

    /// Where a duration ends; a day ends at the hour at which it began. Nil outside of the years that exist, or when the service never works.
    ///
    /// - Parameter isBackward: counts back from the start.
    func moment(_ duration: Deadline.Duration, from start: Timestamp, isBackward: Bool = false) -> Timestamp? {
        seconds(duration, from: start, sign: isBackward ? -1 : 1).flatMap { Timestamp(seconds: $0) }
    }

    private func seconds(_ duration: Deadline.Duration, from start: Timestamp, sign: Int) -> Int64? {
        let zone = CivilTimeZone(rulebook.timeZone) ?? .utc
        let calendar = rulebook.calendar.business
        switch duration {
        case .hours(let count): return start.seconds + Int64(sign * count) * 3_600
        case .businessHours(let count): return calendar.adding(openSeconds: Int64(sign * count) * 3_600, to: start.seconds, in: zone)
        case .days(let count):
            let date = zone.date(at: start.seconds)
            return date.adding(days: sign * count).map { zone.epochSeconds(of: $0, second: secondOfDay(start, zone)) }
        case .businessDays(let count):
            let date = zone.date(at: start.seconds)
            return calendar.adding(businessDays: sign * count, to: date).map {
                zone.epochSeconds(of: $0, second: secondOfDay(start, zone))
            }
        }
    }

    /// What the clock on the wall shows, which on a day of 23 or 25 hours is not the time since midnight.
    private func secondOfDay(_ moment: Timestamp, _ zone: CivilTimeZone) -> Int {
        let local = (moment.seconds + Int64(zone.offsetSeconds(at: moment.seconds))) % 86_400
        return Int(local < 0 ? local + 86_400 : local)
    }
}

extension Dossier {
    /// The version with which the dossier came to the state in which it is.
    package var enteredStateVersion: Int64 { steps.last { $0.from != $0.to }?.version ?? 1 }

    /// When the dossier came to the state in which it is.
    package var enteredStateAt: Timestamp {
        steps.last { $0.from != $0.to }?.at ?? createdAt
    }
}
