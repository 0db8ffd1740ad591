import Diagnostics
import Testing

@testable import Rules

/// One fault each, put into the small pack: the code, and the place marked `▶` in what replaces the good text.
@Suite struct BrokenPackTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let good: String
        let bad: String
        let code: String

        init(_ name: String, _ file: String, _ good: String, _ bad: String, _ code: String) {
            self.name = name
            self.file = file
            self.good = good
            self.bad = bad
            self.code = code
        }

        var testDescription: String { name }
    }

    static let faults: [Fault] = [
        // Files and YAML
        Fault("bad YAML: unclosed quote", "pack.yaml", "\"418 555-0100\"", "▶\"418 555-0100", "yaml/unclosed-quote"),
        Fault("bad YAML: colon in text", "people.yaml", "family-name: Roy", "family-name: Roy▶: Anne", "yaml/colon-in-text"),
        Fault("missing file", "pack.yaml", "[people.yaml, ", "[people.yaml, ▶extra.yaml, ", "pack/missing-file"),
        Fault("key written twice", "pack.yaml", "facts:", "▶version: 2.0.0\nfacts:", "yaml/duplicate-key"),
        // Shapes
        Fault("unknown key", "workflow.yaml", "    permission: ask\n    edits", "    ▶permision: ask\n    edits", "pack/unknown-key"),
        Fault("unknown section", "workflow.yaml", "rule-sets:", "▶rule-set:", "pack/unknown-key"),
        Fault("key of the entry file", "people.yaml", "permissions:\n  ask", "▶version: 1\npermissions:\n  ask", "pack/unknown-key"),
        Fault("missing key", "workflow.yaml", "  lend:\n    label: { fr: Prêter, en: Lend }\n", "  ▶lend:\n", "pack/missing-key"),
        Fault("scalar in place of a list", "workflow.yaml", "from: [draft]", "from: ▶draft", "pack/wrong-type"),
        Fault("list in place of a text", "pack.yaml", "version: 1.0.0", "version: ▶[1, 0]", "pack/wrong-type"),
        Fault("text in place of true", "workflow.yaml", "complete: true", "complete: ▶yes", "pack/wrong-type"),
        Fault("unknown word", "workflow.yaml", "kind: initial", "kind: ▶inital", "pack/unknown-word"),
        Fault("badly formed name", "workflow.yaml", "- id: own\n", "- id: ▶Own request\n", "pack/bad-name"),
        Fault(
            "missing English text", "workflow.yaml", "label: { fr: Demandé, en: Asked }", "▶label: { fr: Demandé }",
            "pack/missing-translation"),
        Fault("empty French text", "people.yaml", "{ fr: Demander, en: Ask }", "{ ▶fr: '', en: Ask }", "pack/missing-translation"),
        Fault("text in one language only", "people.yaml", "ask: { fr: Demander, en: Ask }", "ask: ▶Demander", "pack/wrong-type"),
        Fault("comma in a text", "workflow.yaml", "{ fr: Trop long., en", "{ fr: Trop long, ▶hélas, en", "pack/unknown-key"),
        Fault("key without value", "workflow.yaml", "    rules: [borrowing]", "    ▶rules:", "pack/empty"),
        Fault("empty list", "people.yaml", "permissions: [decide]", "permissions: ▶[]", "pack/empty"),
        Fault("impossible day", "workflow.yaml", "valid-from: 2026-01-01", "valid-from: ▶2026-02-30", "pack/bad-date"),
        Fault(
            "period the wrong way round", "workflow.yaml", "valid-from: 2026-01-01", "valid-from: 2026-01-01, valid-until: ▶2025-01-01",
            "pack/period"),
        // Names
        Fault("misspelt role", "people.yaml", "roles: [reader]", "roles: [▶raeder]", "pack/unknown-name"),
        Fault("misspelt state", "workflow.yaml", "    to: asked\n", "    to: ▶askd\n", "pack/unknown-name"),
        Fault("misspelt permission", "people.yaml", "permissions: [decide]", "permissions: [decide, ▶decid]", "pack/unknown-name"),
        Fault("misspelt notification", "workflow.yaml", "notify: [asked]", "notify: [▶aked]", "pack/unknown-name"),
        Fault(
            "misspelt reason list", "workflow.yaml", "reasons: refusals, label: { fr: Motif, en: Reason }, required",
            "reasons: ▶refusal, label: { fr: Motif, en: Reason }, required", "pack/unknown-name"),
        Fault(
            "misspelt form", "workflow.yaml", "    permission: decide\n    form: slip", "    permission: decide\n    form: ▶slipp",
            "pack/unknown-name"),
        Fault(
            "misspelt dossier field", "workflow.yaml", "edits: [title, days, phone]", "edits: [title, ▶dais, phone]", "pack/unknown-name"),
        Fault("misspelt path", "workflow.yaml", "      refusal: input.reason", "      ▶refusl: input.reason", "pack/field-path"),
        Fault("path to no list", "workflow.yaml", "      notes: { text", "      ▶title: { text", "pack/field-path"),
        Fault(
            "unknown field of a record", "workflow.yaml", "{ text: \"'lent'\", at: now }", "{ text: \"'lent'\", ▶on: now }",
            "pack/field-path"),
        Fault(
            "name declared in two files", "workflow.yaml", "states:\n",
            "roles:\n  ▶reader:\n    label: { fr: Lecteur, en: Reader }\n    permissions: [ask]\nstates:\n", "pack/duplicate-name"),
        Fault(
            "rule declared twice", "workflow.yaml", "    rules: [borrowing]",
            "      - id: ▶own\n        require: has(dossier.days)\n        otherwise: { fr: Non., en: No. }\n    rules: [borrowing]",
            "pack/duplicate-name"),
        Fault(
            "reserved name", "workflow.yaml", "    title: { label: { fr: Titre, en: Title }, required: true",
            "    ▶state: { label: { fr: x, en: x } }\n    title: { label: { fr: Titre, en: Title }, required: true", "pack/reserved-name"),
        Fault("unknown attribute", "people.yaml", "{ branch: Centre }", "{ ▶branche: Centre }", "pack/attribute"),
        // Names inside conditions
        Fault(
            "misspelt state in a condition", "workflow.yaml", "when: has(dossier.days)\n", "when: dossier.state == ▶'askd'\n",
            "pack/unknown-value"),
        Fault(
            "misspelt role in a condition", "workflow.yaml", "when: has(dossier.days)\n", "when: \"▶'raeder' in actor.roles\"\n",
            "pack/unknown-value"),
        Fault(
            "misspelt profile in a condition", "workflow.yaml", "when: has(dossier.days)\n", "when: \"\\u0061ctor.profile != ▶'stuff'\"\n",
            "pack/unknown-value"),
        Fault(
            "misspelt choice in a condition", "workflow.yaml", "form.condition == 'worn'", "form.condition in ['fine', ▶'wron']",
            "pack/unknown-value"),
        Fault(
            "misspelt reason in a condition", "workflow.yaml", "when: has(dossier.days)\n",
            "when: >-\n          has(dossier.refusal)\n          && dossier.refusal == ▶'mising'\n", "pack/unknown-value"),
        Fault(
            "condition that depends on nothing", "workflow.yaml", "when: has(dossier.days)\n", "when: ▶1 < 2\n", "pack/constant-condition"),
        // Texts and what they insert
        Fault(
            "value that is not given", "workflow.yaml", "fr: \"Demande {$number}\"", "fr: \"Demande {$number} {▶$numero}\"",
            "pack/unknown-parameter"),
        Fault(
            "value missing in one language", "workflow.yaml", "with: { number: dossier.id }", "with: { number: dossier.id, ▶day: today }",
            "pack/unused-parameter"),
        Fault(
            "confidential value in a notification", "workflow.yaml", "with: { number: dossier.id }", "with: { number: ▶dossier.phone }",
            "pack/confidential"),
        // Fields
        Fault(
            "choice without choices", "workflow.yaml", "      remark:\n",
            "      colour: { type: ▶choice, label: { fr: Couleur, en: Colour } }\n      remark:\n", "pack/field-type"),
        Fault("pattern on a number", "workflow.yaml", "minimum: 1, maximum: 21", "minimum: 1, ▶pattern: x", "pack/field-type"),
        Fault("faulty pattern", "workflow.yaml", "required: true, longest: 80", "required: true, pattern: \"▶[a\"", "pack/pattern"),
        Fault("impossible bounds", "workflow.yaml", "minimum: 1, maximum: 21", "minimum: 1, maximum: ▶0", "pack/field-range"),
        // The workflow as a whole
        Fault(
            "action from a final state", "workflow.yaml", "    from: [asked]\n    to: refused", "    from: [asked, ▶lent]\n    to: refused",
            "pack/final-state"),
        Fault(
            "action without states", "workflow.yaml", "  refuse:\n    label: { fr: Refuser, en: Refuse }\n    from: [asked]\n",
            "  ▶refuse:\n    label: { fr: Refuser, en: Refuse }\n", "pack/action-shape"),
        Fault(
            "creation from a state", "workflow.yaml", "    creates: true\n", "    creates: true\n    ▶from: [draft]\n", "pack/action-shape"),
        Fault(
            "target after an open one", "workflow.yaml", "    to: refused\n",
            "    to:\n      - { state: refused }\n      - { state: ▶lent, when: has(dossier.days) }\n", "pack/hidden-target"),
        Fault(
            "receiver both role and person", "workflow.yaml", "to: [{ role: librarian }]",
            "to: [{ ▶role: librarian, person: dossier.reader }]", "pack/recipient"),
        Fault(
            "language of a role", "workflow.yaml", "to: [{ role: librarian }]", "to: [{ role: librarian, language: ▶\"'fr'\" }]",
            "pack/recipient"),
        Fault(
            "receiver’s language that is none", "workflow.yaml", "to: [{ role: librarian }]",
            "to: [{ person: dossier.reader, language: \"dossier.days > 1 ? 'fr' : ▶'de'\" }]", "pack/recipient"),
        Fault("deadline in a final state", "workflow.yaml", "    states: [asked]\n", "    states: [asked, ▶lent]\n", "pack/deadline"),
        Fault("duration in two units", "workflow.yaml", "{ business-days: 3 }", "{ business-days: 3, ▶hours: 2 }", "pack/deadline"),
        Fault(
            "reminder of nothing", "workflow.yaml", "{ business-days: 3 }\n",
            "{ business-days: 3 }\n    reminders: { ▶soon: { notify: asked } }\n", "pack/deadline"),
        Fault("duration of nothing", "workflow.yaml", "{ business-days: 3 }", "{ business-days: ▶0 }", "pack/deadline"),
        Fault(
            "holiday without a day", "workflow.yaml", "{ label: { fr: Noël, en: Christmas }, yearly: 12-25 }",
            "{ ▶label: { fr: Noël, en: Christmas } }", "pack/calendar"),
        Fault("hours the wrong way round", "workflow.yaml", "monday: 09:00-17:00", "monday: ▶17:00-09:00", "pack/bad-date"),
        Fault("name twice in a list", "workflow.yaml", "from: [draft]", "from: [draft, ▶draft]", "pack/repeated-reference"),
    ]

    /// What a fault elsewhere than in the replaced text is marked with.
    static func marked(_ fault: Fault) -> [(path: String, text: String)] {
        SmallPack.files.map { file in
            guard file.path == fault.file else { return file }
            return (file.path, file.text.replacing(fault.good, with: fault.bad, maxReplacements: 1))
        }
    }

    @Test(arguments: faults) func isFoundAtItsPlace(fault: Fault) throws {
        let files = Self.marked(fault)
        try #require(files.contains { file in SmallPack.files.contains { $0.path == file.path && $0.text != file.text } })
        let marked = files.map { (path: $0.path, text: MarkedText($0.text)) }
        let (book, bag, sources) = SmallPack.load(marked.map { ($0.path, $0.text.text) })
        let shown = TextRenderer(sources: sources, language: .french).render(bag)
        let expected = marked.flatMap { file in file.text.offsets.map { "\(file.path)@\($0)" } }
        let found = bag.sorted
        #expect(
            found.map { finding in "\(finding.span.flatMap { sources[$0.source]?.path } ?? "")@\(finding.span?.range.lowerBound ?? -1)" }
                == expected, "\(shown)")
        #expect(found.allSatisfy { $0.code.name == fault.code }, "\(shown)")
        #expect((book == nil) == bag.hasErrors)
    }

    @Test func allCodesAreDeclared() {
        let declared = RulesCodes.all.map(\.code.name)
        #expect(Set(declared).count == declared.count)
        for fault in Self.faults where fault.code.hasPrefix("pack/") { #expect(declared.contains(fault.code)) }
    }
}
