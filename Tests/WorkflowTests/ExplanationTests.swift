import CEL
import Diagnostics
import Rules
import Testing

@testable import Workflow

/// Explanations: every check of a decision, its answer, and what would have to change.
@Suite struct ExplanationTests {
    private func explanation(
        _ bench: Bench, _ dossier: Dossier?, _ action: String, as person: String, edits: String = "{}", form: String? = nil,
        reviewer: String? = nil
    ) throws -> Explanation {
        var input = Value.record([])
        if let reviewer { input = .record([("reviewer", try bench.person(reviewer))]) }
        let command = Command(
            id: "c", dossierID: "D-1", action: action, actor: try bench.actor(person), input: input, edits: try bench.json(edits),
            form: try form.map(bench.json))
        return bench.decider.explain(dossier, command, at: Bench.moment)
    }

    @Test func everyCheckOfARefusal() throws {
        let bench = try Bench()
        let explanation = try explanation(bench, try bench.draft(), "send", as: "eve", edits: #"{"amount": 500}"#, reviewer: "ann")
        #expect(
            explanation.checks.map { "\($0.kind.rawValue) \($0.id) \($0.outcome.rawValue)" } == [
                "state send holds", "permission write fails", "required input.reviewer holds", "required dossier.title holds",
                "required dossier.amount holds", "required dossier.place.name holds", "rule reviews fails",
                "value dossier.place.code holds", "rule own fails", "rule under-limit fails", "rule round holds", "target sent holds",
            ])
        #expect(!explanation.isAllowed)
        #expect(explanation.refusals.compactMap(\.failure?.rule) == ["write", "reviews", "own", "under-limit"])
    }

    @Test func aRefusalCarriesItsExplanation() throws {
        let bench = try Bench()
        let refusal = try #require(try bench.decide(try bench.draft(), "send", as: "eve", reviewer: "bob").refusal)
        #expect(refusal.failures == refusal.explanation.refusals.compactMap(\.failure))
        #expect(refusal.explanation.checks.contains { $0.outcome == .holds })
    }

    @Test func whatIsAllowedIsExplainedToo() throws {
        let bench = try Bench()
        let explanation = try explanation(bench, try bench.draft(), "send", as: "ann", edits: #"{"amount": 99.5}"#, reviewer: "bob")
        #expect(explanation.isAllowed)
        #expect(explanation.warnings.map(\.id) == ["round"])
    }

    @Test func whatWouldHaveToChange() throws {
        let bench = try Bench()
        let explanation = try explanation(bench, try bench.draft(), "send", as: "eve", edits: #"{"amount": 500}"#, reviewer: "bob")
        let context = WordingContext(bench.rulebook)
        func mend(_ id: String) throws -> Mend.Change? {
            let check = try #require(explanation.checks.first { $0.id == id })
            let trace = try #require(check.traces.last)
            return trace.condition.mend(trace.trace, try #require(check.activation), in: context)?.changes.first
        }
        let limit = try #require(try mend("under-limit"))
        #expect(limit.words.fr.plainSpaces == "le montant devrait être d’au plus 100")
        #expect(limit.words.en == "the amount should be at most 100")
        #expect(limit.now == Bilingual(verbatim: "500"))
        #expect(limit.paths == ["dossier.amount"])
        let own = try #require(try mend("own"))
        #expect(own.words.fr == "l’auteur devrait être la personne qui agit")
        #expect(own.now == Bilingual(verbatim: "Ann Aubé; Eve Doe"))
    }

    @Test func theTargetTakenIsTold() throws {
        let bench = try Bench()
        let explanation = try explanation(
            bench, try bench.sent(), "approve", as: "bob", form: #"{"finding": "Bien", "grade": "good"}"#)
        let targets = explanation.checks.filter { $0.kind == .target }
        #expect(targets.map { "\($0.id) \($0.outcome.rawValue)" } == ["done does-not-apply", "approved holds"])
    }

    @Test func anOfferSaysWhyItIsNotMade() throws {
        let bench = try Bench()
        let offers = bench.decider.offers(try bench.draft(), to: try bench.actor("eve"), at: Bench.moment)
        let send = try #require(offers.first { $0.action.id == "send" })
        #expect(!send.isOffered)
        #expect(send.explanation.refusals.map(\.id).prefix(2) == ["write", "own"])
    }
}
