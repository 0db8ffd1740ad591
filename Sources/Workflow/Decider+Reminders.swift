import CEL
import Diagnostics
import Rules

/// A moment at which those concerned by a dossier are told that it waits.
package struct PlannedReminder: Hashable, Sendable {
    /// The identifier of the deadline.
    package let deadline: String
    /// The identifier of the reminder of the deadline; nil for its end.
    package let reminder: String?
    /// The version with which the dossier came to its state: each stay has its own delays.
    package let sinceVersion: Int64
    /// When the delay began.
    package let since: Timestamp
    package let dueAt: Timestamp
    /// The identifier of the notification.
    package let notification: String

    /// `deadline`, or `deadline.reminder`.
    package var name: String { reminder.map { "\(deadline).\($0)" } ?? deadline }
}

extension Decider {
    /// The moments of the delays that run for a dossier in its state, told or not, in order. Conditions are asked when the time has come.
    package func reminders(of dossier: Dossier) -> [PlannedReminder] {
        let since = dossier.enteredStateAt
        let version = dossier.enteredStateVersion
        var found: [PlannedReminder] = []
        for deadline in rulebook.deadlines where deadline.states.contains(where: { $0.id == dossier.state }) {
            guard let end = moment(deadline.within, from: since) else { continue }
            func plan(_ id: String?, _ at: Timestamp?, _ notification: Reference) {
                guard let at else { return }
                found.append(
                    PlannedReminder(
                        deadline: deadline.id, reminder: id, sinceVersion: version, since: since, dueAt: at, notification: notification.id))
            }
            plan(nil, end, deadline.notification)
            for reminder in deadline.reminders {
                let at = moment(reminder.distance, from: end, isBackward: reminder.isBefore)
                // What would come before the delay itself began says nothing.
                if let at, at <= since { continue }
                plan(reminder.id, at, reminder.notification)
            }
        }
        return found.sorted { ($0.dueAt, $0.name) < ($1.dueAt, $1.name) }
    }

    /// What has to be told of a dossier by now, and was not told before.
    ///
    /// A reminder before the end is not told any more once the end has passed.
    ///
    /// - Returns: the delays that passed; the events that record each and tell those concerned; and the next one, which is the first whose words
    ///   cannot be had now, or else the next that is to come.
    package func remind(
        _ dossier: Dossier, at moment: DecisionMoment
    ) -> (passed: [PlannedReminder], events: [Event], next: PlannedReminder?) {
        let planned = reminders(of: dossier).filter { !dossier.reminded.contains(DeadlinePassed($0)) }
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(
            dossier: dossier, actor: Actor(id: "", profile: "", roles: [], record: .record([])), input: .record([]))
        var passed: [PlannedReminder] = []
        var events: [Event] = []
        var untold: PlannedReminder?
        let header = Event.Header(at: moment.now, actor: "", action: "", packVersion: rulebook.version)
        for reminder in planned where reminder.dueAt <= moment.now {
            guard let deadline = rulebook.deadlines[reminder.deadline] else { continue }
            if let condition = deadline.condition, (try? condition.holds(in: scope)) != true { continue }
            let isBefore = deadline.reminders.first { $0.id == reminder.reminder }?.isBefore ?? false
            if isBefore, let end = self.moment(deadline.within, from: reminder.since), end <= moment.now { continue }
            guard let due = notification(reminder.notification, in: scope) else {
                // Recorded as told, nobody would ever hear of it.
                untold = untold ?? reminder
                continue
            }
            passed.append(reminder)
            events.append(Event(header: header, body: .deadlinePassed(DeadlinePassed(reminder))))
            events.append(Event(header: header, body: .notificationDue(due)))
        }
        return (passed, events, untold ?? planned.first { $0.dueAt > moment.now })
    }

    /// A notification as it stands in a scope; nil where a value of its texts cannot be had.
    private func notification(_ id: String, in scope: Scope) -> NotificationDue? {
        guard let definition = rulebook.notifications[id] else { return nil }
        var parameters: [(String, Value)] = []
        for parameter in definition.parameters {
            guard let value = try? parameter.value.evaluate(in: scope) else { return nil }
            parameters.append((parameter.id, value))
        }
        return NotificationDue(notification: id, recipients: definition.receivers(in: scope), parameters: .record(parameters))
    }
}

extension NotificationDefinition {
    /// Who is told. Where no person is set, the expression fails or gives none: nobody is.
    func receivers(in scope: Scope) -> [NotificationDue.Recipient] {
        recipients.compactMap { recipient in
            switch recipient {
            case .role(let role): .role(role.id)
            case .person(let person, let language):
                (try? person.evaluate(in: scope))?.field("id")?.stringValue.map { id in
                    .person(id, language: (try? language?.evaluate(in: scope))?.stringValue.flatMap { Language(name: $0) })
                }
            }
        }
    }
}

extension DeadlinePassed {
    init(_ planned: PlannedReminder) {
        self.init(deadline: planned.deadline, reminder: planned.reminder, sinceVersion: planned.sinceVersion)
    }
}
