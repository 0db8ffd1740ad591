/// Queues of work to be done at least once, kept beside the events of a store: an outbox.
///
/// Work comes with the events of a command, in their transaction (``EventJournal/append(_:to:expecting:command:enqueuing:)``), or alone.
/// Any number of workers, in any number of processes, take it under leases; a worker that dies loses its leases by time, and another one
/// does the work again. Each adapter obeys the same laws (`WorkLaws` in JournalTesting):
/// - work of a refused or repeated command is not put in; work with a key that its queue has had is not put in again;
/// - no two workers hold the same work at the same moment, and nobody waits for a worker that hangs;
/// - work is taken in the order of its moments, and among equal ones in the order in which it came;
/// - who lost a lease can neither finish, nor fail, nor prolong the work;
/// - what was done, given up or withdrawn is never taken.
package protocol WorkQueue: Sendable {
    /// Puts work in, all or none of it; what its queue has had under the same key is passed over.
    ///
    /// - Returns: how much was put in.
    @discardableResult
    func enqueue(_ work: [NewWork]) async throws(JournalError) -> Int

    /// Takes work whose moment has come, at most `limit` pieces and never more than ``JournalLimits/leasesPerTaking``.
    ///
    /// - Parameter milliseconds: how long the worker may take before others take the work over.
    func lease(from queue: String, limit: Int, at now: WorkTime, forMilliseconds milliseconds: Int64) async throws(JournalError)
        -> [WorkLease]

    /// Prolongs a lease, even one that has run out, while nobody else has taken the work.
    ///
    /// - Returns: the lease as it holds now; nil when it was lost.
    func extend(_ lease: WorkLease, until: WorkTime) async throws(JournalError) -> WorkLease?

    /// Says that the work is done.
    ///
    /// - Returns: whether the lease held; if not, another worker does the work again, or has done it.
    @discardableResult
    func complete(_ lease: WorkLease, at now: WorkTime) async throws(JournalError) -> Bool

    /// Says that the work could not be done.
    ///
    /// - Parameters:
    ///   - reason: for the person who runs the system; without confidential data; cut off at ``JournalLimits/bytesPerReason``.
    ///   - retryAt: when to try again; nil gives it up, as a dead letter.
    /// - Returns: whether the lease held.
    @discardableResult
    func fail(_ lease: WorkLease, reason: String, retryAt: WorkTime?, at now: WorkTime) async throws(JournalError) -> Bool

    /// Takes work back that nobody has begun: a reminder that is no longer needed.
    ///
    /// - Returns: whether it waited.
    @discardableResult
    func withdraw(_ key: String, from queue: String, at now: WorkTime) async throws(JournalError) -> Bool

    /// Has dead or withdrawn work wait again.
    ///
    /// - Returns: whether it was dead or withdrawn.
    @discardableResult
    func revive(_ key: String, in queue: String, dueAt: WorkTime) async throws(JournalError) -> Bool

    /// The work with a key.
    func work(_ key: String, in queue: String) async throws(JournalError) -> WorkItem?

    /// Work after an identifier (0: from the start), in the order in which it came, at most `limit` pieces and never more than
    /// ``JournalLimits/eventsPerRead``.
    ///
    /// - Parameter state: nil for all.
    func work(in queue: String, state: WorkItem.State?, after id: Int64, limit: Int) async throws(JournalError) -> [WorkItem]

    /// The next moment at which work may be taken: of waiting work, or of leases that run out; nil when there is none.
    func nextDue(in queue: String) async throws(JournalError) -> WorkTime?
}

extension WorkQueue {
    /// How many pieces wait whose moment has come.
    package func dueCount(in queue: String, at now: WorkTime) async throws(JournalError) -> Int64 {
        var (count, last): (Int64, Int64) = (0, 0)
        while true {
            let page = try await work(in: queue, state: .waiting, after: last, limit: JournalLimits.eventsPerRead)
            count += Int64(page.count { $0.availableAt <= now })
            guard page.count == JournalLimits.eventsPerRead, let end = page.last else { return count }
            last = end.id
        }
    }
}

/// What a store of this program is: events, the work that they bring, and word of both to those who wait.
package typealias Store = EventJournal & WorkQueue & EventFeed
