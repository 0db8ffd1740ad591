import Testing

@testable import Scenarios

/// What scenarios expect, held and not held.
@Suite struct ScenarioRunnerTests {
    /// Steps that pass.
    @Test(arguments: [
        "- do: send",
        "- do: send\n  expect: { allowed: true, state: sent, notifies: [arrived], events: [action-taken, data-changed, notification-due] }",
        "- do: send\n  expect: { notifies: [arrived: reviewer], filled: [sentAt], fields: { sentAt: 2026-11-20T17:00:00Z, author: ann } }",
        "- do: send\n  with: { amount: 101 }\n  expect: { refused: [under-limit], state: draft, messages: [Au plus 100, { en: At most 100 }] }",
        "- do: send\n  with: { amount: 100 }\n  expect: { warnings: [papers-come] }",
        "- do: send\n  with: { papers: [a.pdf, { name: b.png, label: B }] }\n  expect: { warnings: [] }",
        "- do: send\n  with: { title: ~ }\n  expect: { required: [title], refused: [] }",
        "- do: send\n  with: { title: ~ }\n  expect: { refused: [title] }",
        "- do: send\n  with: { title: ~ }\n  expect: { refused: [missing-field] }",
        "- do: send\n  with: { place: { code: X } }\n  expect: { required: [place.name] }",
        "- do: send\n  with: { due: 2026-11-19 }\n  expect: { refused: [to-come] }",
        "- do: send\n  with: { title: far too long a title it is }\n  expect: { refused: [invalid-value] }",
        "- do: send\n  as: bob\n  expect: { refused: [missing-permission, own] }",
        "- do: send\n  as: bob\n  expect: { refused: [write, own] }",
        "- do: send\n  as: bob\n  expect: { allowed: false }",
        "- do: send\n  as: bob\n  expect: { refused: true }",
        "- do: finish\n  as: bob\n  with: { verdict: good }\n  expect: { refused: [wrong-state] }",
        "- do: send\n  version: 1\n  expect: { refused: [stale-version] }",
        "- do: send\n- do: reject\n  as: bob\n  expect: { required: [input.reason] }\n- do: reject\n  as: bob\n  with: { reason: unclear }\n"
            + "  expect: { fields: { why: unclear, sentAt: 2026-11-20T17:00:00Z }, state: draft }",
        "- do: send\n- do: finish\n  as: bob\n  with: { verdict: good }\n"
            + "  expect: { documents: [letter], forms: { opinion: { verdict: good } }, state: done, offers: { bob: [] } }",
        "- expect: { state: draft, offers: [send], not-offers: [finish] }",
        "- do: send\n- expect: { offers: { bob: [finish, reject] }, not-offers: { ann: [send] } }",
        "- check: parcel\n  data: { weight: 3 }",
        "- check: parcel\n  data: { weight: 30 }\n  expect: { refused: [light] }",
        "- check: parcel\n  expect: { required: [weight] }",
        "- check: limits\n  expect: { warnings: [papers-come] }",
        "- evaluate: dossier.title + today\n  expect: { value: A2026-11-20 }",
        "- evaluate: dossier.amount\n  expect: { error: no-such-key }",
        "- evaluate: \"[1, 2.5, {'a': now}]\"\n  expect: { value: [1, 2.5, { a: 2026-11-20T17:00:00Z }] }",
    ])
    func holds(_ steps: String) throws {
        var pack = try TestedPack()
        let result = try pack.run(steps: steps)
        #expect(result.hasPassed, "\(result.mismatches)")
    }

