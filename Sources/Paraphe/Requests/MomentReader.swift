import CEL
import CivilTime
import Foundation
import Rules
import Workflow

extension DecisionMoment {
    /// A moment with the civil day of a zone; UTC when the zone is not known.
    package init(_ now: Timestamp, timeZone identifier: String) {
        self.init(now: now, today: (CivilTimeZone(identifier) ?? .utc).date(at: now.seconds))
    }

    /// What the machine's clock says, to the millisecond.
    package static func current(timeZone identifier: String) -> DecisionMoment {
        let milliseconds = Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))
        let seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
        guard let now = Timestamp(seconds: seconds, nanoseconds: Int32(milliseconds - seconds * 1_000) * 1_000_000) else {
            preconditionFailure("the machine's clock is outside of years 1 to 9999")
        }
        return DecisionMoment(now, timeZone: identifier)
    }
}
