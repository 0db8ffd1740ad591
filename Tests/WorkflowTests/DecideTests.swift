import CEL
import Diagnostics
import Rules
import Testing

@testable import Workflow

@Suite struct DecideTests {
    /// Each action in each state by each role: offered, accepted or refused as the pack says, and never anything else.
    @Test func everyActionInEveryStateByEveryRole() throws {
        let bench = try Bench()
        let dossiers: [(String, Dossier?)] = [
            ("none", nil), ("draft", try bench.draft()), ("sent", try bench.sent()), ("approved", try bench.approved()),
            ("done", try bench.done()),
        ]
        let actions = ["create", "edit", "send", "reject", "save-verdict", "approve", "close"]
        var table = ""
        for (state, dossier) in dossiers {
            for action in actions {
                var cells: [String] = []
                for person in ["ann", "bob", "cyd", "eve"] {
                    let decision = try bench.decide(
                        dossier, action, as: person, input: action == "reject" ? #"{"reason": "too-late", "text": "x"}"# : "{}",
                        form: ["approve", "save-verdict"].contains(action) ? #"{"finding": "x", "grade": "good"}"# : nil,
                        reviewer: action == "send" ? "bob" : nil)
                    let codes = decision.refusal?.failures.map { String($0.code.name.dropFirst("workflow/".count)) }
                    cells.append("\(person): \(codes?.joined(separator: "+") ?? "yes")")
                }
                table += "\(state) \(action): \(cells.joined(separator: ", "))\n"
            }
        }
        #expect(table == Self.table)
    }

    private static let table = """
        none create: ann: yes, bob: missing-permission, cyd: missing-permission, eve: missing-permission
        none edit: ann: not-open, bob: not-open, cyd: not-open, eve: not-open
        none send: ann: not-open, bob: not-open, cyd: not-open, eve: not-open
        none reject: ann: not-open, bob: not-open, cyd: not-open, eve: not-open
        none save-verdict: ann: not-open, bob: not-open, cyd: not-open, eve: not-open
        none approve: ann: not-open, bob: not-open, cyd: not-open, eve: not-open
        none close: ann: not-open, bob: not-open, cyd: not-open, eve: not-open
        draft create: ann: already-open, bob: already-open, cyd: already-open, eve: already-open
        draft edit: ann: yes, bob: missing-permission, cyd: missing-permission, eve: missing-permission
        draft send: ann: yes, bob: missing-permission+rule-failed, cyd: missing-permission+rule-failed, eve: missing-permission+rule-failed
        draft reject: ann: wrong-state+missing-permission+rule-failed, bob: wrong-state+rule-failed, cyd: wrong-state+rule-failed, eve: wrong-state+missing-permission+rule-failed
        draft save-verdict: ann: wrong-state+missing-permission, bob: wrong-state, cyd: wrong-state, eve: wrong-state+missing-permission
        draft approve: ann: wrong-state+missing-permission+rule-failed, bob: wrong-state+rule-failed, cyd: wrong-state+rule-failed, eve: wrong-state+missing-permission+rule-failed
        draft close: ann: wrong-state+missing-permission, bob: wrong-state, cyd: wrong-state, eve: wrong-state+missing-permission
        sent create: ann: already-open, bob: already-open, cyd: already-open, eve: already-open
        sent edit: ann: wrong-state, bob: wrong-state+missing-permission, cyd: wrong-state+missing-permission, eve: wrong-state+missing-permission
        sent send: ann: wrong-state, bob: wrong-state+missing-permission+rule-failed, cyd: wrong-state+missing-permission+rule-failed, eve: wrong-state+missing-permission+rule-failed
        sent reject: ann: missing-permission+rule-failed, bob: yes, cyd: rule-failed, eve: missing-permission+rule-failed
        sent save-verdict: ann: missing-permission, bob: yes, cyd: yes, eve: missing-permission
        sent approve: ann: missing-permission+rule-failed, bob: yes, cyd: rule-failed, eve: missing-permission+rule-failed
        sent close: ann: wrong-state+missing-permission, bob: wrong-state, cyd: wrong-state, eve: wrong-state+missing-permission
        approved create: ann: already-open, bob: already-open, cyd: already-open, eve: already-open
        approved edit: ann: wrong-state, bob: wrong-state+missing-permission, cyd: wrong-state+missing-permission, eve: wrong-state+missing-permission
        approved send: ann: wrong-state, bob: wrong-state+missing-permission+rule-failed, cyd: wrong-state+missing-permission+rule-failed, eve: wrong-state+missing-permission+rule-failed
        approved reject: ann: wrong-state+missing-permission+rule-failed, bob: wrong-state, cyd: wrong-state+rule-failed, eve: wrong-state+missing-permission+rule-failed
        approved save-verdict: ann: wrong-state+missing-permission, bob: wrong-state, cyd: wrong-state, eve: wrong-state+missing-permission
        approved approve: ann: wrong-state+missing-permission+rule-failed, bob: wrong-state, cyd: wrong-state+rule-failed, eve: wrong-state+missing-permission+rule-failed
        approved close: ann: missing-permission, bob: yes, cyd: yes, eve: missing-permission
        done create: ann: already-open, bob: already-open, cyd: already-open, eve: already-open
        done edit: ann: wrong-state, bob: wrong-state+missing-permission, cyd: wrong-state+missing-permission, eve: wrong-state+missing-permission
        done send: ann: wrong-state, bob: wrong-state+missing-permission+rule-failed, cyd: wrong-state+missing-permission+rule-failed, eve: wrong-state+missing-permission+rule-failed
        done reject: ann: wrong-state+missing-permission+rule-failed, bob: wrong-state, cyd: wrong-state+rule-failed, eve: wrong-state+missing-permission+rule-failed
        done save-verdict: ann: wrong-state+missing-permission, bob: wrong-state, cyd: wrong-state, eve: wrong-state+missing-permission
        done approve: ann: wrong-state+missing-permission+rule-failed, bob: wrong-state, cyd: wrong-state+rule-failed, eve: wrong-state+missing-permission+rule-failed
        done close: ann: wrong-state+missing-permission, bob: wrong-state, cyd: wrong-state, eve: wrong-state+missing-permission

        """

