import Diagnostics
import Journal
import Paraphe

/// A store that is away for a while: whoever watches it waits until it is back.
enum StoreOutage {
    /// How long to wait before the store is asked again; it waits for its server itself before it gives up.
    static let pauseSeconds = 2.0

    /// Does something again and again until the program is asked to end; while the store is away, that is told once and waited for.
    static func outlasting(
        _ stop: StopSignal, _ body: () async throws -> Void, telling tell: (DiagnosticBag) -> Void
    ) async throws {
        var isAway = false
        while !stop.isSet {
            do {
                try await body()
                isAway = false
            } catch {
                guard let bag = findings(error) else { throw error }
                if !isAway { tell(bag) }
                isAway = true
                await stop.wait(seconds: pauseSeconds)
            }
        }
    }

    /// What is told of an error that may pass by itself; nil for others.
    private static func findings(_ error: any Error) -> DiagnosticBag? {
        let bag: DiagnosticBag
        switch error {
        case let error as JournalError: bag = RequestDiagnostics.bag(error)
        case let error as RequestError: bag = error.bag
        case let error as DiagnosticsError: bag = error.bag
        default: return nil
        }
        let passing = [JournalError.Code.unavailable, .busy].map(\.rawValue)
        return bag.diagnostics.contains { passing.contains($0.code.name) } ? bag : nil
    }
}
