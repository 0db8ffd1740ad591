/// The work of an ``InMemoryJournal``.
struct WorkLedger: Sendable {
    private struct Name: Hashable {
        let queue: String
        let key: String
    }

    /// In the order in which it came; an item's identifier is its index and 1.
    private var items: [WorkItem] = []
    private var indices: [Name: Int] = [:]

    /// Counts what came to wait, for the first time or again.
    private(set) var arrivals: Int64 = 0

    /// Puts work in, unless its queue has had it.
    @discardableResult
    mutating func insert(_ work: NewWork, origin: Int64?) -> Bool {
        let name = Name(queue: work.queue, key: work.key)
        guard indices[name] == nil else { return false }
        indices[name] = items.count
        arrivals += 1
        items.append(
            WorkItem(
                id: Int64(items.count) + 1, queue: work.queue, key: work.key, payload: work.payload, origin: origin, state: .waiting,
                availableAt: work.dueAt, attempts: 0, reason: ""))
        return true
    }

    mutating func lease(from queue: String, limit: Int, at now: WorkTime, until: WorkTime) -> [WorkLease] {
        let due = items.filter { $0.queue == queue && $0.canBeTaken && $0.availableAt <= now }
            .sorted { ($0.availableAt, $0.id) < ($1.availableAt, $1.id) }
        return due.prefix(limit).map { item in
            WorkLease(change(item, to: .leased, at: until, attempts: item.attempts + 1))
        }
    }

    /// Settles or prolongs what a lease holds; nil when it was lost.
    mutating func settle(_ lease: WorkLease, as state: WorkItem.State, at moment: WorkTime, reason: String? = nil) -> WorkItem? {
        guard let item = item(lease.item.key, in: lease.item.queue), item.state == .leased, item.attempts == lease.item.attempts else {
            return nil
        }
        return change(item, to: state, at: moment, reason: reason)
    }

    /// Changes the state of work that is in one of some states.
    mutating func move(
        _ key: String, in queue: String, from states: Set<WorkItem.State>, to state: WorkItem.State, at moment: WorkTime
    ) -> Bool {
        guard let item = item(key, in: queue), states.contains(item.state) else { return false }
        _ = change(item, to: state, at: moment)
        return true
    }

    func item(_ key: String, in queue: String) -> WorkItem? {
        indices[Name(queue: queue, key: key)].map { items[$0] }
    }

    func items(in queue: String, state: WorkItem.State?, after id: Int64, limit: Int) -> [WorkItem] {
        Array(items.lazy.filter { $0.queue == queue && (state ?? $0.state) == $0.state && $0.id > id }.prefix(limit))
    }

    func nextDue(in queue: String) -> WorkTime? {
        items.lazy.filter { $0.queue == queue && $0.canBeTaken }.map(\.availableAt).min()
    }

    /// Of work that is done nothing is kept but that it is.
    private mutating func change(
        _ item: WorkItem, to state: WorkItem.State, at moment: WorkTime, attempts: Int64? = nil, reason: String? = nil
    ) -> WorkItem {
        let changed = WorkItem(
            id: item.id, queue: item.queue, key: item.key, payload: state == .done ? [] : item.payload, origin: item.origin, state: state,
            availableAt: moment,
            attempts: attempts ?? item.attempts, reason: reason ?? item.reason)
        if let index = indices[Name(queue: item.queue, key: item.key)] { items[index] = changed }
        if state == .waiting { arrivals += 1 }
        return changed
    }
}

extension WorkItem {
    fileprivate var canBeTaken: Bool { state == .waiting || state == .leased }
}
