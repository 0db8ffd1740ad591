import CEL
import CivilTime
import Diagnostics
import Testing

@testable import Rules

/// Functions, decision tables, grants and libraries, from the text of a pack to values.
@Suite struct DecidingTests {
    private let book: Rulebook

    init() throws {
        let (book, bag, sources) = DecidingPack.load()
        self.book = try #require(book, "\(TextRenderer(sources: sources, language: .english).render(bag))")
    }

    private func value(_ expression: String) throws -> Value {
        var sources = SourceMap()
        let file = sources.add(path: "expression", text: expression)
        let (program, bag) = book.conditionEnvironment.compile(EmbeddedText(verbatim: expression, source: file.id))
        let compiled = try #require(program, "\(TextRenderer(sources: sources, language: .english).render(bag))")
        return compiled.evaluate(["actor": person("member")])
    }

    private func person(_ profile: String, branch: String = "Centre") -> Value {
        .map(ValueMap(strings: [("id", .string("x")), ("profile", .string(profile)), ("branch", .string(branch))]))
    }

    @Test(arguments: [
        ("fees('book', 13).days", "30"), ("fees('book', 14).days", "21"), ("fees('film', 64).days", "7"), ("fees('film', 65).free", "true"),
        ("rates('book', '2025-12-31').amount", "1.0"), ("rates('book', '2026-01-01').amount", "0.25"),
        ("rates('film', '2026-01-01').amount", "1.0"), ("loan.days('film')", "7"), ("loan.lastDay('2026-02-27', 'film')", "\"2026-03-06\""),
        ("business.isDay('2026-12-25')", "false"),
    ]) func answers(expression: String, expected: String) throws { #expect(try value(expression).text == expected) }

    @Test func theRowThatTookPartIsKnown() throws {
        let table = try #require(book.tables["fees"])
        let decision = table.decide([.text("film"), .integer(20)])
        #expect(decision.rows.map { table.rows[$0].id } == ["row-3"])
        #expect(table.rows[1].tests.map(\.text) == ["book, score", "14..64"])
    }

    @Test func noRowIsAnErrorWithTheInputs() throws {
        let table = try #require(book.tables["fees"])
        guard case .error(let error) = table.decide([.text("record"), .integer(20)]).value else {
            Issue.record("a value came")
            return
        }
        #expect(error.message.en == "no row of the table `fees` fits kind = record, age = 20")
    }

    @Test(arguments: [
        ("member", "Centre", "at-once", true), ("guest", "Centre", "on-request", true), ("guest", "Nord", "", false),
        ("staff", "Centre", "", false),
    ]) func grants(profile: String, branch: String, mode: String, may: Bool) throws {
        func ask(_ expression: String) throws -> Value {
            let (program, _) = book.conditionEnvironment.compile(EmbeddedText(verbatim: expression, source: SourceID(index: 0)))
            return try #require(program).evaluate(["actor": person(profile, branch: branch)])
        }
        #expect(try ask("access.mode('borrow', actor)") == .string(mode))
        #expect(try ask("access.may('borrow', actor)") == .bool(may))
        #expect(try ask("access.may('ask', actor)") == .bool(true))
        #expect(try ask("access.delegable('borrow', actor)") == .bool(profile == "staff"))
    }

    @Test func permissionsAreChoices() throws {
        let field = try #require(book.dossierFields["right"])
        guard case .choice(let choices) = field.type else {
            Issue.record("no choice")
            return
        }
        #expect(choices.map(\.id) == ["borrow"])
    }

    @Test func librariesJoinThePack() throws {
        let factor = try #require(book.functions["factor"])
        #expect(book.librarySources.contains(factor.span.source))
        #expect(book.calendar.holidays.map(\.id) == ["christmas"])
        #expect(String(decoding: book.hashInput, as: UTF8.self).contains("christmas"))
    }

    // MARK: Faults

    struct Fault: Sendable, CustomTestStringConvertible {
        let good: String
        let bad: String
        let code: String

        init(_ good: String, _ bad: String, _ code: String) {
            self.good = good
            self.bad = bad
            self.code = code
        }

        var testDescription: String { bad }
    }

    static let faults = [
        Fault("use: [region]", "use: [▶regoin]", "pack/missing-file"),
        Fault("returns: integer\n    value: fees", "returns: ▶list\n    value: fees", "pack/wrong-type"),
        Fault("fees(kind, 30).days * factor()", "fees(kind, 30).▶dais * factor()", "cel/unknown-field"),
        Fault("fees(kind, 30).days * factor()", "fees(kind, 30).days * ▶factr()", "cel/unknown-function"),
        Fault("  loan.days:\n", "  ▶size:\n", "pack/reserved-name"),
        Fault("like: dossier.kind }\n    returns: date", "like: ▶dossier.kid }\n    returns: date", "pack/field-path"),
        Fault("kind: film, age: 14..64", "kind: ▶fim, age: 14..64", "pack/unknown-value"),
        Fault("age: \"< 14\"", "age: ▶\"< fourteen\"", "pack/bad-cell"),
        Fault("age: \"< 14\"", "▶aeg: 3", "pack/unknown-column"),
        Fault("kind: [book, score], age: 14..64", "kind: [book, score], age: ▶64..14", "pack/bad-cell"),
        Fault("then: { days: 30, free: true }", "then: ▶{ days: 30 }", "pack/missing-output"),
        Fault("then: { days: 30, free: true }", "then: { days: ▶many, free: true }", "pack/bad-cell"),
        Fault("- { id: child, when", "- { id: senior, when", "pack/duplicate-name"),
        Fault("hit: first", "hit: ▶frist", "pack/unknown-word"),
        Fault("mode: at-once", "mode: ▶at-ones", "pack/unknown-name"),
        Fault("profiles: [member], mode", "profiles: [▶membre], mode", "pack/unknown-name"),
        Fault("actor.branch == 'Centre'", "actor.▶branhc == 'Centre'", "cel/unknown-field"),
        Fault("group: desk\n    grants", "group: ▶desks\n    grants", "pack/unknown-name"),
        Fault("delegation: { allowed: false", "delegation: { allowed: ▶no", "pack/wrong-type"),
        Fault(
            "fees(kind, 30).days * factor()",
            "\"▶lists.range(900).map(a, lists.range(900).map(b, lists.range(900).map(c, lists.range(900).map(d, lists.range(900).map(e, e)))))[0][0][0][0][0]\"",
            "cel/too-costly"),
        Fault("label: { fr: Frais, en: Fees }", "▶label: { fr: Frais }", "pack/missing-translation"),
        Fault("desk: { label: { fr: Comptoir, en: Desk } }", "desk: { ▶label: { en: Desk } }", "pack/missing-translation"),
        Fault("note: { fr: au Centre, en: at Centre }", "▶note: { fr: au Centre }", "pack/missing-translation"),
        Fault("mode: at-once }", "mode: at-once, valid-from: 2026-01-02, valid-until: ▶2026-01-01 }", "pack/period"),
        Fault("mode: at-once }", "mode: at-once, valid-from: ▶2026-13-01 }", "pack/bad-date"),
        Fault("valid-from: 2026-01-01 }", "valid-from: 2026-01-01, valid-until: ▶2025-01-01 }", "pack/period"),
        Fault("at-once: { label: {", "at-once: { immediate: ▶sure, label: {", "pack/wrong-type"),
        Fault("America/Toronto", "▶America/Torronto", "pack/time-zone"),
        Fault("value: fees(kind, 30).days", "value: fees(▶'bok', 30).days", "pack/unknown-value"),
        Fault("when: actor.branch == 'Centre'", "when: \"▶fees('book', 3)\"", "cel/wrong-type"),
        Fault("film: { fr: Film, en: Film }", "film: { label: { fr: Film, en: Film }, ▶valid_from: 2026-01-01 }", "pack/unknown-key"),
        Fault(
            "film: { fr: Film, en: Film }", "film: { label: { fr: Film, en: Film }, valid-from: 2026-01-02, valid-until: ▶2026-01-01 }",
            "pack/period"),
        Fault("right: { type: permission, ", "right: { type: permission, required: { when: ▶dosier.kind == 'film' }, ", "cel/unknown-name"),
        Fault(
            "right: { type: permission, ", "right: { type: permission, required: { when: dossier.kind == ▶'flim' }, ", "pack/unknown-value"),
        Fault(
            "right: { type: permission, ", "right: { type: permission, required: [{ valid-from: 2027-01-01, valid-until: ▶2026-01-01 }], ",
            "pack/period"),
        Fault(
            "right: { type: permission, ", "right: { type: permission, required: \"access.may(▶'borow', actor)\", ", "pack/unknown-value"),
        Fault(
            "right: { type: permission, ", "right: { type: permission, required: \"access.mode('borrow', actor) == ▶'at-onec'\", ",
            "pack/unknown-value"),
    ]

    @Test(arguments: faults) func isFoundAtItsPlace(fault: Fault) throws {
        let spoiled = DecidingPack.text.replacing(fault.good, with: fault.bad, maxReplacements: 1)
        try #require(spoiled != DecidingPack.text)
        let marked = MarkedText(spoiled)
        let (book, bag, sources) = DecidingPack.load(marked.text)
        let shown = TextRenderer(sources: sources, language: .english).render(bag)
        let first = try #require(bag.sorted.first, "no finding")
        #expect(bag.sorted.contains { $0.code.name == fault.code }, "\(shown)")
        if let place = marked.offsets.first {
            #expect(bag.sorted.contains { $0.code.name == fault.code && $0.span?.range.lowerBound == place }, "\(shown)")
        }
        #expect(first.severity == .error && book == nil)
    }

    @Test func aCycleIsNamed() throws {
        let spoiled = DecidingPack.text.replacing("fees(kind, 30).days * factor()", with: "loan.lastDay('2026-01-01', kind) == '' ? 1 : 2")
        let finding = try #require(DecidingPack.load(spoiled).1.sorted.first { $0.code == RulesCodes.recursiveFunction })
        #expect(finding.message.en == "the function ends up calling itself: `loan.lastDay` → `loan.days` → `loan.lastDay`")
    }

    @Test(
        arguments: [
            (CellTest.below(.integer(14), isInclusive: false), [13, 14], [true, false]),
            (.below(.integer(14), isInclusive: true), [14, 15], [true, false]),
            (.above(.integer(14), isInclusive: false), [14, 15], [false, true]),
            (.range(.integer(2), .integer(4)), [1, 2, 4, 5], [false, true, true, false]),
            (.not(.equal(.integer(3))), [3, 4], [false, true]),
            (.anyOf([.equal(.integer(1)), .above(.integer(8), isInclusive: true)]), [1, 2, 8], [true, false, true]),
        ] as [(CellTest, [Int64], [Bool])]) func cells(test: CellTest, values: [Int64], admitted: [Bool])
    {
        #expect(values.map { test.admits(.integer($0)) } == admitted)
    }
}
