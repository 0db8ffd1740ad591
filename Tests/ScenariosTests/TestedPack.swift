import Diagnostics
import Rules
import Testing

@testable import Scenarios

/// A small service without any domain, and the scenarios that a test writes for it.
struct TestedPack {
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
        person:
          fields: { team: { label: { fr: Équipe, en: Team } } }
        people:
          ann: { given-name: Ann, family-name: Aubé, profile: writer, language: fr-CA, attributes: { team: a } }
          bob: { given-name: Bob, family-name: Roy, profile: judge, language: en-CA, attributes: { team: a } }
        dossier:
          fields:
            title: { label: { fr: Titre, en: Title }, required: true, longest: 20 }
            amount: { type: decimal, label: { fr: Montant, en: Amount }, minimum: 0 }
            due: { type: date, label: { fr: Échéance, en: Due }, rules: [{ id: to-come, require: value >= today, otherwise: { fr: passée, en: past } }] }
            place:
              type: record
              label: { fr: Lieu, en: Place }
              fields: { name: { label: { fr: Nom, en: Name }, required: true }, code: { label: { fr: Code, en: Code } } }
            papers: { type: list, of: attachment, label: { fr: Pièces, en: Papers } }
            author: { type: person, label: { fr: Auteur, en: Author } }
            sentAt: { type: date-time, label: { fr: Envoyé le, en: Sent on } }
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
                require: dossier.amount <= double(pack.limit)
                otherwise: { fr: "Au plus {$most}.", en: "At most {$most}." }
                with: { most: pack.limit }
              - id: papers-come
                basis: R2
                severity: warning
                require: size(dossier.papers) > 0
                otherwise: { fr: Aucune pièce., en: No paper. }
          parcel:
            label: { fr: Colis, en: Parcel }
            subject: { name: parcel, fields: { weight: { type: integer, label: { fr: Poids, en: Weight }, required: true } } }
            rules: [{ id: light, require: parcel.weight < 30, otherwise: { fr: Trop lourd, en: Too heavy } }]
        forms:
          opinion:
            label: { fr: Avis, en: Opinion }
            fields:
              verdict: { type: choice, label: { fr: Verdict, en: Verdict }, choices: { good: { fr: Bon, en: Good }, bad: { fr: Mauvais, en: Bad } }, required: true }
        documents:
          letter: { label: { fr: Lettre, en: Letter }, template: letter.xhtml, form: opinion }
        notifications:
          arrived:
            to: [{ role: reviewer }]
            subject: { fr: Arrivée, en: Arrival }
            body: { fr: Un dossier est arrivé., en: A file arrived. }
        actions:
          create:
            label: { fr: Ouvrir, en: Open }
            creates: true
            to: draft
            permission: write
            edits: [title, amount, place, papers, due]
            set: { author: actor }
          send:
            label: { fr: Envoyer, en: Send }
            from: [draft]
            to: sent
            permission: write
            guards: [{ id: own, require: has(dossier.author) && dossier.author.id == actor.id, otherwise: { fr: pas le vôtre, en: not yours } }]
            rules: [limits]
            complete: true
            edits: [title, amount, place, papers, due]
            set: { sentAt: now }
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
            form: opinion
            produce: [letter]
        """

    static let noon = "2026-11-20T12:00:00-05:00"

    let rulebook: Rulebook
    var sources: SourceMap

    init() throws {
        sources = SourceMap()
        let (book, bag) = PackLoader().load(files: [("pack.yaml", Array(Self.yaml.utf8))], sources: &sources)
        rulebook = try #require(book, "\(TextRenderer(sources: sources, language: .english).render(bag))")
    }

    /// What the reader says of a scenario file.
    mutating func read(_ yaml: String) -> ([Scenario], DiagnosticBag) {
        let file = sources.add(path: "scenarios/test.yaml", text: yaml)
        var reader = ScenarioReader(rulebook: rulebook)
        return reader.read([file])
    }

    /// Runs a file that has no fault.
    mutating func run(_ yaml: String) throws -> ScenarioReport {
        let (scenarios, bag) = read(yaml)
        try #require(bag.isEmpty, "\(TextRenderer(sources: sources, language: .english).render(bag))")
        return ScenarioRunner(rulebook: rulebook).run(scenarios)
    }

    /// Runs one scenario made of steps, by `ann` on a draft with a title.
    mutating func run(steps: String, dossier: String = "{ title: A, author: ann }") throws -> ScenarioResult {
        let indented = steps.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }.joined(separator: "\n")
        let report = try run(
            "scenarios:\n  - name: one\n    now: \(Self.noon)\n    as: ann\n    dossier: \(dossier)\n    steps:\n" + indented + "\n")
        return try #require(report.results.first)
    }

    func text(_ report: ScenarioReport, _ language: Language = .english) -> String {
        ScenarioTextReport(sources: sources, language: language).render(report, coverage: .full)
    }
}
