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

    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @OptionGroup var options: RequestOptions
    @Flag(help: ArgumentHelp(ApplyWords.progressHelp[CLIWords.language])) var progress = false

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            var line = ProgressLine(isForced: progress)
            let archive = try await service.export(dossier, by: session.actor, at: session.moment) { count in
                line.tell(ArchiveWords.progress(count)[session.language])
            }
            line.end()
            guard let bytes = archive.encoded() else {
                throw DiagnosticsError(ArchiveDiagnostics.tooLongPath(archive.packs.first?.hash ?? ""))
            }
            try await session.note(.export, of: dossier, by: service)
            try journal.close()
            try FileAccess.write(bytes, to: output)
            session.print(ArchiveReport.exported(archive, bytes: bytes, session: session))
        }
    }
}

/// Takes the dossier of an archive into a store.
struct RequestImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "import", abstract: ArchiveWords.import[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(ArchiveWords.fileHelp[CLIWords.language])) var file: String
    @OptionGroup var options: RequestOptions
    @Flag(help: ArgumentHelp(ArchiveWords.checkHelp[CLIWords.language])) var dryRun = false

    func run() async throws {
        try await RequestRun.run(options) { session in
            let archive = try DossierArchive(try FileAccess.read(file, limitBytes: DossierArchive.longestBytes))
            if dryRun { return session.print(ArchiveReport.imported(archive, isRepetition: false, isRehearsal: true, session: session)) }
            let (service, journal) = try await session.open(.creating)
            let (_, isRepetition) = try await service.import(archive, by: session.actor)
            if !isRepetition { try await session.note(.import, of: archive.dossierID, by: service) }
            try journal.close()
            session.print(ArchiveReport.imported(archive, isRepetition: isRepetition, isRehearsal: false, session: session))
        }
    }
}

/// Who had access to a dossier.
struct DiscloseCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "disclose", abstract: ArchiveWords.disclose[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            try await session.note(.disclosure, of: dossier, by: service)
            let disclosures = try await service.disclosures(of: dossier)
            try journal.close()
            session.print(ArchiveReport.disclosures(disclosures, session: session))
        }
    }
}
