import Diagnostics
import Testing

@testable import Scenarios

/// How failures and coverage are shown.
@Suite struct ScenarioReportTests {
    private static let yaml = """
        scenarios:
          - name: { fr: trop cher, en: too dear }
            basis: R1
            now: 2026-11-20T12:00:00Z
            as: ann
            dossier: { title: A, author: ann, amount: 101 }
            steps:
              - do: send
                expect: { state: sent }
              - do: send
          - name: { fr: envoi, en: sending }
            basis: [R1, R3]
            now: 2026-11-20T12:00:00Z
            as: ann
            dossier: { title: A, author: ann }
            steps: [{ do: send }, { do: reject, as: bob, with: { reason: unclear } }]
        """

    @Test func aFailureIsReadable() throws {
        var pack = try TestedPack()
        let report = try pack.run(Self.yaml)
        let english = ScenarioTextReport(sources: pack.sources, language: .english).render(report, coverage: .none)
        #expect(
            english == """
                ✗ too dear  [R1]
                  scenarios/test.yaml:2:11
                  step 1: send, ann, 2026-11-20T12:00:00Z
                    the outcome   scenarios/test.yaml:9:17
                      expected: allowed
                      actual:   refused by under-limit
                    the state   scenarios/test.yaml:9:26
                      expected: sent (“Sent”)
                      actual:   draft (“Draft”)
                    why it was refused:
                      under-limit [R1]: At most 100.
                        dossier.amount = 101.0
                        pack.limit = 100
                        pack.yaml:48:13
                  1 step was not run
                ✓ sending  [R1, R3]

                2 scenarios: 1 passed, 1 failed

                """)
        let french = ScenarioTextReport(sources: pack.sources, language: .french).render(report, coverage: .none)
        for words in ["✗ trop cher", "attendu\u{A0}: permis", "obtenu\u{A0}:  refusé par under-limit", "1 étape n’a pas été faite"] {
            #expect(french.contains(words), "\(french)")
        }
    }

    @Test func coverageCountsWhatWasTried() throws {
        var pack = try TestedPack()
        let coverage = try pack.run(Self.yaml).coverage
        func tried(_ kind: Coverage.Point.Kind) -> [String] { coverage.points.filter { $0.kind == kind && $0.isCovered }.map(\.id) }
        #expect(tried(.transition) == ["send: draft → sent", "reject: sent → draft"])
        #expect(tried(.reason) == ["rejection/unclear"])
        #expect(tried(.notification) == ["arrived"])
        #expect(tried(.rule).contains("limits/under-limit failed") && tried(.rule).contains("send/own held"))
        #expect(!tried(.rule).contains("send/own failed"))
        #expect(coverage.count(.transition).all == 4 && coverage.percent > 0 && coverage.percent < 100)
        let proofs = coverage.proofs.map { ($0.requirement, $0.isProved) }
        #expect(proofs.map(\.0) == ["R1", "R2", "R3"] && proofs.map(\.1) == [false, false, true])
    }

    @Test func machinesReadItToo() throws {
        var pack = try TestedPack()
        let report = try pack.run(Self.yaml)
        let json = ScenarioJSONReport(sources: pack.sources, language: .english).render(report)
        for part in [
            "{\"scenarios\":2,\"failed\":1,", "\"key\":\"state\",\"subject\":\"the state\"", "\"file\":\"scenarios/test.yaml\",\"line\":9",
            "\"requirement\":\"R3\",\"proved\":true",
        ] { #expect(json.replacing(": ", with: ":").replacing(", ", with: ",").contains(part), "\(part) in \(json)") }
        let junit = JUnitReport(sources: pack.sources, language: .english).render(report, name: "a < b")
        for part in ["<testsuites name=\"a &lt; b\" tests=\"2\" failures=\"1\">", "line=\"2\">", "<failure message=\"the outcome"] {
            #expect(junit.contains(part), "\(part) in \(junit)")
        }
    }

    @Test func requirementsAreOrderedAsPeopleNumberThem() {
        #expect(["S1.10", "S1.9", "S2.1", "S1.4"].sorted { CoverageNames.precedes($0, $1) } == ["S1.4", "S1.9", "S1.10", "S2.1"])
    }
}
