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
    /// Pieces that need no network are taken so many at a time.
    private static let piecesPerTaking = 100
    /// How long such a batch may take before others take it over.
    private static let batchMilliseconds: Int64 = 60_000
    /// How often a dossier is looked at again because others wrote first.
    private static let mostAttempts = 32
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
    ///   - report: told of each piece as it is settled.
    /// - Throws: failures of the store.
    package func run(
        now moment: @Sendable () -> DecisionMoment, isStopped: @Sendable () -> Bool = { false }, report: @Sendable (DeliveryLine) -> Void
    ) async throws -> DeliverySummary {
        var summary = DeliverySummary()
        let reminded = try await DeadlineWatch(store: store, requests: requests).run(at: moment(), report: report)
        summary.remindedCount = reminded
        try await expandNotifications(moment(), &summary, report)
        var session: SMTPSession?
        while !isStopped(), let lease = try await take(moment()) {
            let outcome = try await deliver(lease, &session, moment(), report)
            switch outcome {
            case .settled(.sent): summary.sentCount += 1
            case .settled(.dead): summary.deadCount += 1
            case .settled: summary.laterCount += 1
            case .lost: continue
            case .failed(let failure):
                summary.laterCount += 1
                summary.failure = MailDiagnostics.failure(failure, server: server)
                summary.mayPass = failure.mayPass
            }
            if summary.failure != nil { break }
        }
        await session?.close()
        return summary
    }

    /// The next moment at which there may be something to do; nil when nothing waits.
    package func nextDue() async throws(JournalError) -> WorkTime? {
        var next: WorkTime?
        for queue in [requests.outbox.deadlines, requests.outbox.notifications, requests.outbox.mail, requests.outbox.faxes] {
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

    /// Makes one message of each notification for each receiver. Whoever does it again puts in what is there already.
    private func expandNotifications(
        _ moment: DecisionMoment, _ summary: inout DeliverySummary, _ report: @Sendable (DeliveryLine) -> Void
    ) async throws {
        let now = WorkTime(moment.now)
        while true {
            let leases = try await store.lease(
                from: requests.outbox.notifications, limit: Self.piecesPerTaking, at: now, forMilliseconds: Self.batchMilliseconds)
            guard !leases.isEmpty else { return }
            for lease in leases {
                guard let notice = Notice(lease.item) else {
                    summary.deadCount += 1
                    try await bury(lease, nil, DeliveryDiagnostics.unreadable(lease.item.key), moment, report)
                    continue
                }
                let people = receivers(of: notice)
                guard !people.isEmpty else {
                    summary.deadCount += 1
                    try await bury(lease, notice, DeliveryDiagnostics.noReceiver(notice.notification), moment, report)
                    continue
                }
                var start = 0
                while start < people.count {
                    let end = min(start + JournalLimits.workPerAppend, people.count)
                    try await store.enqueue(people[start..<end].map { requests.outbox.work(notice.copy(for: $0)) })
                    start = end
                }
                try await store.complete(lease, at: now)
            }
        }
    }

    /// The people, each once, in the order of the directory.
    private func receivers(of notice: Notice) -> [String] {
        var found: [String] = []
        for recipient in notice.recipients {
            switch recipient {
            case .person(let id): if !found.contains(id) { found.append(id) }
            case .role(let role):
                for id in requests.directory.ids where !found.contains(id) {
                    if requests.directory.actor(id)?.roles.contains(role) ?? false { found.append(id) }
                }
            }
        }
        return found
    }

    // MARK: - Messages

    private enum Delivery {
        case settled(DeliveryLine.Outcome)
        /// Another worker has it.
        case lost
        /// The server cannot be used now.
        case failed(SMTPFailure)
    }

    private func take(_ moment: DecisionMoment) async throws(JournalError) -> WorkLease? {
        let limits = settings.limits
        let seconds = limits.connectSeconds + limits.replySeconds * 8 + limits.finalReplySeconds + 60
        return try await store.lease(
            from: requests.outbox.mail, limit: 1, at: WorkTime(moment.now), forMilliseconds: Int64(seconds) * 1_000
        ).first
    }

    private func deliver(
        _ lease: WorkLease, _ session: inout SMTPSession?, _ moment: DecisionMoment, _ report: @Sendable (DeliveryLine) -> Void
    ) async throws -> Delivery {
        guard let notice = Notice(lease.item), let person = notice.person else {
            try await bury(lease, nil, DeliveryDiagnostics.unreadable(lease.item.key), moment, report)
            return .settled(.dead)
        }
        let message: MailMessage
        let bytes: [UInt8]
        do {
            (message, bytes) = try await compose(notice, person)
        } catch let error as DiagnosticsError {
            let fault = error.bag.diagnostics.first ?? DeliveryDiagnostics.unreadable(lease.item.key)
            try await bury(lease, notice, fault, moment, report)
            return .settled(.dead)
        }
        let addresses = message.to.map(\.address)
        do {
            let outcome = try await send(bytes, from: message.from.address, to: addresses, &session)
            switch outcome {
            case .accepted(let reply):
                try await record("notification-sent", notice, person, message, lease, moment, said: reply.text)
                guard try await store.complete(lease, at: WorkTime(moment.now)) else { return .lost }
                report(line(.sent, lease, notice, message))
                return .settled(.sent)
            case .later(let reply):
                return .settled(
                    try await putOff(lease, notice, message, MailDiagnostics.answer(reply, server: server.name), moment, report))
            case .refused(let reply):
                try await record("notification-refused", notice, person, message, lease, moment, said: reply.text)
                try await bury(lease, notice, MailDiagnostics.answer(reply, server: server.name), moment, report)
                return .settled(.dead)
            }
        } catch let failure as SMTPFailure {
            session = nil
            _ = try await putOff(lease, notice, message, MailDiagnostics.failure(failure, server: server), moment, report, givesUp: false)
            return .failed(failure)
        }
    }

    private func compose(_ notice: Notice, _ person: String) async throws -> (MailMessage, [UInt8]) {
        guard let receiver = requests.directory.actor(person) else {
            throw DiagnosticsError(DeliveryDiagnostics.unknownReceiver(person))
        }
        guard let dossier = try await requests.load(notice.dossierID) else {
            throw DiagnosticsError(DeliveryDiagnostics.unreadable(notice.key))
        }
        // A dossier's notifications are worded by the version of the pack that it follows.
        let own = try requests.under(dossier)
        let composer = own.packHash == requests.packHash ? composer : NotificationComposer(rulebook: own.rulebook, settings: settings)
        let message = try composer.message(notice, to: receiver, about: dossier)
        return (message, try MessageWriter.bytes(message, limits: settings.limits))
    }

    /// In the session that is open. One that the server closed between two messages is opened once more; one that broke after the message
    /// had begun is not, since the message may have arrived.
    private func send(
        _ bytes: [UInt8], from: MailAddress, to: [MailAddress], _ session: inout SMTPSession?
    ) async throws(SMTPFailure) -> SMTPSession.Outcome {
        if let open = session, await open.isAlive() { return try await open.send(bytes, from: from, to: to) }
        let fresh = try await SMTPSession.open(server, limits: settings.limits)
        session = fresh
        return try await fresh.send(bytes, from: from, to: to)
    }

    // MARK: - Outcomes

    private func line(
        _ outcome: DeliveryLine.Outcome, _ lease: WorkLease, _ notice: Notice?, _ message: MailMessage?, retryAt: Int64? = nil,
        reason: Bilingual? = nil
    ) -> DeliveryLine {
        DeliveryLine(
            outcome: outcome, key: lease.item.key, dossierID: notice?.dossierID ?? "", subject: notice?.notification ?? "",
            person: notice?.person, messageID: message?.messageID, language: message?.language?.rawValue, attempts: lease.item.attempts,
            retryAtSeconds: retryAt, reason: reason)
    }

    private func putOff(
        _ lease: WorkLease, _ notice: Notice, _ message: MailMessage, _ why: Diagnostic, _ moment: DecisionMoment,
        _ report: @Sendable (DeliveryLine) -> Void, givesUp: Bool = true
    ) async throws -> DeliveryLine.Outcome {
        let now = moment.now.seconds
        let wait = settings.retries.wait(after: lease.item.attempts, ageSeconds: givesUp ? now - notice.at.seconds : 0)
        guard let wait else {
            let fault = DeliveryDiagnostics.givenUp(lease.item.key, attempts: lease.item.attempts)
            try await bury(lease, notice, fault, moment, report, note: why.message)
            return .dead
        }
        let retryAt = WorkTime(moment.now).advanced(byMilliseconds: wait * 1_000)
        try await store.fail(lease, reason: why.message.en, retryAt: retryAt, at: WorkTime(moment.now))
        report(line(.later, lease, notice, message, retryAt: now + wait, reason: why.message))
        return .later
    }

    private func bury(
        _ lease: WorkLease, _ notice: Notice?, _ why: Diagnostic, _ moment: DecisionMoment, _ report: @Sendable (DeliveryLine) -> Void,
        note: Bilingual? = nil
    ) async throws {
        let reason = note.map { Bilingual(fr: "\(why.message.fr) (\($0.fr))", en: "\(why.message.en) (\($0.en))") } ?? why.message
        try await store.fail(lease, reason: reason.en, retryAt: nil, at: WorkTime(moment.now))
        report(line(.dead, lease, notice, nil, reason: reason))
    }

    /// An event beside the dossier's history: what the mail server said of which message. The same message is recorded once.
    private func record(
        _ type: String, _ notice: Notice, _ person: String, _ message: MailMessage, _ lease: WorkLease, _ moment: DecisionMoment,
        said words: String
    ) async throws(JournalError) {
        let data = ValueCodec.encode(
            .record([
                ("at", .timestamp(moment.now)), ("notification", .string(notice.notification)), ("version", .int(notice.version)),
                ("person", .string(person)), ("messageID", .string(message.messageID)), ("attempts", .int(lease.item.attempts)),
                ("server", .string(server.name)), ("said", .string(words)),
            ]))
        _ = try await store.append(
            [NewEvent(type: type, version: 1, data: data)], to: StreamID(Self.streamPrefix + notice.dossierID), expecting: .any,
            command: CommandID("\(type):\(notice.identifier(pack: requests.rulebook.name)):\(lease.item.attempts)"))
    }
}
