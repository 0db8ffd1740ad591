import CEL
import Diagnostics

/// A try at one piece of work, as the service sees it that knows what the work is; ``QueueWorker`` settles it.
struct WorkAttempt {
    var outcome: WorkOutcome
    /// What those who watch are told; its outcome, moment and reason are filled in.
    var line: DeliveryLine
    /// Since when it is tried.
    var since: Timestamp?
    /// The word of it that is kept once it went out, or, with the reason, once it is given up; nil where none is.
    var record: ((_ reason: Bilingual?) -> DeliveryRecord)?

    init(_ outcome: WorkOutcome, _ line: DeliveryLine, since: Timestamp? = nil) {
        self.outcome = outcome
        self.line = line
        self.since = since
    }

    /// At bytes that this program did not write.
    static func unreadable(_ line: DeliveryLine) -> WorkAttempt {
        WorkAttempt(.never(DeliveryDiagnostics.unreadable(line.key).message), line)
    }
}
