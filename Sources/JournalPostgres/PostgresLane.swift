import Dispatch
import Glibc
import Journal
import Synchronization

/// A thread's turn at the server: work is done one after the other, on one connection, which is made anew when it is lost.
final class PostgresLane: Sendable {
    private let address: String
    private let place: String
    private let isReadOnly: Bool
    private let patienceSeconds: Double
    private let library: LibPQ
    private let queue: DispatchQueue
    /// Used on the queue alone.
    private let connection = Mutex<Held>(Held())

    /// Those who wait for the lane, or whom it serves.
    private let pending = Atomic<Int>(0)

    private struct Held: @unchecked Sendable {
        var connection: PostgresConnection?
    }

    /// - Parameters:
    ///   - place: the address without its password, for words.
    ///   - patienceSeconds: how long a server may be away before the caller is told.
    init(address: String, place: String, isReadOnly: Bool, patienceSeconds: Double, library: LibPQ, label: String) {
        self.address = address
        self.place = place
        self.isReadOnly = isReadOnly
        self.patienceSeconds = patienceSeconds
        self.library = library
        queue = DispatchQueue(label: label)
    }

    /// Whether nobody waits for it.
    var isIdle: Bool { pending.load(ordering: .relaxed) == 0 }

    /// Has the lane do something soon.
    func enqueue(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }

    /// Does work on the lane, from outside of it.
    func work<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws(PostgresFault) -> Answer
    ) async throws(JournalError) -> Answer {
        let outcome: Result<Answer, JournalError> = await withCheckedContinuation { continuation in
            pending.wrappingAdd(1, ordering: .relaxed)
            queue.async {
                let outcome = self.perform(body)
                self.pending.wrappingSubtract(1, ordering: .relaxed)
                continuation.resume(returning: outcome)
            }
        }
        return try outcome.get()
    }

    /// Does work, on the lane: again when the connection is lost or others were in the way, so the work must bear to be done twice.
    func perform<Answer>(_ body: (PostgresConnection) throws(PostgresFault) -> Answer) -> Result<Answer, JournalError> {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(max(0, min(patienceSeconds, 3_600))))
        var pauseMicroseconds: UInt32 = 20_000
        // A server whose log has no room left goes away: why it went says more than that it is gone.
        var lastWords: PostgresFault?
        while true {
            do throws(PostgresFault) {
                return .success(try body(try current()))
            } catch {
                if error.isConnectionLost { connection.withLock { $0.connection = nil } } else { try? current().run("ROLLBACK") }
                if error.isDiskFull { lastWords = error }
                guard error.isConnectionLost || error.isCollision, clock.now < end else {
                    return .failure((error.isConnectionLost ? lastWords ?? error : error).journalError(place: place))
                }
                usleep(pauseMicroseconds)
                pauseMicroseconds = min(pauseMicroseconds * 2, 500_000)
            }
        }
    }

    func close() {
        queue.sync { connection.withLock { $0.connection = nil } }
    }

    private func current() throws(PostgresFault) -> PostgresConnection {
        if let held = connection.withLock({ $0.connection }) { return held }
        let made = try PostgresConnection(address, isReadOnly: isReadOnly, library: library)
        let held = Held(connection: made)
        connection.withLock { $0 = held }
        return made
    }
}
