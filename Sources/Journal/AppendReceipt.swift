/// The proof that the events of one command are stored durably.
package struct AppendReceipt: Hashable, Sendable {
    /// The command's events as they stand in the store, in order; never empty.
    package let events: [RecordedEvent]
    /// Whether the store had them already, because the same command was sent before.
    package let isRepetition: Bool

    package init(events: [RecordedEvent], isRepetition: Bool) {
        self.events = events
        self.isRepetition = isRepetition
    }

    /// The version of the stream just after these events.
    package var streamVersion: Int64 { events.last?.streamVersion ?? 0 }
}
