import CEL
import Diagnostics

/// What became of a try at one piece of work.
enum WorkOutcome: Sendable {
    /// It went out.
    case sent
    /// It is done, and nobody needs to be told.
    case passed
    /// It came too early.
    case notBefore(Timestamp)
    /// Not now: it is tried again, and given up when the retries end.
    case later(Bilingual)
    /// Never.
    case never(Bilingual)
    /// Nothing of its kind can go out now: it is tried again and not given up for that, and the run ends.
    case halted(Diagnostic, mayPass: Bool)
}
