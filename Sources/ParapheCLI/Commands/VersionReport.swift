import CEL
import Diagnostics
import Paraphe
import Rules
import Workflow

/// What `paraphe migrate` prints.
struct VersionReport {
    let session: RequestSession

    func entry(_ entry: DossierMover.Entry) -> String {
        let language = session.language
        let json = RequestJSON(sources: session.sources)
        guard session.format == .text else {
            var fields: [(String, Value)] = [
                ("dossier", .string(entry.dossier)), ("status", .string(entry.status.rawValue)),
                ("from", .record([("version", .string(entry.fromVersion)), ("hash", .string(entry.fromHash))])),
                ("to", .record([("version", .string(session.rulebook.version)), ("hash", .string(session.packHash))])),
            ]
            if let step = entry.step { fields.append(("step", json.history(step))) }
            if !entry.failures.isEmpty { fields.append(("reasons", .list(entry.failures.map(json.failure)))) }
            if !entry.findings.isEmpty { fields.append(("diagnostics", .list(entry.findings.map(json.diagnostic)))) }
            return RequestJSON.line(.record(fields))
        }
        var out = "\(entry.dossier)  \(entry.fromVersion) → \(session.rulebook.version)  \(VersionWords.status(entry.status)[language])\n"
        if let step = entry.step {
            if step.hasMoved { out += "    \(step.from[language]) → \(step.to[language])\n" }
            for detail in step.details { out += "    \(detail.label[language]): \(detail.value[language])\n" }
        }
        for failure in entry.failures {
            out += "    \(failure.code.name): \(failure.reason[language])\n"
            if let hint = failure.hint { out += "      \(hint[language])\n" }
        }
        for finding in entry.findings {
            out += "    \(finding.code.name): \(finding.message[language])\n"
            if let hint = finding.hint { out += "      \(hint[language])\n" }
        }
        return out
    }
}
