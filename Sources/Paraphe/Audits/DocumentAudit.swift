import Crypto
import Diagnostics
import Foundation
import Journal
import Workflow

/// Whether the files that events name are there, and hold what they held.
///
/// Events of dossiers whose time will be over are sealed; they are opened with the keys that stand beside the documents.
package struct DocumentAudit: Sendable {
    /// A file that does not fit.
    package struct Fault: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable {
            case missing
            /// Its content has another hash than its name and the event say.
            case altered
            /// The event is sealed and its key is missing or another one, so that nobody knows which files it names.
            case sealed
        }

        package let kind: Kind
        /// SHA-256 in hexadecimal; empty for what is sealed.
        package let hash: String
        /// The first event that names it, of a dossier that was not erased.
        package let sequence: Int64
        package let stream: String
    }

    private struct Name {
        let hash: String
        let dossier: String
        let sequence: Int64
        let stream: String
    }

    private static let chunkBytes = 1 << 20
    /// Keys in memory at a time: events of one dossier are often near each other.
    private static let mostKeys = 4_096
    private static let attachmentMark = Array("\"mediaType\"".utf8)
    private static let tombstone = "dossier-erased"
    private static let sealMark = Array(EventSealer.mark.utf8)

    private let blobs: BlobStore
    private let keys: DossierKeys
    private let format = EventFormat()
    private var known: [StreamID: DossierKey] = [:]
    /// Each once for each dossier that has it, in the order of the events.
    private var names: [Name] = []
    private var use = FileUse()
    /// The first event of each dossier that could not be opened.
    private var unopened: [StreamID: Name] = [:]

    package init(_ blobs: BlobStore) {
        self.blobs = blobs
        keys = DossierKeys(besideDocuments: blobs)
    }

    /// Takes the names of files from an event; events whose data is not ours name none.
    package mutating func take(_ event: RecordedEvent) {
        switch FileUse.Source(event.stream) {
        case .dossier(let id): take(event, of: id)
        case .faxes(let id): for file in FaxRecord(event)?.files ?? [] { add(file, of: id, event) }
        case nil: return
        }
    }

    private mutating func take(_ recorded: RecordedEvent, of id: String) {
        guard Self.mayName(recorded),
            let event = try? format.decode(EncodedEvent(type: recorded.type, version: recorded.version, data: recorded.data))
        else { return }
        if case .erased = event.body { use.erase(id) }
        guard let opened = open(event, of: id, in: recorded.stream) else {
            if unopened[recorded.stream] == nil {
                unopened[recorded.stream] = Name(hash: "", dossier: id, sequence: recorded.sequence, stream: recorded.stream.name)
            }
            return
        }
        for (hash, _) in RequestService.files(of: [opened]) { add(hash, of: id, recorded) }
    }

    private mutating func add(_ hash: String, of id: String, _ event: RecordedEvent) {
        guard use.add(hash, of: id) else { return }
        names.append(Name(hash: hash, dossier: id, sequence: event.sequence, stream: event.stream.name))
    }

    /// The event as it was written; nil when its key is missing or another one.
    private mutating func open(_ event: Event, of id: String, in stream: StreamID) -> Event? {
        guard EventSealer.isSealed(event) else { return event }
        var key = known[stream]
        if key == nil {
            key = try? keys.key(of: id)
            if known.count >= Self.mostKeys { known.removeAll() }
            known[stream] = key
        }
        guard let key else { return nil }
        return EventSealer(key: key, format: format).open(event)
    }

    /// How many files there are to be: those of erased dossiers alone may be gone, and are not looked for.
    package var count: Int { use.files.count }

    /// Reads all files; the first faults come first, after what could not be opened.
    package func faults(progress: @escaping ProgressListener = { _ in }) -> [Fault] {
        // Of an erased dossier the key is gone, and its tombstone names what it had.
        var faults = unopened.values.filter { !use.isErased($0.dossier) }.sorted { $0.sequence < $1.sequence }.map { name in
            Fault(kind: .sealed, hash: "", sequence: name.sequence, stream: name.stream)
        }
        var seen: Set<String> = []
        var counter = ProgressCounter(.documents, of: Int64(count), progress)
        for name in names where !use.isErased(name.dossier) && seen.insert(name.hash).inserted {
            if let kind = fault(name.hash) {
                faults.append(Fault(kind: kind, hash: name.hash, sequence: name.sequence, stream: name.stream))
            }
            counter.advance()
        }
        return faults
    }

    private func fault(_ hash: String) -> Fault.Kind? {
        guard let file = FileHandle(forReadingAtPath: blobs.path(of: hash)) else { return .missing }
        defer { try? file.close() }
        var digest = SHA256()
        do {
            while let chunk = try file.read(upToCount: Self.chunkBytes), !chunk.isEmpty { digest.update(data: chunk) }
        } catch {
            return .missing
        }
        return ValueCodec.hexadecimal(digest.finalize()) == hash ? nil : .altered
    }

    /// Most events name no file, and are not decoded for that: documents and attachments have `mediaType`, and what is sealed says so.
    private static func mayName(_ event: RecordedEvent) -> Bool {
        guard event.type != tombstone else { return true }
        let bytes = event.data[...]
        return bytes.firstRange(of: attachmentMark) != nil || bytes.firstRange(of: sealMark) != nil
    }
}
