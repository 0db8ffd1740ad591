import Diagnostics

extension ProofPages {
    static let tables: [Page] = [
        tableGap,
        tableOverlap,
        tableConflict,
        rowNeverReached,
        rowNeverMatches,
        grantOverlap,
        grantNeverGiven,
        unusedMode,
        idleDelegation,
    ]

    private static let tableGap = Page(
        code: ProofCodes.tableGap,
        title: Bilingual(
            fr: "une table n’a pas de ligne pour certains cas",
            en: "a table has no row for some cases"),
        reason: Bilingual(
            fr: "Pour les valeurs montrées, aucune ligne ne vaut et il n’y a pas d’`otherwise`\u{A0}: une "
                + "condition qui interroge la table échoue alors. Choix, oui/non, entiers, décimaux, "
                + "dates et périodes des lignes sont vérifiés exactement.",
            en: "For the values shown no row holds and there is no `otherwise`: a condition that asks "
                + "the table then fails. Choices, yes/no, integers, decimals, dates and the periods of "
                + "the rows are checked exactly."),
        mend: Bilingual(
            fr: "Ajouter une ligne pour le cas, ou `otherwise`.",
            en: "Add a row for the case, or `otherwise`."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            tables:
              delay:
                label: { fr: Délai, en: Delay }
                inputs:
                  age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                outputs:
                  days: { type: integer, label: { fr: Jours, en: Days } }
                hit: unique
                rows:
                  - { when: { age: "< 18" }, then: { days: 1 } }
                  - { when: { age: "> 18" }, then: { days: 2 } }

            """)

    private static let tableOverlap = Page(
        code: ProofCodes.tableOverlap,
        title: Bilingual(
            fr: "deux lignes d’une table valent pour le même cas",
            en: "two rows of a table hold for the same case"),
        reason: Bilingual(
            fr: "La table dit `hit: unique`\u{A0}: une ligne au plus. Pour les valeurs montrées, deux "
                + "lignes valent, et la table échoue.",
            en: "The table says `hit: unique`: one row at most. For the values shown two rows hold, "
                + "and the table fails."),
        mend: Bilingual(
            fr: "Resserrer l’une des lignes, ou choisir `hit: first`.",
            en: "Narrow one of the rows, or choose `hit: first`."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            tables:
              delay:
                label: { fr: Délai, en: Delay }
                inputs:
                  age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                outputs:
                  days: { type: integer, label: { fr: Jours, en: Days } }
                hit: unique
                rows:
                  - { id: young, when: { age: "<= 18" }, then: { days: 1 } }
                  - { id: grown, when: { age: ">= 18" }, then: { days: 2 } }

            """)

    private static let tableConflict = Page(
        code: ProofCodes.tableConflict,
        title: Bilingual(
            fr: "deux lignes d’une table se contredisent",
            en: "two rows of a table disagree"),
        reason: Bilingual(
            fr: "La table dit `hit: any`\u{A0}: des lignes peuvent se chevaucher si elles disent la même "
                + "chose. Pour les valeurs montrées, ce n’est pas le cas.",
            en: "The table says `hit: any`: rows may overlap as long as they say the same. For the "
                + "values shown they do not."),
        mend: Bilingual(
            fr: "Donner aux deux lignes le même résultat, ou en resserrer une.",
            en: "Give both rows the same result, or narrow one."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            tables:
              delay:
                label: { fr: Délai, en: Delay }
                inputs:
                  age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                outputs:
                  days: { type: integer, label: { fr: Jours, en: Days } }
                hit: any
                rows:
                  - { id: young, when: { age: "<= 18" }, then: { days: 1 } }
                  - { id: grown, when: { age: ">= 18" }, then: { days: 2 } }

            """)

    private static let rowNeverReached = Page(
        code: ProofCodes.rowNeverReached,
        title: Bilingual(
            fr: "une ligne ne décide jamais",
            en: "a row never decides"),
        reason: Bilingual(
            fr: "Sous `hit: first`, les lignes d’avant prennent tous ses cas.",
            en: "Under `hit: first` the rows before this one take all its cases."),
        mend: Bilingual(
            fr: "Mettre la ligne plus haut, ou l’enlever.",
            en: "Put the row higher up, or remove it."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            tables:
              delay:
                label: { fr: Délai, en: Delay }
                inputs:
                  age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                outputs:
                  days: { type: integer, label: { fr: Jours, en: Days } }
                hit: first
                rows:
                  - { then: { days: 1 } }
                  - { id: late, when: { age: "> 65" }, then: { days: 2 } }

            """)

    private static let rowNeverMatches = Page(
        code: ProofCodes.rowNeverMatches,
        title: Bilingual(
            fr: "une ligne ne vaut jamais",
            en: "a row never holds"),
        reason: Bilingual(
            fr: "Aucune valeur possible de l’entrée ne passe le test de cette ligne\u{A0}: il est hors des "
                + "bornes de l’entrée.",
            en: "No value that the input can have passes the test of this row: it is out of the bounds "
                + "of the input."),
        mend: Bilingual(
            fr: "Corriger le test ou les bornes, ou enlever la ligne.",
            en: "Correct the test or the bounds, or remove the row."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            tables:
              delay:
                label: { fr: Délai, en: Delay }
                inputs:
                  age: { type: integer, label: { fr: Âge, en: Age }, minimum: 0, maximum: 130 }
                outputs:
                  days: { type: integer, label: { fr: Jours, en: Days } }
                hit: unique
                rows:
                  - { when: { age: "> 130" }, then: { days: 1 } }
                  - { when: { age: "<= 130" }, then: { days: 2 } }

            """)

    private static let grantOverlap = Page(
        code: ProofCodes.grantOverlap,
        title: Bilingual(
            fr: "une permission vient à un profil de deux façons à la fois",
            en: "a permission comes to a profile in two ways at once"),
        reason: Bilingual(
            fr: "Deux octrois donnent la même permission à la même personne. Le premier l’emporte, et "
                + "la liste de qui obtient quoi montre l’autre en vain.",
            en: "Two grants give the same permission to the same person. The first wins, and the list "
                + "of who gets what in which way shows the other in vain."),
        mend: Bilingual(
            fr: "Ajouter un `when` qui les départage, ou enlever le profil de l’un.",
            en: "Add a `when` that parts them, or remove the profile from one."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:
              post: { label: { fr: Poste, en: Post }, group: main }
              mail:
                label: { fr: Courrier, en: Mail }
                grants:
                  - { profiles: [clerk, agent], mode: given }
                  - { profiles: [agent], mode: asked }
            access-modes:
              given: { label: { fr: Donné, en: Given } }
              asked: { label: { fr: Demandé, en: Asked } }
            roles:
              worker: { label: { fr: Travail, en: Work }, permissions: [post] }
            profiles:
              clerk: { label: { fr: Commis, en: Clerk }, roles: [worker] }
              agent: { label: { fr: Agent, en: Agent }, roles: [worker] }
            permission-groups: { main: { label: { fr: Tout, en: All } } }

            """)

    private static let grantNeverGiven = Page(
        code: ProofCodes.grantNeverGiven,
        title: Bilingual(
            fr: "une permission ne vient jamais ainsi",
            en: "a permission never comes in this way"),
        reason: Bilingual(
            fr: "La condition de l’octroi exclut tous les profils qu’il nomme.",
            en: "The condition of the grant excludes all the profiles that it names."),
        mend: Bilingual(
            fr: "Corriger `when`, ou les `profiles`.",
            en: "Correct `when`, or the `profiles`."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:
              post: { label: { fr: Poste, en: Post }, group: main }
              mail:
                label: { fr: Courrier, en: Mail }
                grants:
                  - { profiles: [agent], mode: given, when: actor.profile == 'clerk' }
            access-modes:
              given: { label: { fr: Donné, en: Given } }
            roles:
              worker: { label: { fr: Travail, en: Work }, permissions: [post] }
            profiles:
              clerk: { label: { fr: Commis, en: Clerk }, roles: [worker] }
              agent: { label: { fr: Agent, en: Agent }, roles: [worker] }
            permission-groups: { main: { label: { fr: Tout, en: All } } }

            """)

    private static let unusedMode = Page(
        code: ProofCodes.unusedMode,
        title: Bilingual(
            fr: "aucune permission ne vient de cette façon",
            en: "no permission comes in this way"),
        reason: Bilingual(
            fr: "Une façon d’accéder est déclarée, qu’aucun octroi ne nomme.",
            en: "A way of access is declared that no grant names."),
        mend: Bilingual(
            fr: "L’employer sous `grants`, ou l’enlever.",
            en: "Use it under `grants`, or remove it."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:
              post: { label: { fr: Poste, en: Post }, group: main }
              mail:
                label: { fr: Courrier, en: Mail }
                grants:
                  - { profiles: [agent], mode: given }
            access-modes:
              given: { label: { fr: Donné, en: Given } }
              asked: { label: { fr: Demandé, en: Asked } }
            roles:
              worker: { label: { fr: Travail, en: Work }, permissions: [post] }
            profiles:
              clerk: { label: { fr: Commis, en: Clerk }, roles: [worker] }
              agent: { label: { fr: Agent, en: Agent }, roles: [worker] }
            permission-groups: { main: { label: { fr: Tout, en: All } } }

            """)

    private static let idleDelegation = Page(
        code: ProofCodes.idleDelegation,
        title: Bilingual(
            fr: "une exception vise un profil qui n’a pas la permission",
            en: "an exception names a profile that lacks the permission"),
        reason: Bilingual(
            fr: "Qu’un profil puisse déléguer une permission n’importe que s’il peut l’avoir.",
            en: "Whether a profile may hand a permission on matters only if it can have the "
                + "permission."),
        mend: Bilingual(
            fr: "Enlever l’exception, ou accorder la permission au profil.",
            en: "Remove the exception, or grant the permission to the profile."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:
              post: { label: { fr: Poste, en: Post }, group: main }
              mail:
                label: { fr: Courrier, en: Mail }
                delegation: { allowed: true, except: [clerk] }
                grants:
                  - { profiles: [agent], mode: given }
            access-modes:
              given: { label: { fr: Donné, en: Given } }
            roles:
              worker: { label: { fr: Travail, en: Work }, permissions: [post] }
            profiles:
              clerk: { label: { fr: Commis, en: Clerk }, roles: [worker] }
              agent: { label: { fr: Agent, en: Agent }, roles: [worker] }
            permission-groups: { main: { label: { fr: Tout, en: All } } }

            """)
}
