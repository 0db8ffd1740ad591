import Diagnostics
import Foundation
import Journal
import Rules
import Workflow

extension RequestService {
    /// Dossiers that are read, replayed and looked at together.
    private static let dossiersPerBatch = 128
    /// Places that are read together: they are small.
    private static let placesPerRead = 4_096

    /// The dossiers of this pack that a worklist shows, in the order in which they were opened.
    ///
    /// Those alone are read that may be shown by what the store keeps of their states and the rules say of these.
    ///
    /// - Parameters:
    ///   - after: only those opened after this dossier.
    ///   - limit: at most so many, and no more is read than they need.
    ///   - progress: hears how many events and dossiers were read.
    ///   - unreadable: hears of dossiers that cannot be read, which the list leaves out.
    package func list(
        _ filter: WorklistFilter, after: String? = nil, limit: Int? = nil, at moment: DecisionMoment,
        progress: @escaping ProgressListener = { _ in }, unreadable: (DiagnosticBag) -> Void = { _ in }
    ) async throws(RequestError) -> [WorklistEntry] {
        let start = if let after { try await position(of: after) } else { Int64(0) }
        let views = try WorklistViews(self, filter: filter, at: moment)
        defer { views.tell(unreadable) }
        var walk: DossierRegister.Walk
        do throws(JournalError) {
            let register = try await DossierIndex(journal).register(of: rulebook.name, progress: progress)
            var standings: Set<DossierIndex.Standing>?
            if !filter.admitsAnyState {
                standings = try await register.standings().filter { views.mayShow($0) }
            }
            walk = register.walk(standings, after: start)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        guard let limit else { return try await all(&walk, views, progress) }
        var entries: [WorklistEntry] = []
        while entries.count < limit {
            let places: [StreamPlace]?
            do throws(JournalError) {
                places = try await walk.next(min(max(limit - entries.count, 8), Self.dossiersPerBatch))
            } catch {
                throw RequestError(RequestDiagnostics.journal(error))
            }
            guard let places else { break }
            entries += try await self.entries(at: places[...], views)
        }
        return Array(entries.prefix(max(0, limit)))
    }

    /// Everything that a walk leads to; as many batches are looked at together as the machine has cores.
    private func all(
        _ walk: inout DossierRegister.Walk, _ views: WorklistViews, _ progress: @escaping ProgressListener
    ) async throws(RequestError) -> [WorklistEntry] {
        var batches: [ArraySlice<StreamPlace>] = []
        do throws(JournalError) {
            while let places = try await walk.next(Self.placesPerRead) {
                for start in stride(from: 0, to: places.count, by: Self.dossiersPerBatch) {
                    batches.append(places[start..<min(start + Self.dossiersPerBatch, places.count)])
                }
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        let tasks = max(1, ProcessInfo.processInfo.activeProcessorCount)
        var counter = ProgressCounter(
            .dossiers, of: Int64(batches.reduce(0) { $0 + $1.count }), every: Int64(Self.dossiersPerBatch), progress)
        var entries: [WorklistEntry] = []
        for start in stride(from: 0, to: batches.count, by: tasks) {
            let part = Array(batches[start..<min(start + tasks, batches.count)])
            for outcome in await outcomes(of: part, views) { entries += try outcome.result.get() }
            for _ in 0..<part.reduce(0, { $0 + $1.count }) { counter.advance() }
        }
        return entries
    }

    /// What a worklist shows of one batch.
    private struct BatchOutcome: Sendable {
        /// The place of the batch among those that are looked at together.
        let index: Int
        let result: Result<[WorklistEntry], RequestError>
    }

    /// Looks at batches together; the outcomes are in their order.
    private func outcomes(of batches: [ArraySlice<StreamPlace>], _ views: WorklistViews) async -> [BatchOutcome] {
        let outcomes = await withTaskGroup(of: BatchOutcome.self, returning: [BatchOutcome].self) { group in
            for (index, batch) in batches.enumerated() {
                group.addTask { await self.outcome(of: batch, at: index, views) }
            }
            var found: [BatchOutcome] = []
            for await outcome in group { found.append(outcome) }
            return found
        }
        return outcomes.sorted { $0.index < $1.index }
    }

    private func outcome(of batch: ArraySlice<StreamPlace>, at index: Int, _ views: WorklistViews) async -> BatchOutcome {
        do throws(RequestError) {
            return BatchOutcome(index: index, result: .success(try await entries(at: batch, views)))
        } catch {
            return BatchOutcome(index: index, result: .failure(error))
        }
    }

    /// What the worklist shows of some dossiers, in their order.
    func entries(at places: ArraySlice<StreamPlace>, _ views: WorklistViews) async throws(RequestError) -> [WorklistEntry] {
        let ids = places.compactMap { Self.dossierID(of: $0.stream) }
        let dossiers = try await loadReadable(ids) { views.note($0, $1) }
        var entries: [WorklistEntry] = []
        var rest = places
        for dossier in dossiers {
            let stream = Self.stream(dossier.id)
            while let place = rest.popFirst() {
                guard place.stream == stream else { continue }
                if let entry = try views.entry(of: dossier, position: place.firstSequence) { entries.append(entry) }
                break
            }
        }
        return entries
    }

    /// Where a dossier begins in the store.
    private func position(of id: String) async throws(RequestError) -> Int64 {
        let first: RecordedEvent?
        do throws(JournalError) {
            first = try await journal.read(Self.stream(id), after: 0, limit: 1).first
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        guard let first else { throw RequestError(RequestDiagnostics.notFound(id)) }
        return first.sequence
    }
}
