import Diagnostics
import Rules
import Testing

/// What is wrong with an exchange is found when the pack loads, at its place.
@Suite struct ExchangeFaultTests {
    private func findings(content: String, fragments: String = "", head: String = "") -> [String] {
        let indented = content.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        return LoanPack.load("exchanges:\n  out:\n    label: { fr: É, en: E }\n\(head)    content:\n\(indented)\n\(fragments)").findings
    }

    @Test(arguments: [
        ("a: =dossier.titel", "5:19 cel/unknown-field"), ("a: =dossier.days + 'x'", "5:24 cel/no-overload"),
        ("a: =nobody", "5:11 cel/unknown-name"), ("a: { $when: dossier.days, b: 1 }", "5:19 cel/wrong-type"),
        ("a: { $for: n, $in: dossier.title, b: 1 }", "5:26 pack/exchange-type"),
        ("a: { $for: n, $in: dossier.notes, b: =n.txet }", "5:47 cel/unknown-field"),
        ("a: { $for: n, b: 1 }", "5:12 pack/exchange-shape"), ("a: { $in: dossier.notes, b: 1 }", "5:12 pack/exchange-shape"),
        ("a: { $index: i, b: 1 }", "5:12 pack/exchange-shape"), ("a: { $whne: true, b: 1 }", "5:12 pack/exchange-shape"),
        ("a: { $when: true }", "5:10 pack/exchange-shape"), ("a: { $value: 1, b: 2 }", "5:23 pack/exchange-shape"),
        ("a: { fr: Livre }", "5:10 pack/missing-translation"), ("a: { fr: Livre, en: '' }", "5:23 pack/missing-translation"),
        ("a:", "5:7 pack/empty"), ("a: [~]", "5:11 pack/empty"), ("a: =type(1)", "5:11 pack/exchange-type"),
        ("a: =label('states.drft', language)", "5:17 pack/unknown-label"),
        ("a: =label('state.' + dossier.state, language)", "5:17 pack/unknown-label"),
        ("a: { $when: dossier.state == 'open', b: 1 }", "5:36 pack/unknown-value"),
        ("a: { $for: dossier, $in: dossier.notes, b: 1 }", "5:18 pack/reserved-name"),
        ("a: { $for: A b, $in: dossier.notes, b: 1 }", "5:18 pack/bad-name"),
        ("a: { $use: nothing }", "5:18 pack/unknown-name"), ("a: { $use: pair, $with: { left: 1 } }", "5:18 pack/fragment-parameter"),
        ("a: { $use: pair, $with: { left: '1', right: '2', middle: '3' } }", "5:56 pack/fragment-parameter"),
        ("a: { $use: ring }", "9:27 pack/recursive-fragment"),
        ("a: { $use: pair, $with: { left: dossier.days, right: dossier.title } }", "14:20 cel/no-overload"),
    ])
    func faults(content: String, finding: String) {
        let fragments = """
            fragments:
              ring:
                label: { fr: Anneau, en: Ring }
                content: { a: { $use: ring } }
              pair:
                label: { fr: Paire, en: Pair }
                parameters: [left, right]
                content:
                  { sum: =left + right }

            """
        let found = findings(content: content, fragments: fragments)
        #expect(found == [finding], "\(content)")
    }

    @Test(arguments: [
        ("    kind: export\n    action: create\n", "5:5 pack/exchange-kind"),
        ("    kind: export\n    file: a.json\n", "5:5 pack/exchange-kind"),
        ("    kind: import\n", "2:3 pack/exchange-kind"), ("    kind: imprt\n", "4:11 pack/unknown-word"),
        ("    permission: sned\n", "4:17 pack/unknown-name"), ("    kind: attachment\n", "2:3 pack/exchange-kind"),
        ("    let: { a: dossier.titel }\n", "4:23 cel/unknown-field"),
    ])
    func heads(head: String, finding: String) {
        #expect(findings(content: "edits: { title: x }", head: head) == [finding])
    }

    @Test func attachments() {
        let base = LoanPack.base.replacing("attach: [data]", with: "attach: [data, out]")
        func load(_ kind: String, _ content: String) -> [String] {
            LoanPack.load("exchanges:\n  out:\n    label: { fr: É, en: E }\n    kind: \(kind)\n    content: \(content)\n", base: base)
                .findings
        }
        #expect(load("attachment", "{ a: =form.state, b: =document.number }").isEmpty)
        #expect(load("attachment", "{ a: =form.stat }") == ["5:25 cel/unknown-field"])
        #expect(load("export", "{ a: =dossier.id }").map { $0.split(separator: " ").last } == ["pack/exchange-kind"])
        let missing = LoanPack.load("messages: { a: { fr: a, en: a } }\n", base: base).findings
        #expect(missing.map { $0.split(separator: " ").last } == ["pack/unknown-name"])
    }

    @Test(arguments: [
        ("edits: { titel: =message.a }", "pack/field-path"), ("edits: { days: many }", "pack/exchange-type"),
        ("edits: { kind: poem }", "pack/exchange-type"), ("edits: { days: =language }", "pack/exchange-type"),
        ("edits: { notes: { text: a } }", "pack/exchange-type"), ("edits: { notes: [{ txet: a }] }", "pack/field-path"),
        ("edits: { title: [a] }", "pack/exchange-type"), ("edit: { title: a }", "pack/field-path"),
        ("edits: { title: { $for: a, $in: message.b, $value: =a } }", "pack/exchange-type"),
    ])
    func imports(content: String, code: String) {
        let found = findings(content: content, head: "    kind: import\n    action: create\n")
        #expect(found.map { $0.split(separator: " ").last.map(String.init) } == [code], "\(content)")
    }

    @Test func whatFragmentsMultiplyIsBounded() {
        var fragments = "fragments:\n  f0: { label: { fr: a, en: a }, content: { a: 1 } }\n"
        for level in 1...70 {
            fragments += "  f\(level): { label: { fr: a, en: a }, content: { a: { $use: f\(level - 1) }, b: { $use: f\(level - 1) } } }\n"
        }
        #expect(findings(content: "a: { $use: f70 }", fragments: fragments).contains { $0.hasSuffix("pack/exchange-size") })
        // Twice as much at each level, and still compiled once.
        #expect(findings(content: "a: { $use: f20 }", fragments: fragments).isEmpty)
    }
}