    /// What is offered is what would be accepted, and the other way round.
    @Test func offersAgreeWithDecisions() throws {
        let bench = try Bench()
        for dossier in [nil, try bench.draft(), try bench.sent(), try bench.approved(), try bench.done()] {
            for person in ["ann", "bob", "cyd", "eve"] {
                for offer in bench.decider.offers(dossier, to: try bench.actor(person), at: Bench.moment) {
                    let decision = try bench.decide(
                        dossier, offer.action.id, as: person,
                        input: offer.action.id == "reject" ? #"{"reason": "too-late", "text": "x"}"# : "{}",
                        form: offer.form.isEmpty ? nil : #"{"finding": "x", "grade": "good"}"#,
                        reviewer: offer.action.id == "send" ? "bob" : nil)
                    #expect(offer.isOffered == (decision.events != nil), "\(offer.action.id) by \(person) in \(dossier?.state ?? "none")")
                }
            }
        }
    }

    @Test func offersSayWhatIsNeeded() throws {
        let bench = try Bench()
        let offers = bench.decider.offers(try bench.sent(), to: try bench.actor("bob"), at: Bench.moment)
        let approve = try #require(offers.first { $0.action.id == "approve" })
        #expect(approve.isOffered)
        #expect(approve.form.map(\.path) == ["forms.verdict.finding", "forms.verdict.grade", "forms.verdict.items"])
        #expect(approve.form.map(\.isRequired) == [true, true, false])
        #expect(approve.pending.map(\.rule) == ["forms.verdict.finding", "forms.verdict.grade"])
        let reject = try #require(offers.first { $0.action.id == "reject" })
        #expect(reject.inputs.map(\.path) == ["input.reason", "input.text"])
        let close = try #require(offers.first { $0.action.id == "close" })
        #expect(!close.isOffered && close.obstacles.map(\.code) == ["workflow/wrong-state"])
    }

