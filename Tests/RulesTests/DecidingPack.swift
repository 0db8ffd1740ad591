import Diagnostics
import Rules

/// A pack with functions, tables and grants, without a fault, which tests spoil in one place.
enum DecidingPack {
    static let text = """
        pack: loan
        title: { fr: Prêt de livres, en: Book loan }
        version: 1.0.0
        time-zone: America/Toronto
        use: [region]
        functions:
          loan.lastDay:
            label: { fr: Dernier jour du prêt, en: Last day of the loan }
            parameters:
              lentOn: { type: date, label: { fr: Prêté le, en: Lent on } }
              kind: { type: choice, like: dossier.kind }
            returns: date
            value: date.add(lentOn, loan.days(kind))
          loan.days:
            label: { fr: Jours du prêt, en: Days of the loan }
            parameters:
              kind: { type: choice, like: dossier.kind }
            returns: integer
            value: fees(kind, 30).days * factor()
        tables:
          fees:
            label: { fr: Frais, en: Fees }
            inputs:
              kind: { type: choice, like: dossier.kind }
              age: { type: integer, minimum: 0, maximum: 130 }
            outputs:
              days: { type: integer }
              free: { type: boolean }
            rows:
              - { id: child, when: { age: "< 14" }, then: { days: 30, free: true } }
              - { when: { kind: [book, score], age: 14..64 }, then: { days: 21, free: false } }
              - { when: { kind: film, age: 14..64 }, then: { days: 7, free: false } }
              - { id: senior, when: { age: ">= 65" }, then: { days: 28, free: true } }
          rates:
            label: { fr: Tarifs, en: Rates }
            inputs:
              kind: { type: choice, like: dossier.kind }
            outputs:
              amount: { type: decimal }
            hit: first
            rows:
              - { when: { kind: not film }, then: { amount: 0.25 }, valid-from: 2026-01-01 }
              - { when: { kind: any }, then: { amount: 1 } }
            otherwise: { amount: 0 }
        access-modes:
          at-once: { label: { fr: Dès l’inscription, en: On joining } }
          on-request: { label: { fr: Sur demande, en: On request } }
        permission-groups:
          desk: { label: { fr: Comptoir, en: Desk } }
        permissions:
          ask: { fr: Demander, en: Ask }
          borrow:
            label: { fr: Emprunter, en: Borrow }
            group: desk
            grants:
              - { profiles: [member], mode: at-once }
              - { profiles: [guest], mode: on-request, when: actor.branch == 'Centre', note: { fr: au Centre, en: at Centre } }
            delegation: { allowed: false, except: [staff] }
        roles:
          reader:
            label: { fr: Lecteur, en: Reader }
            permissions: [ask]
        profiles:
          member: { label: { fr: Membre, en: Member }, roles: [reader] }
          guest: { label: { fr: Invité, en: Guest }, roles: [reader] }
          staff: { label: { fr: Personnel, en: Staff }, roles: [reader] }
        person:
          fields:
            branch: { label: { fr: Succursale, en: Branch } }
        dossier:
          fields:
            kind: { type: choice, label: { fr: Genre, en: Kind }, choices: { book: { fr: Livre, en: Book }, film: { fr: Film, en: Film }, score: { fr: Partition, en: Score } } }
            right: { type: permission, group: desk, label: { fr: Droit, en: Right } }

        """

    static let library = """
        functions:
          factor:
            label: { fr: Facteur, en: Factor }
            returns: integer
            value: "1"
        calendar:
          week: { friday: 09:00-17:00 }
          holidays:
            - { id: christmas, yearly: 12-25, label: { fr: Noël, en: Christmas } }

        """

    static func load(_ text: String = text) -> (Rulebook?, DiagnosticBag, SourceMap) {
        var sources = SourceMap()
        let loader = PackLoader(libraries: [.init(name: "region", path: "regions/region.yaml", bytes: Array(library.utf8))])
        let (book, bag) = loader.load(files: [("pack.yaml", Array(text.utf8))], sources: &sources)
        return (book, bag, sources)
    }
}
