import Journal
import JournalTesting
import Testing

@Suite struct InMemoryJournalTests {
    @Test(arguments: JournalLaws.all)
    func law(_ law: JournalLaw) async {
        let violations = await law.violations(on: InMemoryJournal())
        #expect(violations == [])
    }

    @Test(arguments: WorkLaws.all)
    func workLaw(_ law: WorkLaw) async {
        let violations = await law.violations(on: InMemoryJournal())
        #expect(violations == [])
    }
}

@Suite struct ChainLinkTests {
    private static func event(
        sequence: Int64 = 1, stream: String = "s", streamVersion: Int64 = 1, command: String = "c", type: String = "t",
        version: Int = 1, data: [UInt8] = [1]
    ) -> RecordedEvent {
        RecordedEvent(
            sequence: sequence, stream: StreamID(stream), streamVersion: streamVersion, command: CommandID(command), type: type,
            version: version, data: data)
    }

    @Test func everyPartCounts() {
        let events = [
            Self.event(), Self.event(sequence: 2), Self.event(stream: "s2"), Self.event(streamVersion: 2), Self.event(command: "c2"),
            Self.event(type: "t2"), Self.event(version: 2), Self.event(data: []), Self.event(data: [1, 0]),
            // Bytes that move from one part to its neighbour make another message.
            Self.event(stream: "sc", command: ""), Self.event(stream: "", command: "sc"),
        ]
        var messages = events.map { ChainLink.message(previous: ChainLink.genesis, event: $0) }
        messages.append(ChainLink.message(previous: [UInt8](repeating: 1, count: 32), event: Self.event()))
        #expect(Set(messages).count == messages.count)
    }

    @Test func errorsAreEqualByCode() {
        let first = JournalError(.busy, reason: "one", place: "a")
        #expect(first == JournalError(.busy, reason: "two", place: "b"))
        #expect(first != JournalError(.corrupt, reason: "one", place: "a"))
        #expect(first.description == "a: journal/busy: one")
    }
}
