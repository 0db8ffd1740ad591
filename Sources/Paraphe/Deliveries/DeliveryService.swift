import CEL
import Diagnostics
import Journal
import Mail
import Rules
import Workflow

/// Does what the outbox of a store holds: looks whether delays have passed, finds the receivers of notifications, and hands messages to the
/// mail server, each at least once and with an identifier of its own.
///
/// Any number of processes may do so on one store: each piece of work is leased.
package struct DeliveryService: Sendable {
    /// Names of streams that keep what was sent.
    package static let streamPrefix = "delivery:"

    private let store: any Store
    private let requests: RequestService
    private let settings: MailSettings
    private let server: MailServer
    private let composer: NotificationComposer

    /// - Parameter requests: the service of the same store.
    package init(store: any Store, requests: RequestService, settings: MailSettings, server: MailServer) {
        self.store = store
        self.requests = requests
        self.settings = settings
        self.server = server
        composer = NotificationComposer(rulebook: requests.rulebook, settings: settings)
    }

    /// Does what is due now.
    ///
    /// - Parameters:
    ///   - moment: what time it is; asked again for each message.
    ///   - isStopped: asked before each message.
    ///   - progress: hears of the dossiers whose delays were looked at, then of the messages.
    ///   - report: told of each piece as it is settled.
    /// - Throws: failures of the store.
    package func run(
        now moment: @Sendable () -> DecisionMoment, isStopped: @Sendable () -> Bool = { false }, progress: ProgressListener? = nil,
        report: @escaping @Sendable (DeliveryLine) -> Void
    ) async throws -> DeliverySummary {
        let watch = DeadlineWatch(store: store, requests: requests)
        let reminded = try await watch.run(at: moment(), progress: progress, report: report)
        let expanded = try await QueueWorker(requests.outbox.notifications, of: store, report: report).run(
            now: moment, isStopped: isStopped
        ) { item, _ in try await expand(item) }
        var courier = MailCourier(to: server, limits: settings.limits)
        let sent = try await QueueWorker(
            requests.outbox.mail, of: store, seconds: settings.limits.messageSeconds + 60, retries: settings.retries, report: report
        ).run(now: moment, isStopped: isStopped, progress: progress, counting: .messages) { item, now in
            try await deliver(item, by: &courier, at: now)
        }
        await courier.close()
        return reminded.adding(expanded).adding(sent)
    }

    /// The next moment at which there may be something to do in some queues; nil when nothing waits.
    package func nextDue(in queues: [String]) async throws(JournalError) -> WorkTime? {
        var next: WorkTime?
        for queue in queues {
            if let due = try await store.nextDue(in: queue) { next = min(next ?? due, due) }
        }
        return next
    }

    /// Messages that were not sent yet, in the order in which they became due.
    package func waiting(includesDead: Bool = true) async throws(JournalError) -> [WorkItem] {
        var found: [WorkItem] = []
        for queue in [requests.outbox.notifications, requests.outbox.mail, requests.outbox.faxes] {
            for state in [WorkItem.State.waiting, .leased] + (includesDead ? [.dead] : []) {
                var last: Int64 = 0
                while true {
                    let page = try await store.work(in: queue, state: state, after: last, limit: JournalLimits.eventsPerRead)
                    found += page
                    guard page.count == JournalLimits.eventsPerRead, let end = page.last else { break }
                    last = end.id
                }
            }
        }
        return found.sorted { ($0.availableAt, $0.id) < ($1.availableAt, $1.id) }
    }

    /// Has something that was given up wait again.
    package func revive(_ key: String, at moment: DecisionMoment) async throws {
        for queue in [requests.outbox.mail, requests.outbox.notifications, requests.outbox.faxes] {
            if try await store.revive(key, in: queue, dueAt: WorkTime(moment.now)) { return }
        }
        throw DiagnosticsError(DeliveryDiagnostics.notDead(key))
    }

    // MARK: - Receivers

    /// Makes one message of a notification for each receiver. Whoever does it again puts in what is there already.
    private func expand(_ item: WorkItem) async throws -> WorkAttempt {
        guard let notice = Notice(item) else { return .unreadable(DeliveryLine(.dead, of: item)) }
        let people = receivers(of: notice)
        guard !people.isEmpty else {
            return WorkAttempt(.never(DeliveryDiagnostics.noReceiver(notice.notification).message), line(item, notice))
        }
        var start = 0
        while start < people.count {
            let end = min(start + JournalLimits.workPerAppend, people.count)
            try await store.enqueue(people[start..<end].map { requests.outbox.work(notice.copy(for: $0.id, in: $0.language)) })
            start = end
        }
        return WorkAttempt(.passed, line(item, notice))
    }

    /// The people, each once, in the order of the directory, with the language that the dossier names for one who is in it by name.
    private func receivers(of notice: Notice) -> [(id: String, language: Language?)] {
        var found: [String] = []
        var languages: [String: Language] = [:]
        for recipient in notice.recipients {
            switch recipient {
            case .person(let id, let language):
                if !found.contains(id) { found.append(id) }
                languages[id] = languages[id] ?? language
            case .role(let role):
                for id in requests.directory.ids where !found.contains(id) {
                    if requests.directory.actor(id)?.roles.contains(role) ?? false { found.append(id) }
                }
            }
        }
        return found.map { ($0, languages[$0]) }
    }

    // MARK: - Messages

    /// Hands one message to the mail server.
    private func deliver(_ item: WorkItem, by courier: inout MailCourier, at moment: DecisionMoment) async throws -> WorkAttempt {
        guard let notice = Notice(item), let person = notice.person else { return .unreadable(DeliveryLine(.dead, of: item)) }
        var line = line(item, notice)
        do {
            let message = try await compose(notice, person)
            (line.messageID, line.language) = (message.messageID, message.language?.rawValue)
            let answer = try await courier.send(message)
            var attempt = WorkAttempt(answer.outcome, line, since: notice.at)
            if let said = answer.said {
                attempt.record = { reason in
                    record(notice, person, message, isSent: reason == nil, said: said, attempts: item.attempts, at: moment)
                }
            }
            return attempt
        } catch let error as DiagnosticsError {
            let fault = error.bag.diagnostics.first ?? DeliveryDiagnostics.unreadable(item.key)
            return WorkAttempt(.never(fault.message), line)
        }
    }

    private func line(_ item: WorkItem, _ notice: Notice) -> DeliveryLine {
        DeliveryLine(.later, of: item, dossierID: notice.dossierID, subject: notice.notification, person: notice.person)
    }

    private func compose(_ notice: Notice, _ person: String) async throws -> MailMessage {
        guard let receiver = requests.directory.actor(person) else {
            throw DiagnosticsError(DeliveryDiagnostics.unknownReceiver(person))
        }
        guard let dossier = try await requests.load(notice.dossierID) else {
            throw DiagnosticsError(DeliveryDiagnostics.unreadable(notice.key))
        }
        // A dossier's notifications are worded by the version of the pack that it follows.
        let own = try requests.under(dossier)
        let composer = own.packHash == requests.packHash ? composer : NotificationComposer(rulebook: own.rulebook, settings: settings)
        return try composer.message(notice, to: receiver, about: dossier)
    }

    /// What the mail server said of which message.
    private func record(
        _ notice: Notice, _ person: String, _ message: MailMessage, isSent: Bool, said words: String, attempts: Int64,
        at moment: DecisionMoment
    ) -> DeliveryRecord {
        DeliveryRecord(
            type: isSent ? DeliveryRecord.sentNotice : DeliveryRecord.refusedNotice, dossierID: notice.dossierID,
            identifier: notice.identifier(pack: requests.rulebook.name),
            entries: [
                ("at", .timestamp(moment.now)), ("notification", .string(notice.notification)), ("version", .int(notice.version)),
                ("person", .string(person)), ("messageID", .string(message.messageID)), ("attempts", .int(attempts)),
                ("server", .string(server.name)), ("said", .string(words)),
            ])
    }
}
