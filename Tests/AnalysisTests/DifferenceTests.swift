import CEL
import Diagnostics
import Rules
import Testing

@testable import Analysis

/// What changed between two rulebooks, in words.
@Suite struct DifferenceTests {
    static let yaml = """
        pack: small
        title: { fr: Petit service, en: Small service }
        version: 1.0.0
        languages: [fr-CA, en-CA]
        time-zone: America/Toronto
        facts: { limit: 100 }
        permissions:
          write: { fr: Écrire, en: Write }
          review: { fr: Réviser, en: Review }
        roles:
          author: { label: { fr: Auteur, en: Author }, permissions: [write] }
          reviewer: { label: { fr: Réviseur, en: Reviewer }, permissions: [review] }
        profiles:
          writer: { label: { fr: Rédaction, en: Writing }, roles: [author] }
          judge: { label: { fr: Révision, en: Reviewing }, roles: [reviewer] }
        people:
          ann: { given-name: Ann, family-name: Aubé, profile: writer, language: fr-CA }
          bob: { given-name: Bob, family-name: Roy, profile: judge, language: en-CA }
        dossier:
          fields:
            title: { label: { fr: Titre, en: Title }, required: true, longest: 20 }
            amount: { type: decimal, label: { fr: Montant, en: Amount }, minimum: 0 }
            author: { type: person, label: { fr: Auteur, en: Author } }
            why: { type: reason, reasons: rejection, label: { fr: Motif, en: Why } }
        states:
          draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
          sent: { label: { fr: Envoyé, en: Sent } }
          done: { label: { fr: Terminé, en: Done }, kind: final }
        reasons:
          rejection:
            label: { fr: Motif du refus, en: Reason for rejection }
            reasons:
              too-late: { label: { fr: Trop tard, en: Too late } }
              unclear: { label: { fr: Peu clair, en: Unclear } }
        rule-sets:
          limits:
            label: { fr: Limites, en: Limits }
            rules:
              - id: under-limit
                basis: R1
                when: has(dossier.amount)
                require: dossier.amount <= double(pack.limit) && dossier.amount > 1.0
                otherwise: { fr: Trop., en: Too much. }
        notifications:
          arrived:
            to: [{ role: reviewer }]
            subject: { fr: Arrivée, en: Arrival }
            body: { fr: Un dossier est arrivé., en: A file arrived. }
        calendar: { week: { monday: 08:00-17:00 } }
        deadlines:
          review: { states: [sent], within: { business-days: 2 }, notify: arrived }
        actions:
          create:
            label: { fr: Ouvrir, en: Open }
            creates: true
            to: draft
            permission: write
            edits: [title, amount]
            set: { author: actor }
          send:
            label: { fr: Envoyer, en: Send }
            from: [draft]
            to: sent
            permission: write
            guards: [{ id: own, require: has(dossier.author) && dossier.author.id == actor.id, otherwise: { fr: pas le vôtre, en: not yours } }]
            rules: [limits]
            complete: true
            edits: [title, amount]
            notify: [arrived]
          reject:
            label: { fr: Refuser, en: Reject }
            from: [sent]
            to: draft
            permission: review
            inputs: { reason: { type: reason, reasons: rejection, label: { fr: Motif, en: Reason }, required: true } }
            set: { why: input.reason }
          finish:
            label: { fr: Terminer, en: Finish }
            from: [sent]
            to: done
            permission: review
        """

    /// The changes after `old` was put in place of `new`, each as `area effect subject`.
    private func changes(_ replacements: [(old: String, new: String)]) throws -> [Change] {
        var sources = SourceMap()
        func load(_ yaml: String) throws -> Rulebook {
            let (book, bag) = PackLoader().load(files: [("pack.yaml", Array(yaml.utf8))], sources: &sources)
            return try #require(book, "\(TextRenderer(sources: sources, language: .english).render(bag))")
        }
        var changed = Self.yaml
        for (old, new) in replacements {
            #expect(changed.contains(old), "\(old)")
            changed = changed.replacing(old, with: new)
        }
        return RulebookDifference.between(try load(Self.yaml), try load(changed)).changes
    }

    private func shown(_ changes: [Change]) -> [String] { changes.map { "\($0.area.rawValue) \($0.effect.rawValue) \($0.subject)" } }

    @Test func theSameSaysNothing() throws {
        #expect(try changes([]).isEmpty)
    }

    /// What differs in form alone.
    @Test(arguments: [
        ("has(dossier.author) && dossier.author.id == actor.id", "actor.id == dossier.author.id && (has(dossier.author))"),
        ("dossier.amount > 1.0", "1.0 < dossier.amount"),
        ("dossier.amount <= double(pack.limit)", "double(pack.limit)  >=   dossier.amount"),
        ("from: [draft]", "from:\n      - draft  # as before"), ("version: 1.0.0", "version: 1.1.0"),
    ])
    func formIsNoChange(old: String, new: String) throws {
        #expect(try changes([(old, new)]).isEmpty)
    }

