import Diagnostics
import Testing

@testable import Scenarios

/// Faults of scenario files, each at its place.
@Suite struct ScenarioReaderTests {
    /// A step, its first finding's code, the text under the caret, and a part of the hint.
    @Test(arguments: [
        ("- do: sent", "scenario/unknown-name", "sent", "did you mean `send`?"),
        ("- do: send\n  as: anne", "scenario/unknown-name", "anne", "did you mean `ann`?"),
        ("- do: send\n  expct: {}", "scenario/unknown-key", "expct", "did you mean `expect`?"),
        ("- do: send\n  expect: { stat: sent }", "scenario/unknown-key", "stat", "did you mean `state`?"),
        ("- do: send\n  expect: { state: snet }", "scenario/unknown-name", "snet", "did you mean `sent`?"),
        ("- do: send\n  expect: { refused: [under-limt] }", "scenario/unknown-name", "under-limt", "did you mean `under-limit`?"),
        ("- do: send\n  expect: { required: [tilte] }", "scenario/unknown-name", "tilte", "did you mean `title`?"),
        ("- do: send\n  expect: { fields: { place.nam: X } }", "scenario/unknown-name", "place.nam", "did you mean `place.name`?"),
        ("- do: send\n  expect: { notifies: [arived] }", "scenario/unknown-name", "arived", "did you mean `arrived`?"),
        ("- do: send\n  expect: { documents: [leter] }", "scenario/unknown-name", "leter", "did you mean `letter`?"),
        ("- do: send\n  expect: { events: [taken] }", "scenario/unknown-name", "taken", "possible here"),
        ("- do: send\n  expect: { offers: { bobb: [] } }", "scenario/unknown-name", "bobb", "did you mean `bob`?"),
        ("- do: send\n  expect: { value: 3 }", "scenario/step-shape", "value", ""),
        ("- do: send\n  expect: { allowed: true, refused: [own] }", "scenario/step-shape", "true", ""),
        ("- do: send\n  expect: { allowed: perhaps }", "scenario/wrong-shape", "perhaps", ""),
        ("- do: send\n  with: { titel: X }", "scenario/unknown-name", "titel", "did you mean `title`?"),
        ("- do: send\n  with: { amount: much }", "scenario/wrong-value", "much", ""),
        ("- do: send\n  with: { like: nothing }", "scenario/unknown-name", "nothing", ""),
        ("- do: reject\n  with: { reason: uncler }", "scenario/unknown-name", "uncler", "did you mean `unclear`?"),
        ("- do: finish\n  with: { verdict: god }", "scenario/unknown-name", "god", "did you mean `good`?"),
        ("- do: send\n  after: 3 fortnights", "scenario/bad-time", "3 fortnights", "business-days"),
        ("- do: send\n  at: tomorrow", "scenario/bad-time", "tomorrow", "2026"),
        ("- do: send\n  version: x", "scenario/wrong-shape", "x", ""),
        ("- do: send\n  data: { a: 1 }", "scenario/step-shape", "data", ""),
        ("- do: send\n  check: limits", "scenario/step-shape", "do", "a step has one of"),
        ("- as: ann", "scenario/step-shape", "as", ""),
        ("- check: limit", "scenario/unknown-name", "limit", "did you mean `limits`?"),
        ("- check: parcel\n  data: { wheight: 3 }", "scenario/unknown-name", "wheight", "did you mean `weight`?"),
        ("- check: parcel\n  expect: { refused: [lite] }", "scenario/unknown-name", "lite", ""),
        ("- evaluate: dossier.titel", "cel/no-such-field", "titel", "did you mean `title`?"),
    ])
    func fault(_ step: String, code: String, place: String, hint: String) throws {
        var pack = try TestedPack()
        let lines = step.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        let (_, bag) = pack.read("scenarios:\n  - name: one\n    now: \(TestedPack.noon)\n    as: ann\n    steps:\n\(lines)\n")
        let first = try #require(bag.sorted.first)
        #expect(first.code.name == code || code.hasPrefix("cel/") && first.code.name.hasPrefix("cel/"), "\(first)")
        let span = try #require(first.span)
        let file = try #require(pack.sources[span.source])
        #expect(String(decoding: file.bytes[span.range], as: UTF8.self) == place)
        #expect(first.hint?.en.contains(hint) ?? hint.isEmpty, "\(first)")
        #expect(first.hint.map { !$0.fr.isEmpty } ?? true)
    }

