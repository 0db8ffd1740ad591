/// Where a stream stands in lists: derived from its events by who understands them, and kept in the store so that lists need not read all.
package struct StreamPlace: Hashable, Sendable {
    package let stream: StreamID
    /// Where the stream begins in the store: the order of lists.
    package let firstSequence: Int64
    /// What lists are made of, such as the dossiers of one pack.
    package let group: String
    /// What lists are filtered by, such as a state.
    package let facet: String

    package init(stream: StreamID, firstSequence: Int64, group: String, facet: String) {
        self.stream = stream
        self.firstSequence = firstSequence
        self.group = group
        self.facet = facet
    }
}

/// Places of streams, beside the events and never in place of them: they may be thrown away and made again.
package protocol PlaceIndex: Sendable {
    /// The places stand for all events up to this sequence.
    ///
    /// - Parameter version: the rule by which they are derived; places of another rule count for nothing.
    func placesHead(version: String) async throws(JournalError) -> Int64

    /// Keeps places that further events gave, all or none; those of another version are thrown away first.
    ///
    /// - Parameters:
    ///   - previous: what ``placesHead(version:)`` said before.
    ///   - sequence: the last event that was looked at.
    /// - Returns: false, and nothing is kept, when somebody else was faster.
    func keepPlaces(
        _ places: [StreamPlace], version: String, from previous: Int64, through sequence: Int64
    ) async throws(JournalError) -> Bool

    /// The places of streams, as far as they have one; in no order.
    func places(of streams: [StreamID]) async throws(JournalError) -> [StreamPlace]

    /// What the places of a group are filtered by: each facet that at least one of them has, once; in no order.
    func facets(in group: String) async throws(JournalError) -> [String]

    /// The places of a group after a first sequence (0: from the start), in its order, at most `limit` and never more than
    /// ``JournalLimits/eventsPerRead``.
    ///
    /// - Parameter facets: those alone; nil for all.
    func places(in group: String, facets: [String]?, after firstSequence: Int64, limit: Int) async throws(JournalError) -> [StreamPlace]
}
