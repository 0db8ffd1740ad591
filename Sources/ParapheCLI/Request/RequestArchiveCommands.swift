import ArgumentParser
import Diagnostics
import Foundation
import Journal
import Paraphe
import Workflow

/// A dossier as one file.
struct RequestExportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "export", abstract: ArchiveWords.export[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccessWords.dossierHelp[CLIWords.language])) var dossier: String
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @OptionGroup var options: RequestOptions
    @OptionGroup var progress: ProgressOption

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            let bar = progress.begin(session.language)
            defer { bar.end() }
            let archive = try await service.export(dossier, by: session.actor, at: session.moment, progress: bar.listener)
            bar.end()
            guard let bytes = archive.encoded() else {
                throw DiagnosticsError(ArchiveDiagnostics.tooLongPath(archive.packs.first?.hash ?? ""))
            }
            try await session.note(.export, of: dossier, by: service)
            try journal.close()
            // The key of the dossier is in it.
            try FileAccess.write(bytes, to: output, mode: 0o600)
            session.print(ArchiveReport.exported(archive, bytes: bytes, session: session))
        }
    }
}

/// Takes the dossiers of archives into a store, one after the other, each whole or not at all.
struct RequestImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "import", abstract: ArchiveWords.import[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(ArchiveWords.fileHelp[CLIWords.language], valueName: "archive")) var files: [String]
    @OptionGroup var options: RequestOptions
    @Flag(help: ArgumentHelp(ArchiveWords.checkHelp[CLIWords.language])) var dryRun = false
    @OptionGroup var progress: ProgressOption

    func run() async throws {
        try await RequestRun.run(options) { session in
            let bar = progress.begin(session.language)
            defer { bar.end() }
            let place = try await dryRun ? nil : session.open(.creating)
            var batch = ArchiveBatch(files, bar.listener)
            for (index, file) in files.enumerated() {
                do {
                    let archive = try DossierArchive(try FileAccess.read(file, limitBytes: DossierArchive.longestBytes))
                    var isRepetition = false
                    if let service = place?.service {
                        (_, isRepetition) = try await service.import(
                            archive, by: session.actor, at: session.moment, progress: batch.listener)
                        if !isRepetition { try await session.note(.import, of: archive.dossierID, by: service) }
                    }
                    session.print(ArchiveReport.imported(archive, isRepetition: isRepetition, isRehearsal: dryRun, session: session))
                    batch.next()
                } catch {
                    // Those before it are in the store, and stay there.
                    try? place?.journal.close()
                    guard files.count > 1 || error is DiagnosticsError, var findings = CommandRun.findings(of: error) else { throw error }
                    findings.note(
                        files.count > 1
                            ? ArchiveWords.stopped(at: file, done: index, of: files.count, isRehearsal: dryRun)
                            : ArchiveWords.archive(file))
                    throw DiagnosticsError(findings)
                }
            }
            try place?.journal.close()
        }
    }
}

/// Who had access to a dossier.
struct DiscloseCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "disclose", abstract: ArchiveWords.disclose[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccessWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            let disclosures = try await service.disclosures(
                of: dossier, to: session.actor, at: session.moment, identifier: UUID().uuidString.lowercased())
            try journal.close()
            session.print(ArchiveReport.disclosures(disclosures, session: session))
        }
    }
}
