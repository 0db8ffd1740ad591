import ArgumentParser
import CEL
import Diagnostics
import Foundation
import Certificates

/// The machine's clock, read at the edge of the program and nowhere else.
enum Clock {
    /// The moment that `--at` names (ISO 8601), else now with the machine's offset.
    static func moment(_ text: String?) throws -> SigningDate {
        guard let text else {
            let now = Date()
            return SigningDate(
                unixSeconds: Int64(now.timeIntervalSince1970), offsetMinutes: TimeZone.current.secondsFromGMT(for: now) / 60)
        }
        guard let moment = SigningDate(iso8601: text) else {
            throw ValidationError(CLIWords.notAMoment(text)[CLIWords.language])
        }
        return moment
    }

    /// The same as a CEL timestamp; the machine's zone is not asked for.
    static func timestamp(_ text: String?) throws -> Timestamp {
        let seconds = try text.map { try moment($0).unixSeconds } ?? Int64(Date().timeIntervalSince1970)
        guard let timestamp = Timestamp(seconds: seconds) else {
            throw ValidationError(CLIWords.notAMoment(text ?? "")[CLIWords.language])
        }
        return timestamp
    }
}
