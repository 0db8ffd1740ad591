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
    @OptionGroup var progress: ProgressOption

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(apply ? .writing : .reading)
            let mover = try DossierMover(service: service, folder: PackFolder(path: options.place.pack), shelf: session.shelf)
            var counts: [DossierMover.Entry.Status: Int] = [:]
            let bar = progress.begin(session.language)
            defer { bar.end() }
            try await mover.run(
                only: dossiers, by: session.actor, at: session.moment, isRehearsal: !apply, progress: bar.listener
            ) { entry in
                counts[entry.status, default: 0] += 1
                session.print(VersionReport(session: session).entry(entry))
            }
            bar.end()
            try journal.close()
            if session.format == .text {
                session.print(VersionWords.summary(counts, version: session.rulebook.version)[session.language] + "\n")
            }
            if counts[.refused] ?? 0 > 0 { throw ExitCode.failure }
        }
    }
}
