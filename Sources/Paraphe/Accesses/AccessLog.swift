import CEL
import Diagnostics
import Journal
import Workflow

/// Somebody looked at a dossier, or took something of it out of the store.
package struct DossierAccess: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The dossier and its data.
        case dossier
        case history
        case document
        case export
        case `import`
        /// This list.
        case disclosure
    }

    package let kind: Kind
    package let person: String
    package let at: Timestamp
    /// The version of the dossier that was seen.
    package let version: Int64
    /// The name of the document; empty elsewhere.
    package let detail: String

    package init(_ kind: Kind, by person: String, at: Timestamp, version: Int64, detail: String = "") {
        self.kind = kind
        self.person = person
        self.at = at
        self.version = version
        self.detail = detail
    }
}

/// Who read what, in streams of their own beside those of the dossiers: in the same chain, so that nothing can be taken out of it unnoticed.
struct AccessLog {
    /// What the names of the streams begin with.
    static let streamPrefix = "access:"
    private static let type = "dossier-read"

    let journal: any EventJournal

    /// - Parameter identifier: fresh for each access.
    func note(_ access: DossierAccess, of id: String, identifier: String) async throws(JournalError) {
        let data = ValueCodec.encode(
            .record([
                ("at", .timestamp(access.at)), ("person", .string(access.person)), ("what", .string(access.kind.rawValue)),
                ("version", .int(access.version)), ("detail", .string(access.detail)),
            ]))
        _ = try await journal.append(
            [NewEvent(type: Self.type, version: 1, data: data)], to: StreamID(Self.streamPrefix + id), expecting: .any,
            command: CommandID("read:" + identifier))
    }

    /// In order; events that make no sense are left out, which an audit of the store would name.
    func accesses(of id: String) async throws(JournalError) -> [DossierAccess] {
        try await journal.read(StreamID(Self.streamPrefix + id)).compactMap { event in
            guard event.type == Self.type, let record = try? ValueCodec.decode(event.data), case .timestamp(let at)? = record.field("at"),
                let person = record.field("person")?.stringValue, let what = record.field("what")?.stringValue,
                let kind = DossierAccess.Kind(rawValue: what), case .int(let version)? = record.field("version")
            else { return nil }
            return DossierAccess(kind, by: person, at: at, version: version, detail: record.field("detail")?.stringValue ?? "")
        }
    }
}

/// One line of a disclosure: somebody read a dossier or changed it.
package struct Disclosure: Sendable {
    package enum What: Sendable {
        case read(DossierAccess)
        case changed(HistoryEntry)
    }

    package let at: Timestamp
    package let person: String
    /// Given and family name, where the person is known.
    package let name: String
    package let what: What

    /// In words.
    package var words: Bilingual {
        switch what {
        case .changed(let entry): entry.label
        case .read(let access): AccessWording.words(access)
        }
    }
}

/// The words of accesses.
enum AccessWording {
    static func words(_ access: DossierAccess) -> Bilingual {
        switch access.kind {
        case .dossier: Bilingual(fr: "a lu le dossier", en: "read the dossier")
        case .history: Bilingual(fr: "a lu l’histoire du dossier", en: "read the history of the dossier")
        case .document: Bilingual(fr: "a sorti le document \(access.detail)", en: "took out the document \(access.detail)")
        case .export:
            access.detail.isEmpty
                ? Bilingual(fr: "a exporté le dossier", en: "exported the dossier")
                : Bilingual(fr: "a exporté le dossier (\(access.detail))", en: "exported the dossier (\(access.detail))")
        case .import: Bilingual(fr: "a importé le dossier", en: "imported the dossier")
        case .disclosure: Bilingual(fr: "a demandé la liste des accès", en: "asked for the list of accesses")
        }
    }
}

extension RequestService {
    /// Records that a person read a dossier; what is read is shown afterwards, never before.
    ///
    /// - Parameter identifier: fresh for each access.
    package func note(
        _ kind: DossierAccess.Kind, of id: String, by person: String, detail: String = "", at moment: DecisionMoment, identifier: String
    ) async throws(RequestError) {
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        _ = try self.person(person)
        do throws(JournalError) {
            try await AccessLog(journal: journal).note(
                DossierAccess(kind, by: person, at: moment.now, version: dossier.version, detail: detail), of: id, identifier: identifier)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// Every access to a dossier, reading and changing, in the order of time.
    package func disclosures(of id: String) async throws(RequestError) -> [Disclosure] {
        let history = try await history(id)
        let accesses: [DossierAccess]
        do throws(JournalError) {
            accesses = try await AccessLog(journal: journal).accesses(of: id)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        let changes = history.map { Disclosure(at: $0.at, person: $0.personID, name: $0.personName, what: .changed($0)) }
        let reads = accesses.map { access in
            let record = directory.actor(access.person)?.record
            let names = [record?.field("givenName")?.stringValue, record?.field("familyName")?.stringValue].compactMap { $0 }
            return Disclosure(
                at: access.at, person: access.person, name: names.isEmpty ? access.person : names.joined(separator: " "),
                what: .read(access))
        }
        return (changes + reads).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
