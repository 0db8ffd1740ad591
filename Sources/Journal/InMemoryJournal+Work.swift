extension InMemoryJournal {
    @discardableResult
    package func enqueue(_ work: [NewWork]) async throws(JournalError) -> Int {
        try JournalLimits.check(work)
        return withLedger { ledger in work.count { ledger.insert($0, origin: nil) } }
    }

    package func lease(
        from queue: String, limit: Int, at now: WorkTime, forMilliseconds milliseconds: Int64
    ) async throws(JournalError) -> [WorkLease] {
        withLedger {
            $0.lease(from: queue, limit: JournalLimits.leases(limit), at: now, until: now.advanced(byMilliseconds: milliseconds))
        }
    }

    package func extend(_ lease: WorkLease, until: WorkTime) async throws(JournalError) -> WorkLease? {
        withLedger { $0.settle(lease, as: .leased, at: until).map { WorkLease($0) } }
    }

    @discardableResult
    package func complete(_ lease: WorkLease, at now: WorkTime) async throws(JournalError) -> Bool {
        withLedger { $0.settle(lease, as: .done, at: now) != nil }
    }

    @discardableResult
    package func fail(_ lease: WorkLease, reason: String, retryAt: WorkTime?, at now: WorkTime) async throws(JournalError) -> Bool {
        withLedger {
            $0.settle(
                lease, as: retryAt == nil ? .dead : .waiting, at: retryAt ?? now, reason: JournalLimits.bounded(reason: reason)) != nil
        }
    }

    @discardableResult
    package func withdraw(_ key: String, from queue: String, at now: WorkTime) async throws(JournalError) -> Bool {
        withLedger { $0.move(key, in: queue, from: [.waiting], to: .withdrawn, at: now) }
    }

    @discardableResult
    package func revive(_ key: String, in queue: String, dueAt: WorkTime) async throws(JournalError) -> Bool {
        withLedger { $0.move(key, in: queue, from: [.dead, .withdrawn], to: .waiting, at: dueAt) }
    }

    package func work(_ key: String, in queue: String) async throws(JournalError) -> WorkItem? {
        withLedger { $0.item(key, in: queue) }
    }

    package func work(
        in queue: String, state: WorkItem.State?, after id: Int64, limit: Int
    ) async throws(JournalError) -> [WorkItem] {
        withLedger { $0.items(in: queue, state: state, after: id, limit: JournalLimits.bounded(limit)) }
    }

    package func nextDue(in queue: String) async throws(JournalError) -> WorkTime? {
        withLedger { $0.nextDue(in: queue) }
    }
}
