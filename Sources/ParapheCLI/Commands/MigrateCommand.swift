import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Rules
import Workflow

/// Moves dossiers to another version of their pack.
struct MigrateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "migrate", abstract: VersionWords.migrate[CLIWords.language],
            discussion: VersionWords.migrateDiscussion[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(VersionWords.dossiersHelp[CLIWords.language])) var dossiers: [String] = []
    @OptionGroup var options: RequestOptions
    @Flag(help: ArgumentHelp(VersionWords.applyHelp[CLIWords.language])) var apply = false
    @Flag(help: ArgumentHelp(ApplyWords.progressHelp[CLIWords.language])) var progress = false

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(apply ? .writing : .reading)
            let mover = try DossierMover(service: service, folder: PackFolder(path: options.place.pack), shelf: session.shelf)
            var counts: [DossierMover.Entry.Status: Int] = [:]
            var line = ProgressLine(isForced: progress)
            try await mover.run(only: dossiers, by: session.actor, at: session.moment, isRehearsal: !apply) { entry in
                counts[entry.status, default: 0] += 1
                session.print(VersionReport(session: session).entry(entry))
                line.tell(VersionWords.progress(counts.values.reduce(0, +))[session.language])
            }
            line.end()
            try journal.close()
            if session.format == .text {
                session.print(VersionWords.summary(counts, version: session.rulebook.version)[session.language] + "\n")
            }
            if counts[.refused] ?? 0 > 0 { throw ExitCode.failure }
        }
    }
}

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