    /// Steps that fail, and the key that says so.
    @Test(arguments: [
        ("- do: send\n  as: bob", "allowed"), ("- do: send\n  expect: { refused: [own] }", "refused"),
        ("- do: send\n  expect: { allowed: false }", "refused"), ("- do: send\n  expect: { required: [title] }", "required"),
        ("- do: send\n  with: { amount: 101 }\n  expect: { refused: [under-limit, own] }", "refused"),
        ("- do: send\n  with: { amount: 101, title: ~ }\n  expect: { refused: [under-limit] }", "refused"),
        ("- do: send\n  with: { title: ~ }\n  expect: { required: [] , refused: true }", "required"),
        ("- do: send\n  expect: { state: draft }", "state"), ("- do: send\n  expect: { events: [action-taken] }", "events"),
        ("- do: send\n  expect: { notifies: [] }", "notifies"), ("- do: send\n  expect: { notifies: [arrived: ann] }", "notifies"),
        ("- do: send\n  expect: { warnings: [] }", "warnings"), ("- do: send\n  expect: { messages: [nothing of that] }", "messages"),
        ("- do: send\n  expect: { fields: { title: B } }", "fields"), ("- do: send\n  expect: { fields: { sentAt: ~ } }", "fields"),
        ("- do: send\n  expect: { filled: [amount] }", "filled"), ("- do: send\n  expect: { documents: [letter] }", "documents"),
        ("- expect: { offers: [reject] }", "offers"), ("- expect: { not-offers: [send] }", "not-offers"),
        ("- check: parcel\n  data: { weight: 30 }", "allowed"),
        ("- check: parcel\n  data: { weight: 3 }\n  expect: { refused: true }", "refused"),
        ("- evaluate: 1 + 1\n  expect: { value: 3 }", "value"), ("- evaluate: 1 + 1\n  expect: { error: true }", "error"),
        ("- evaluate: 1 / 0\n  expect: { value: 3 }", "value"),
    ])
    func fails(_ steps: String, key: String) throws {
        var pack = try TestedPack()
        let result = try pack.run(steps: steps)
        #expect(!result.hasPassed && result.mismatches.map(\.key) == [key], "\(result.mismatches)")
    }

    /// What follows a surprise makes no sense; what follows another difference does.
    @Test func aSurpriseEndsTheScenario() throws {
        var pack = try TestedPack()
        let surprised = try pack.run(steps: "- do: send\n  as: bob\n- do: send\n- do: send")
        #expect(surprised.steps.count == 1 && surprised.skippedCount == 2)
        let differing = try pack.run(steps: "- do: send\n  expect: { state: draft }\n- do: reject\n  as: bob\n  with: { reason: unclear }")
        #expect(differing.steps.count == 2 && differing.skippedCount == 0)
    }

    @Test func theClockGoesAsTheStepsSay() throws {
        var pack = try TestedPack()
        let result = try pack.run(
            steps: """
                - evaluate: today
                  after: 12 hours
                  expect: { value: "2026-11-21" }
                - evaluate: now
                  at: 2026-10-31T12:00:00-04:00
                  expect: { value: 2026-10-31T16:00:00Z }
                - evaluate: now
                  after: 1 day
                  expect: { value: 2026-11-01T17:00:00Z }
                - evaluate: now
                  after: 90 minutes
                  expect: { value: 2026-11-01T18:30:00Z }
                """)
        #expect(result.hasPassed, "\(result.mismatches)")
    }

    @Test func stepsMakeTheDossierWhereNoneIsGiven() throws {
        var pack = try TestedPack()
        let report = try pack.run(
            """
            given:
              base: { title: A, place: { name: N, code: C } }
              more: { like: base, place: { code: ~ } }
            people:
              cyd: { like: ann, given-name: Cyd }
            scenarios:
              - name: { fr: un, en: one }
                basis: R9
                now: 2026-11-20T12:00:00Z
                as: cyd
                steps:
                  - do: create
                    with: { like: more, amount: 3 }
                    expect: { fields: { title: A, place: { name: N, code: ~ }, amount: 3, author: cyd }, events: [dossier-opened, action-taken, data-changed] }
                  - do: send
            """)
        #expect(report.hasPassed, "\(pack.text(report))")
    }
}
