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
    ) async throws -> (service: RequestService, journal: any Store) {
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
