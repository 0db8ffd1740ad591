import ArgumentParser
import CEL
import Diagnostics
import Foundation
import Journal
import Paraphe
import Rules
import Workflow

/// Judges a fax after the rules of a pack, sets its pages, and puts it into the queue when asked to.
struct FaxCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "fax", abstract: FaxWords.fax[CLIWords.language], discussion: FaxWords.discussion[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(FaxWords.dataHelp[CLIWords.language], valueName: "data.json")) var data: String?
    @Option(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(FaxWords.templateHelp[CLIWords.language], valueName: "document")) var template: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(FaxWords.outputHelp[CLIWords.language], valueName: "fax.pdf|fax.tiff"))
    var output: [String] = []
    @Option(help: ArgumentHelp(CLIWords.faxHelp[CLIWords.language], valueName: "standard|fine")) var fax: String = "fine"
    @Option(help: ArgumentHelp(CLIWords.codingHelp[CLIWords.language], valueName: "mh|t6")) var coding: String = "mh"
    @Option(help: ArgumentHelp(FaxWords.attachHelp[CLIWords.language], valueName: "file")) var attach: [String] = []
    @Option(help: ArgumentHelp(RequestWords.storeHelp[CLIWords.language], valueName: "store")) var store: StoreAddress?
    @Option(help: ArgumentHelp(RequestWords.documentsHelp[CLIWords.language], valueName: "folder")) var documents: String?
    @Option(help: ArgumentHelp(FaxWords.dossierHelp[CLIWords.language], valueName: "dossier")) var dossier: String?
    @Option(name: .customLong("as"), help: ArgumentHelp(RequestWords.asHelp[CLIWords.language], valueName: "person")) var person: String?
    @Flag(help: ArgumentHelp(FaxWords.sendHelp[CLIWords.language])) var send = false
    @Option(help: ArgumentHelp(FaxWords.numberHelp[CLIWords.language], valueName: "name")) var number: String?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        let language = CLIWords.language
        if data == nil, dossier == nil { throw ValidationError(FaxWords.nothingGiven[language]) }
        if dossier != nil, store == nil || person == nil { throw ValidationError(FaxWords.dossierNeeds[language]) }
        if send, store == nil { throw ValidationError(FaxWords.sendNeeds[language]) }
        if !send, output.isEmpty { throw ValidationError(FaxWords.noOutput[language]) }
        if number != nil, !send || dossier != nil { throw ValidationError(FaxWords.numberNeeds[language]) }
        if let number, !Self.isName(number) { throw ValidationError(FaxWords.badNumber(number)[language]) }
    }

    /// A name goes into keys and lists.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
            }
    }

    func run() async throws {
        let language = languageOption.language
        try await CommandRun.run(language: language, format: format) { shelf in
            try await make(shelf, language)
            return DiagnosticBag()
        }
    }

    private func make(_ shelf: SourceShelf, _ language: Language) async throws {
        let now = try Clock.timestamp(at)
        let outputs = try output.map { path throws(DiagnosticsError) in
            guard let kind = OutputKind(path: path), kind == .pdf || kind == .tiff else {
                throw DiagnosticsError(FaxSendingDiagnostics.output(path))
            }
            return (path: path, kind: kind)
        }
        let kind = try OutputRequest(path: "fax.tiff", fax: fax, coding: coding)
        let loaded = try LoadedPack.loadOrThrow(PackFolder(path: pack), shelf: shelf)
        let moment = DecisionMoment(now, timeZone: loaded.rulebook.timeZone)
        let maker = try FaxMaker(pack: loaded, document: template, shelf: shelf)

        let place = try await open(loaded)
        var subject = FaxSubject(blobs: place?.service.blobs, enclosures: try attach.map { try FaxEnclosure.file($0) })
        if let dossier, let person, let place {
            subject.dossier = try await place.service.show(dossier, to: person, at: moment).dossier
            subject.actor = place.service.directory.actor(person)
            try maker.checkMapping()
            try await place.service.note(
                .document, of: dossier, by: person, detail: maker.definition.id, at: moment, identifier: UUID().uuidString.lowercased())
        }
        if let data { try subject.read(try shelf.read(data), for: maker.definition, of: loaded.rulebook, at: moment) }

        let judgement = try maker.judge(subject, at: moment)
        guard judgement.isAllowed else {
            let report = FaxReport.refusal(judgement, sources: shelf.map, format: format, language: language)
            if format == .json { Console.print(report) } else { Console.complain(report) }
            throw ExitCode.failure
        }
        let context = DocumentContext(number: dossier ?? number ?? "", version: 1, producedAt: now)
        let made = try maker.make(judgement, in: language, at: context, resolution: kind.resolution, coding: kind.coding)
        var keys: [String] = []
        if send, let place {
            guard !judgement.numbers.isEmpty else { throw DiagnosticsError(FaxSendingDiagnostics.noNumber()) }
            let stored = try StoredFax(made, of: judgement, in: language, blobs: place.service.blobs)
            let name = dossier ?? number ?? "fax-" + UUID().uuidString.lowercased().prefix(8)
            keys = try await place.service.send(stored, of: name, command: UUID().uuidString, at: moment)
        }
        try place?.store.close()
        try FileAccess.write(outputs.map { ($0.path, $0.kind == .pdf ? made.pdf : made.tiff) })
        FaxReport.show(judgement, made, files: output, queued: keys, sources: shelf.map, format: format, language: language)
    }

    /// The store, when one is named.
    private func open(_ loaded: LoadedPack) async throws -> (service: RequestService, store: any Store)? {
        guard let store else { return nil }
        guard let blobs = store.blobs(in: documents) else { throw DiagnosticsError(RequestWords.noDocumentsFolder()) }
        let opened = try await store.open(dossier != nil ? .writing : send ? .creating : .reading)
        return (
            RequestService(journal: opened, rulebook: loaded.rulebook, packHash: loaded.hash, blobs: blobs, maker: nil), opened
        )
    }
}
