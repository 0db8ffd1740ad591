import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// Takes a document of a dossier out of the store.
struct RequestDocumentCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "document", abstract: RequestWords.document[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccessWords.dossierHelp[CLIWords.language])) var dossier: String
    @Argument(help: ArgumentHelp(RequestWords.documentHelp[CLIWords.language], valueName: "name")) var name: String
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            let bytes = try await service.document(name, of: dossier, to: session.actor, at: session.moment)
            try await session.note(.document, of: dossier, detail: name, by: service)
            try journal.close()
            try FileAccess.write(bytes, to: output)
            guard session.format == .json else { return }
            session.print(
                RequestJSON.line(
                    .record([
                        ("dossier", .string(dossier)), ("document", .string(name)), ("file", .string(output)),
                        ("bytes", .int(Int64(bytes.count))), ("sha256", .string(BlobStore.hash(of: bytes))),
                    ])))
        }
    }
}
