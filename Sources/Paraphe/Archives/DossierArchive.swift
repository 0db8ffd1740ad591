import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// A dossier as one file: its events with their links of the store's hash chain, its documents, and the rules that decided
/// (docs/archives.md).
package struct DossierArchive: Sendable {
    /// An event and its link: the hash of the chain before it and after it.
    package struct Link: Hashable, Sendable {
        package let event: RecordedEvent
        package let previous: [UInt8]
        package let hash: [UInt8]
    }

    /// An archive is no longer.
    package static let longestBytes = 2 << 30

    private static let format = "paraphe dossier archive 1"
    private static let manifestFile = "manifest.json"
    private static let eventsFile = "events.ndjson"
    private static let keyFile = "key.bin"
    private static let sealFile = "sha256.txt"

    package let dossierID: String
    package let links: [Link]
    /// The end of the store's chain when it was exported.
    package let head: ChainHead
    package let exportedAt: String
    package let exportedBy: String
    /// By their SHA-256.
    package let documents: [(hash: String, bytes: [UInt8])]
    package let packs: [PackContents]
    /// What opens the events of a dossier that the pack will have erased one day.
    let key: DossierKey?

    // MARK: - Writing

    /// The bytes of the archive: the same for the same dossier, person and moment. Nil when a path of a pack is too long.
    package func encoded() -> [UInt8]? {
        var entries = [TarArchive.Entry(path: Self.eventsFile, bytes: links.flatMap { Array(Self.line($0).utf8) })]
        entries += documents.map { TarArchive.Entry(path: "documents/" + $0.hash, bytes: $0.bytes) }
        if let key { entries.append(TarArchive.Entry(path: Self.keyFile, bytes: key.bytes)) }
        for pack in packs { entries += pack.files.map { TarArchive.Entry(path: "packs/\(pack.hash)/\($0.path)", bytes: $0.bytes) } }
        let files = entries.map { entry in
            Value.record([
                ("path", .string(entry.path)), ("bytes", .int(Int64(entry.bytes.count))),
                ("sha256", .string(BlobStore.hash(of: entry.bytes))),
            ])
        }
        let manifest = Value.record([
            ("format", .string(Self.format)), ("dossier", .string(dossierID)), ("events", .int(Int64(links.count))),
            ("exportedAt", .string(exportedAt)), ("exportedBy", .string(exportedBy)),
            ("chain", .record([("count", .int(head.count)), ("hash", .string(ValueCodec.hexadecimal(head.hash)))])),
            ("files", .list(files)),
        ])
        entries.insert(TarArchive.Entry(path: Self.manifestFile, bytes: Array(RequestJSON.line(manifest).utf8)), at: 0)
        entries.append(TarArchive.Entry(path: Self.sealFile, bytes: Self.seal(entries)))
        return TarArchive.write(entries)
    }

    /// The digest of the manifest, which names the digests of all else.
    private static func seal(_ entries: [TarArchive.Entry]) -> [UInt8] {
        Array((BlobStore.hash(of: entries.first?.bytes ?? []) + "  " + manifestFile + "\n").utf8)
    }

    private static func line(_ link: Link) -> String {
        let event = link.event
        return RequestJSON.line(
            .record([
                ("sequence", .int(event.sequence)), ("streamVersion", .int(event.streamVersion)), ("command", .string(event.command.text)),
                ("type", .string(event.type)), ("version", .int(Int64(event.version))),
                ("data", .string(String(decoding: event.data, as: UTF8.self))),
                ("previous", .string(ValueCodec.hexadecimal(link.previous))),
                ("hash", .string(ValueCodec.hexadecimal(link.hash))),
            ]))
    }

    package init(
        dossierID: String, links: [Link], head: ChainHead, exportedAt: String, exportedBy: String,
        documents: [(hash: String, bytes: [UInt8])], packs: [PackContents], key: DossierKey? = nil
    ) {
        self.dossierID = dossierID
        self.links = links
        self.head = head
        self.exportedAt = exportedAt
        self.exportedBy = exportedBy
        self.documents = documents
        self.packs = packs
        self.key = key
    }

    // MARK: - Reading

    /// Reads an archive and checks every digest and every link in it.
    package init(_ bytes: [UInt8]) throws(DiagnosticsError) {
        func fail(_ fr: String, _ en: String) -> DiagnosticsError {
            DiagnosticsError(ArchiveDiagnostics.altered(Bilingual(fr: fr, en: en)))
        }
        let entries: [TarArchive.Entry]
        switch TarArchive.read(bytes) {
        case .success(let found): entries = found
        case .failure(let fault): throw DiagnosticsError(ArchiveDiagnostics.altered(fault.reason))
        }
        guard let first = entries.first, let last = entries.last, first.path == Self.manifestFile, last.path == Self.sealFile,
            last.bytes == Self.seal(entries), let manifest = try? ValueCodec.decode(first.bytes)
        else { throw fail("le manifeste manque ou a été altéré", "the manifest is missing or was altered") }
        guard manifest.field("format")?.stringValue == Self.format else { throw DiagnosticsError(ArchiveDiagnostics.otherFormat) }
        let body = entries.dropFirst().dropLast()
        let listed = manifest.field("files")?.elements ?? []
        guard listed.count == body.count else { throw fail("des fichiers manquent ou sont de trop", "files are missing or in excess") }
        for (entry, file) in zip(body, listed) {
            guard file.field("path")?.stringValue == entry.path, file.field("sha256")?.stringValue == BlobStore.hash(of: entry.bytes) else {
                throw fail("le fichier `\(entry.path)` a été altéré", "the file `\(entry.path)` was altered")
            }
        }
        guard let id = manifest.field("dossier")?.stringValue, let at = manifest.field("exportedAt")?.stringValue,
            let by = manifest.field("exportedBy")?.stringValue, case .int(let count)? = manifest.value(at: ["chain", "count"]),
            let head = manifest.value(at: ["chain", "hash"])?.stringValue.flatMap(Self.bytes),
            let events = body.first, events.path == Self.eventsFile
        else { throw fail("le manifeste est incomplet", "the manifest is incomplete") }
        (dossierID, exportedAt, exportedBy, self.head) = (id, at, by, ChainHead(count: count, hash: head))
        links = try Self.links(events.bytes, of: id)
        var documents: [(hash: String, bytes: [UInt8])] = []
        var packs: [String: [(path: String, bytes: [UInt8])]] = [:]
        var key: DossierKey?
        for entry in body.dropFirst() {
            let parts = entry.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
                throw fail("le chemin `\(entry.path)` n’est pas permis", "the path `\(entry.path)` is not allowed")
            }
            if entry.path == Self.keyFile, let found = DossierKey(entry.bytes, of: id) {
                key = found
            } else if parts.count == 2, parts[0] == "documents", parts[1] == BlobStore.hash(of: entry.bytes) {
                documents.append((parts[1], entry.bytes))
            } else if parts.count > 2, parts[0] == "packs" {
                packs[parts[1], default: []].append((parts.dropFirst(2).joined(separator: "/"), entry.bytes))
            } else {
                throw fail("le fichier `\(entry.path)` n’a pas sa place", "the file `\(entry.path)` has no place")
            }
        }
        self.key = key
        self.documents = documents
        self.packs = packs.keys.sorted().compactMap { packs[$0].map { PackContents(files: $0) } }
        guard Set(self.packs.map(\.hash)) == Set(packs.keys) else { throw fail("des règles ont été altérées", "rules were altered") }
    }

    /// The events, each checked against its hash and its neighbours.
    private static func links(_ bytes: [UInt8], of id: String) throws(DiagnosticsError) -> [Link] {
        var links: [Link] = []
        for line in bytes.split(separator: 0x0A) {
            let number = Int64(links.count) + 1
            guard let record = try? ValueCodec.decode(Array(line)), case .int(let sequence)? = record.field("sequence"),
                case .int(let streamVersion)? = record.field("streamVersion"), let command = record.field("command")?.stringValue,
                let type = record.field("type")?.stringValue, case .int(let version)? = record.field("version"),
                let data = record.field("data")?.stringValue, let previous = record.field("previous")?.stringValue.flatMap(Self.bytes),
                let hash = record.field("hash")?.stringValue.flatMap(Self.bytes)
            else { throw DiagnosticsError(ArchiveDiagnostics.event(number)) }
            let event = RecordedEvent(
                sequence: sequence, stream: StreamID(RequestService.streamPrefix + id), streamVersion: streamVersion,
                command: CommandID(command), type: type, version: Int(clamping: version), data: Array(data.utf8))
            let follows =
                links.last.map { $0.event.sequence < sequence && ($0.event.sequence + 1 < sequence || $0.hash == previous) } ?? true
            guard streamVersion == number, follows, ChainLink.hash(previous: previous, event: event) == hash else {
                throw DiagnosticsError(ArchiveDiagnostics.event(number))
            }
            links.append(Link(event: event, previous: previous, hash: hash))
        }
        guard !links.isEmpty else { throw DiagnosticsError(ArchiveDiagnostics.event(1)) }
        return links
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = Array(hexadecimal.utf8)
        guard digits.count == 64 else { return nil }
        var out: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.digit(digits[index]), let low = Self.digit(digits[index + 1]) else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
