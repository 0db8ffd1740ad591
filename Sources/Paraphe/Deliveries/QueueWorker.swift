import CEL
import Diagnostics
import Journal
import Workflow

/// Works on one queue of the outbox: takes what is due, has a service try it, and settles it as done, put off or given up.
///
/// Any number of processes may do so on one store: each piece of work is leased.
struct QueueWorker {
    /// Pieces that need no network are taken so many at a time, and so long may they take before others take them over.
    private static let batch = (pieces: 100, seconds: 60.0)

    private let store: any Store
    private let queue: String
    private let piecesPerTaking: Int
    private let seconds: Double
    private let retries: RetryPolicy
    private let report: @Sendable (DeliveryLine) -> Void

    /// For work that goes out, one piece after the other.
    ///
    /// - Parameters:
    ///   - seconds: that one piece may take, before others take it over.
    ///   - report: told of each piece as it is settled.
    init(
        _ queue: String, of store: any Store, seconds: Double, retries: RetryPolicy, report: @escaping @Sendable (DeliveryLine) -> Void
    ) {
        self.init(queue, store, pieces: 1, seconds, retries, report)
    }

    /// For work that stays in the store.
    init(_ queue: String, of store: any Store, report: @escaping @Sendable (DeliveryLine) -> Void) {
        self.init(queue, store, pieces: Self.batch.pieces, Self.batch.seconds, RetryPolicy(), report)
    }

    private init(
        _ queue: String, _ store: any Store, pieces: Int, _ seconds: Double, _ retries: RetryPolicy,
        _ report: @escaping @Sendable (DeliveryLine) -> Void
    ) {
        self.queue = queue
        self.store = store
        piecesPerTaking = pieces
        self.seconds = seconds
        self.retries = retries
        self.report = report
    }

    /// Does what is due now.
    ///
    /// - Parameters:
    ///   - moment: what time it is; asked again for each piece.
    ///   - isStopped: asked before each taking.
    ///   - progress: hears how many of the pieces that were due were tried.
    ///   - unit: what a piece is called.
    /// - Throws: failures of the store, and those of `attempt` that are not of one dossier.
    func run(
        now moment: @Sendable () -> DecisionMoment, isStopped: @Sendable () -> Bool = { false }, progress: ProgressListener? = nil,
        counting unit: ProgressStep.Unit = .messages, attempt: (WorkItem, DecisionMoment) async throws -> WorkAttempt
    ) async throws -> DeliverySummary {
        var summary = DeliverySummary()
        // Work that stays in the store is done sooner than counted.
        let isCounted = progress != nil && piecesPerTaking == 1
        let total = try await isCounted ? store.dueCount(in: queue, at: WorkTime(moment().now)) : nil
        var counter = ProgressCounter(unit, of: total, progress ?? { _ in })
        while !isStopped(), summary.failure == nil {
            let leases = try await store.lease(
                from: queue, limit: piecesPerTaking, at: WorkTime(moment().now), forMilliseconds: Int64(seconds * 1_000))
            if leases.isEmpty { break }
            for lease in leases {
                defer { counter.advance() }
                let now = moment()
                try await settle(lease, try await attempted(lease.item, now, attempt), at: now.now, &summary)
            }
        }
        return summary
    }

    /// A dossier that cannot be read puts off its own work, and keeps no other from going out.
    private func attempted(
        _ item: WorkItem, _ moment: DecisionMoment, _ attempt: (WorkItem, DecisionMoment) async throws -> WorkAttempt
    ) async throws -> WorkAttempt {
        do {
            return try await attempt(item, moment)
        } catch let error as RequestError {
            guard !error.isOfStore, let why = error.bag.diagnostics.first else { throw error }
            return WorkAttempt(.later(why.message), DeliveryLine(.later, of: item, dossierID: Outbox.dossier(of: item) ?? ""))
        }
    }

    private func settle(
        _ lease: WorkLease, _ attempt: WorkAttempt, at moment: Timestamp, _ summary: inout DeliverySummary
    ) async throws(JournalError) {
        let now = WorkTime(moment)
        let attempts = lease.item.attempts
        switch attempt.outcome {
        case .sent:
            try await keep(attempt.record?(nil), attempts: attempts)
            // Whoever took it over tells of it.
            guard try await store.complete(lease, at: now) else { return }
            summary.sentCount += 1
            tell(attempt.line, .sent)
        case .passed: try await store.complete(lease, at: now)
        case .notBefore(let due): try await store.fail(lease, reason: "not due yet", retryAt: WorkTime(due), at: now)
        case .later(let why):
            if let wait = retries.wait(after: attempts, ageSeconds: moment.seconds - (attempt.since ?? moment).seconds) {
                try await putOff(lease, attempt, why, at: moment, seconds: wait, &summary)
            } else {
                let words = DeliveryDiagnostics.givenUp(lease.item.key, attempts: attempts).message
                let reason = Bilingual(fr: "\(words.fr) (\(why.fr))", en: "\(words.en) (\(why.en))")
                try await giveUp(lease, attempt, reason, at: moment, &summary)
            }
        case .never(let why): try await giveUp(lease, attempt, why, at: moment, &summary)
        case .halted(let fault, let mayPass):
            let wait = retries.wait(after: attempts, ageSeconds: 0) ?? retries.firstSeconds
            try await putOff(lease, attempt, fault.message, at: moment, seconds: wait, &summary)
            (summary.failure, summary.mayPass) = (fault, mayPass)
        }
    }

    private func putOff(
        _ lease: WorkLease, _ attempt: WorkAttempt, _ why: Bilingual, at moment: Timestamp, seconds: Int64,
        _ summary: inout DeliverySummary
    ) async throws(JournalError) {
        let now = WorkTime(moment)
        try await store.fail(lease, reason: why.en, retryAt: now.advanced(byMilliseconds: seconds * 1_000), at: now)
        summary.laterCount += 1
        tell(attempt.line, .later, retryAt: moment.seconds + seconds, why)
    }

    private func giveUp(
        _ lease: WorkLease, _ attempt: WorkAttempt, _ why: Bilingual, at moment: Timestamp, _ summary: inout DeliverySummary
    ) async throws(JournalError) {
        try await keep(attempt.record?(why), attempts: lease.item.attempts)
        try await store.fail(lease, reason: why.en, retryAt: nil, at: WorkTime(moment))
        summary.deadCount += 1
        tell(attempt.line, .dead, why)
    }

    private func tell(_ line: DeliveryLine, _ outcome: DeliveryLine.Outcome, retryAt: Int64? = nil, _ reason: Bilingual? = nil) {
        var line = line
        line.outcome = outcome
        line.retryAtSeconds = retryAt
        line.reason = reason
        report(line)
    }

    private func keep(_ record: DeliveryRecord?, attempts: Int64) async throws(JournalError) {
        guard let record else { return }
        _ = try await store.append(
            [NewEvent(type: record.type, version: 1, data: ValueCodec.encode(.record(record.entries)))],
            to: StreamID(DeliveryService.streamPrefix + record.dossierID), expecting: .any,
            command: CommandID("\(record.type):\(record.identifier):\(attempts)"))
    }
}
