import Diagnostics
import Rules
import Synchronization
import Workflow

/// How a worklist looks at dossiers at one moment: under the rules that each follows, and with what these permit the person.
final class WorklistViews: Sendable {
    /// Under one version of the pack.
    private struct View: Sendable {
        let service: RequestService
        /// Nil when nobody was named, or the version is not kept.
        let person: (actor: Actor, prospects: Prospects)?
    }

    private let filter: WorklistFilter
    private let moment: DecisionMoment
    private let present: RequestService
    /// By the hash of the version.
    private let known = Mutex<[String: View]>([:])
    /// Why dossiers cannot be read, by their identifiers.
    private let unreadable = Mutex<[String: DiagnosticBag]>([:])

    /// - Throws: when the filter names a person who does not exist.
    init(_ service: RequestService, filter: WorklistFilter, at moment: DecisionMoment) throws(RequestError) {
        self.filter = filter
        self.moment = moment
        present = service
        if let id = filter.person { _ = try service.person(id) }
    }

    /// Whether the worklist may show a dossier that stands so.
    func mayShow(_ standing: DossierIndex.Standing) -> Bool {
        let view = view(standing.packHash)
        return filter.mayAdmit(standing.state, prospects: view.person?.prospects, rulebook: view.service.rulebook)
    }

    func note(_ id: String, _ why: RequestError) {
        unreadable.withLock { $0[id] = why.bag }
    }

    /// Says which dossiers could not be read so far, if there were some.
    func tell(_ listener: (DiagnosticBag) -> Void) {
        let found = unreadable.withLock { $0 }
        guard !found.isEmpty else { return }
        var bag = DiagnosticBag()
        for (_, why) in found.sorted(by: { $0.key < $1.key }) { bag.append(contentsOf: why) }
        listener(bag)
    }

    /// The line of a dossier; nil when the worklist does not show it.
    func entry(of dossier: Dossier, position: Int64) throws(RequestError) -> WorklistEntry? {
        guard dossier.packName == present.rulebook.name, !dossier.isErased else { return nil }
        let view = view(dossier.packHash)
        let decider = view.service.decider
        let due = decider.dues(of: dossier, at: moment).first
        var seen = dossier
        if let actor = view.person?.actor {
            guard decider.isShown(dossier, to: actor, at: moment) else { return nil }
            // Whoever looks for words finds none that are not shown.
            if filter.looksIntoData { seen = dossier.hiding(decider.hiddenFields(of: dossier, from: actor, at: moment)) }
        }
        // Without its rules nobody knows what of it is shown to whom.
        if filter.person != nil, view.person == nil, filter.looksIntoData || present.rulebook.dossierAudience != nil { return nil }
        guard filter.admits(seen, due: due, rulebook: view.service.rulebook) else { return nil }
        let offered = view.person.map { decider.offered(on: dossier, among: $0.prospects, at: moment) } ?? []
        if filter.isActionableOnly, offered.isEmpty { return nil }
        return WorklistEntry(
            dossier: dossier, position: position, stateLabel: view.service.rulebook.stateLabel(dossier.state), due: due, offered: offered)
    }

    private func view(_ packHash: String) -> View {
        if let view = known.withLock({ $0[packHash] }) { return view }
        // A dossier whose rules are missing is listed all the same, and nothing can be done with it.
        let own = try? present.under(packHash: packHash)
        let actor = filter.person.flatMap { id in own.flatMap { $0.directory.actor(id) } }
        let service = own ?? present
        let view = View(service: service, person: actor.map { ($0, service.decider.prospects(of: $0, on: moment.today)) })
        known.withLock { $0[packHash] = view }
        return view
    }
}
