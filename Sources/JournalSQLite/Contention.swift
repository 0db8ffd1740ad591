import Glibc
import Synchronization

/// Whether writers of other processes want the file as well.
///
/// SQLite has no queue for its lock: who has just written takes it again before those who wait look next. So a process that had to wait
/// itself lets the others have a turn after its own.
final class Contention: Sendable {
    /// Longer than the others sleep between two looks.
    private static let pauseMicroseconds: UInt32 = 300

    private let isMet = Atomic<Bool>(false)

    func note() { isMet.store(true, ordering: .relaxed) }

    /// Pauses if somebody else was met since the last time.
    func yield() {
        if isMet.exchange(false, ordering: .relaxed) { usleep(Self.pauseMicroseconds) }
    }
}
