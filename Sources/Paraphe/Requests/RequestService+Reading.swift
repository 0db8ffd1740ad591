import Diagnostics
import Journal
import Rules
import Workflow

// What a dossier is, and what happened to it.
extension RequestService {
    /// The identifiers of all dossiers, in the order in which they were opened.
    package func dossierIDs() async throws(RequestError) -> [String] {
        try await streams().compactMap(Self.dossierID)
    }

    /// All streams of the store, those beside dossiers too, in the order in which they were begun.
    func streams() async throws(RequestError) -> [StreamID] {
        var streams: [StreamID] = []
        var sequence: Int64 = 0
        do throws(JournalError) {
            while true {
                let page = try await journal.streams(after: sequence, limit: JournalLimits.eventsPerRead)
                streams += page.map(\.stream)
                guard page.count == JournalLimits.eventsPerRead, let last = page.last else { return streams }
                sequence = last.firstSequence
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// The dossier as it stands; nil when there is none.
    package func load(_ id: String) async throws(RequestError) -> Dossier? {
        try await load([id]).first
    }

    /// The dossiers that there are of some, in the order given, as they stand: in two reads of the store, however many.
    ///
    /// - Parameter ids: each once.
    func load(_ ids: [String]) async throws(RequestError) -> [Dossier] {
        var starts: [StreamID: Dossier] = [:]
        do throws(JournalError) {
            // What long histories added up to at some version; one that cannot be read is as none.
            for kept in try await journal.snapshots(of: ids.map(Self.stream), format: Dossier.snapshotFormat) {
                guard let dossier = try? Dossier(snapshot: kept.data), dossier.version == kept.streamVersion,
                    Self.stream(dossier.id) == kept.stream
                else { continue }
                starts[kept.stream] = dossier
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        let tails = ids.map { StreamTail(Self.stream($0), after: starts[Self.stream($0)]?.version ?? 0) }
        var dossiers: [Dossier] = []
        for (id, own) in zip(ids, try await recorded(tails)) {
            if let dossier = try replay(own, id: id, onto: starts[Self.stream(id)]) { dossiers.append(dossier) }
        }
        return dossiers
    }

    /// The same without those that cannot be read: one dossier whose key or whose rules are gone does not keep people from the others.
    ///
    /// - Parameter tell: hears of each that cannot be read.
    func loadReadable(
        _ ids: [String], unreadable tell: (_ id: String, _ why: RequestError) -> Void
    ) async throws(RequestError) -> [Dossier] {
        do throws(RequestError) {
            return try await load(ids)
        } catch {
            if error.isOfStore { throw error }
        }
        var dossiers: [Dossier] = []
        for id in ids {
            do throws(RequestError) {
                if let dossier = try await load(id) { dossiers.append(dossier) }
            } catch {
                if error.isOfStore { throw error }
                tell(id, error)
            }
        }
        return dossiers
    }

    /// A dossier, and what a person can do with it, or why not.
    package func show(_ id: String, to personID: String, at moment: DecisionMoment) async throws(RequestError) -> RequestView {
        guard let dossier = try await load(id) else {
            _ = try person(personID)
            throw RequestError(RequestDiagnostics.notFound(id))
        }
        let sight = try sight(of: dossier, by: personID, at: moment)
        return RequestView(
            dossier: sight.shownDossier, offers: sight.service.decider.offers(dossier, to: sight.actor, at: moment),
            rulebook: sight.service.rulebook)
    }

    /// What a person can do without a dossier: the actions that make one.
    package func beginnings(for personID: String, at moment: DecisionMoment) throws(RequestError) -> [Offer] {
        decider.offers(nil, to: try person(personID), at: moment)
    }

    /// What happened to a dossier, step by step.
    package func history(_ id: String) async throws(RequestError) -> [HistoryEntry] {
        try await past(of: id).steps
    }

    /// The same as one person may see it.
    package func history(_ id: String, to personID: String, at moment: DecisionMoment) async throws(RequestError) -> [HistoryEntry] {
        let (dossier, steps) = try await past(of: id)
        return try sight(of: dossier, by: personID, at: moment).shown(steps)
    }

    /// A dossier with its whole history, in the words of the version that it follows.
    private func past(of id: String) async throws(RequestError) -> (dossier: Dossier, steps: [HistoryEntry]) {
        let events = try await allEvents(of: id)
        guard !events.isEmpty else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let dossier = try evolve(nil, events, id)
        return (dossier, HistoryEntry.entries(events, rulebook: try under(dossier).rulebook))
    }

    /// The events of a dossier.
    package func allEvents(of id: String) async throws(RequestError) -> [Event] {
        try events(try await recorded(id), id: id)
    }

    /// What a store holds of a dossier after a version, as it stands there.
    func recorded(_ id: String, after version: Int64 = 0) async throws(RequestError) -> [RecordedEvent] {
        try await recorded([StreamTail(Self.stream(id), after: version)]).first ?? []
    }

    /// What a store holds of some streams, in one read: for each what it has.
    ///
    /// - Parameter tails: each stream once.
    func recorded(_ tails: [StreamTail]) async throws(RequestError) -> [[RecordedEvent]] {
        var rest: ArraySlice<RecordedEvent>
        do throws(JournalError) {
            rest = try await journal.read(tails)[...]
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        return tails.map { tail in
            let own = rest.prefix { $0.stream == tail.stream }
            rest = rest.dropFirst(own.count)
            return Array(own)
        }
    }

    /// The dossier that recorded events amount to; nil for none.
    func replay(_ recorded: [RecordedEvent], id: String, onto start: Dossier? = nil) throws(RequestError) -> Dossier? {
        let events = try events(recorded, id: id)
        do throws(ReplayError) {
            return try Dossier.replay(events, onto: start)
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: id))
        }
    }

    /// The dossier after events that a decision gave.
    func evolve(_ dossier: Dossier?, _ events: [Event], _ id: String) throws(RequestError) -> Dossier {
        do throws(ReplayError) {
            if let after = try Dossier.replay(events, onto: dossier) { return after }
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: id))
        }
        preconditionFailure("a decision has events")
    }
}
