import Diagnostics
import Rules

/// A small pack without a fault, which tests spoil in one place.
enum SmallPack {
    static let entry = """
        pack: loan
        title: { fr: Prêt de livres, en: Book loan }
        version: 1.0.0
        time-zone: America/Toronto
        include: [people.yaml, workflow.yaml]
        facts:
          deskNumber: "418 555-0100"
          longestLoan: 21
        contacts:
          desk:
            label: { fr: Comptoir, en: Desk }
            phone: 418 555-0100

        """

    static let people = """
        permissions:
          ask: { fr: Demander, en: Ask }
          decide: { fr: Décider, en: Decide }
        roles:
          reader:
            label: { fr: Lecteur, en: Reader }
            permissions: [ask]
          librarian:
            label: { fr: Bibliothécaire, en: Librarian }
            permissions: [decide]
        profiles:
          member:
            label: { fr: Membre, en: Member }
            roles: [reader]
          staff:
            label: { fr: Personnel, en: Staff }
            roles: [librarian]
        person:
          fields:
            branch:
              label: { fr: Succursale, en: Branch }
        people:
          anne:
            given-name: Anne
            family-name: Roy
            profile: member
            language: fr-CA
            attributes: { branch: Centre }

        """

    static let workflow = """
        dossier:
          fields:
            reader: { type: person, label: { fr: Lecteur, en: Reader } }
            title: { label: { fr: Titre, en: Title }, required: true, longest: 80 }
            days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 21 }
            phone: { type: phone, label: { fr: Téléphone, en: Phone }, confidential: true }
            refusal: { type: reason, reasons: refusals, label: { fr: Motif, en: Reason } }
            notes:
              type: list
              label: { fr: Notes, en: Notes }
              fields:
                text: { type: long-text, label: { fr: Texte, en: Text } }
                at: { type: date-time, label: { fr: Date, en: Date } }
        states:
          draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
          asked: { label: { fr: Demandé, en: Asked } }
          lent: { label: { fr: Prêté, en: Lent }, kind: final }
          refused: { label: { fr: Refusé, en: Refused }, kind: final }
        reasons:
          refusals:
            label: { fr: Motifs de refus, en: Reasons for refusal }
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
            edits: [title, days, phone]
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
            rules: [borrowing]
            complete: true
            notify: [asked]
          lend:
            label: { fr: Prêter, en: Lend }
            from: [asked]
            to: lent
            permission: decide
            form: slip
            produce: [slip]
            append:
              notes: { text: "'lent'", at: now }
          refuse:
            label: { fr: Refuser, en: Refuse }
            from: [asked]
            to: refused
            permission: decide
            inputs:
              reason: { type: reason, reasons: refusals, label: { fr: Motif, en: Reason }, required: true }
            set:
              refusal: input.reason
        rule-sets:
          borrowing:
            label: { fr: Règles du prêt, en: Rules of loans }
            rules:
              - id: not-too-long
                when: has(dossier.days)
                require: dossier.days <= pack.longestLoan
                otherwise: { fr: Trop long., en: Too long. }
        documents:
          slip:
            label: { fr: Fiche de prêt, en: Loan slip }
            template: slip.xhtml
            form: slip
        notifications:
          asked:
            to: [{ role: librarian }]
            subject: { fr: "Demande {$number}", en: "Request {$number}" }
            body: { fr: Une demande attend., en: A request is waiting. }
            with: { number: dossier.id }
        calendar:
          week: { monday: 09:00-17:00, tuesday: 09:00-17:00 }
          holidays:
            - { label: { fr: Noël, en: Christmas }, yearly: 12-25 }
        deadlines:
          answer:
            states: [asked]
            within: { business-days: 3 }
            notify: asked

        """

    static let files: [(path: String, text: String)] = [
        ("pack.yaml", entry), ("people.yaml", people), ("workflow.yaml", workflow),
    ]

    static func load(_ files: [(path: String, text: String)] = files) -> (Rulebook?, DiagnosticBag, SourceMap) {
        var sources = SourceMap()
        let (book, bag) = PackLoader().load(files: files.map { ($0.path, Array($0.text.utf8)) }, sources: &sources)
        return (book, bag, sources)
    }
}
