import CEL
import Journal
import Rules
import Workflow

/// The queues in which a store keeps what its events have us do afterwards: it comes with the events, in their transaction.
package struct Outbox: Sendable {
    private let pack: String

    /// - Parameter pack: its name: a store may hold the dossiers of several, each with its own queues.
    package init(pack: String) {
        self.pack = pack
    }

    /// Notifications; their receivers are looked up when it is done.
    package var notifications: String { "notification:\(pack)" }
    /// One message to one person.
    package var mail: String { "mail:\(pack)" }
    /// One fax to one number.
    package var faxes: String { "fax:\(pack)" }
    /// Moments at which a dossier may have waited too long.
    package var deadlines: String { "deadline:\(pack)" }

    /// The queues that a worker serves.
    package func queues(mail servesMail: Bool, faxes servesFaxes: Bool) -> [String] {
        [deadlines] + (servesMail ? [notifications, mail] : []) + (servesFaxes ? [faxes] : [])
    }

    /// What the events of one command bring.
    ///
    /// - Parameters:
    ///   - before: the dossier before them.
    ///   - after: the dossier after them.
    func work(_ events: [Event], before: Dossier?, after: Dossier, decider: Decider) -> [NewWork] {
        var found: [NewWork] = []
        for (offset, event) in events.enumerated() {
            guard case .notificationDue(let due) = event.body, !due.recipients.isEmpty else { continue }
            found.append(
                work(
                    Notice(
                        dossierID: after.id, version: (before?.version ?? 0) + Int64(offset) + 1, notification: due.notification,
                        recipients: due.recipients, parameters: due.parameters, at: event.header.at, person: nil)))
        }
        // Delays that began with these events; those that run already have their moments.
        for reminder in decider.reminders(of: after) where reminder.sinceVersion > before?.version ?? 0 {
            found.append(watch(reminder, of: after))
        }
        return found
    }

    /// The work of a notification, or of one copy of it.
    func work(_ notice: Notice) -> NewWork {
        NewWork(
            queue: notice.person == nil ? notifications : mail, key: notice.key, payload: notice.payload, dueAt: WorkTime(notice.at))
    }

    func work(_ job: FaxJob) -> NewWork {
        NewWork(queue: faxes, key: job.key, payload: job.payload, dueAt: WorkTime(job.at))
    }

    /// The work to look at a dossier when a delay has passed.
    func watch(_ reminder: PlannedReminder, of dossier: Dossier) -> NewWork {
        NewWork(
            queue: deadlines, key: "\(dossier.id)#\(reminder.sinceVersion)/\(reminder.name)",
            payload: ValueCodec.encode(.record([("dossier", .string(dossier.id))])), dueAt: WorkTime(reminder.dueAt))
    }

    /// The dossier that a moment of the queue of deadlines is about.
    static func dossier(of item: WorkItem) -> String? {
        (try? ValueCodec.decode(item.payload))?.field("dossier")?.stringValue
    }
}
