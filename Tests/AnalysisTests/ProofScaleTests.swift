import Analysis
import Diagnostics
import Rules
import Testing

/// Large and hostile packs end in good time.
@Suite(.serialized) struct ProofScaleTests {
    @Test func aLargePackIsProvedInTime() throws {
        let checked = ProofPack.check(GeneratedPack.text(quarters: 4))
        let book = try #require(checked.book, "\(checked.shown.prefix(3000))")
        #expect(book.profiles.count == 200 && book.permissions.count == 500 && book.states.count == 60)
        #expect(checked.codes.filter { $0 != "proof/unused" } == [], "\(checked.shown.prefix(3000))")
        #expect(checked.report.givenUp.isEmpty)
        let time = ContinuousClock().measure { _ = Proofs.findings(of: book) }
        // Without optimisation and beside other tests; `make bench` measures the release.
        #expect(time < .seconds(60), "\(time)")
    }

    @Test func hugeFormulasAreGivenUp() throws {
        // A formula over many comparisons whose satisfaction is a hard puzzle.
        var terms: [String] = []
        for i in 0..<60 {
            for j in 0..<8 {
                let other = (i * 7 + j * 13 + 1) % 60
                terms.append(
                    "(forms.slip.f\(i) \(j % 2 == 0 ? "==" : "!=") true || forms.slip.f\(other) == \(j % 3 == 0) || forms.slip.f\((other + 11) % 60) != \(j % 4 == 0))"
                )
            }
        }
        let fields = (0..<60).map { "      f\($0): { type: boolean, label: { fr: F, en: F } }" }.joined(separator: "\n")
        let rule = terms.joined(separator: " && ")
        let text = ProofPack.text.replacing(
            "    fields:\n      condition:", with: "    fields:\n\(fields)\n      condition:"
        ).replacing(
            "form: slip",
            with:
                "guards:\n      - id: puzzle\n        require: >-\n          \(rule)\n        otherwise: { fr: Non., en: No. }\n    form: slip"
        )
        let checked = ProofPack.check(text)
        #expect(checked.book != nil, "\(checked.shown.prefix(2000))")
        let time = ContinuousClock().measure { if let book = checked.book { _ = Proofs.findings(of: book) } }
        #expect(time < .seconds(90), "\(time)")
    }

    @Test(arguments: ["unique", "first", "collect"]) func tablesOfTenThousandRowsEnd(policy: String) throws {
        var rows: [String] = []
        for row in 0..<10_000 { rows.append("{ when: { age: \(row % 131), weight: \"\(row)..\(row + 1)\" }, then: { days: \(row) } }") }
        let text = ProofTableTests.table(
            policy, rows, otherwise: "{ days: 0 }",
            inputs:
                "      age: { type: integer, label: { fr: Âge, en: Age } }\n      weight: { type: decimal, label: { fr: Poids, en: Weight } }"
        )
        let checked = ProofPack.check(text)
        let book = try #require(checked.book, "\(checked.shown.prefix(2000))")
        let time = ContinuousClock().measure { _ = Proofs.findings(of: book) }
        #expect(time < .seconds(90), "\(time)")
    }

    @Test func tablesThatAreTooIntricateAreGivenUp() throws {
        var rows: [String] = []
        for row in 0..<3_000 {
            rows.append("{ when: { a: \">= \(row)\", b: \">= \(row * 7 % 3000)\", c: \">= \(row * 11 % 3000)\" }, then: { days: \(row) } }")
        }
        let input = ["a", "b", "c"].map { "      \($0): { type: integer, label: { fr: X, en: X } }" }.joined(separator: "\n")
        let checked = ProofPack.check(ProofTableTests.table("collect", rows, inputs: input))
        #expect(checked.book != nil, "\(checked.shown.prefix(2000))")
        #expect(checked.report.givenUp.count == 1)
    }
}
