import Journal
import Workflow

/// Where dossiers stand in worklists: by pack and state. Kept in the store, brought up to date from the events that came since, and made
/// anew when the rule differs. A worklist reads the dossiers themselves after it, so that no error here shows what is not.
package struct DossierIndex: Sendable {
    /// Names the rule of ``place(_:onto:)``: another rule has another name.
    private static let version = "pack-and-state-3"
    /// After so many events of a store, a command brings the places up to date, so that who only reads never has many to read.
    static let interval: Int64 = 2_000

    private let journal: any EventJournal
    private let format = EventFormat()

    package init(_ journal: any EventJournal) {
        self.journal = journal
    }

    /// Brings the places up to date, page by page.
    package func update() async throws(JournalError) {
        while try await advance() {}
    }

    /// - Returns: whether there may be more.
    private func advance() async throws(JournalError) -> Bool {
        let head = try await journal.placesHead(version: Self.version)
        let page = try await journal.readAll(after: head, limit: JournalLimits.eventsPerRead)
        guard let last = page.last else { return false }
        let changed = try await fold(page, onto: [:])
        let kept = try await journal.keepPlaces(Array(changed.values), version: Self.version, from: head, through: last.sequence)
        // Who was slower looks again at what the faster one left.
        return !kept || page.count == JournalLimits.eventsPerRead
    }

    /// The dossiers of a pack, in the order in which they were opened, as far as they stand in some states.
    ///
    /// Nothing is written: events after the kept places are looked at here.
    ///
    /// - Parameter states: nil for all.
    func dossiers(of pack: String, in states: Set<String>?) async throws(JournalError) -> [StreamID] {
        var recent: [StreamID: StreamPlace] = [:]
        var sequence = try await journal.placesHead(version: Self.version)
        let hasPlaces = sequence > 0
        while true {
            let page = try await journal.readAll(after: sequence, limit: JournalLimits.eventsPerRead)
            recent = try await fold(page, onto: recent)
            guard page.count == JournalLimits.eventsPerRead, let last = page.last else { break }
            sequence = last.sequence
        }
        var places: [StreamPlace] = []
        var first: Int64 = 0
        while hasPlaces {
            let page = try await journal.places(
                in: pack, facets: states?.sorted(), after: first, limit: JournalLimits.eventsPerRead)
            places += page.filter { recent[$0.stream] == nil }
            guard page.count == JournalLimits.eventsPerRead, let last = page.last else { break }
            first = last.firstSequence
        }
        places += recent.values.filter { $0.group == pack && states?.contains($0.facet) ?? true }
        return places.sorted { $0.firstSequence < $1.firstSequence }.map(\.stream)
    }

    /// The places that events give, over those that came before.
    private func fold(
        _ events: [RecordedEvent], onto known: [StreamID: StreamPlace]
    ) async throws(JournalError) -> [StreamID: StreamPlace] {
        var places = known
        var moves: [(event: RecordedEvent, state: String)] = []
        for event in events where event.stream.name.hasPrefix(RequestService.streamPrefix) {
            guard let body = body(event) else { continue }
            switch body {
            case .opened(let opened):
                places[event.stream] = StreamPlace(
                    stream: event.stream, firstSequence: event.sequence, group: opened.packName, facet: opened.state)
            case .actionTaken(let taken): moves.append((event, taken.to))
            case .migrated(let moved): moves.append((event, moved.to))
            default: continue
            }
        }
        let unknown = Set(moves.map(\.event.stream)).subtracting(places.keys)
        if !unknown.isEmpty {
            for place in try await journal.places(of: Array(unknown)) { places[place.stream] = place }
        }
        for (event, state) in moves {
            guard let place = places[event.stream] else { continue }
            places[event.stream] = StreamPlace(
                stream: place.stream, firstSequence: place.firstSequence, group: place.group, facet: state)
        }
        return places
    }

    /// What an event of those says that move dossiers; others are not read, and what cannot be read moves nothing.
    private func body(_ event: RecordedEvent) -> Event.Body? {
        guard event.streamVersion == 1 || ["action-taken", "dossier-migrated"].contains(event.type) else { return nil }
        return try? format.decode(EncodedEvent(type: event.type, version: event.version, data: event.data)).body
    }
}
