import CEL
import CivilTime
import Diagnostics
import Rules
import Testing

@testable import Workflow

/// A small service without any domain: something is drafted, sent, reviewed with a form, approved or rejected, closed.
enum SmallPack {
    static let yaml = """
        pack: small
        title: { fr: Petit service, en: Small service }
        version: 1.0.0
        languages: [fr-CA, en-CA]
        time-zone: America/Toronto
        facts:
          limit: 100
        permissions:
          write: { fr: Écrire, en: Write }
          review: { fr: Réviser, en: Review }
          finish: { fr: Terminer, en: Finish }
          look: { fr: Regarder, en: Look }
        roles:
          author: { label: { fr: Auteur, en: Author }, permissions: [write] }
          reviewer: { label: { fr: Réviseur, en: Reviewer }, permissions: [review, finish] }
          guest: { label: { fr: Invité, en: Guest }, permissions: [look] }
        profiles:
          writer: { label: { fr: Rédaction, en: Writing }, roles: [author] }
          judge: { label: { fr: Révision, en: Reviewing }, roles: [reviewer] }
          visitor: { label: { fr: Visite, en: Visiting }, roles: [guest] }
        person:
          fields:
            team: { label: { fr: Équipe, en: Team } }
        people:
          ann: { given-name: Ann, family-name: Aubé, profile: writer, language: fr-CA, attributes: { team: a } }
          bob: { given-name: Bob, family-name: Roy, profile: judge, language: en-CA, attributes: { team: a } }
          cyd: { given-name: Cyd, family-name: Lee, profile: judge, language: en-CA, attributes: { team: b } }
          eve: { given-name: Eve, family-name: Doe, profile: visitor, language: en-CA }
        dossier:
          fields:
            title: { label: { fr: Titre, en: Title }, required: true, longest: 20 }
            amount:
              type: decimal
              label: { fr: Montant, en: Amount }
              required: true
              minimum: 0
            place:
              type: record
              label: { fr: Lieu, en: Place }
              fields:
                name: { label: { fr: Nom, en: Name }, required: true }
                code: { label: { fr: Code, en: Code }, pattern: "[A-Z][0-9]" }
            tags: { type: list, of: text, label: { fr: Étiquettes, en: Tags }, longest: 2 }
            author: { type: person, label: { fr: Auteur, en: Author } }
            assignee: { type: person, label: { fr: Responsable, en: Assignee } }
            due: { type: date-time, label: { fr: Échéance, en: Due } }
            sentAt: { type: date-time, label: { fr: Envoyé le, en: Sent on } }
            comment: { type: long-text, label: { fr: Commentaire, en: Comment } }
            log:
              type: list
              label: { fr: Échanges, en: Log }
              fields:
                by: { type: person, label: { fr: Par, en: By } }
                text: { type: long-text, label: { fr: Texte, en: Text } }
        states:
          draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
          sent: { label: { fr: Envoyé, en: Sent } }
          approved: { label: { fr: Approuvé, en: Approved } }
          done: { label: { fr: Terminé, en: Done }, kind: final }
        reasons:
          rejection:
            label: { fr: Motif du refus, en: Reason for rejection }
            reasons:
              too-late: { label: { fr: Trop tard, en: Too late } }
              old-rule: { label: { fr: Ancienne règle, en: Old rule }, valid-until: 2026-01-31 }
        rule-sets:
          limits:
            label: { fr: Limites, en: Limits }
            rules:
              - id: under-limit
                basis: L.1
                when: has(dossier.amount)
                require: dossier.amount <= 100.0
                otherwise:
                  fr: Le montant {$amount} dépasse la limite.
                  en: The amount {$amount} is over the limit.
                with: { amount: dossier.amount }
              - id: round
                severity: warning
                when: has(dossier.amount)
                require: dossier.amount != 99.5
                otherwise: { fr: Montant presque rond., en: Amount is nearly round. }
        forms:
          verdict:
            label: { fr: Verdict, en: Verdict }
            sections:
              - fields:
                  finding: { type: long-text, label: { fr: Constat, en: Finding }, required: true }
                  grade:
                    type: choice
                    label: { fr: Note, en: Grade }
                    required: true
                    choices: { good: { fr: Bon, en: Good }, bad: { fr: Mauvais, en: Bad } }
                  remedy:
                    label: { fr: Remède, en: Remedy }
                    visible: has(form.grade) && form.grade == 'bad'
                    required: has(form.grade) && form.grade == 'bad'
                  items:
                    type: list
                    label: { fr: Points, en: Items }
                    fields:
                      name: { label: { fr: Nom, en: Name }, required: true }
        documents:
          certificate:
            label: { fr: Attestation, en: Certificate }
            template: certificate.xhtml
            kind: final
            form: verdict
            signature: main
        notifications:
          told:
            to: [{ role: reviewer }, { person: dossier.assignee }]
            with: { number: dossier.id }
            subject: { fr: "Dossier {$number}", en: "Dossier {$number}" }
            body: { fr: À voir., en: Have a look. }
        actions:
          create:
            label: { fr: Créer, en: Create }
            creates: true
            to: draft
            permission: write
            edits: [title, amount, place, tags, due]
            set: { author: actor }
          edit:
            label: { fr: Modifier, en: Edit }
            from: [draft]
            permission: write
            edits: [title, amount, place, tags, due]
          send:
            label: { fr: Envoyer, en: Send }
            from: [draft]
            to: sent
            permission: write
            guards:
              - id: own
                require: has(dossier.author) && dossier.author.id == actor.id
                otherwise: { fr: Ce dossier est à quelqu’un d’autre., en: This dossier is somebody else’s. }
            rules: [limits]
            complete: true
            edits: [title, amount, place, tags, due]
            inputs:
              reviewer:
                type: person
                label: { fr: Réviseur, en: Reviewer }
                required: true
                rules:
                  - id: reviews
                    require: "'reviewer' in value.roles"
                    otherwise: { fr: Cette personne ne révise pas., en: This person does not review. }
            set: { sentAt: now, assignee: input.reviewer }
            notify: [told]
          reject:
            label: { fr: Refuser, en: Reject }
            from: [sent]
            to: draft
            permission: review
            guards: &mine
              - id: mine
                require: has(dossier.assignee) && dossier.assignee.id == actor.id
                otherwise: { fr: Le dossier est confié à quelqu’un d’autre., en: The dossier is assigned to somebody else. }
            inputs:
              reason: { type: reason, reasons: rejection, label: { fr: Motif, en: Reason }, required: true }
              text: { type: long-text, label: { fr: Précisions, en: Details }, required: true }
            clear: [assignee, sentAt]
            set: { comment: input.text }
            append: { log: { by: actor, text: input.text } }
          save-verdict:
            label: { fr: Enregistrer le verdict, en: Save the verdict }
            from: [sent]
            permission: review
            form: verdict
            form-draft: true
          approve:
            label: { fr: Approuver et signer, en: Approve and sign }
            from: [sent]
            permission: review
            guards: *mine
            form: verdict
            to:
              - { state: done, when: forms.verdict.grade == 'bad' }
              - { state: approved }
            produce: [certificate]
          close:
            label: { fr: Terminer, en: Finish }
            from: [approved]
            to: done
            permission: finish
        deadlines:
          answer:
            states: [sent]
            within: { days: 2 }
            when: dossier.title != 'quiet'
            notify: told
            reminders:
              soon: { before: { hours: 12 }, notify: told }
              early: { before: { days: 3 }, notify: told }
              worse: { after: { hours: 5 }, notify: told }
        """

