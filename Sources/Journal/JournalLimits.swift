/// The bounds that every ``EventJournal`` checks before it writes.
package enum JournalLimits {
    /// Events of one command.
    package static let eventsPerAppend = 1_000
    /// Bytes of one event's data.
    package static let bytesPerEvent = 16 * 1_024 * 1_024
    /// UTF-8 bytes of a stream's name, a command's identifier, an event's type.
    package static let bytesPerName = 200
    /// Events that one read returns at most; ask again from the last one.
    package static let eventsPerRead = 10_000

    /// How many events a read that asks for `limit` may return.
    package static func bounded(_ limit: Int) -> Int { max(0, min(limit, eventsPerRead)) }

    /// Throws ``JournalError/Code/invalidAppend`` when an append is empty or out of bounds.
    package static func check(_ events: [NewEvent], stream: StreamID, command: CommandID) throws(JournalError) {
        func fail(_ reason: String) -> JournalError { JournalError(.invalidAppend, reason: reason, place: stream.name) }
        guard !events.isEmpty else { throw fail("no event to append") }
        guard events.count <= eventsPerAppend else { throw fail("more than \(eventsPerAppend) events in one append") }
        guard isName(stream.name) else { throw fail("the stream's name is empty, too long or holds a control character") }
        guard isName(command.text) else { throw fail("the command's identifier is empty, too long or holds a control character") }
        for event in events {
            guard isName(event.type) else { throw fail("an event's type is empty, too long or holds a control character") }
            guard event.version >= 1, event.version <= Int(Int32.max) else { throw fail("an event's version is out of range") }
            guard event.data.count <= bytesPerEvent else { throw fail("an event has more than \(bytesPerEvent) bytes") }
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= bytesPerName && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}
