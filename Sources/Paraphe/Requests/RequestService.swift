import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// Runs requests: reads dossiers from a journal, decides commands after a rulebook, stores what happened.
package struct RequestService: Sendable {
    /// How often a command is decided again because others wrote first.
    static let mostAttempts = 32
    /// What the names of our streams begin with, so that a journal can hold other things too.
    package static let streamPrefix = "dossier:"

    package let rulebook: Rulebook
    package let blobs: BlobStore
    package let directory: any PersonDirectory
    let journal: any EventJournal
    let decider: Decider
    let maker: (any DocumentMaker)?
    let versions: (any PackVersions)?
    let format = EventFormat()
    var placesCheck = PlacesCheck()

    /// - Parameters:
    ///   - packHash: digest of the pack in hexadecimal, which dossiers and documents name.
    ///   - blobs: where documents and attachments are kept: ``BlobStore/init(besideStore:)``.
    ///   - directory: who exists; the pack's own people when nil.
    ///   - versions: the packs under which dossiers began: each runs under its own. Without them, all run under this one.
    ///   - maker: makes the documents of actions; without one, events say only that they are due.
    ///   - wording: fills values into the words of rules; MessageFormat 2 when nil.
    package init(
        journal: any EventJournal, rulebook: Rulebook, packHash: String = "", blobs: BlobStore,
        versions: (any PackVersions)? = nil, directory: (any PersonDirectory)? = nil, maker: (any DocumentMaker)? = nil,
        wording: RuleWording? = nil
    ) {
        self.journal = journal
        self.rulebook = rulebook
        self.blobs = blobs
        self.directory = directory ?? PackDirectory(rulebook)
        self.maker = maker
        self.versions = versions
        decider = Decider(rulebook, packHash: packHash, wording: wording ?? .messages(timeZone: rulebook.timeZone))
    }

    /// The queues of this pack.
    package var outbox: Outbox { Outbox(pack: rulebook.name) }

    /// What seals the events of dossiers that will be erased one day.
    var keys: DossierKeys { DossierKeys(besideDocuments: blobs) }

    /// Digest of the pack that new dossiers follow.
    package var packHash: String { decider.packHash }

    /// The same store under the version of the pack that a dossier follows.
    package func under(_ dossier: Dossier?) throws(RequestError) -> RequestService {
        guard let dossier, dossier.packName == rulebook.name else { return self }
        guard let service = try under(packHash: dossier.packHash) else { throw RequestError(RequestDiagnostics.versionMissing(dossier)) }
        return service
    }

    /// The same store under a version of this pack; nil when it is not kept.
    func under(packHash: String) throws(RequestError) -> RequestService? {
        guard let versions, packHash != self.packHash else { return self }
        let version: PackVersion?
        do throws(DiagnosticsError) {
            version = try versions.version(packHash)
        } catch {
            throw .faults(error.bag)
        }
        guard let version else { return nil }
        var service = RequestService(
            journal: journal, rulebook: version.rulebook, packHash: version.hash, blobs: blobs, versions: versions,
            directory: directory.under(version.rulebook), maker: version.maker)
        service.placesCheck = placesCheck
        return service
    }

    /// - Throws: when the directory does not have the person.
    package func checkPerson(_ id: String) throws(RequestError) { _ = try person(id) }

    func person(_ id: String) throws(RequestError) -> Actor {
        if let actor = directory.actor(id) { return actor }
        throw RequestError(RequestDiagnostics.unknownPerson(id, nearest: NearestName.of(id, among: directory.ids)))
    }

    static func stream(_ id: String) -> StreamID { StreamID(streamPrefix + id) }

    /// The dossier whose history a stream is; nil for other streams.
    static func dossierID(of stream: StreamID) -> String? {
        stream.name.hasPrefix(streamPrefix) ? String(stream.name.dropFirst(streamPrefix.count)) : nil
    }
}