    static func load() throws -> (rulebook: Rulebook, sources: SourceMap) {
        var sources = SourceMap()
        let files = [(path: "pack.yaml", bytes: Array(yaml.utf8)), (path: "certificate.xhtml", bytes: Array("<html/>".utf8))]
        let (rulebook, bag) = PackLoader().load(files: files, folder: "small", sources: &sources)
        let rendered = TextRenderer(sources: sources, language: .english).render(bag)
        return (try #require(rulebook, "\(rendered)"), sources)
    }
}

/// The small pack with shortcuts.
struct Bench {
    let rulebook: Rulebook
    let sources: SourceMap
    let decider: Decider
    static let moment = moment("2026-03-02T15:00:00Z", 2026, 3, 2)

    init() throws {
        (rulebook, sources) = try SmallPack.load()
        decider = Decider(rulebook, packHash: "cafe")
    }

    static func moment(_ text: String, _ year: Int, _ month: Int, _ day: Int) -> DecisionMoment {
        guard let now = Timestamp(text), let today = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("a fixture is wrong")
        }
        return DecisionMoment(now: now, today: today)
    }

    func actor(_ id: String) throws -> Actor {
        Actor(try #require(rulebook.people[id]), in: rulebook)
    }

    func person(_ id: String) throws -> Value { try actor(id).record }

    func decide(
        _ dossier: Dossier?, _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
        reviewer: String? = nil, expecting: Int64? = nil, at moment: DecisionMoment = Bench.moment
    ) throws -> Decision {
        var given = try json(input)
        if let reviewer { given = given.setting(["reviewer"], to: try self.person(reviewer)) }
        let command = Command(
            id: "c", dossierID: "D-1", action: action, actor: try actor(person), input: given, edits: try json(edits),
            form: try form.map(json), expectedVersion: expecting)
        return decider.decide(dossier, command, at: moment)
    }

    func json(_ text: String) throws -> Value { try ValueCodec.decode(Array(text.utf8)) }

    /// Runs an accepted command.
    func after(
        _ dossier: Dossier?, _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
        reviewer: String? = nil
    ) throws -> Dossier {
        let decision = try decide(dossier, action, as: person, input: input, edits: edits, form: form, reviewer: reviewer)
        let events = try #require(decision.events, "\(String(describing: decision.refusal?.failures.map(\.reason.en)))")
        return try #require(try Dossier.replay(events, onto: dossier))
    }

    func draft() throws -> Dossier {
        try after(nil, "create", as: "ann", edits: #"{"title": "Un", "amount": 12, "place": {"name": "Ici", "code": "A1"}}"#)
    }

    func sent() throws -> Dossier { try after(try draft(), "send", as: "ann", reviewer: "bob") }

    func approved() throws -> Dossier {
        try after(try sent(), "approve", as: "bob", form: #"{"finding": "Bien", "grade": "good"}"#)
    }

    func done() throws -> Dossier { try after(try approved(), "close", as: "bob") }

    /// A refusal as people and programs see it: code, rule, both wordings, field, hint, whether it has a place in the pack;
    /// no-break spaces as spaces.
    func golden(_ decision: Decision) -> String {
        guard let refusal = decision.refusal else { return "no refusal\n" }
        var out = "\(refusal.action): \(refusal.label.fr) | \(refusal.label.en)\n"
        for failure in refusal.failures {
            let line = failure.span.flatMap { span in sources[span.source]?.position(at: span.range.lowerBound).line }
            out += "- \(failure.code.name) \(failure.rule)\(failure.basis.map { " [\($0)]" } ?? "")\n"
            out += "  \(failure.reason.fr)\n  \(failure.reason.en)\n"
            if let field = failure.field { out += "  @ \(field.path): \(field.label.fr) | \(field.label.en)\n" }
            if let hint = failure.hint { out += "  > \(hint.fr) | \(hint.en)\n" }
            out += "  \(line == nil ? "no place" : "in the pack")\n"
        }
        return String(String.UnicodeScalarView(out.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
    }
}
