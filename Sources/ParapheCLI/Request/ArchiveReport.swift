import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// What the commands on archives and accesses print.
enum ArchiveReport {
    static func exported(_ archive: DossierArchive, bytes: [UInt8], session: RequestSession) -> String {
        let digest = BlobStore.hash(of: bytes)
        guard session.format == .text else {
            return RequestJSON.line(
                .record(
                    [("status", .string("exported"))] + figures(archive) + [
                        ("bytes", .int(Int64(bytes.count))), ("sha256", .string(digest)),
                    ]))
        }
        return ArchiveWords.exported(archive.dossierID)[session.language] + "\n  " + contents(archive)[session.language]
            + "\n  SHA-256 \(digest)\n"
    }

    static func imported(_ archive: DossierArchive, isRepetition: Bool, isRehearsal: Bool, session: RequestSession) -> String {
        let status = isRehearsal ? "sound" : isRepetition ? "present" : "imported"
        guard session.format == .text else { return RequestJSON.line(.record([("status", .string(status))] + figures(archive))) }
        let words = isRehearsal ? ArchiveWords.sound : isRepetition ? ArchiveWords.present : ArchiveWords.imported
        return words(archive.dossierID)[session.language] + "\n  " + contents(archive)[session.language] + "\n"
    }

    private static func figures(_ archive: DossierArchive) -> [(String, Value)] {
        [
            ("dossier", .string(archive.dossierID)), ("events", .int(Int64(archive.links.count))),
            ("documents", .int(Int64(archive.documents.count))), ("packs", .list(archive.packs.map { .string($0.hash) })),
            ("exportedAt", .string(archive.exportedAt)), ("exportedBy", .string(archive.exportedBy)),
            (
                "chain",
                .record([("count", .int(archive.head.count)), ("hash", .string(ValueCodec.hexadecimal(archive.head.hash)))])
            ),
        ]
    }

    private static func contents(_ archive: DossierArchive) -> Bilingual {
        ArchiveWords.contents(events: archive.links.count, documents: archive.documents.count, packs: archive.packs.count)
    }

    static func disclosures(_ disclosures: [Disclosure], session: RequestSession) -> String {
        disclosures.map { disclosure in
            guard session.format == .text else {
                var entries: [(String, Value)] = [
                    ("at", .string(disclosure.at.text)), ("person", .string(disclosure.person)), ("name", .string(disclosure.name)),
                ]
                switch disclosure.what {
                case .read(let access):
                    entries += [("kind", .string("read")), ("what", .string(access.kind.rawValue)), ("version", .int(access.version))]
                    if !access.detail.isEmpty { entries.append(("document", .string(access.detail))) }
                case .changed(let entry):
                    entries += [("kind", .string("changed")), ("what", .string(entry.action)), ("version", .int(entry.version))]
                }
                return RequestJSON.line(.record(entries + [("label", RequestJSON.both(disclosure.words))]))
            }
            return "\(disclosure.at.text)  \(disclosure.name) (\(disclosure.person))  \(disclosure.words[session.language])\n"
        }.joined()
    }
}
