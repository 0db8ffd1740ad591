import Diagnostics
import Journal
import Workflow

/// Where dossiers stand in worklists: by pack, state and version of the rules. Kept in the store, brought up to date from the events that came
/// since, and made anew when the rule differs. A worklist reads the dossiers themselves after it, so that no error here shows what is not.
package struct DossierIndex: Sendable {
    /// Names the rule of ``fold(_:onto:)``: another rule has another name.
    private static let version = "pack-state-and-version-4"
    /// After so many events of a store, a command brings the places up to date, so that who only reads never has many to read.
    static let interval: Int64 = 2_000

    private let journal: any EventJournal
    private let format = EventFormat()

    package init(_ journal: any EventJournal) {
        self.journal = journal
    }

    /// What a worklist can be narrowed down by without reading dossiers.
    struct Standing: Hashable {
        let state: String
        /// Of the version of the pack that the dossier follows.
        let packHash: String

        init(state: String, packHash: String) {
            self.state = state
            self.packHash = packHash
        }

        /// Identifiers of states have no space.
        init(facet: String) {
            let parts = facet.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            self.init(state: parts.first.map(String.init) ?? "", packHash: parts.count > 1 ? String(parts[1]) : "")
        }

        var facet: String { "\(state) \(packHash)" }
    }

    /// Whether there are no places of this rule: the store was written by another version of the program, or is new.
    func isMissing() async throws(JournalError) -> Bool { try await journal.placesHead(version: Self.version) == 0 }

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

    /// The dossiers of a pack as the store has them now. Nothing is written: events after the kept places are looked at here.
    ///
    /// - Parameter progress: hears how many events after the kept places were looked at.
    func register(of pack: String, progress: ProgressListener = { _ in }) async throws(JournalError) -> DossierRegister {
        var recent: [StreamID: StreamPlace] = [:]
        var sequence = try await journal.placesHead(version: Self.version)
        let hasPlaces = sequence > 0
        let kept = sequence
        let total = await journal.eventCount().map { max(0, $0 - kept) }
        while true {
            let page = try await journal.readAll(after: sequence, limit: JournalLimits.eventsPerRead)
            recent = try await fold(page, onto: recent)
            guard let last = page.last else { break }
            progress(ProgressStep(.events, last.sequence - kept, of: total))
            guard page.count == JournalLimits.eventsPerRead else { break }
            sequence = last.sequence
        }
        return DossierRegister(journal: journal, pack: pack, recent: recent, hasPlaces: hasPlaces)
    }

    /// The places that events give, over those that came before.
    private func fold(
        _ events: [RecordedEvent], onto known: [StreamID: StreamPlace]
    ) async throws(JournalError) -> [StreamID: StreamPlace] {
        var places = known
        var moves: [(stream: StreamID, state: String, packHash: String?)] = []
        for event in events where event.stream.name.hasPrefix(RequestService.streamPrefix) {
            guard let body = body(event) else { continue }
            switch body {
            case .opened(let opened):
                places[event.stream] = StreamPlace(
                    stream: event.stream, firstSequence: event.sequence, group: opened.packName,
                    facet: Standing(state: opened.state, packHash: opened.packHash).facet)
            case .actionTaken(let taken): moves.append((event.stream, taken.to, nil))
            case .migrated(let moved): moves.append((event.stream, moved.to, moved.packHash))
            default: continue
            }
        }
        let unknown = Set(moves.map(\.stream)).subtracting(places.keys)
        if !unknown.isEmpty {
            for place in try await journal.places(of: Array(unknown)) { places[place.stream] = place }
        }
        for move in moves {
            guard let place = places[move.stream] else { continue }
            let standing = Standing(state: move.state, packHash: move.packHash ?? Standing(facet: place.facet).packHash)
            places[move.stream] = StreamPlace(
                stream: place.stream, firstSequence: place.firstSequence, group: place.group, facet: standing.facet)
        }
        return places
    }

    /// What an event of those says that move dossiers; others are not read, and what cannot be read moves nothing.
    private func body(_ event: RecordedEvent) -> Event.Body? {
        guard event.streamVersion == 1 || ["action-taken", "dossier-migrated"].contains(event.type) else { return nil }
        return try? format.decode(EncodedEvent(type: event.type, version: event.version, data: event.data)).body
    }
}
