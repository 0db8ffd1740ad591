import Journal
import Rules
import Testing
import Workflow

@testable import Paraphe

/// Worklists from kept places are those that replaying everything gives.
@Suite struct DossierIndexTests {
    /// Every dossier of the store that has a state, in the order of opening, from all events.
    private func replayed(_ journal: any EventJournal, in states: Set<String>) async throws -> [String] {
        var order: [StreamID] = []
        var events: [StreamID: [Event]] = [:]
        try await journal.forEachEvent { recorded in
            guard recorded.stream.name.hasPrefix("dossier:") else { return }
            if events[recorded.stream] == nil { order.append(recorded.stream) }
            let encoded = EncodedEvent(type: recorded.type, version: recorded.version, data: recorded.data)
            if let event = try? EventFormat().decode(encoded) { events[recorded.stream, default: []].append(event) }
        }
        return try order.filter { states.contains(try Dossier.replay(events[$0] ?? [])?.state ?? "") }.map { String($0.name.dropFirst(8)) }
    }

    private func check(_ service: Service, _ comment: String) async throws {
        let moment = try Service.moment("2026-11-23T15:00:00Z")
        for state in ["draft", "submitted"] {
            let listed = try await service.requests.list(WorklistFilter(states: [state]), at: moment).map(\.dossier.id)
            #expect(listed == (try await replayed(service.journal, in: [state])), "\(comment), \(state)")
        }
        let all = try await service.requests.list(WorklistFilter(), at: moment).map(\.dossier.id)
        #expect(all == (try await replayed(service.journal, in: Set(service.rulebook.states.ids))), "\(comment), all")
        for person in ["gcote", "rtremblay", "mnguyen"] {
            // What each dossier says by itself.
            var expected: [String] = []
            for id in all {
                let offered = try await service.requests.show(id, to: person, at: moment).offers.filter(\.isOffered).map(\.action.id)
                if !offered.isEmpty { expected.append("\(id) \(offered)") }
            }
            let actionable = try await service.requests.list(WorklistFilter(person: person, isActionableOnly: true), at: moment)
            let listed = actionable.map { "\($0.dossier.id) \($0.offered.map(\.id))" }
            #expect(listed == expected, "\(comment), \(person)")
            var paged: [String] = []
            while true {
                let page = try await service.requests.list(
                    WorklistFilter(person: person, isActionableOnly: true), after: paged.last, limit: 2, at: moment)
                #expect(page.count <= 2)
                paged += page.map(\.dossier.id)
                if page.isEmpty { break }
            }
            #expect(paged == actionable.map(\.dossier.id), "\(comment), \(person), paged")
        }
    }

    @Test(arguments: [false, true])
    func equalToReplay(onDisk: Bool) async throws {
        let service = try Service(onDisk: onDisk)
        try await check(service, "empty")
        for number in 1...12 {
            let id = "D-\(number)"
            try await service.act("create", as: "gcote", edits: Service.request, dossier: id)
            if number % 3 != 0 { try await service.act("submit", as: "gcote", dossier: id) }
        }
        try await check(service, "nothing kept")
        // Another stream, which is nobody's dossier.
        let others = (0..<900).map { NewEvent(type: "noted", version: 1, data: Array("\($0)".utf8)) }
        _ = try await service.journal.append(others, to: StreamID("other"), expecting: .any, command: CommandID("others"))
        try await DossierIndex(service.journal).update()
        for number in 13...14 { try await service.act("create", as: "gcote", edits: Service.request, dossier: "D-\(number)") }
        try await check(service, "kept and new")
        try await service.act("submit", as: "gcote", dossier: "D-3")
        try await service.act("submit", as: "gcote", dossier: "D-13")
        try await check(service, "moved since")
        try await service.act("assign", as: "rtremblay", input: "{\"provider\": \"mnguyen\"}", dossier: "D-1")
        try await service.act("accept", as: "mnguyen", dossier: "D-1")
        try await check(service, "further on")
        await #expect(throws: RequestError.self) {
            try await service.requests.list(WorklistFilter(), after: "D-99", at: try Service.moment("2026-11-23T15:00:00Z"))
        }
        // Places by another rule count for nothing.
        _ = try await service.journal.keepPlaces([], version: "another", from: 0, through: 1_000)
        try await check(service, "of another rule")
    }

    /// A store of an older program has no places by our rule: the next command makes them, not the next round number of events.
    @Test func placesOfOldStores() async throws {
        let service = try Service()
        let others = (0..<900).map { NewEvent(type: "noted", version: 1, data: Array("\($0)".utf8)) }
        for stream in ["x", "y", "z"] {
            _ = try await service.journal.append(others, to: StreamID(stream), expecting: .any, command: CommandID(stream))
        }
        _ = try await service.journal.keepPlaces([], version: "of an older program", from: 0, through: 2_700)
        #expect(try await DossierIndex(service.journal).isMissing())
        try await service.act("create", as: "gcote", edits: Service.request)
        #expect(try await !DossierIndex(service.journal).isMissing())
        try await check(service, "made anew")
    }
}
