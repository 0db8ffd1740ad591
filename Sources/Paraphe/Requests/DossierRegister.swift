import Journal
import Workflow

/// The dossiers of a pack in the order in which they were opened, page by page: from kept places, and from events that came after these.
struct DossierRegister {
    private let journal: any EventJournal
    private let pack: String
    private let hasPlaces: Bool
    /// Places that events gave which came after the kept ones; of any pack.
    private let recent: [StreamID: StreamPlace]

    /// - Parameter hasPlaces: whether kept places stand for what came before the recent ones.
    init(journal: any EventJournal, pack: String, recent: [StreamID: StreamPlace], hasPlaces: Bool) {
        self.journal = journal
        self.pack = pack
        self.recent = recent
        self.hasPlaces = hasPlaces
    }

    /// Each way in which a dossier of the pack may stand.
    func standings() async throws(JournalError) -> Set<DossierIndex.Standing> {
        var facets = Set(recent.values.lazy.filter { $0.group == pack }.map(\.facet))
        if hasPlaces { facets.formUnion(try await journal.facets(in: pack)) }
        return Set(facets.map { DossierIndex.Standing(facet: $0) })
    }

    /// Walks over the dossiers that stand in some ways.
    ///
    /// - Parameters:
    ///   - standings: nil for all.
    ///   - first: those opened after this sequence.
    func walk(_ standings: Set<DossierIndex.Standing>?, after first: Int64) -> Walk {
        let facets = standings.map { Set($0.map(\.facet)) }
        let newer = recent.values.filter {
            $0.group == pack && $0.firstSequence > first && facets?.contains($0.facet) ?? true
        }
        return Walk(
            journal: journal, pack: pack, facets: facets?.sorted(), known: recent,
            newer: ArraySlice(newer.sorted { $0.firstSequence < $1.firstSequence }), cursor: first,
            isAtEnd: !hasPlaces || facets?.isEmpty ?? false)
    }

    /// A way through the register.
    struct Walk {
        fileprivate let journal: any EventJournal
        fileprivate let pack: String
        fileprivate let facets: [String]?
        /// What kept places say of these dossiers is old.
        fileprivate let known: [StreamID: StreamPlace]
        /// In order, those that are still to come.
        fileprivate var newer: ArraySlice<StreamPlace>
        fileprivate var cursor: Int64
        fileprivate var isAtEnd: Bool

        /// The next dossiers, perhaps none although more follow; nil at the end.
        mutating func next(_ limit: Int) async throws(JournalError) -> [StreamPlace]? {
            guard !isAtEnd else {
                guard !newer.isEmpty else { return nil }
                let part = newer.prefix(limit)
                newer = newer.dropFirst(limit)
                return Array(part)
            }
            let page = try await journal.places(in: pack, facets: facets, after: cursor, limit: limit)
            isAtEnd = page.count < limit
            cursor = page.last?.firstSequence ?? cursor
            var places = page.filter { known[$0.stream] == nil }
            let between = isAtEnd ? newer : newer.prefix { $0.firstSequence <= cursor }
            guard !between.isEmpty else { return places }
            newer = newer.dropFirst(between.count)
            places += between
            return places.sorted { $0.firstSequence < $1.firstSequence }
        }
    }
}
