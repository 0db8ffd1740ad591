import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Rules
import Workflow

/// Erases the dossiers whose time is over.
struct EraseCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "erase", abstract: ErasureWords.erase[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(VersionWords.dossiersHelp[CLIWords.language])) var dossiers: [String] = []
    @OptionGroup var options: RequestOptions
    @Flag(help: ArgumentHelp(ErasureWords.applyHelp[CLIWords.language])) var apply = false
    @OptionGroup var progress: ProgressOption

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(apply ? .writing : .reading)
            var (count, hasRefused) = (0, false)
            let bar = progress.begin(session.language)
            defer { bar.end() }
            try await DossierErasure(service: service).run(
                only: dossiers, by: session.actor, at: session.moment, isRehearsal: !apply, progress: bar.listener
            ) { entry in
                count += 1
                if entry.status == .refused || entry.status == .kept { hasRefused = true }
                session.print(line(entry, session))
            }
            bar.end()
            try journal.close()
            if session.format == .text, count == 0 { session.print(ErasureWords.nothing[session.language] + "\n") }
            if hasRefused { throw ExitCode.failure }
        }
    }

    private func line(_ entry: DossierErasure.Entry, _ session: RequestSession) -> String {
        guard session.format == .text else {
            return RequestJSON.line(
                .record([
                    ("dossier", .string(entry.dossier)), ("status", .string(entry.status.rawValue)),
                    ("rule", entry.rule.map { .string($0.id) } ?? .null), ("basis", entry.rule?.basis.map { .string($0) } ?? .null),
                    ("due", entry.due.map { .string($0) } ?? .null), ("documents", .int(Int64(entry.documentCount))),
                    ("label", RequestJSON.both(ErasureWords.status(entry.status))),
                ]))
        }
        let rule = entry.rule.map { "  \($0.id)" + ($0.basis.map { " [\($0)]" } ?? "") } ?? ""
        let due = entry.due.map { "  \($0)" } ?? ""
        return "\(entry.dossier)  \(ErasureWords.status(entry.status)[session.language])\(rule)\(due)\n"
    }
}
