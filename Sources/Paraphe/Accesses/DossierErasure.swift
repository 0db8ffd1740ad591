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
        var walk = try await DossierWalk(service, named: ids, progress: progress)
        var sweep = FileSweep(service)
        let fault: RequestError?
        do throws(RequestError) {
            while let dossier = try await walk.next() {
                let entry = try await look(
                    dossier, by: person, at: moment, isRehearsal: isRehearsal, isNamed: !ids.isEmpty, sweep: &sweep)
                if let entry { tell(entry) }
            }
            try walk.finish()
            fault = nil
        } catch {
            fault = error
        }
        // Whatever stopped it, what was erased leaves no files.
        do throws(RequestError) {
            try await sweep.run(progress)
        } catch {
            throw fault ?? error
        }
        if let fault { throw fault }
    }

    private func look(
        _ dossier: Dossier, by person: String, at moment: DecisionMoment, isRehearsal: Bool, isNamed: Bool, sweep: inout FileSweep
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
            if !isRehearsal { try destroy(dossier.id, files, &sweep) }
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
            [Event(header: header, body: .erased(erased))], of: dossier.id, expecting: dossier.version, command: .erasure(of: dossier.id))
        try destroy(dossier.id, files, &sweep)
        return entry(.erased)
    }

    /// Destroys the key at once; the files go with the sweep.
    private func destroy(_ id: String, _ files: Set<String>, _ sweep: inout FileSweep) throws(RequestError) {
        do throws(DiagnosticsError) {
            try service.keys.destroy(id)
        } catch {
            throw .faults(error.bag)
        }
        sweep.add(files)
    }
}
