import Diagnostics

extension ProofPages {
    static let workflow: [Page] = [
        initialState,
        finalState,
        noCreation,
        unreachableState,
        deadEnd,
        nobodyMayAct,
        contradiction,
        impossibleInState,
        targetNeverTaken,
        unfillableField,
        filledTooLate,
    ]

    private static let initialState = Page(
        code: ProofCodes.initialState,
        title: Bilingual(
            fr: "il faut exactement un état initial",
            en: "there must be exactly one initial state"),
        reason: Bilingual(
            fr: "Un nouveau dossier doit savoir où commencer. Sans état initial, il ne commence nulle "
                + "part\u{202F}; avec deux, personne ne peut dire lequel.",
            en: "A new dossier must know where to begin. Without an initial state it begins nowhere; "
                + "with two, nobody can say in which."),
        mend: Bilingual(
            fr: "Donner `kind: initial` au seul état où un dossier commence.",
            en: "Give `kind: initial` to the one state in which a dossier begins."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked }, kind: initial }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let finalState = Page(
        code: ProofCodes.finalState,
        title: Bilingual(
            fr: "aucun état n’est final",
            en: "no state is final"),
        reason: Bilingual(
            fr: "Un dossier qui ne peut jamais être terminé reste à jamais dans les listes de "
                + "travail\u{202F}; on ne peut ni le fermer ni l’archiver.",
            en: "A dossier that can never be done stays in the lists of work for ever, and it can "
                + "never be closed or archived."),
        mend: Bilingual(
            fr: "Donner `kind: final` à chaque état où tout est terminé.",
            en: "Give `kind: final` to each state in which all is done."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent } }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let noCreation = Page(
        code: ProofCodes.noCreation,
        title: Bilingual(
            fr: "aucune action n’ouvre de dossier",
            en: "no action makes a dossier"),
        reason: Bilingual(
            fr: "Les états et les actions sont là, mais personne ne peut commencer\u{A0}: aucune action ne "
                + "dit `creates: true`.",
            en: "The states and actions are there, but nobody can ever begin: no action says `creates: "
                + "true`."),
        mend: Bilingual(
            fr: "Ajouter `creates: true` à l’action qui ouvre un dossier, et enlever son `from`.",
            en: "Add `creates: true` to the action that opens a dossier, and remove its `from`."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                from: [draft]
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let unreachableState = Page(
        code: ProofCodes.unreachableState,
        title: Bilingual(
            fr: "aucune suite d’actions ne mène à un état",
            en: "no sequence of actions leads to a state"),
        reason: Bilingual(
            fr: "Un état auquel aucun dossier n’arrive est une erreur du parcours\u{A0}: un `to` qui "
                + "manque, ou une action dont les conditions ne sont jamais vraies. Les conditions "
                + "impossibles sont prises en compte.",
            en: "A state that no dossier can come to is a mistake in the workflow: a missing `to`, or "
                + "an action whose conditions can never hold. Guards that are never true are taken into "
                + "account."),
        mend: Bilingual(
            fr: "Nommer l’état sous `to` d’une action possible, ou l’enlever.",
            en: "Name the state under `to` of an action that can be taken, or remove it."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              archived: { label: { fr: Archivé, en: Archived }, kind: final }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let deadEnd = Page(
        code: ProofCodes.deadEnd,
        title: Bilingual(
            fr: "d’un état, aucune fin ne peut être atteinte",
            en: "from a state no end can be reached"),
        reason: Bilingual(
            fr: "Un dossier qui y arrive est bloqué\u{A0}: quoi qu’on fasse, il n’atteint jamais un état "
                + "final. Le plus court chemin qui y mène est montré.",
            en: "A dossier that comes there is stuck: whatever anybody does, it never reaches a final "
                + "state. The shortest way into it is shown."),
        mend: Bilingual(
            fr: "Ajouter une action qui sort de l’état, ou le rendre final.",
            en: "Add an action that leaves the state, or make the state final."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lost: { label: { fr: Perdu, en: Lost } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide
              lose:
                label: { fr: Perdre, en: Lose }
                from: [asked]
                to: lost
                permission: decide

            """)

    private static let nobodyMayAct = Page(
        code: ProofCodes.nobodyMayAct,
        title: Bilingual(
            fr: "personne ne peut faire une action",
            en: "nobody may perform an action"),
        reason: Bilingual(
            fr: "Aucun profil n’a la permission que l’action demande, ou ses conditions excluent tous "
                + "ceux qui l’ont. Toute demande serait refusée, qui que ce soit.",
            en: "No profile has the permission that the action asks for, or its conditions exclude "
                + "every profile that has it. Each request would be refused, whoever makes it."),
        mend: Bilingual(
            fr: "Donner la permission à un rôle qu’un profil a, ou changer la condition sur le profil.",
            en: "Give the permission to a role that a profile has, or change the condition on the "
                + "profile."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:
              ask: { fr: Demander, en: Ask }
              decide: { fr: Décider, en: Decide }
            roles:
              reader: { label: { fr: Lecteur, en: Reader }, permissions: [ask] }
              librarian: { label: { fr: Bibliothécaire, en: Librarian }, permissions: [ask] }
            profiles:
              member: { label: { fr: Membre, en: Member }, roles: [reader] }
              staff: { label: { fr: Personnel, en: Staff }, roles: [librarian] }
            dossier:
              fields:
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let contradiction = Page(
        code: ProofCodes.contradiction,
        title: Bilingual(
            fr: "les conditions d’une action se contredisent",
            en: "the conditions of an action contradict each other"),
        reason: Bilingual(
            fr: "Chaque condition peut être vraie, mais jamais toutes à la fois\u{A0}: l’action est "
                + "toujours refusée. Le plus petit groupe de conditions qui s’excluent est nommé et, "
                + "avec des dates d’effet, la période où elles s’excluent.",
            en: "Each condition can hold, but never all of them at once, so that the action is always "
                + "refused. The smallest group of conditions that exclude each other is named; with "
                + "effective dates, so is the time in which they do."),
        mend: Bilingual(
            fr: "Changer l’une des conditions nommées, ou la limiter par `when`.",
            en: "Change one of the conditions that are named, or limit it by `when`."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide
                guards:
                  - id: long
                    require: dossier.days >= 30
                    otherwise: { fr: Trop court., en: Too short. }
                  - id: short
                    require: dossier.days <= 14
                    otherwise: { fr: Trop long., en: Too long. }
              keep:
                label: { fr: Garder, en: Keep }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let impossibleInState = Page(
        code: ProofCodes.impossibleInState,
        title: Bilingual(
            fr: "dans l’un de ses états, une action est toujours refusée",
            en: "in one of its states an action is always refused"),
        reason: Bilingual(
            fr: "L’action s’offre dans un état où ses propres conditions ne sont jamais vraies. Les "
                + "gens verraient un bouton qui refuse toujours.",
            en: "The action offers itself in a state in which its own conditions can never hold. "
                + "People would see a button that always refuses."),
        mend: Bilingual(
            fr: "Enlever l’état de `from`, ou changer la condition.",
            en: "Remove the state from `from`, or change the condition."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked, draft]
                to: lent
                permission: decide
                guards:
                  - id: asked-first
                    require: dossier.state != 'draft'
                    otherwise: { fr: Pas encore demandé., en: Not asked yet. }

            """)

    private static let targetNeverTaken = Page(
        code: ProofCodes.targetNeverTaken,
        title: Bilingual(
            fr: "une action ne mène jamais à l’un de ses états suivants",
            en: "an action never leads to one of its next states"),
        reason: Bilingual(
            fr: "Les états suivants sont essayés dans l’ordre. Celui-ci n’est jamais pris\u{A0}: sa "
                + "condition est fausse chaque fois que l’action est possible, ou ce qui le précède a "
                + "pris tous ses cas.",
            en: "Targets are tried in order. This one is never taken: its condition is false whenever "
                + "the action is possible, or what stands before it has taken all its cases."),
        mend: Bilingual(
            fr: "Changer la condition, ou l’ordre des états suivants.",
            en: "Change the condition, or the order of the targets."),
        example: """
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
                title: { label: { fr: Titre, en: Title } }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [title, days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to:
                  - { state: lent, when: dossier.days > 3 }
                  - { state: draft, when: dossier.days > 10 }
                  - { state: lent }
                permission: decide

            """)

    private static let unfillableField = Page(
        code: ProofCodes.unfillableField,
        title: Bilingual(
            fr: "un champ requis n’est rempli par aucune action",
            en: "no action fills a required field"),
        reason: Bilingual(
            fr: "Une action exige un dossier complet, mais l’un de ses champs requis ne se remplit "
                + "nulle part\u{A0}: l’action sera toujours refusée.",
            en: "An action asks for a complete dossier, and a required field of it can be filled "
                + "nowhere: the action will always be refused."),
        mend: Bilingual(
            fr: "Mettre le champ sous `edits` ou `set` d’une action d’avant, ou le rendre facultatif.",
            en: "Put the field under `edits` or `set` of an action that comes before, or make it "
                + "optional."),
        example: """
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
                title: { label: { fr: Titre, en: Title }, required: true }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                complete: true
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let filledTooLate = Page(
        code: ProofCodes.filledTooLate,
        title: Bilingual(
            fr: "un champ requis ne peut être rempli avant qu’on l’exige",
            en: "a required field cannot be filled before it is asked for"),
        reason: Bilingual(
            fr: "Une action remplit le champ, mais un dossier arrive d’abord à l’action qui l’exige. "
                + "Le chemin est montré, action par action.",
            en: "Some action fills the field, but a dossier comes first to the action that asks for "
                + "it. The way is shown as a sequence of actions."),
        mend: Bilingual(
            fr: "Laisser une action d’avant, ou l’action même, modifier le champ.",
            en: "Let an earlier action, or the asking action itself, edit the field."),
        example: """
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
                title: { label: { fr: Titre, en: Title }, required: true }
                days: { type: integer, label: { fr: Jours, en: Days }, minimum: 1, maximum: 60 }
            states:
              draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
              asked: { label: { fr: Demandé, en: Asked } }
              lent: { label: { fr: Prêté, en: Lent }, kind: final }
            actions:
              open:
                label: { fr: Ouvrir, en: Open }
                creates: true
                permission: ask
                edits: [days]
              ask:
                label: { fr: Demander, en: Ask }
                from: [draft]
                complete: true
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide
                edits: [title]

            """)
}
