import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// Moves the dossiers of a store to another version of their pack: `paraphe migrate`.
package struct DossierMover: Sendable {
    /// What became of one dossier.
    package struct Entry: Sendable {
        package enum Status: String, Sendable {
            /// It fits, and nothing was written.
            case wouldMove = "would-move"
            case moved
            /// Something does not fit; nothing was written.
            case refused
        }

        package let dossier: String
        package let fromVersion: String
        package let fromHash: String
        package let status: Status
        /// The step as its history tells it; nil when refused.
        package let step: HistoryEntry?
        package let failures: [Failure]
        /// Faults of the plan, or of the store.
        package let findings: [Diagnostic]
    }

    private let service: RequestService
    private let plans: [MigrationPlan]
    private let folder: String

    /// - Parameters:
    ///   - service: on the version to which dossiers move.
    ///   - folder: of the pack: its `migrations/*.yaml` say how.
    package init(service: RequestService, folder: PackFolder, shelf: SourceShelf) throws(DiagnosticsError) {
        self.service = service
        self.folder = folder.path + "/" + MigrationReader.folder
        plans = try MigrationReader.plans(of: folder, shelf: shelf)
    }

    /// Moves every dossier of the pack that runs under another version, or those named alone.
    ///
    /// - Parameters:
    ///   - isRehearsal: everything but the writing.
    ///   - progress: hears how many dossiers were looked at.
    ///   - tell: hears of each dossier.
    package func run(
        only ids: [String] = [], by person: String, at moment: DecisionMoment, isRehearsal: Bool,
        progress: @escaping ProgressListener = { _ in }, _ tell: (Entry) -> Void
    ) async throws(RequestError) {
        try service.person(person, toDo: .migrate, at: moment)
        var walk = try await DossierWalk(service, named: ids, progress: progress)
        while let dossier = try await walk.next() {
            guard dossier.packHash != service.packHash else { continue }
            tell(try await move(dossier, by: person, at: moment, isRehearsal: isRehearsal))
        }
        try walk.finish()
    }

    private func move(
        _ dossier: Dossier, by person: String, at moment: DecisionMoment, isRehearsal: Bool
    ) async throws(RequestError) -> Entry {
        func entry(_ status: Entry.Status, step: HistoryEntry? = nil, failures: [Failure] = [], _ findings: [Diagnostic] = []) -> Entry {
            Entry(
                dossier: dossier.id, fromVersion: dossier.packVersion, fromHash: dossier.packHash, status: status, step: step,
                failures: failures, findings: findings)
        }
        guard let plan = plans.isEmpty ? .identity : plans.first(where: { $0.leads(from: dossier.packVersion) }) else {
            return entry(.refused, [MigrationDiagnostics.noPlan(dossier.packVersion, folder: folder)])
        }
        let target: MigrationTarget
        switch plan.target(of: dossier, at: moment) {
        case .failure(let fault): return entry(.refused, [MigrationDiagnostics.noValue(fault)])
        case .success(let found): target = found
        }
        switch service.decider.migrate(dossier, to: target, by: person, at: moment) {
        case .failure(let refusal): return entry(.refused, failures: refusal.failures)
        case .success(let events):
            let step = HistoryEntry.entries(events, rulebook: service.rulebook, after: dossier.version).first
            if isRehearsal { return entry(.wouldMove, step: step) }
            try await service.record(
                events, of: dossier.id, expecting: dossier.version, command: .migration(of: dossier.id, to: service.packHash))
            return entry(.moved, step: step)
        }
    }
}
