import CEL
import Testing

@testable import Workflow

/// Delays: when each is to be told, that it is told once, and that an act ends it.
@Suite struct ReminderTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func sent(_ title: String = "Un") throws -> Dossier {
        let draft = try bench.after(
            nil, "create", as: "ann", edits: #"{"title": "\#(title)", "amount": 12, "place": {"name": "Ici", "code": "A1"}}"#)
        return try bench.after(draft, "send", as: "ann", reviewer: "bob")
    }

    /// The names of what is told at a moment, and the dossier after it.
    private func remind(_ dossier: Dossier, _ text: String, _ day: Int) throws -> (names: [String], dossier: Dossier, next: String?) {
        let (passed, events, next) = bench.decider.remind(dossier, at: Bench.moment(text, 2026, 3, day))
        #expect(events.map(\.body.typeName) == passed.flatMap { _ in ["deadline-passed", "notification-due"] })
        return (passed.map(\.name), try #require(try Dossier.replay(events, onto: dossier)), next?.name)
    }

    @Test func momentsOfADelay() throws {
        let planned = bench.decider.reminders(of: try sent())
        // Sent on March 2 at 15:00 UTC; a reminder from before the beginning is none.
        #expect(planned.map(\.name) == ["answer.soon", "answer", "answer.worse"])
        #expect(planned.map(\.dueAt.text) == ["2026-03-04T03:00:00Z", "2026-03-04T15:00:00Z", "2026-03-04T20:00:00Z"])
        #expect(bench.decider.reminders(of: try bench.draft()).isEmpty)
    }

    @Test func eachIsToldOnceInItsTime() throws {
        var dossier = try sent()
        let version = dossier.version
        for (text, day, names, next) in [
            ("2026-03-04T02:59:59Z", 3, [], "answer.soon"), ("2026-03-04T03:00:00Z", 3, ["answer.soon"], "answer"),
            ("2026-03-04T03:00:00Z", 3, [], "answer"), ("2026-03-04T15:00:00Z", 4, ["answer"], "answer.worse"),
            ("2026-03-09T15:00:00Z", 9, ["answer.worse"], nil), ("2026-03-19T15:00:00Z", 19, [], nil),
        ] as [(String, Int, [String], String?)] {
            let told = try remind(dossier, text, day)
            #expect(told.names == names && told.next == next, "\(text)")
            dossier = told.dossier
        }
        // Nobody acted: whoever saw the dossier before is not behind.
        #expect(dossier.version == version + 6 && dossier.isCurrent(version) && !dossier.isCurrent(version - 1))
        #expect(!dossier.isCurrent(dossier.version + 1))
        #expect(try bench.decide(dossier, "save-verdict", as: "bob", form: "{}", expecting: version).refusal == nil)
    }

    @Test func aReminderBeforeTheEndIsNotToldAfterIt() throws {
        #expect(try remind(try sent(), "2026-03-20T15:00:00Z", 20).names == ["answer", "answer.worse"])
    }

    @Test func theConditionIsAskedWhenTheTimeHasCome() throws {
        #expect(try remind(try sent("quiet"), "2026-03-20T15:00:00Z", 20).names.isEmpty)
    }

    @Test func eachStayHasItsOwnDelay() throws {
        let first = try remind(try sent(), "2026-03-20T15:00:00Z", 20).dossier
        let back = try bench.after(first, "reject", as: "bob", input: #"{"reason": "too-late", "text": "x"}"#)
        #expect(bench.decider.reminders(of: back).isEmpty)
        let again = try bench.after(back, "send", as: "ann", reviewer: "bob")
        #expect(bench.decider.remind(again, at: Bench.moment("2026-03-20T15:00:00Z", 2026, 3, 20)).passed.count == 2)
        #expect(again.reminded.count == 2 && bench.decider.reminders(of: again).allSatisfy { $0.sinceVersion > first.version })
    }
}
