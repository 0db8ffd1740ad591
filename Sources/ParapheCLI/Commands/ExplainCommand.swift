import ArgumentParser
import CEL
import Diagnostics
import Foundation
import Journal
import Paraphe
import Rules
import Workflow

/// Says whether a person may do an action, and every reason why: nothing is stored.
struct ExplainCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "explain", abstract: AccessWords.explain[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(name: .customLong("as"), help: ArgumentHelp(RequestWords.asHelp[CLIWords.language], valueName: "person")) var person: String
    @Option(name: .customLong("do"), help: ArgumentHelp(RequestWords.actionHelp[CLIWords.language], valueName: "action")) var action: String
    @Option(help: ArgumentHelp(AccessWords.storeHelp[CLIWords.language], valueName: "store")) var store: StoreAddress?
    @Option(help: ArgumentHelp(RequestWords.documentsHelp[CLIWords.language], valueName: "folder")) var documents: String?
    @Option(help: ArgumentHelp(AccessWords.dossierHelp[CLIWords.language], valueName: "id")) var dossier: String?
    @Option(help: ArgumentHelp(AccessWords.dossierFileHelp[CLIWords.language], valueName: "file")) var dossierFile: String?
    @Option(name: .customLong("with"), help: ArgumentHelp(AccessWords.withHelp[CLIWords.language], valueName: "file")) var given: String?
    @OptionGroup var values: SettingOptions
    @Option(help: ArgumentHelp(RequestWords.atHelp[CLIWords.language], valueName: "timestamp")) var at: String?
    @Flag(help: ArgumentHelp(AccessWords.allHelp[CLIWords.language])) var all = false
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        let language = CLIWords.language
        if (store == nil) != (dossier == nil), dossierFile == nil { throw ValidationError(AccessWords.storeAndDossier[language]) }
        if store != nil, dossierFile != nil { throw ValidationError(AccessWords.storeOrFile[language]) }
        if let at, Timestamp(at) == nil { throw ValidationError(RequestWords.badTimestamp(at)[language]) }
    }

    func run() async throws {
        let language = languageOption.language
        let now = try Clock.timestamp(at)
        try await CommandRun.run(language: language, format: format) { shelf in
            let loaded = try LoadedPack.loadOrThrow(PackFolder(path: pack), shelf: shelf)
            let rulebook = loaded.rulebook
            guard rulebook.actions[action] != nil else {
                throw DiagnosticsError(ExplanationDiagnostics.unknownAction(action, rulebook))
            }
            let moment = DecisionMoment(now, timeZone: rulebook.timeZone)
            let report = try await explain(loaded, moment, shelf)
            Console.print(format == .json ? report.json : report.text(language, isWhole: all))
            return DiagnosticBag()
        }
    }

    private func explain(_ loaded: LoadedPack, _ moment: DecisionMoment, _ shelf: SourceShelf) async throws -> ExplanationReport {
        let rulebook = loaded.rulebook
        let journal: any EventJournal = if let store { try await store.open(.writing) } else { InMemoryJournal() }
        let blobs = store?.blobs(in: documents) ?? BlobStore(folder: "")
        let service = RequestService(
            journal: journal, rulebook: rulebook, packHash: loaded.hash, blobs: blobs,
            versions: store.map { _ in KeptPackVersions(blobs: blobs, present: loaded.contents, shelf: shelf) })
        let subject = try dossierFile.map { try DossierFile(rulebook).read(try shelf.read($0), id: dossier, at: moment) }
        let record = try given.map { try DossierFile.record(try shelf.read($0)) } ?? .record([])
        let order = RequestOrder(
            commandID: "explain", dossierID: subject?.id ?? dossier ?? "D-1", action: action, person: person, texts: values.texts)
        guard store != nil else { return try service.explain(order, with: record, on: subject, at: moment, sources: shelf.map) }
        let report = try await service.explain(
            order, with: record, at: moment, identifier: UUID().uuidString.lowercased(), sources: shelf.map)
        try journal.close()
        return report
    }
}
