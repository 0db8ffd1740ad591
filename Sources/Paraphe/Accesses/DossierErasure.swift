import CEL
import CivilTime
import Diagnostics
import Journal
import Rules
import Workflow

/// Erases dossiers whose time is over, as `retention:` of the pack says: `paraphe erase`.
package struct DossierErasure: Sendable {
    package struct Entry: Sendable {
        package enum Status: String, Sendable {
            /// It is time, and nothing was done.
            case wouldErase = "would-erase"
            case erased
            /// It was erased before; what was left of an interruption is gone now.
            case gone
            /// Something in it was written before it was sealed, and cannot be erased.
            case refused
            /// It was named, and its time is not over.
            case kept
        }

        package let dossier: String
        package let status: Status
        /// The rule of the pack; nil where none is about its state.
        package let rule: RetentionRule?
        /// The first day on which it may be erased, as `YYYY-MM-DD`.
        package let due: String?
        package let documentCount: Int
    }

    private let service: RequestService

    package init(service: RequestService) {
        self.service = service
    }

    /// - Parameters:
    ///   - isRehearsal: everything but the writing.
    ///   - progress: hears how many dossiers were looked at.
    ///   - tell: hears of each dossier that is due, or was named.
    package func run(
        only ids: [String] = [], by person: String, at moment: DecisionMoment, isRehearsal: Bool,
        progress: @escaping ProgressListener = { _ in }, _ tell: (Entry) -> Void
    ) async throws(RequestError) {
        try service.person(person, toDo: .erase, at: moment)
        let wanted = ids.isEmpty ? try await service.dossierIDs() : ids
        var counter = ProgressCounter(.dossiers, of: Int64(wanted.count), progress)
        for id in wanted {
            defer { counter.advance() }
            guard let dossier = try await service.load(id) else {
                if ids.isEmpty { continue }
                throw RequestError(RequestDiagnostics.notFound(id))
            }
            guard dossier.packName == service.rulebook.name else { continue }
            if let entry = try await look(dossier, by: person, at: moment, isRehearsal: isRehearsal, isNamed: !ids.isEmpty) { tell(entry) }
        }
    }

    private func look(
        _ dossier: Dossier, by person: String, at moment: DecisionMoment, isRehearsal: Bool, isNamed: Bool
    ) async throws(RequestError) -> Entry? {
        let events = try await service.allEvents(of: dossier.id)
        // Those of its faxes too, which are beside its history.
        let files = Set(RequestService.files(of: events).map(\.hash)).union(try await service.faxes(of: dossier.id).flatMap(\.files))
        let rule = service.rulebook.retention.first { rule in rule.states.contains { $0.id == dossier.state } }
        let zone = CivilTimeZone(service.rulebook.timeZone) ?? .utc
        let due = rule.flatMap { $0.after.end(from: zone.date(at: dossier.enteredStateAt.seconds)) }
        func entry(_ status: Entry.Status) -> Entry {
            Entry(dossier: dossier.id, status: status, rule: rule, due: due?.text, documentCount: files.count)
        }
        if dossier.isErased {
            // A tombstone came before the rest, so an interruption is found here.
            if !isRehearsal { try await destroy(dossier.id, files) }
            return isNamed ? entry(.gone) : nil
        }
        guard let rule, let due, due <= moment.today else { return isNamed ? entry(.kept) : nil }
        guard try await service.isSealed(dossier.id) else { return entry(.refused) }
        if isRehearsal { return entry(.wouldErase) }
        let erased = DossierErased(
            rule: rule.id, basis: rule.basis ?? "", due: due.text, eventCount: dossier.version, files: files.sorted())
        let header = Event.Header(
            at: moment.now, actor: person, action: DossierErased.action, packVersion: service.rulebook.version)
        try await service.record(
            [Event(header: header, body: .erased(erased))], of: dossier.id, expecting: dossier.version, command: "erase:\(dossier.id)")
        try await destroy(dossier.id, files)
        return entry(.erased)
    }

    /// Destroys the key, then the files that no other dossier names.
    private func destroy(_ id: String, _ files: Set<String>) async throws(RequestError) {
        var lonely = files.filter { FileAccess.exists(service.blobs.path(of: $0)) }
        if !lonely.isEmpty {
            for other in try await service.dossierIDs() where other != id {
                lonely.subtract(RequestService.files(of: try await service.allEvents(of: other)).map(\.hash))
            }
        }
        do throws(DiagnosticsError) {
            try service.keys.destroy(id)
            for hash in lonely { try FileAccess.remove(service.blobs.path(of: hash)) }
        } catch {
            throw .faults(error.bag)
        }
    }
}
