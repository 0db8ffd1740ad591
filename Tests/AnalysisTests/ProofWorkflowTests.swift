import Analysis
import Diagnostics
import Testing

/// The proofs of states, actions, conditions and fields: one fault each, the codes with the text they point at.
@Suite struct ProofWorkflowTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let changes: [(from: String, to: String)]
        let expected: [String]

        init(_ name: String, _ changes: [(from: String, to: String)], _ expected: [String]) {
            self.name = name
            self.changes = changes
            self.expected = expected
        }

        /// One more guard on the action `lend`.
        init(_ name: String, guard condition: String, when: String? = nil, _ expected: [String]) {
            let rule =
                "guards:\n      - id: extra\n" + (when.map { "        when: \($0)\n" } ?? "")
                + "        require: \(condition.hasPrefix("!") ? "\"\(condition)\"" : condition)\n"
                + "        otherwise: { fr: Non., en: No. }\n    form: slip"
            // What the action alone led to cannot be reached then.
            let isFatal = when == nil && expected.first.map { $0.hasPrefix("proof/never-true") || $0.hasPrefix("proof/nobody") } ?? false
            self.init(name, [("form: slip", rule)], (isFatal ? ["proof/unreachable-state @ lent"] : []) + expected)
        }

        var testDescription: String { name }
    }

    static let states: [Fault] = [
        Fault(
            "a state that nothing leads to",
            [("  lent: {", "  archived: { label: { fr: Archivé, en: Archived }, kind: final }\n  lent: {")],
            ["proof/unreachable-state @ archived"]),
        Fault("a state without a way out", [("en: Refused }, kind: final", "en: Refused }")], ["proof/dead-end @ refused"]),
        Fault(
            "a circle without an end",
            [
                ("en: Refused }, kind: final", "en: Refused }"),
                ("    from: [asked]\n    to: refused", "    from: [asked, refused]\n    to: refused"),
            ],
            ["proof/dead-end @ refused"]),
        Fault("no initial state", [(", kind: initial", "")], ["proof/initial-state @ draft"]),
        Fault("two initial states", [("en: Asked }", "en: Asked }, kind: initial")], ["proof/initial-state @ asked"]),
        Fault(
            "no final state",
            [("en: Lent }, kind: final", "en: Lent }"), ("en: Refused }, kind: final", "en: Refused }")], ["proof/final-state @ draft"]),
        Fault(
            "no action makes a dossier", [("creates: true", "from: [draft]")], ["proof/no-creation @ create"]),
    ]

    static let actions: [Fault] = [
        Fault(
            "a permission that no role grants", [("permissions: [decide]", "permissions: [ask]")],
            ["proof/nobody-may-act @ decide", "proof/nobody-may-act @ decide"]),
        Fault("a profile without the permission", guard: "actor.profile == 'member'", ["proof/nobody-may-act @ actor.profile == 'member'"]),
        Fault("a role that the holders lack", guard: "\"'reader' in actor.roles\"", ["proof/nobody-may-act @ 'reader' in actor.roles"]),
        Fault("a role that all holders have", guard: "\"'librarian' in actor.roles\"", ["proof/always-true @ 'librarian' in actor.roles"]),
        Fault(
            "an impossible number", guard: "has(dossier.days) && dossier.days > 10 && dossier.days < 5",
            ["proof/never-true @ has(dossier.days) && dossier.days > 10 && dossier.days < 5"]),
        Fault("a number out of bounds", guard: "dossier.days > 60", ["proof/never-true @ dossier.days > 60"]),
        Fault(
            "two choices at once", guard: "dossier.kind == 'book' && dossier.kind == 'film'",
            [
                "proof/never-true @ dossier.kind == 'book' && dossier.kind == 'film'"
            ]),
        Fault(
            "an impossible date", guard: "dossier.wanted > '2026-05-01' && dossier.wanted < '2026-05-02'",
            [
                "proof/never-true @ dossier.wanted > '2026-05-01' && dossier.wanted < '2026-05-02'"
            ]),
        Fault("a date that is one day", guard: "dossier.wanted > '2026-05-01' && dossier.wanted < '2026-05-03'", []),
        Fault(
            "another state than the source", guard: "dossier.state == 'draft'",
            ["proof/unreachable-state @ lent", "proof/contradiction @ dossier.state == 'draft'"]),
        Fault(
            "filled and not filled", guard: "!has(dossier.kind) && dossier.kind == 'book'",
            [
                "proof/never-true @ !has(dossier.kind) && dossier.kind == 'book'"
            ]),
        Fault(
            "a function twice", guard: "size(dossier.title) > 5 && size(dossier.title) < 3",
            [
                "proof/never-true @ size(dossier.title) > 5 && size(dossier.title) < 3"
            ]),
        Fault("a truth of any value", guard: "dossier.urgent || !dossier.urgent", []),
        Fault(
            "a truth that is always there", guard: "!has(dossier.urgent) || dossier.urgent || !dossier.urgent",
            [
                "proof/always-true @ !has(dossier.urgent) || dossier.urgent || !dossier.urgent"
            ]),
        Fault(
            "all choices", guard: "!has(dossier.kind) || dossier.kind in ['book', 'film', 'map']",
            [
                "proof/always-true @ !has(dossier.kind) || dossier.kind in ['book', 'film', 'map']"
            ]),
        Fault(
            "optional values", guard: "dossier.?kind.orValue('book') == 'film' && !has(dossier.kind)",
            [
                "proof/never-true @ dossier.?kind.orValue('book') == 'film' && !has(dossier.kind)"
            ]),
        Fault(
            "when and require exclude each other", guard: "dossier.kind != 'book'", when: "dossier.kind == 'book'",
            [
                "proof/when-excludes-require @ dossier.kind != 'book'"
            ]),
        Fault(
            "when is never true", guard: "dossier.urgent", when: "dossier.state == 'draft'",
            [
                "proof/never-true @ dossier.state == 'draft'"
            ]),
        Fault(
            "require follows from when", guard: "has(dossier.kind)", when: "has(dossier.kind) && dossier.kind == 'map'",
            [
                "proof/always-true @ has(dossier.kind)"
            ]),
        Fault(
            "comparison of two fields", guard: "dossier.wanted < today && today <= dossier.wanted",
            [
                "proof/never-true @ dossier.wanted < today && today <= dossier.wanted"
            ]),
        Fault("functions are free", guard: "dossier.title.startsWith('a') && dossier.title.startsWith('b')", []),
        Fault(
            "the same function is the same", guard: "dossier.title.startsWith('a') && !dossier.title.startsWith('a')",
            [
                "proof/never-true @ dossier.title.startsWith('a') && !dossier.title.startsWith('a')"
            ]),
        Fault(
            "two guards that contradict each other",
            [
                (
                    "form: slip",
                    """
                    guards:
                          - id: long
                            require: dossier.days >= 30
                            otherwise: { fr: Non., en: No. }
                          - id: kind
                            require: dossier.kind == 'book'
                            otherwise: { fr: Non., en: No. }
                          - id: short
                            require: dossier.days <= 14
                            otherwise: { fr: Non., en: No. }
                        form: slip
                    """
                )
            ], ["proof/unreachable-state @ lent", "proof/contradiction @ dossier.days <= 14"]),
        Fault(
            "impossible in one of the states",
            [
                (
                    "    from: [asked]\n    to: lent",
                    "    from: [asked, draft]\n    guards:\n      - id: s\n        require: dossier.state != 'draft'\n        otherwise: { fr: Non., en: No. }\n    to: lent"
                )
            ], ["proof/impossible-in-state @ draft"]),
        Fault(
            "a target that is never taken",
            [
                (
                    "    to: refused\n",
                    "    to:\n      - { state: lent, when: \"!has(dossier.kind)\" }\n      - { state: asked, when: \"!has(dossier.kind) && dossier.days > 3\" }\n      - { state: refused }\n"
                )
            ], ["proof/target-never-taken @ asked"]),
        Fault(
            "the same condition twice",
            [
                (
                    "        otherwise: { fr: Demande d’une autre personne., en: Somebody else’s request. }\n",
                    "        otherwise: { fr: Demande d’une autre personne., en: Somebody else’s request. }\n      - id: again\n        require: has( dossier.reader ) && dossier.reader.id == actor.id\n        otherwise: { fr: Non., en: No. }\n"
                )
            ], ["proof/same-condition @ again"]),
    ]

    static let data: [Fault] = [
        Fault(
            "required only when hidden",
            [
                (
                    "required: has(form.condition) && form.condition == 'worn'",
                    "required: form.condition == 'worn'\n        visible: form.condition == 'fine'"
                )
            ],
            ["proof/required-only-when-hidden @ form.condition == 'worn'"]),
        Fault(
            "required while hidden",
            [
                (
                    "required: has(form.condition) && form.condition == 'worn'",
                    "required: has(form.condition)\n        visible: form.condition == 'fine'"
                )
            ],
            ["proof/required-while-hidden @ has(form.condition)"]),
        Fault(
            "covered by visible",
            [
                (
                    "required: has(form.condition) && form.condition == 'worn'",
                    "required: form.condition == 'worn'\n        visible: has(form.condition)"
                )
            ],
            []),
        Fault(
            "never visible",
            [
                (
                    "required: has(form.condition) && form.condition == 'worn'",
                    "visible: has(form.condition) && form.condition == 'fine' && form.condition == 'worn'"
                )
            ],
            ["proof/never-visible @ has(form.condition) && form.condition == 'fine' && form.condition == 'worn'"]),
        Fault("a field that nothing fills", [("edits: [title, days", "edits: [days")], ["proof/unfillable-field @ title"]),
        Fault(
            "a field that is filled too late",
            [
                ("edits: [title, days", "edits: [days"),
                ("    permission: decide\n    form", "    permission: decide\n    edits: [title]\n    form"),
            ],
            ["proof/filled-too-late @ title"]),
        Fault(
            "a role of nobody receives",
            [
                ("    roles:\n", "    roles:\n"), ("to: [{ role: librarian }]", "to: [{ role: clerk }]"),
                ("  librarian: {", "  clerk: { label: { fr: Commis, en: Clerk }, permissions: [ask] }\n  librarian: {"),
            ].filter { $0.0 != $0.1 },
            ["proof/no-receiver @ clerk", "proof/no-receiver @ asked"]),
        Fault(
            "a person whom nothing names",
            [("to: [{ role: librarian }]", "to: [{ role: librarian }, { person: dossier.reader }]"), ("    set: { reader: actor }\n", "")],
            ["proof/no-receiver @ dossier.reader"]),
        Fault(
            "a reason list that runs out",
            [
                ("en: Book lost }", "en: Book lost }, valid-until: 2026-06-30"),
                ("valid-from: 2026-01-01", "valid-from: 2026-01-01, valid-until: 2026-12-31"),
            ], ["proof/no-reason-left @ refusals"]),
        Fault(
            "a text that was not translated",
            [("{ fr: Livre perdu, en: Book lost }", "{ fr: The book has been lost, en: The book has been lost }")],
            ["proof/same-text @ The book has been lost"]),
        Fault(
            "a deadline whose condition is never true",
            [("within: { business-days: 3 }, notify", "when: \"dossier.state == 'draft'\", within: { business-days: 3 }, notify")],
            ["proof/never-true @ dossier.state == 'draft'"]),
        Fault(
            "an unused role", [("  librarian: {", "  clerk: { label: { fr: Commis, en: Clerk }, permissions: [ask] }\n  librarian: {")],
            [
                "proof/unused @ clerk"
            ]),
    ]

    @Test(arguments: states + actions + data) func isFoundAtItsPlace(fault: Fault) {
        let checked = ProofPack.check(fault.changes)
        #expect(!checked.loading.hasErrors, "\(checked.shown)")
        #expect(checked.findings == fault.expected, "\(checked.shown)")
        for finding in checked.report.findings.diagnostics {
            #expect(finding.hint != nil, "\(finding.code.name) has no mend")
            #expect(finding.span != nil)
        }
    }

    @Test func theGoodPackHasNoFinding() {
        let checked = ProofPack.check()
        #expect(checked.loading.isEmpty, "\(checked.shown)")
        #expect(checked.findings.isEmpty, "\(checked.shown)")
        #expect(checked.report.undecided.isEmpty)
    }

    @Test func whatIsNotLookedIntoIsSaid() {
        let checked = ProofPack.check([
            (
                "form: slip",
                "guards:\n      - id: x\n        require: dossier.title.matches('^[a-z]+$')\n        otherwise: { fr: Non., en: No. }\n    form: slip"
            )
        ])
        #expect(checked.report.undecided.map(\.parts) == [["dossier.title.matches(\"^[a-z]+$\")"]])
        #expect(checked.report.summary.en.hasSuffix("1 with parts left free (functions, arithmetic, lists)"))
    }

    @Test func theWayIntoADeadEndIsTold() {
        let checked = ProofPack.check([("en: Refused }, kind: final", "en: Refused }")])
        let notes = checked.report.findings.diagnostics.first?.notes.map(\.en)
        #expect(notes == ["it is reached so: “Open” → “Ask” → “Refuse” → Refused"])
    }

    @Test func aContradictionNamesTheSmallestPart() throws {
        let fault = try #require(Self.actions.first { $0.name == "two guards that contradict each other" })
        let finding = try #require(ProofPack.check(fault.changes).report.findings.diagnostics.first { $0.code == ProofCodes.contradiction })
        #expect(finding.notes.map(\.en) == ["together, this is impossible: the rule `long` + the rule `short`"])
    }
}
