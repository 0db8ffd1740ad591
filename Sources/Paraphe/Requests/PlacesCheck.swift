import Synchronization

/// Whether a process has looked already if a store keeps places of dossiers at all: once is enough, since they stay.
final class PlacesCheck: Sendable {
    private let isDone = Atomic<Bool>(false)

    /// True the first time.
    func isFirst() -> Bool { !isDone.exchange(true, ordering: .relaxed) }
}
