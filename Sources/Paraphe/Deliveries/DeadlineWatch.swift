import CEL
import Diagnostics
import Journal
import Workflow

/// Looks at dossiers whose delays have passed, records it once, and has those concerned told.
package struct DeadlineWatch: Sendable {
    private let store: any Store
    private let requests: RequestService

    package init(store: any Store, requests: RequestService) {
        self.store = store
        self.requests = requests
    }

    /// - Parameter progress: hears how many dossiers were looked at.
    /// - Returns: how many delays passed, and how many moments could not be read.
    package func run(
        at moment: DecisionMoment, progress: ProgressListener? = nil, report: @escaping @Sendable (DeliveryLine) -> Void
    ) async throws -> DeliverySummary {
        var remindedCount = 0
        let worker = QueueWorker(requests.outbox.deadlines, of: store, report: report)
        var summary = try await worker.run(now: { moment }, progress: progress, counting: .dossiers) { item, moment in
            guard let id = Outbox.dossier(of: item) else { return .unreadable(DeliveryLine(.dead, of: item)) }
            let (passed, next) = try await requests.remind(id, at: moment)
            remindedCount += passed.count
            for one in passed { report(DeliveryLine(.reminded, of: item, dossierID: id, subject: one.name)) }
            let line = DeliveryLine(.reminded, of: item)
            guard let next, next.name == item.key.split(separator: "/").last.map(String.init) else { return WorkAttempt(.passed, line) }
            // The calendar changed since the moment was noted, or a value that the words need is not there.
            let isDue = next.dueAt <= moment.now
            return WorkAttempt(isDue ? .later(DeliveryDiagnostics.noWords(next.notification).message) : .notBefore(next.dueAt), line)
        }
        summary.remindedCount = remindedCount
        return summary
    }

    /// Notes the moments of dossiers that have none: those of stores from before, and of packs that declare more delays than they did.
    ///
    /// - Parameter progress: hears how many dossiers were read.
    /// - Returns: how many were noted.
    package func plan(at moment: DecisionMoment, progress: @escaping ProgressListener = { _ in }) async throws -> Int {
        var count = 0
        for entry in try await requests.list(WorklistFilter(), at: moment, progress: progress) {
            let work = try requests.under(entry.dossier).decider.reminders(of: entry.dossier).map {
                requests.outbox.watch($0, of: entry.dossier)
            }
            if !work.isEmpty { count += try await store.enqueue(work) }
        }
        return count
    }
}

extension RequestService {
    /// Records which delays of a dossier have passed, each once, with the notifications that they bring.
    ///
    /// - Returns: those that passed now, and the next one.
    func remind(_ id: String, at moment: DecisionMoment) async throws(RequestError) -> (passed: [PlannedReminder], next: PlannedReminder?) {
        for _ in 0..<Self.mostAttempts {
            guard let dossier = try await load(id) else { return ([], nil) }
            let own = try under(dossier)
            let (passed, events, next) = own.decider.remind(dossier, at: moment)
            guard let first = passed.first else { return ([], next) }
            let names = passed.map(\.name).joined(separator: "+")
            let command = EngineCommand.deadline("\(id)#\(first.sinceVersion)/\(names)")
            if try await own.store(events, of: dossier, command: command) { return (passed, next) }
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }
}
