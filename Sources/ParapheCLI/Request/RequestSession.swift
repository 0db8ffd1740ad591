import ArgumentParser
import CEL
import Diagnostics
import Foundation
import Journal
import Paraphe
import Rules
import Workflow

/// One run of a request command: the pack, the moment, and where words go.
struct RequestSession {
    let place: StoreOptions
    /// Who acts or asks; nil where commands name their own.
    var person: String?
    let format: OutputFormat
    let rulebook: Rulebook
    let moment: DecisionMoment
    /// Every source met, for pointing into: the pack, and templates of documents made.
    let shelf: SourceShelf
    let contents: PackContents

    var packHash: String { contents.hash }

    var sources: SourceMap { shelf.map }
    var language: Language { place.languageOption.language }

    /// The requests of the store.
    ///
    /// - Returns: and how to close it, which a writer does, so that a file's log is folded into it.
    func open(
        _ access: StoreAccess, makers: KeptPackVersions.MakerProvider? = nil
    ) async throws -> (service: RequestService, journal: any EventJournal) {
        guard let blobs = place.store.blobs(in: place.documents) else {
            throw DiagnosticsError(RequestWords.noDocumentsFolder())
        }
        let journal = try await place.store.open(access)
        let versions = KeptPackVersions(blobs: blobs, present: contents, shelf: shelf, makers: makers ?? { _ in nil })
        let maker = try makers.flatMap { try $0(try LoadedPack.loadOrThrow(PackFolder(path: place.pack), shelf: shelf)) }
        return (
            RequestService(journal: journal, rulebook: rulebook, packHash: packHash, blobs: blobs, versions: versions, maker: maker),
            journal
        )
    }

    /// Who acts, in commands that have somebody act.
    var actor: String { person ?? "" }

    /// Records that the person of the command had access to a dossier, before anything of it is shown.
    func note(_ kind: DossierAccess.Kind, of dossier: String, detail: String = "", by service: RequestService) async throws {
        try await service.note(
            kind, of: dossier, by: person ?? "", detail: detail, at: moment, identifier: UUID().uuidString.lowercased())
    }

    /// The same for what touches no document, with the queues of the store.
    func openStore(_ access: StoreAccess) async throws -> (service: RequestService, store: any Store) {
        let store = try await place.store.open(access)
        let blobs = place.store.blobs(in: place.documents)
        let versions = blobs.map { KeptPackVersions(blobs: $0, present: contents, shelf: shelf, makers: { _ in nil }) }
        return (
            RequestService(
                journal: store, rulebook: rulebook, packHash: packHash, blobs: blobs ?? BlobStore(folder: ""), versions: versions),
            store
        )
    }

    /// A JSON file that holds an object; faults point into the file.
    func readRecord(_ path: String) throws -> Value {
        let bytes = try FileAccess.read(path)
        var map = SourceMap()
        let file = map.add(path: path, bytes: bytes)
        let (value, bag) = JSONReader.read(file)
        guard let value, !bag.hasErrors else { throw RequestRun.FileFault(bag: bag, sources: map) }
        guard value.isRecord else {
            let diagnostic = Diagnostic(
                .error, "request/no-object", RequestWords.noRecord, at: Span(source: file.id, start: 0, end: min(1, bytes.count)))
            throw RequestRun.FileFault(bag: DiagnosticsError(diagnostic).bag, sources: map)
        }
        return value
    }

    func print(_ text: String) {
        Console.print(text)
    }
}

/// Runs a request command and turns what it throws into words and an exit code.
enum RequestRun {
    /// A fault in a file that the command line names.
    struct FileFault: Error {
        let bag: DiagnosticBag
        let sources: SourceMap
    }

    static func run(_ options: RequestOptions, _ body: (RequestSession) async throws -> Void) async throws {
        try await run(options.place, as: options.person, format: options.format) { session in
            var session = session
            if let text = options.token {
                guard let token = SessionToken(text) else { throw DiagnosticsError(AccountDiagnostics.session) }
                let journal = try await (options.accounts ?? options.place.store).open(.reading)
                session.person = try await AccountService.person(of: token, in: journal, at: session.moment)
                try journal.close()
            }
            try await body(session)
        }
    }

    static func run(
        _ place: StoreOptions, as person: String?, format: OutputFormat, _ body: (RequestSession) async throws -> Void
    ) async throws {
        let language = place.languageOption.language
        let shelf = SourceShelf()
        do {
            var sources = SourceMap()
            let (rulebook, bag) = try PackFolder(path: place.pack).load(sources: &sources)
            shelf.replace(with: sources)
            guard let rulebook, !bag.hasErrors else { throw DiagnosticsError(bag) }
            let moment =
                place.at.flatMap { Timestamp($0) }.map { DecisionMoment($0, timeZone: rulebook.timeZone) }
                ?? DecisionMoment.current(timeZone: rulebook.timeZone)
            let session = RequestSession(
                place: place, person: person, format: format, rulebook: rulebook, moment: moment, shelf: shelf,
                contents: try PackContents(of: PackFolder(path: place.pack)))
            try await body(session)
        } catch let error as RequestError {
            let report: String? =
                switch error {
                case .refused(let refusal): RequestReport.refusal(refusal, sources: shelf.map, language: language, format: format)
                case .stale(let stale): RequestReport.stale(stale, sources: shelf.map, language: language, format: format)
                case .faults: nil
                }
            if let report {
                if format == .json { Console.print(report) } else { Console.complain(report) }
            } else {
                Console.show(error.bag, sources: shelf.map, format: format, language: language)
            }
            throw ExitCode.failure
        } catch let error as DiagnosticsError {
            Console.show(error.bag, sources: shelf.map, format: format, language: language)
            throw ExitCode.failure
        } catch let error as JournalError {
            Console.show(RequestDiagnostics.bag(error), sources: shelf.map, format: format, language: language)
            throw ExitCode.failure
        } catch let fault as FileFault {
            Console.show(fault.bag, sources: fault.sources, format: format, language: language)
            throw ExitCode.failure
        } catch let code as ExitCode {
            throw code
        } catch {
            Console.complain("paraphe: \(CLIWords.internalFault[language]): \(error)\n")
            throw ExitCode(70)
        }
    }
}
