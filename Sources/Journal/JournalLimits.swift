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
    /// Pieces of work that come with one command, or alone at once.
    package static let workPerAppend = 1_000
    /// Bytes of one piece of work.
    package static let bytesPerWork = 1_024 * 1_024
    /// Pieces of work that a worker takes at once.
    package static let leasesPerTaking = 1_000
    /// UTF-8 bytes of the reason why work failed.
    package static let bytesPerReason = 2_000

    /// How many events a read that asks for `limit` may return.
    package static func bounded(_ limit: Int) -> Int { max(0, min(limit, eventsPerRead)) }

    /// How much work a taking that asks for `limit` may return.
    package static func leases(_ limit: Int) -> Int { max(0, min(limit, leasesPerTaking)) }

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

    /// Throws ``JournalError/Code/invalidAppend`` when work is out of bounds.
    package static func check(_ work: [NewWork]) throws(JournalError) {
        guard work.count <= workPerAppend else {
            throw JournalError(.invalidAppend, reason: "more than \(workPerAppend) pieces of work at once", place: work[0].queue)
        }
        for item in work {
            func fail(_ reason: String) -> JournalError { JournalError(.invalidAppend, reason: reason, place: item.queue) }
            guard isName(item.queue) else { throw fail("the queue's name is empty, too long or holds a control character") }
            guard isName(item.key) else { throw fail("the work's key is empty, too long or holds a control character") }
            guard item.payload.count <= bytesPerWork else { throw fail("a piece of work has more than \(bytesPerWork) bytes") }
        }
    }

    /// A reason cut to its bound, between characters, without control characters that a store could refuse.
    package static func bounded(reason: String) -> String {
        var out = ""
        var count = 0
        for scalar in reason.unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= bytesPerReason else { break }
            out.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        return out
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= bytesPerName && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}
