/// The places of an ``InMemoryJournal``.
struct PlaceLedger: Sendable {
    var version = ""
    var head: Int64 = 0
    var places: [StreamID: StreamPlace] = [:]
}

extension InMemoryJournal {
    package func placesHead(version: String) async throws(JournalError) -> Int64 {
        withPlaces { $0.version == version ? $0.head : 0 }
    }

    package func keepPlaces(
        _ places: [StreamPlace], version: String, from previous: Int64, through sequence: Int64
    ) async throws(JournalError) -> Bool {
        withPlaces { ledger in
            if ledger.version != version { ledger = PlaceLedger(version: version) }
            guard ledger.head == previous else { return false }
            for place in places { ledger.places[place.stream] = place }
            ledger.head = sequence
            return true
        }
    }

    package func places(of streams: [StreamID]) async throws(JournalError) -> [StreamPlace] {
        withPlaces { ledger in streams.compactMap { ledger.places[$0] } }
    }

    package func facets(in group: String) async throws(JournalError) -> [String] {
        withPlaces { ledger in Array(Set(ledger.places.values.lazy.filter { $0.group == group }.map(\.facet))) }
    }

    package func places(
        in group: String, facets: [String]?, after firstSequence: Int64, limit: Int
    ) async throws(JournalError) -> [StreamPlace] {
        withPlaces { ledger in
            let found = ledger.places.values.filter {
                $0.group == group && $0.firstSequence > firstSequence && facets?.contains($0.facet) ?? true
            }
            return Array(found.sorted { $0.firstSequence < $1.firstSequence }.prefix(JournalLimits.bounded(limit)))
        }
    }
}
