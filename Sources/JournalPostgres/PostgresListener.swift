import Dispatch
import Glibc
import Journal
import Synchronization

/// Waits for what the server tells all who listen (PostgreSQL 15, `LISTEN`): one connection for all who wait in this process, made when the
/// first waits and given back when nobody has for a while.
///
/// A connection that is lost is made anew, and whoever waits then looks at the store: what came in between is not missed.
final class PostgresListener: Sendable {
    /// How long the connection is kept when nobody waits.
    private static let idleSeconds = 5.0
    /// New waiters are noticed after this at the latest.
    private static let turnMilliseconds: Int32 = 100
    /// How often those who wait look for themselves where the server lets nobody listen, as one that follows another does.
    private static let deafTurnMicroseconds: UInt32 = 1_000_000

    private struct Waiter {
        let id: Int64
        let topic: PostgresTopic
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        /// Counts what was heard of each topic, and each time that listening began.
        var heard: [PostgresTopic: Int64] = [:]
        var waiters: [Waiter] = []
        var nextID: Int64 = 0
        var isRunning = false
        var isClosed = false
    }

    private let address: String
    private let library: LibPQ
    private let queue = DispatchQueue(label: "paraphe.journal.listener")
    private let state = Mutex(State())

    init(address: String, library: LibPQ) {
        self.address = address
        self.library = library
    }

    /// To be read before asking the store, and handed to ``wait(for:beyond:until:)`` after.
    func heard(_ topic: PostgresTopic) -> Int64 { state.withLock { $0.heard[topic, default: 0] } }

    /// Waits until something was heard of a topic since then, or until a moment, or until the task is cancelled.
    func wait(for topic: PostgresTopic, beyond heard: Int64, until deadline: ContinuousClock.Instant) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isOver, mustStart) = state.withLock { state -> (Bool, Bool) in
                    // Who is cancelled after this look finds the waiter, as the lock is held.
                    if state.isClosed || Task.isCancelled || state.heard[topic, default: 0] > heard { return (true, false) }
                    state.waiters.append(Waiter(id: id, topic: topic, deadline: deadline, continuation: continuation))
                    defer { state.isRunning = true }
                    return (false, !state.isRunning)
                }
                if isOver { continuation.resume() }
                if mustStart { queue.async { self.listen() } }
            }
        } onCancel: {
            release { $0.id == id }
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        release { _ in true }
        queue.sync {}
    }

    /// Runs on the queue while somebody waits.
    private func listen() {
        let clock = ContinuousClock()
        var connection: PostgresConnection?
        var lastWait = clock.now
        var pauseMicroseconds: UInt32 = 20_000
        while !mustStop(since: lastWait, clock) {
            do throws(PostgresFault) {
                if connection == nil {
                    let made = try PostgresConnection(address, isReadOnly: true, library: library)
                    try made.run(PostgresTopic.listening)
                    connection = made
                    pauseMicroseconds = 20_000
                    hear(PostgresTopic.allCases)
                }
                let channels = try connection?.notifications(withinMilliseconds: Self.turnMilliseconds) ?? []
                hear(PostgresTopic.allCases.filter { channels.contains($0.rawValue) })
            } catch {
                // Whoever waits asks the store, and learns that its server is away.
                if connection != nil || error.isReadOnly { hear(PostgresTopic.allCases) }
                connection = nil
                if error.isReadOnly { pauseMicroseconds = Self.deafTurnMicroseconds }
                usleep(pauseMicroseconds)
                pauseMicroseconds = min(pauseMicroseconds * 2, 500_000)
            }
            let now = clock.now
            if hasWaiters { lastWait = now }
            release { $0.deadline <= now }
        }
    }

    /// - Returns: whether nobody has waited for long; then the next who waits starts anew.
    private func mustStop(since lastWait: ContinuousClock.Instant, _ clock: ContinuousClock) -> Bool {
        state.withLock { state in
            guard state.isClosed || state.waiters.isEmpty && lastWait.duration(to: clock.now) > .seconds(Self.idleSeconds) else {
                return false
            }
            state.isRunning = false
            return true
        }
    }

    private var hasWaiters: Bool { state.withLock { !$0.waiters.isEmpty } }

    private func hear(_ topics: [PostgresTopic]) {
        guard !topics.isEmpty else { return }
        state.withLock { state in
            for topic in topics { state.heard[topic, default: 0] += 1 }
        }
        release { topics.contains($0.topic) }
    }

    /// Lets those go who are meant.
    private func release(_ isMeant: (Waiter) -> Bool) {
        let released = state.withLock { state in
            let released = state.waiters.filter(isMeant)
            state.waiters.removeAll(where: isMeant)
            return released
        }
        for waiter in released { waiter.continuation.resume() }
    }
}
