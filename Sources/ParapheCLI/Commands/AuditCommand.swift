import ArgumentParser
import Certificates
import Diagnostics
import Journal
import JournalPostgres
import JournalSQLite
import Paraphe
import Signing

/// Proves that nobody changed a store, or names the first event that does not fit.
struct AuditCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "audit", abstract: AuditCommandWords.audit[CLIWords.language])
    }

    @Option(help: ArgumentHelp(AuditCommandWords.storeHelp[CLIWords.language], valueName: "file|url")) var store: StoreAddress
    @Flag(help: ArgumentHelp(AuditCommandWords.documentsHelp[CLIWords.language])) var documents = false
    @Option(help: ArgumentHelp(AuditCommandWords.documentsInHelp[CLIWords.language], valueName: "folder")) var documentsIn: String?
    @Option(help: ArgumentHelp(AuditCommandWords.againstHelp[CLIWords.language], valueName: "file")) var against: [String] = []
    @Option(help: ArgumentHelp(AuditCommandWords.trustHelp[CLIWords.language], valueName: "file")) var trust: [String] = []
    @Option(help: ArgumentHelp(AuditCommandWords.checkpointHelp[CLIWords.language], valueName: "file")) var checkpoint: String?
    @Option(help: ArgumentHelp(SigningWords.keyHelp[CLIWords.language])) var key: String?
    @Option(help: ArgumentHelp(SigningWords.certHelp[CLIWords.language])) var cert: String?
    @Option(help: ArgumentHelp(SigningWords.moduleHelp[CLIWords.language])) var module: String?
    @OptionGroup var secrets: SecretOptions
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    mutating func validate() throws {
        if (checkpoint == nil) != (key == nil) { throw ValidationError(AuditCommandWords.checkpointAndKey[CLIWords.language]) }
        if cert != nil, key == nil { throw ValidationError(RequestWords.keyAndCertificate[CLIWords.language]) }
        if !trust.isEmpty, against.isEmpty { throw ValidationError(AuditCommandWords.trustNeedsAgainst[CLIWords.language]) }
    }

    func run() async throws {
        let language = languageOption.language
        let date = try Clock.moment(at)
        try await CommandRun.run(language: language, format: format) { _ in
            // What is asked for and cannot be had ends the run before the walk, which may be long.
            let roots = try trust.flatMap { path in try SigningIdentity.certificates(in: path) }
            let entries = try against.flatMap { path in try CheckpointFile.read(path, roots: trust.isEmpty ? nil : roots) }
            let signer = try key.map { key in
                try SigningIdentity(key: key, certificates: cert, module: module).signer(secrets: secrets.source)
            }
            var blobs: BlobStore?
            if documents || documentsIn != nil {
                guard let place = store.blobs(in: documentsIn) else { throw DiagnosticsError(AuditCommandWords.noDocumentsFolder()) }
                blobs = place
            }
            let bar = progress.begin(language)
            defer { bar.end() }
            let journal = try await store.audited()
            let report = try await StoreAudit(checkpoints: entries, blobs: blobs).run(journal, progress: bar.listener)
            try journal.close()
            bar.end()
            Console.print(
                format == .json
                    ? report.json(store: store.shown, language: language) : report.text(store: store.shown, language: language))
            guard report.isSound else { throw ExitCode.failure }
            if let checkpoint, let signer {
                try CheckpointFile.write(Checkpoint(head: report.chain.head, at: date), to: checkpoint, signer: signer)
                if format == .text { Console.print(AuditCommandWords.written(checkpoint)[language] + "\n") }
            }
            return DiagnosticBag()
        }
    }
}

extension StoreAddress {
    /// The store, for an audit: nothing is written.
    fileprivate func audited() async throws(JournalError) -> any AuditedJournal {
        if PostgresJournal.isAddress(text) { return try await PostgresJournal.open(text, access: .reading) }
        return try SQLiteJournal.open(text, access: .reading)
    }
}
