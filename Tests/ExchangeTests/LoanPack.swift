import CEL
import CivilTime
import Diagnostics
import Rules
import Testing
import Workflow

/// A small service that exchanges JSON; tests write what stands under `exchanges` and `fragments`.
enum LoanPack {
    static let base = """
        pack: loan
        title: { fr: Prêt de livres, en: Book loan }
        version: 1.2.0
        time-zone: America/Toronto
        facts: { site: https://loan.example }
        permissions:
          ask: { fr: Demander, en: Ask }
          send: { fr: Transmettre, en: Send }
        roles:
          reader: { label: { fr: Lecteur, en: Reader }, permissions: [ask, send] }
        profiles:
          member: { label: { fr: Membre, en: Member }, roles: [reader] }
        people:
          anne: { given-name: Anne, family-name: Roy, profile: member, language: fr-CA }
        dossier:
          fields:
            title: { label: { fr: Titre, en: Title } }
            days: { type: integer, label: { fr: Jours, en: Days } }
            reader: { type: person, label: { fr: Lecteur, en: Reader } }
            kind:
              type: choice
              label: { fr: Genre, en: Kind }
              choices: { novel: { fr: Roman, en: Novel }, essay: { fr: Essai, en: Essay } }
            notes:
              type: list
              label: { fr: Notes, en: Notes }
              fields:
                text: { label: { fr: Texte, en: Text } }
                at: { type: date-time, label: { fr: Date, en: Date } }
        states:
          draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
          closed: { label: { fr: Fermé, en: Closed }, kind: final }
        forms:
          slip:
            label: { fr: Fiche, en: Slip }
            fields:
              state: { type: choice, label: { fr: État, en: State }, choices: { fine: { fr: Bon, en: Fine } } }
              damage:
                type: list
                label: { fr: Dommages, en: Damage }
                fields: { page: { type: integer, label: { fr: Page, en: Page } } }
        actions:
          create:
            label: { fr: Ouvrir, en: Open }
            creates: true
            permission: ask
            edits: [title, days, kind, notes]
            set: { reader: actor }
          close: { label: { fr: Fermer, en: Close }, from: [draft], to: closed, permission: ask, form: slip }
        documents:
          slip: { label: { fr: Fiche, en: Slip }, template: slip.xhtml, form: slip, attach: [data] }

        """

    /// The pack with further sections: its rulebook, and its findings as `line:column code message`.
    static func load(_ sections: String, base: String = base) -> (book: Rulebook?, findings: [String], bag: DiagnosticBag) {
        let exchange = "exchange/all.yaml"
        var sources = SourceMap()
        let (book, bag) = PackLoader().load(
            files: [("pack.yaml", Array((base + "include: [\(exchange)]\n").utf8)), (exchange, Array(sections.utf8))], sources: &sources)
        let findings = bag.sorted.map { finding in
            guard let span = finding.span else { return finding.code.name }
            guard let file = sources[span.source] else { return finding.code.name }
            let place = file.position(at: Int(span.start))
            return "\(place.line):\(place.column) \(finding.code.name)"
        }
        return (book, findings, bag)
    }

    static func moment(_ text: String) throws -> DecisionMoment {
        let now = try #require(Timestamp(text))
        return DecisionMoment(now: now, today: (CivilTimeZone("America/Toronto") ?? .utc).date(at: now.seconds))
    }

    /// A dossier with two notes, and its events.
    static func dossier(_ book: Rulebook) throws -> (dossier: Dossier, events: [Event], actor: Actor, moment: DecisionMoment) {
        let decider = Decider(book)
        let actor = Actor(try #require(book.people["anne"]), in: book)
        let moment = try moment("2026-11-21T15:04:05Z")
        let at = Value.timestamp(moment.now)
        let edits = Value.record([
            ("title", .string("Maria «Chapdelaine»")), ("days", .int(14)), ("kind", .string("novel")),
            ("notes", .list([.record([("text", .string("un")), ("at", at)]), .record([("text", .string("deux"))])])),
        ])
        let opened = decider.decide(
            nil, Command(id: "1", dossierID: "L-1", action: "create", actor: actor, input: .record([]), edits: edits, form: nil), at: moment
        )
        guard case .events(let first, _) = opened else { throw Failed(what: "\(opened)") }
        let dossier = try #require(try Dossier.replay(first, onto: nil))
        let form = Value.record([
            ("state", .string("fine")), ("damage", .list([.record([("page", .int(7))]), .record([("page", .int(9))])])),
        ])
        let closed = decider.decide(
            dossier, Command(id: "2", dossierID: "L-1", action: "close", actor: actor, input: .record([]), edits: .record([]), form: form),
            at: moment)
        guard case .events(let second, _) = closed else { throw Failed(what: "\(closed)") }
        return (try #require(try Dossier.replay(second, onto: dossier)), first + second, actor, moment)
    }

    struct Failed: Error { let what: String }
}
