import Analysis
import Diagnostics
import Testing

/// Gaps, overlaps and idle rows of decision tables, and ways in which permissions come to people.
@Suite struct ProofTableTests {
    static func pack(_ more: String) -> String {
        """
        pack: tables
        title: { fr: Tables, en: Tables }
        version: 1.0.0
        time-zone: America/Toronto

        """ + more
    }

    static func table(_ policy: String, _ rows: [String], otherwise: String? = nil, inputs: String? = nil) -> String {
        let inputs =
            inputs
                ?? """
                      kind: { type: choice, label: { fr: Sorte, en: Kind }, choices: { book: { fr: Livre, en: Book }, film: { fr: Film, en: Film } } }
                      age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                """
        return pack(
            """
            tables:
              delay:
                label: { fr: Délai, en: Delay }
                inputs:
            \(inputs)
                outputs:
                  days: { type: integer, label: { fr: Jours, en: Days } }
                hit: \(policy)
                rows:
            \(rows.map { "      - " + $0 }.joined(separator: "\n"))
            \(otherwise.map { "    otherwise: \($0)\n" } ?? "")
            """)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let codes: [String]
        var words: String?

        init(_ name: String, _ text: String, _ codes: [String], _ words: String? = nil) {
            self.name = name
            self.text = text
            self.codes = codes
            self.words = words
        }

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            "complete",
            table("unique", ["{ when: { age: \"< 18\" }, then: { days: 1 } }", "{ when: { age: \">= 18\" }, then: { days: 2 } }"]), []),
        Case(
            "a gap in the middle",
            table("unique", ["{ when: { age: \"< 18\" }, then: { days: 1 } }", "{ when: { age: \"> 20\" }, then: { days: 2 } }"]),
            ["proof/table-gap"], "the table `delay` has no row for this case — Age: 18 to 20"),
        Case(
            "a gap of one choice",
            table(
                "unique", ["{ when: { kind: book }, then: { days: 1 } }", "{ when: { kind: film, age: \"<= 64\" }, then: { days: 2 } }"]),
            ["proof/table-gap"], "the table `delay` has no row for this case — Kind: “Film”; Age: 65 to 130"),
        Case(
            "no gap with otherwise", table("unique", ["{ when: { kind: book }, then: { days: 1 } }"], otherwise: "{ days: 3 }"), []),
        Case(
            "an overlap",
            table(
                "unique",
                ["{ id: young, when: { age: \"<= 18\" }, then: { days: 1 } }", "{ id: old, when: { age: \">= 18\" }, then: { days: 2 } }"]),
            ["proof/table-overlap"], "the rows `young` and `old` of the table `delay` both hold for — Age: 18"),
        Case(
            "any that agree",
            table("any", ["{ when: { age: \"<= 18\" }, then: { days: 1 } }", "{ when: { age: \">= 18\" }, then: { days: 1 } }"]), []),
        Case(
            "any that disagree",
            table(
                "any", ["{ id: a, when: { age: \"<= 18\" }, then: { days: 1 } }", "{ id: b, when: { age: \">= 18\" }, then: { days: 2 } }"]),
            ["proof/table-conflict"]),
        Case(
            "first may overlap", table("first", ["{ when: { age: \"<= 18\" }, then: { days: 1 } }", "{ then: { days: 2 } }"]), []),
        Case(
            "a row behind others",
            table(
                "first",
                [
                    "{ when: { kind: book }, then: { days: 1 } }", "{ when: { kind: film }, then: { days: 2 } }",
                    "{ id: late, when: { age: \"> 5\" }, then: { days: 3 } }",
                ]), ["proof/row-never-reached"]),
        Case(
            "a row out of bounds",
            table("first", ["{ id: odd, when: { age: \"> 130\" }, then: { days: 1 } }", "{ then: { days: 2 } }"]),
            ["proof/row-never-matches"]),
        Case(
            "decimals, exactly",
            table(
                "unique", ["{ when: { weight: \"< 2.5\" }, then: { days: 1 } }", "{ when: { weight: \"> 2.5\" }, then: { days: 2 } }"],
                inputs: "      weight: { type: decimal, label: { fr: Poids, en: Weight } }"),
            ["proof/table-gap"], "the table `delay` has no row for this case — Weight: 2.5"),
        Case(
            "dates",
            table(
                "unique",
                [
                    "{ when: { on: \"< 2026-01-01\" }, then: { days: 1 } }",
                    "{ when: { on: \"2026-01-02..2026-12-31\" }, then: { days: 2 } }",
                ],
                otherwise: nil, inputs: "      on: { type: date, label: { fr: Date, en: Date } }"), ["proof/table-gap"],
            "the table `delay` has no row for this case — Date: 2026-01-01 or 2027-01-01 and more"),
        Case(
            "periods that leave days without a row",
            table("unique", ["{ then: { days: 1 }, valid-until: 2026-06-30 }", "{ then: { days: 2 }, valid-from: 2026-07-03 }"]),
            ["proof/table-gap"], "the table `delay` has no row for this case — the day: 2026-07-01 to 2026-07-02"),
        Case(
            "periods one after the other",
            table("unique", ["{ then: { days: 1 }, valid-until: 2026-06-30 }", "{ then: { days: 2 }, valid-from: 2026-07-01 }"]), []),
        Case(
            "negation and lists",
            table(
                "unique",
                [
                    "{ when: { age: [1, 3, \"5..7\"] }, then: { days: 1 } }", "{ when: { age: \"> 7\" }, then: { days: 2 } }",
                    "{ when: { age: 0 }, then: { days: 1 } }",
                ]),
            ["proof/table-gap"], "the table `delay` has no row for this case — Age: 2 or 4"),
    ]

    @Test(arguments: cases) func tables(test: Case) {
        let checked = ProofPack.check(test.text)
        #expect(!checked.loading.hasErrors, "\(checked.shown)")
        #expect(checked.codes == test.codes, "\(checked.shown)")
        if let words = test.words { #expect(checked.report.findings.diagnostics.first?.message.en == words) }
    }

    static let people = """
        permissions:
          mail:
            label: { fr: Courrier, en: Mail }
            delegation: { allowed: true, except: [clerk] }
            grants:
              - { profiles: [clerk, agent], mode: given }
              - { profiles: [agent], mode: asked }
        access-modes:
          given: { label: { fr: Donné, en: Given } }
          asked: { label: { fr: Demandé, en: Asked } }
        profiles:
          clerk: { label: { fr: Commis, en: Clerk }, roles: [worker] }
          agent: { label: { fr: Agent, en: Agent }, roles: [worker] }
        roles:
          worker: { label: { fr: Travail, en: Work }, permissions: [mail] }

        """

    static func grants(_ from: String = "", _ to: String = "") -> Case {
        Case("\(from) → \(to)", pack(from.isEmpty ? people : people.replacing(from, with: to)), [])
    }

    @Test func twoWaysAtOnceAreTold() {
        let checked = ProofPack.check(Self.pack(Self.people))
        #expect(!checked.loading.hasErrors, "\(checked.shown)")
        #expect(checked.codes == ["proof/grant-overlap"], "\(checked.shown)")
    }

    @Test(arguments: [
        ("[agent], mode: asked", "[agent], mode: asked, when: actor.profile == 'clerk'", ["proof/grant-never-given"]),
        ("[clerk, agent], mode: given", "[clerk], mode: given", []),
        ("profiles: [clerk, agent], mode: given", "profiles: [clerk, agent], mode: asked", ["proof/grant-overlap", "proof/unused-mode"]),
        ("[clerk, agent], mode: given }", "[clerk, agent], mode: given, when: actor.language == 'fr-CA' }", ["proof/grant-overlap"]),
        ("[agent], mode: asked }", "[agent], mode: asked, when: \"!(actor.language == 'fr-CA')\" }", ["proof/grant-overlap"]),
    ])
    func grantsOfPermissions(from: String, to: String, codes: [String]) {
        let checked = ProofPack.check(Self.pack(Self.people.replacing(from, with: to)))
        #expect(!checked.loading.hasErrors, "\(checked.shown)")
        #expect(checked.codes == codes, "\(checked.shown)")
    }

    @Test func conditionsThatPartTheWaysAreFine() {
        let text = Self.people.replacing("mode: given }", with: "mode: given, when: actor.language == 'fr-CA' }").replacing(
            "mode: asked }", with: "mode: asked, when: actor.language != 'fr-CA' }")
        #expect(ProofPack.check(Self.pack(text)).codes.isEmpty)
    }
}
