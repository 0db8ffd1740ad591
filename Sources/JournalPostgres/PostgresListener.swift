import Dispatch
import Glibc
import Journal
import Synchronization

/// Waits for what the server tells all who listen (PostgreSQL 15, `LISTEN`): one connection for all who wait in this process, made when the
/// first waits and given back when nobody has for a while.
final class PostgresListener: Sendable {
    /// How long the connection is kept when nobody waits.
    private static let idleSeconds = 5.0
    /// New waiters are noticed after this at the latest.
    private static let turnMilliseconds: Int32 = 100

    private struct State {
        /// Counts what was heard, and each time that listening began: what came before is not missed.
        var generation: Int64 = 0
        var waiters: [(id: Int64, deadline: ContinuousClock.Instant, continuation: CheckedContinuation<Void, Never>)] = []
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

    /// To be read before asking the store, and handed to ``wait(beyond:until:)`` after.
    var generation: Int64 { state.withLock { $0.generation } }

    /// Waits until something was heard since a generation, or until a moment.
    func wait(beyond generation: Int64, until deadline: ContinuousClock.Instant) async {
        await withCheckedContinuation { continuation in
            let (isOver, mustStart) = state.withLock { state -> (Bool, Bool) in
                if state.isClosed || state.generation > generation { return (true, false) }
                state.nextID += 1
                state.waiters.append((state.nextID, deadline, continuation))
                defer { state.isRunning = true }
                return (false, !state.isRunning)
            }
            if isOver { continuation.resume() }
            if mustStart { queue.async { self.listen() } }
        }
    }

    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
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
                    try made.run("LISTEN \(PostgresSchema.channel)")
                    connection = made
                    pauseMicroseconds = 20_000
                    hear()
                }
                if try connection?.isNotified(withinMilliseconds: Self.turnMilliseconds) == true { hear() }
            } catch {
                connection = nil
                usleep(pauseMicroseconds)
                pauseMicroseconds = min(pauseMicroseconds * 2, 500_000)
            }
            if end(clock.now) { lastWait = clock.now }
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

    private func hear() {
        let waiters = state.withLock { state in
            state.generation += 1
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    /// Lets those go whose time is over.
    ///
    /// - Returns: whether anybody waited.
    private func end(_ now: ContinuousClock.Instant) -> Bool {
        let (over, hadWaiters) = state.withLock { state in
            let over = state.waiters.filter { $0.deadline <= now }
            let hadWaiters = !state.waiters.isEmpty
            state.waiters.removeAll { $0.deadline <= now }
            return (over, hadWaiters)
        }
        for waiter in over { waiter.continuation.resume() }
        return hadWaiters
    }
}
