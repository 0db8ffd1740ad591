import Analysis
import Diagnostics
import Rules

/// A small pack without a finding, which tests spoil in one place.
enum ProofPack {
    static let text = """
        pack: loan
        title: { fr: Prêt de livres, en: Book loan }
        version: 1.0.0
        time-zone: America/Toronto
        permissions:
          ask: { fr: Demander, en: Ask }
          decide: { fr: Décider, en: Decide }
        roles:
          reader: { label: { fr: Lecteur, en: Reader }, permissions: [ask] }
          librarian: { label: { fr: Bibliothécaire, en: Librarian }, permissions: [decide] }
        profiles:
          member: { label: { fr: Membre, en: Member }, roles: [reader] }
          staff: { label: { fr: Personnel, en: Staff }, roles: [librarian] }
        dossier:
          fields:
            reader: { type: person, label: { fr: Lecteur, en: Reader } }
            title: { label: { fr: Titre, en: Title }, required: true }
            days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            kind:
              type: choice
              label: { fr: Sorte, en: Kind }
              choices:
                book: { fr: Livre, en: Book }
                film: { fr: Film, en: Film }
                map: { fr: Carte, en: Map }
            wanted: { type: date, label: { fr: Voulu le, en: Wanted on } }
            urgent: { type: boolean, label: { fr: Urgent, en: Urgent } }
            refusal: { type: reason, reasons: refusals, label: { fr: Motif, en: Reason } }
        states:
          draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
          asked: { label: { fr: Demandé, en: Asked } }
          lent: { label: { fr: Prêté, en: Lent }, kind: final }
          refused: { label: { fr: Refusé, en: Refused }, kind: final }
        reasons:
          refusals:
            label: { fr: Motifs, en: Reasons }
            reasons:
              missing: { label: { fr: Livre perdu, en: Book lost } }
              reserved: { label: { fr: Livre réservé, en: Book reserved }, valid-from: 2026-01-01 }
        forms:
          slip:
            label: { fr: Fiche, en: Slip }
            fields:
              condition:
                type: choice
                label: { fr: État du livre, en: State of the book }
                required: true
                choices:
                  fine: { fr: Bon, en: Fine }
                  worn: { fr: Usé, en: Worn }
              remark:
                label: { fr: Remarque, en: Remark }
                required: has(form.condition) && form.condition == 'worn'
        actions:
          create:
            label: { fr: Ouvrir, en: Open }
            creates: true
            permission: ask
            edits: [title, days, kind, wanted, urgent]
            set: { reader: actor }
          ask:
            label: { fr: Demander, en: Ask }
            from: [draft]
            to: asked
            permission: ask
            guards:
              - id: own
                require: has(dossier.reader) && dossier.reader.id == actor.id
                otherwise: { fr: Demande d’une autre personne., en: Somebody else’s request. }
            complete: true
            notify: [asked]
          lend:
            label: { fr: Prêter, en: Lend }
            from: [asked]
            to: lent
            permission: decide
            form: slip
          refuse:
            label: { fr: Refuser, en: Refuse }
            from: [asked]
            to: refused
            permission: decide
            inputs:
              reason: { type: reason, reasons: refusals, label: { fr: Motif, en: Reason }, required: true }
            set:
              refusal: input.reason
        notifications:
          asked:
            to: [{ role: librarian }]
            subject: { fr: Demande, en: Request }
            body: { fr: Une demande attend., en: A request is waiting. }
        calendar:
          week: { monday: 09:00-17:00, tuesday: 09:00-17:00 }
        deadlines:
          answer: { states: [asked], within: { business-days: 3 }, notify: asked }

        """

    struct Checked {
        let book: Rulebook?
        let loading: DiagnosticBag
        let report: ProofReport
        let sources: SourceMap

        var shown: String {
            let renderer = TextRenderer(sources: sources, language: .english)
            return renderer.render(loading) + renderer.render(report.findings)
        }

        /// `code @ text at its place`.
        var findings: [String] {
            report.findings.sorted.map { finding in
                guard let span = finding.span, let file = sources[span.source] else { return finding.code.name }
                return finding.code.name + " @ " + String(decoding: file.bytes[span.range], as: UTF8.self)
            }
        }

        var codes: [String] { report.findings.sorted.map(\.code.name) }
    }

    static func check(_ text: String = text) -> Checked {
        var sources = SourceMap()
        let (book, bag) = PackLoader().load(files: [("pack.yaml", Array(text.utf8))], sources: &sources)
        return Checked(book: book, loading: bag, report: book.map { Proofs.report(of: $0) } ?? ProofReport(), sources: sources)
    }

    /// The pack with changes; each `from` must be there.
    static func check(_ changes: [(from: String, to: String)]) -> Checked {
        var changed = text
        for (from, to) in changes {
            precondition(changed.contains(from), "the pack has no `\(from)`")
            changed = changed.replacing(from, with: to, maxReplacements: 1)
        }
        return check(changed)
    }
}