    /// Whole files.
    @Test(arguments: [
        ("scenario: []", "scenario/unknown-key"), ("scenarios: yes", "scenario/wrong-shape"), ("- a", "scenario/wrong-shape"),
        ("scenarios: [{ now: 2026-11-20T12:00:00Z, steps: [] }]", "scenario/missing-key"),
        ("scenarios: [{ name: a, steps: [] }]", "scenario/missing-key"),
        ("scenarios: [{ name: a, now: 2026-11-20T12:00:00Z }]", "scenario/missing-key"),
        ("scenarios: [{ name: a, now: 2026-11-20T12:00:00Z, steps: [{ do: send }] }]", "scenario/missing-key"),
        ("scenarios: [{ name: a, now: 2026-11-20T12:00:00Z, dossier: { state: drat }, steps: [] }]", "scenario/unknown-name"),
        ("scenarios: [{ name: a, now: 2026-11-20T12:00:00Z, dossier: { titel: x }, steps: [] }]", "scenario/unknown-name"),
        ("scenarios: [{ name: a, now: 2026-11-20T12:00:00Z, dossier: { forms: { opinon: {} } }, steps: [] }]", "scenario/unknown-name"),
        (
            "given: { a: { like: b }, b: { like: a } }\nscenarios: [{ name: a, now: 2026-11-20T12:00:00Z, dossier: { like: a }, steps: [] }]",
            "scenario/circular-model"
        ),
        ("people: { ann: { profile: writer } }", "scenario/duplicate-name"), ("people: { x: { profile: wrter } }", "scenario/unknown-name"),
        ("people: { x: { given-name: X } }", "scenario/missing-key"),
        ("people: { x: { like: ann, attributes: { tem: a } } }", "scenario/unknown-name"),
        ("given: [a]", "scenario/wrong-shape"),
    ])
    func faultyFile(_ yaml: String, code: String) throws {
        var pack = try TestedPack()
        let (_, bag) = pack.read(yaml)
        #expect(bag.diagnostics.map(\.code.name).contains(code), "\(bag.diagnostics)")
        for finding in bag.diagnostics { #expect(!finding.message.fr.isEmpty && finding.span != nil) }
    }

    /// No bytes of a file trap: every prefix, and every byte bent.
    @Test func foreignBytes() throws {
        var pack = try TestedPack()
        let yaml = """
            given: { base: { title: A, place: { name: N } } }
            scenarios:
              - name: one
                now: 2026-11-20T12:00:00Z
                as: ann
                dossier: { like: base }
                steps:
                  - do: send
                    after: 3 business-days
                    with: { amount: 3 }
                    expect: { refused: [own], required: [title], fields: { title: A } }
            """
        let bytes = Array(yaml.utf8)
        for offset in stride(from: 0, to: bytes.count, by: 3) {
            _ = pack.read(String(decoding: bytes.prefix(offset), as: UTF8.self))
            var bent = bytes
            bent[offset] ^= 0x15
            let (scenarios, bag) = pack.read(String(decoding: bent, as: UTF8.self))
            if !bag.hasErrors { _ = ScenarioRunner(rulebook: pack.rulebook).run(scenarios) }
        }
    }

    @Test func everyCodeHasASummary() {
        #expect(Set(ScenariosCodes.all.map(\.code)).count == ScenariosCodes.all.count)
        for (_, summary) in ScenariosCodes.all { #expect(!summary.fr.isEmpty && !summary.en.isEmpty) }
    }
}
