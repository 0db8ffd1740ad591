import Dispatch
import Foundation
import Synchronization

/// Whether somebody asked the program to end (SIGTERM, SIGINT): what is on its way is finished first, and nobody waits any longer.
///
/// Unchecked: the sources are made once and only kept.
final class StopSignal: @unchecked Sendable {
    private let flag: Flag
    private let sources: [any DispatchSourceSignal]

    private final class Flag: Sendable {
        struct State {
            var isSet = false
            var waiting: [Int: @Sendable () -> Void] = [:]
            var nextID = 0
        }

        let state = Mutex(State())

        func set() {
            let waiting = state.withLock { state in
                state.isSet = true
                defer { state.waiting = [:] }
                return state.waiting.values
            }
            for body in waiting { body() }
        }

        /// - Returns: to take it back by; nil when it was done at once.
        func whenSet(_ body: @escaping @Sendable () -> Void) -> Int? {
            let id = state.withLock { state -> Int? in
                guard !state.isSet else { return nil }
                state.nextID += 1
                state.waiting[state.nextID] = body
                return state.nextID
            }
            if id == nil { body() }
            return id
        }
    }

    init() {
        let flag = Flag()
        self.flag = flag
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { flag.set() }
            source.resume()
            return source
        }
    }

    var isSet: Bool { flag.state.withLock { $0.isSet } }

    /// Does something that ends early when its task is cancelled: when the program is asked to end.
    func whileGoing(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await body() }
        let id = flag.whenSet { task.cancel() }
        defer { if let id { _ = flag.state.withLock { $0.waiting.removeValue(forKey: id) } } }
        try await task.value
    }

    /// Waits, unless the program is asked to end.
    func wait(seconds: Double) async {
        try? await whileGoing { try await Task.sleep(for: .seconds(seconds)) }
    }
}
