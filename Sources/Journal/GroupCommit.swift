import Synchronization

/// Appends that wait at the same time share one transaction and one synchronisation of the disk; each caller is answered after its events
/// are durable.
package final class GroupCommit: Sendable {
    /// More waiting appends than this go into the next transaction, so that none waits too long.
    private static let appendsPerTransaction = 256

    private struct Waiting {
        var appends: [(append: PendingAppend, continuation: CheckedContinuation<Result<AppendReceipt, JournalError>, Never>)] = []
        /// Whether the writer has been told to look at ``appends``.
        var isScheduled = false
    }

    private let waiting = Mutex(Waiting())

    package init() {}

    /// Waits until an append is durable or refused.
    ///
    /// - Parameter schedule: has the writer call ``serve(_:)`` soon.
    package func append(_ append: PendingAppend, schedule: () -> Void) async throws(JournalError) -> AppendReceipt {
        let outcome: Result<AppendReceipt, JournalError> = await withCheckedContinuation { continuation in
            let mustSchedule = waiting.withLock { waiting in
                waiting.appends.append((append, continuation))
                defer { waiting.isScheduled = true }
                return !waiting.isScheduled
            }
            if mustSchedule { schedule() }
        }
        return try outcome.get()
    }

    /// Serves all who wait, in one transaction; those who come meanwhile are served by the next.
    ///
    /// - Parameter commit: writes the appends that it is given and answers for each, in order, once all is durable. It takes them when its
    ///   turn to write has come, since more may wait by then; taken again, they are the same.
    /// - Returns: whether others wait already, and the writer must come again.
    package func serve(_ commit: (_ take: () -> [PendingAppend]) -> [Result<AppendReceipt, JournalError>]) -> Bool {
        var taken: [(append: PendingAppend, continuation: CheckedContinuation<Result<AppendReceipt, JournalError>, Never>)]?
        var mustContinue = false
        let outcomes = commit {
            if let taken { return taken.map(\.append) }
            let batch = waiting.withLock { waiting in
                let batch = Array(waiting.appends.prefix(Self.appendsPerTransaction))
                waiting.appends.removeFirst(batch.count)
                waiting.isScheduled = !waiting.appends.isEmpty
                mustContinue = waiting.isScheduled
                return batch
            }
            taken = batch
            return batch.map(\.append)
        }
        for (waiter, outcome) in zip(taken ?? [], outcomes) { waiter.continuation.resume(returning: outcome) }
        return mustContinue
    }
}
