import Diagnostics
import Journal
import Workflow

/// Why an order or a question was not fulfilled.
package enum RequestError: Error, Sendable {
    /// The rules say no.
    case refused(Refusal)
    /// The order was based on an older version of the dossier.
    case stale(StaleOrder)
    /// Faults in what was given, of a document, or of the store.
    case faults(DiagnosticBag)

    init(_ diagnostic: Diagnostic) {
        self = .faults(DiagnosticsError(diagnostic).bag)
    }

    /// All reasons as diagnostics; spans are those of the pack's sources.
    package var bag: DiagnosticBag {
        switch self {
        case .faults(let bag): return bag
        case .refused(let refusal): return Self.bag(refusal)
        case .stale(let stale): return Self.bag(stale.refusal)
        }
    }

    /// Every rule that says no; nil for faults.
    package var refusal: Refusal? {
        switch self {
        case .refused(let refusal): refusal
        case .stale(let stale): stale.refusal
        case .faults: nil
        }
    }

    /// Whether the pack says no: by its rules, or since it does not even show the dossier.
    var isRefusal: Bool { refusal != nil || bag.diagnostics.contains { $0.code == RequestDiagnostics.notShownCode } }

    /// Whether the store itself failed, so that nothing else in it can be had either.
    var isOfStore: Bool { bag.diagnostics.contains { JournalError.Code(rawValue: $0.code.name) != nil } }

    private static func bag(_ refusal: Refusal) -> DiagnosticBag {
        var bag = DiagnosticBag()
        for failure in refusal.failures { bag.append(failure.diagnostic()) }
        return bag
    }
}
