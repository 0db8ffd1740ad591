import CEL
import Rules
import Testing
import Workflow

@testable import Paraphe

/// A worklist that keeps up is at each moment what the worklist would be.
@Suite struct LiveWorklistTests {
    private func words(_ changes: [WorklistChange]) -> [String] { changes.map { "\($0.kind.rawValue) \($0.entry.dossier.id)" } }

    @Test(arguments: [false, true]) func keepsUp(onDisk: Bool) async throws {
        let service = try Service(onDisk: onDisk)
        let moment = try Service.moment("2026-11-23T15:00:00Z")
        for id in ["D-1", "D-2"] { try await service.act("create", as: "gcote", edits: Service.request, dossier: id) }
        try await service.act("submit", as: "gcote", dossier: "D-2")
        let filter: @Sendable (DecisionMoment) -> WorklistFilter = { _ in WorklistFilter(person: "rtremblay", isActionableOnly: true) }
        var list = try await LiveWorklist(filter, of: service.requests, feed: service.journal, at: moment)
        func check(_ expected: [String]) async throws {
            try await list.wait(service.journal, seconds: 60)
            let changes = try await list.refresh(at: moment)
            #expect(words(changes) == expected)
            let whole = try await service.requests.list(filter(moment), at: moment)
            #expect(list.entries.map(\.dossier.id) == whole.map(\.dossier.id))
            #expect(list.entries.map(\.position) == whole.map(\.position))
        }
        #expect(list.entries.map(\.dossier.id) == ["D-2"])
        // An older dossier comes before the newer one.
        try await service.act("submit", as: "gcote", dossier: "D-1")
        try await check(["came D-1"])
        #expect(list.entries.map(\.dossier.id) == ["D-1", "D-2"])
        try await service.act("assign", as: "rtremblay", input: "{\"provider\": \"mnguyen\"}", dossier: "D-1")
        try await service.act("create", as: "gcote", edits: Service.request, dossier: "D-3")
        try await service.act("submit", as: "gcote", dossier: "D-3")
        try await check(["left D-1", "came D-3"])
        // What is nothing for this person.
        try await service.act("create", as: "gcote", edits: Service.request, dossier: "D-4")
        try await check([])
        let none = try await list.refresh(at: moment)
        #expect(none.isEmpty)
    }

    /// Time alone changes a worklist: a delay that ends, and what everything looks like a minute later.
    @Test func timePasses() async throws {
        let service = try Service()
        let moment = try Service.moment("2026-11-23T15:00:00Z")
        try await service.act("create", as: "gcote", edits: Service.request)
        try await service.act("submit", as: "gcote")
        var all = try await LiveWorklist({ _ in WorklistFilter() }, of: service.requests, feed: service.journal, at: moment)
        var late = try await LiveWorklist(
            { WorklistFilter(dueBefore: $0.now) }, of: service.requests, feed: service.journal, at: moment)
        #expect(all.entries.first?.due?.isOverdue == false && late.entries.isEmpty)
        let later = try Service.moment("2026-11-23T15:00:50Z").now
        #expect(all.secondsUntilNext(moment.now) == 60 && all.secondsUntilNext(later) == 10)
        let due = try #require(all.entries.first?.due?.at)
        let after = DecisionMoment(try #require(Timestamp(seconds: due.seconds)), timeZone: "America/Toronto")
        let (changed, came) = (try await all.refresh(at: after), try await late.refresh(at: after))
        #expect(words(changed) == ["changed D-1"] && words(came) == ["came D-1"])
        #expect(all.entries.first?.due?.isOverdue == true)
    }
}
