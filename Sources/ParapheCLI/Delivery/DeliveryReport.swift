import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// What `paraphe deliver` prints: a line for each piece of the outbox.
enum DeliveryReport {
    static func line(_ line: DeliveryLine, format: OutputFormat, language: Language) -> String {
        switch format {
        case .text:
            var out = "\(DeliveryWords.outcome(line.outcome)[language])  \(line.key)  \(line.subject)"
            if let person = line.person { out += "  \(person)" }
            if let fax = line.fax { out += "  \(fax.number)" + (fax.job.map { "  \(DeliveryWords.job($0)[language])" } ?? "") }
            if let messageID = line.messageID { out += "  \(messageID)" }
            if let retryAt = line.retryAtSeconds.flatMap({ Timestamp(seconds: $0) }) {
                out += "  \(DeliveryWords.again(retryAt.text)[language])"
            }
            return out + (line.reason.map { "\n    \($0[language])" } ?? "") + "\n"
        case .json:
            var entries: [(String, Value)] = [
                ("status", .string(line.outcome.rawValue)), ("key", .string(line.key)), ("dossier", .string(line.dossierID)),
                (line.fax != nil ? "document" : line.outcome == .reminded ? "deadline" : "notification", .string(line.subject)),
                ("attempts", .int(line.attempts)),
            ]
            if let fax = line.fax {
                entries.append(("number", .string(fax.number)))
                if let job = fax.job { entries.append(("job", .string(job))) }
            }
            if let person = line.person { entries.append(("person", .string(person))) }
            if let messageID = line.messageID { entries.append(("messageID", .string(messageID))) }
            if let language = line.language { entries.append(("language", .string(language))) }
            if let retryAt = line.retryAtSeconds.flatMap({ Timestamp(seconds: $0) }) { entries.append(("retryAt", .string(retryAt.text))) }
            if let reason = line.reason { entries.append(("reason", RequestJSON.both(reason))) }
            return RequestJSON.line(.record(entries))
        }
    }

    /// A piece that waits, is on its way, or was given up.
    static func item(_ item: WorkItem, format: OutputFormat, language: Language) -> String {
        let due = Timestamp(seconds: item.availableAt.milliseconds / 1_000)?.text ?? ""
        switch format {
        case .text:
            let reason = item.reason.isEmpty ? "" : "\n    \(item.reason)"
            return
                "\(DeliveryWords.state(item.state)[language])  \(item.key)  \(due)  \(DeliveryWords.attempts(item.attempts)[language])\(reason)\n"
        case .json:
            return RequestJSON.line(
                .record([
                    ("key", .string(item.key)), ("queue", .string(item.queue)), ("state", .string("\(item.state)")), ("at", .string(due)),
                    ("attempts", .int(item.attempts)), ("reason", .string(item.reason)),
                ]))
        }
    }
}
