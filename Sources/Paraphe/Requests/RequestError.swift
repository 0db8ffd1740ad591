import Diagnostics
import Workflow

/// Why an order or a question was not fulfilled.
package enum RequestError: Error, Sendable {
    /// The rules say no.
    case refused(Refusal)
    /// Faults in what was given, of a document, or of the store.
    case faults(DiagnosticBag)

    init(_ diagnostic: Diagnostic) {
        self = .faults(DiagnosticsError(diagnostic).bag)
    }

    /// All reasons as diagnostics; spans are those of the pack's sources.
    package var bag: DiagnosticBag {
        switch self {
        case .faults(let bag): return bag
        case .refused(let refusal):
            var bag = DiagnosticBag()
            for failure in refusal.failures { bag.append(failure.diagnostic()) }
            return bag
        }
    }
}
