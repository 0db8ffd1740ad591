import CEL
import Diagnostics
import Journal
import Workflow

/// Looks at dossiers whose delays have passed, records it once, and has those concerned told.
package struct DeadlineWatch: Sendable {
    private static let piecesPerTaking = 100
    private static let leaseMilliseconds: Int64 = 60_000

    private let store: any Store
    private let requests: RequestService

    package init(store: any Store, requests: RequestService) {
        self.store = store
        self.requests = requests
    }

    /// - Returns: how many delays passed.
    package func run(at moment: DecisionMoment, report: @Sendable (DeliveryLine) -> Void) async throws -> Int {
        let now = WorkTime(moment.now)
        var count = 0
        while true {
            let leases = try await store.lease(
                from: requests.outbox.deadlines, limit: Self.piecesPerTaking, at: now, forMilliseconds: Self.leaseMilliseconds)
            guard !leases.isEmpty else { return count }
            for lease in leases {
                guard let id = Outbox.dossier(of: lease.item) else {
                    try await store.fail(lease, reason: DeliveryDiagnostics.unreadable(lease.item.key).message.en, retryAt: nil, at: now)
                    continue
                }
                let (passed, next) = try await requests.remind(id, at: moment)
                for one in passed {
                    count += 1
                    report(
                        DeliveryLine(
                            outcome: .reminded, key: lease.item.key, dossierID: id, subject: one.name, person: nil, messageID: nil,
                            language: nil, attempts: lease.item.attempts, retryAtSeconds: nil, reason: nil))
                }
                // The calendar changed since the moment was noted: it is later now.
                if let next, next.name == lease.item.key.split(separator: "/").last.map(String.init) {
                    try await store.fail(lease, reason: "not due yet", retryAt: WorkTime(next.dueAt), at: now)
                } else {
                    try await store.complete(lease, at: now)
                }
            }
        }
    }

    /// Notes the moments of dossiers that have none: those of stores from before, and of packs that declare more delays than they did.
    ///
    /// - Returns: how many were noted.
    package func plan(at moment: DecisionMoment) async throws -> Int {
        var count = 0
        for entry in try await requests.list(WorklistFilter(), at: moment) {
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
            let command = "deadline:\(id)#\(first.sinceVersion)/\(passed.map(\.name).joined(separator: "+"))"
            if try await own.store(events, of: dossier, command: String(command.prefix(200))) { return (passed, next) }
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }
}