    /// One edit, and what it is told as.
    @Test(arguments: [
        ("permissions: [review]", "permissions: [review, write]", ["access gain create", "access gain send", "people gain reviewer"]),
        ("permissions: [write]", "permissions: [write, review]", ["access gain reject", "access gain finish", "people gain author"]),
        (
            "from: [sent]\n    to: done", "from: [sent, draft]\n    to: done",
            ["access gain finish", "transition changed finish"]
        ),
        ("rules: [limits]", "", ["rule gain send/limits"]),
        ("complete: true", "", ["required gain send"]),
        ("dossier.amount > 1.0", "dossier.amount > 2.0", ["rule changed limits/under-limit"]),
        (" && dossier.amount > 1.0", "", ["rule gain limits/under-limit"]),
        ("> 1.0", "> 1.0 && dossier.title != ''", ["rule loss limits/under-limit"]),
        ("when: has(dossier.amount)", "severity: warning\n        when: has(dossier.amount)", ["rule gain limits/under-limit"]),
        ("basis: R1", "basis: R2", ["rule changed limits/under-limit"]),
        ("en: Too much.", "en: Far too much.", ["text changed limits/under-limit"]),
        ("longest: 20", "longest: 30", ["field changed dossier.title"]),
        ("required: true, longest: 20", "longest: 20", ["required gain dossier.title"]),
        ("en: Amount }, minimum: 0", "en: Amount }, minimum: 0, required: true", ["required loss dossier.amount"]),
        (
            "en: Amount }, minimum: 0", "en: Amount }, required: has(dossier.author)",
            ["required loss dossier.amount", "field changed dossier.amount"]
        ),
        ("en: Unclear }", "en: Unclear }, valid-until: 2027-01-01", ["reason changed rejection/unclear"]),
        ("business-days: 2", "business-days: 3", ["deadline changed review"]),
        ("08:00-17:00", "08:00-16:00", ["calendar changed calendar.week.monday"]),
        ("limit: 100", "limit: 200", ["fact changed limit"]),
        ("en: Arrival", "en: It came", ["text changed notifications.arrived.subject"]),
        ("to: [{ role: reviewer }]", "to: [{ person: dossier.author }]", ["notification changed arrived"]),
        ("edits: [title, amount]\n    notify: [arrived]", "edits: [title]", ["transition loss send", "transition changed send"]),
        ("set: { author: actor }", "", ["transition changed create"]),
        ("en: Small service", "en: Tiny service", ["text changed title"]),
        ("profile: judge", "profile: writer", ["people changed bob"]),
    ])
    func edit(old: String, new: String, expected: [String]) throws {
        let found = try changes([(old, new)])
        #expect(shown(found) == expected, "\(found)")
        for change in found {
            #expect(!change.words.fr.isEmpty && !change.words.en.isEmpty && !change.words.en.hasSuffix("."))
        }
    }

    @Test func newActionsAndStates() throws {
        let found = try changes([
            ("  done: {", "  late: { label: { fr: En retard, en: Late } }\n  done: {"),
            (
                "  finish:\n",
                "  defer:\n    label: { fr: Reporter, en: Defer }\n    from: [sent]\n    to: late\n    permission: review\n"
                    + "  resume:\n    label: { fr: Reprendre, en: Resume }\n    from: [late]\n    to: sent\n    permission: review\n  finish:\n"
            ),
        ])
        #expect(
            shown(found) == [
                "access gain defer", "access gain resume", "transition added late", "transition added defer", "transition added resume",
            ])
        #expect(found[0].words.en == "“Reviewing” may now do “Defer” in the state “Sent”")
        #expect(found[0].words.fr == "«\u{A0}Révision\u{A0}» peut maintenant faire «\u{A0}Reporter\u{A0}» à l’état «\u{A0}Envoyé\u{A0}»")
    }

    @Test func reports() throws {
        let side = DifferenceReport.Side(name: "small", version: "1.0.0")
        let report = DifferenceReport(old: side, new: side, sources: SourceMap(), language: .english)
        let change = Change(
            area: .access, effect: .gain, subject: "send", words: Bilingual(fr: "a", en: "b"), details: [Bilingual(fr: "c", en: "d")],
            oldSpan: nil, newSpan: nil)
        let text = report.text(RulebookDifference(changes: [change]))
        #expect(text == "small 1.0.0 → 1.0.0: 1 change\n\nWho may do what\n  + b\n      d\n")
        #expect(report.text(RulebookDifference(changes: [])) == "small 1.0.0 and 1.0.0 say the same\n")
        #expect(report.json(RulebookDifference(changes: [change])).contains("\"effect\""))
    }

    /// Laws of the normal form.
    @Test(arguments: [
        ("a && b", "b && a", true), ("a && (b && c)", "(c && a) && b", true), ("a || b && c", "c && b || a", true), ("a && a", "a", false),
        ("x < y", "y > x", true), ("x <= y", "y >= x", true), ("x == y", "y == x", true), ("!(x == y)", "x != y", true),
        ("x < y", "x <= y", false), ("x + y", "y + x", false), ("a && b", "a || b", false), ("[x, y]", "[y, x]", false),
        ("a ? b : c", "a ? c : b", false), ("has(r.f)", "has( r.f )", true),
    ])
    func normalForm(left: String, right: String, isSame: Bool) throws {
        let environment = CELEnvironment(variables: [
            "a": .bool, "b": .bool, "c": .bool, "x": .int, "y": .int, "r": .map(key: .string, value: .dyn),
        ])
        func form(_ text: String) throws -> String {
            let (program, _) = environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)), expecting: nil)
            return ExpressionForm.canonical(try #require(program).tree)
        }
        #expect(try (form(left) == form(right)) == isSame)
    }
}
