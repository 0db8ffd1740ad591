import CEL
import CivilTime
import Diagnostics
import Testing

@testable import Rules

/// What comes into force or ends: required fields, choices, grants.
@Suite struct EffectiveDateTests {
    private func book(_ good: String, _ bad: String) throws -> Rulebook {
        let spoiled = DecidingPack.text.replacing(good, with: bad, maxReplacements: 1)
        try #require(spoiled != DecidingPack.text)
        let (book, bag, sources) = DecidingPack.load(spoiled)
        return try #require(book, "\(TextRenderer(sources: sources, language: .english).render(bag))")
    }

    private func holds(_ condition: Condition, _ day: String, _ others: [String: Value] = [:]) -> Value {
        var activation = Activation(others)
        activation["today"] = .string(day)
        return condition.program.evaluate(activation)
    }

    private func requirement(_ text: String) throws -> Requirement {
        let book = try book("right: { type: permission, ", "right: { type: permission, required: \(text), ")
        return try #require(book.dossierFields["right"]).requirement
    }

    @Test(arguments: [
        ("{ valid-from: 2026-01-01 }", "2025-12-31", false), ("{ valid-from: 2026-01-01 }", "2026-01-01", true),
        ("{ valid-until: 2026-06-30 }", "2026-06-30", true), ("{ valid-until: 2026-06-30 }", "2026-07-01", false),
        ("[{ valid-until: 2024-12-31 }, { valid-from: 2026-01-01, valid-until: 2026-12-31 }]", "2024-12-31", true),
        ("[{ valid-until: 2024-12-31 }, { valid-from: 2026-01-01, valid-until: 2026-12-31 }]", "2025-06-01", false),
        ("[{ valid-until: 2024-12-31 }, { valid-from: 2026-01-01, valid-until: 2026-12-31 }]", "2026-12-31", true),
    ]) func aFieldIsRequiredInItsPeriods(text: String, day: String, isRequired: Bool) throws {
        guard case .when(let condition) = try requirement(text) else {
            Issue.record("not dated")
            return
        }
        #expect(holds(condition, day) == .bool(isRequired))
    }

    @Test func aPeriodAndAConditionGoTogether() throws {
        let text = "{ valid-from: 2026-01-01, when: has(dossier.kind) || false }"
        guard case .when(let condition) = try requirement(text) else {
            Issue.record("not dated")
            return
        }
        #expect(condition.program.text == "today >= '2026-01-01' && (has(dossier.kind) || false)" || condition.text.hasSuffix("|| false)"))
        let film: [String: Value] = ["dossier": .map(ValueMap(strings: [("kind", .string("film"))]))]
        #expect(holds(condition, "2025-12-31", film) == .bool(false))
        #expect(holds(condition, "2026-01-01", film) == .bool(true))
        #expect(holds(condition, "2026-01-01", ["dossier": .map(ValueMap(strings: []))]) == .bool(false))
    }

    @Test func aChoiceIsAskedForInItsPeriodAlone() throws {
        let book = try book(
            "film: { fr: Film, en: Film }",
            "film: { label: { fr: \"Film {35}\", en: Film }, valid-from: 2026-01-01, valid-until: 2026-12-31 }")
        let rules = try #require(book.dossierFields["kind"]).rules
        let rule = try #require(rules.first)
        #expect(rules.map(\.id) == ["film-in-force"])
        #expect(rule.refusal.bilingual.en == "“Film” can be chosen only from 2026-01-01 to 2026-12-31.")
        #expect(rule.refusal.bilingual.fr == "« Film \\{35\\} » ne peut être choisi que du 2026-01-01 au 2026-12-31.")
        #expect(try holds(#require(rule.applicability), "2025-01-01", ["value": .string("film")]) == .bool(true))
        #expect(try holds(#require(rule.applicability), "2025-01-01", ["value": .string("book")]) == .bool(false))
        #expect(holds(rule.requirement, "2025-12-31") == .bool(false))
        #expect(holds(rule.requirement, "2026-12-31") == .bool(true))
        #expect(holds(rule.requirement, "2027-01-01") == .bool(false))
    }

    @Test func aGrantReachesInItsPeriodAlone() throws {
        let book = try book("{ profiles: [member], mode: at-once }", "{ profiles: [member], mode: at-once, valid-from: 2026-01-01 }")
        func ask(_ expression: String) throws -> Value {
            let text = EmbeddedText(verbatim: expression, source: SourceID(index: 0))
            let program = try #require(book.conditionEnvironment.compile(text).0)
            return program.evaluate(["actor": .map(ValueMap(strings: [("profile", .string("member"))]))])
        }
        #expect(try ask("access.mode('borrow', actor, '2025-12-31')") == .string(""))
        #expect(try ask("access.mode('borrow', actor, '2026-01-01')") == .string("at-once"))
        #expect(try ask("access.may('borrow', actor, '2025-12-31')") == .bool(false))
        #expect(try ask("access.may('borrow', actor, 'soon')").isError)
        let undated = EmbeddedText(verbatim: "access.may('borrow', actor)", source: SourceID(index: 0))
        #expect(book.conditionEnvironment.compile(undated).0 == nil)
    }

    @Test(arguments: [("member", "2025-12-31", false), ("member", "2026-01-01", true), ("guest", "2026-01-01", false)])
    func aPermissionIsHeldByAnImmediateGrant(profile: String, day: String, isHeld: Bool) throws {
        let (book, bag, _) = DecidingPack.load(
            DecidingPack.text.replacing("at-once: { label", with: "at-once: { immediate: true, label")
                .replacing("[member], mode: at-once }", with: "[member], mode: at-once, valid-from: 2026-01-01 }"))
        let loaded = try #require(book, "\(bag.sorted.map(\.message.en))")
        let person = Value.map(ValueMap(strings: [("profile", .string(profile)), ("branch", .string("Centre"))]))
        let date = try #require(CivilDate(day))
        #expect(loaded.holds("borrow", roles: ["reader"], person: person, on: date) == isHeld)
        #expect(loaded.holds("ask", roles: ["reader"], person: person, on: date))
        #expect(loaded.profiles(granted: "borrow").map(\.id) == ["member"])
    }
}
