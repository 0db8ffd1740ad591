/// An event that a ``EventJournal`` holds.
package struct RecordedEvent: Hashable, Sendable {
    /// The place among all events of the store, from 1, without gaps.
    package let sequence: Int64
    package let stream: StreamID
    /// The place in its stream, from 1, without gaps; the version of a stream is that of its last event.
    package let streamVersion: Int64
    /// The command that caused it.
    package let command: CommandID
    package let type: String
    package let version: Int
    package let data: [UInt8]

    package init(
        sequence: Int64, stream: StreamID, streamVersion: Int64, command: CommandID, type: String, version: Int, data: [UInt8]
    ) {
        self.sequence = sequence
        self.stream = stream
        self.streamVersion = streamVersion
        self.command = command
        self.type = type
        self.version = version
        self.data = data
    }
}
