/// What the events of a stream add up to at a version, kept so that long histories need not be replayed from the start.
package struct StreamSnapshot: Hashable, Sendable {
    package let stream: StreamID
    package let streamVersion: Int64
    package let data: [UInt8]

    package init(stream: StreamID, streamVersion: Int64, data: [UInt8]) {
        self.stream = stream
        self.streamVersion = streamVersion
        self.data = data
    }
}

/// Snapshots of streams, beside the events and never in place of them: they may be thrown away and made again.
package protocol SnapshotStore: Sendable {
    /// The snapshots of streams, as far as they have one; in no order.
    ///
    /// - Parameter format: the form in which they were written; one of another form is as none.
    func snapshots(of streams: [StreamID], format: String) async throws(JournalError) -> [StreamSnapshot]

    /// The streams that have a snapshot of a form, in the order of their names, after a name (empty: from the start); bounded as reads are.
    func streamsWithSnapshot(format: String, after name: String) async throws(JournalError) -> [StreamID]

    /// Keeps a snapshot, unless there is a newer one of the same form.
    func keepSnapshot(_ snapshot: StreamSnapshot, format: String) async throws(JournalError)
}

extension SnapshotStore {
    /// The snapshot of one stream.
    package func snapshot(of stream: StreamID, format: String) async throws(JournalError) -> StreamSnapshot? {
        try await snapshots(of: [stream], format: format).first
    }
}