    @Test func effects() throws {
        let bench = try Bench()
        let draft = try bench.draft()
        #expect(draft.version == 3 && draft.state == "draft" && draft.packHash == "cafe" && draft.packVersion == "1.0.0")
        #expect(draft.data.field("author")?.field("familyName") == .string("Aubé"))
        #expect(draft.data.field("amount") == .double(12))
        let decision = try bench.decide(draft, "send", as: "ann", edits: #"{"title": "Deux", "place": {"code": ""}}"#, reviewer: "bob")
        let events = try #require(decision.events)
        #expect(events.map(\.body.typeName) == ["action-taken", "data-changed", "notification-due"])
        let sent = try #require(try Dossier.replay(events, onto: draft))
        #expect(sent.state == "sent" && sent.version == 6)
        #expect(sent.data.field("title") == .string("Deux"))
        #expect(sent.data.field("place")?.field("name") == .string("Ici"), "a nested record is merged")
        #expect(sent.data.field("place")?.field("code") == nil, "an empty text clears")
        #expect(sent.data.field("sentAt") == .timestamp(Bench.moment.now))
        // The notification sees the dossier after the effects.
        guard case .notificationDue(let due) = events[2].body else {
            Issue.record("no notification")
            return
        }
        #expect(due.recipients == [.role("reviewer"), .person("bob")])
        #expect(due.parameters.field("number") == .string("D-1"))

        let rejected = try bench.after(sent, "reject", as: "bob", input: #"{"reason": "too-late", "text": "Non"}"#)
        #expect(rejected.state == "draft")
        #expect(rejected.data.field("assignee") == nil && rejected.data.field("sentAt") == nil)
        #expect(rejected.data.field("comment") == .string("Non"))
        #expect(rejected.data.field("log")?.elements?.count == 1)
        #expect(rejected.data.field("log")?.elements?.first?.field("by")?.field("id") == .string("bob"))
        let again = try bench.after(
            try bench.after(rejected, "send", as: "ann", reviewer: "bob"), "reject", as: "bob",
            input: #"{"reason": "too-late", "text": "Encore"}"#)
        #expect(again.data.field("log")?.elements?.count == 2)
        #expect(again.steps.map(\.action) == ["create", "send", "reject", "send", "reject"])
    }

    @Test func formsAreDraftedThenSigned() throws {
        let bench = try Bench()
        let drafted = try bench.after(try bench.sent(), "save-verdict", as: "bob", form: #"{"finding": "Bien"}"#)
        #expect(drafted.draftForms == ["verdict"])
        let refusal = try #require(try bench.decide(drafted, "approve", as: "bob").refusal)
        #expect(refusal.failures.map { $0.field?.path } == ["forms.verdict.grade"])
        let approved = try bench.after(drafted, "approve", as: "bob", form: #"{"grade": "good", "remedy": null}"#)
        #expect(approved.state == "approved" && approved.draftForms.isEmpty)
        #expect(approved.forms.value(at: ["verdict", "finding"]) == .string("Bien"))
        #expect(approved.documents.map(\.definition) == ["certificate"])
        #expect(approved.documents.map(\.number) == [1])
        // The other target, by its condition; the field that then shows is required.
        let bad = try #require(try bench.decide(drafted, "approve", as: "bob", form: #"{"grade": "bad"}"#).refusal)
        #expect(bad.failures.map { $0.field?.path } == ["forms.verdict.remedy"])
        let done = try bench.after(drafted, "approve", as: "bob", form: #"{"grade": "bad", "remedy": "Refaire"}"#)
        #expect(done.state == "done")
    }

    @Test func warningsRefuseNothing() throws {
        let bench = try Bench()
        let decision = try bench.decide(try bench.draft(), "send", as: "ann", edits: #"{"amount": 99.5}"#, reviewer: "bob")
        guard case .events(_, let warnings) = decision else {
            Issue.record("refused")
            return
        }
        #expect(warnings.map(\.rule) == ["round"])
    }

    @Test func decisionsAreTheSameTwice() throws {
        let bench = try Bench()
        let sent = try bench.sent()
        let format = EventFormat()
        let first = try bench.decide(sent, "approve", as: "bob", form: #"{"finding": "x", "grade": "good"}"#).events?.map(format.encode)
        let second = try bench.decide(sent, "approve", as: "bob", form: #"{"finding": "x", "grade": "good"}"#).events?.map(format.encode)
        #expect(first == second && first != nil)
    }

    @Test func dossierOfAnotherPack() throws {
        let bench = try Bench()
        let opening = DossierOpened(dossierID: "D-1", packName: "other", packVersion: "1", packHash: "", state: "draft")
        let decision = try bench.decide(Dossier(opening, at: Bench.moment.now), "edit", as: "ann")
        #expect(decision.refusal?.failures.map(\.code) == ["workflow/other-pack"])
    }
}
