/// An append on its way into a store.
package struct PendingAppend: Sendable {
    package let events: [NewEvent]
    package let stream: StreamID
    package let expected: ExpectedVersion
    package let command: CommandID
    /// Work that comes with the events.
    package let work: [NewWork]

    /// - Throws: `invalidAppend`.
    package init(
        events: [NewEvent], stream: StreamID, expected: ExpectedVersion, command: CommandID, work: [NewWork]
    ) throws(JournalError) {
        try JournalLimits.check(events, stream: stream, command: command)
        try JournalLimits.check(work)
        self.events = events
        self.stream = stream
        self.expected = expected
        self.command = command
        self.work = work
    }
}
