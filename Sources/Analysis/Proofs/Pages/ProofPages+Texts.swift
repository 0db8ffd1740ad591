import Diagnostics

extension ProofPages {
    static let texts: [Page] = [
        noReceiver,
        deadlineNeverRuns,
        noReasonLeft,
        sameText,
        unused,
    ]

    private static let noReceiver = Page(
        code: ProofCodes.noReceiver,
        title: Bilingual(
            fr: "un avis ou un délai n’atteint personne",
            en: "a notification or a deadline reaches nobody"),
        reason: Bilingual(
            fr: "Le rôle destinataire n’appartient à aucun profil, ou la personne vient d’un champ "
                + "qu’aucune action ne remplit. Ce qui devait prévenir ne prévient personne.",
            en: "The role that receives is held by no profile, or the person comes from a field that "
                + "no action fills. What should warn somebody warns nobody."),
        mend: Bilingual(
            fr: "Donner le rôle à un profil, remplir le champ par `set`, ou nommer un autre "
                + "destinataire.",
            en: "Give the role to a profile, fill the field by `set`, or name another receiver."),
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
              clerk: { label: { fr: Commis, en: Clerk }, permissions: [ask] }
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
                notify: [note]
                to: asked
                permission: ask
              lend:
                label: { fr: Prêter, en: Lend }
                from: [asked]
                to: lent
                permission: decide
            notifications:
              note:
                to: [{ role: clerk }]
                subject: { fr: Avis, en: Notice }
                body: { fr: Un dossier attend., en: A dossier is waiting. }

            """)

    private static let deadlineNeverRuns = Page(
        code: ProofCodes.deadlineNeverRuns,
        title: Bilingual(
            fr: "un délai court dans un état que rien n’atteint",
            en: "a deadline runs in a state that nothing reaches"),
        reason: Bilingual(
            fr: "Le délai nomme un état où aucun dossier n’arrive\u{202F}; il n’y courra jamais. L’état "
                + "lui-même est signalé par `proof/unreachable-state`.",
            en: "The deadline names a state that no dossier comes to; it will never run there. The "
                + "state itself is told by `proof/unreachable-state`."),
        mend: Bilingual(
            fr: "Enlever l’état du délai, ou y mener une action.",
            en: "Remove the state from the deadline, or let an action lead to it."),
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
              held: { label: { fr: Retenu, en: Held } }
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
                from: [asked, held]
                to: lent
                permission: decide
            notifications:
              note:
                to: [{ role: librarian }]
                subject: { fr: Avis, en: Notice }
                body: { fr: Un dossier attend., en: A dossier is waiting. }
            deadlines:
              late: { states: [held], within: { days: 3 }, notify: note }

            """)

    private static let noReasonLeft = Page(
        code: ProofCodes.noReasonLeft,
        title: Bilingual(
            fr: "une liste de motifs est vide à partir d’un jour",
            en: "a reason list is empty from a day on"),
        reason: Bilingual(
            fr: "À partir de ce jour, aucun motif de la liste n’est en vigueur\u{202F}: une action qui en "
                + "demande un ne peut plus se faire.",
            en: "From that day on no reason of the list is in force, and an action that asks for one "
                + "can no longer be done."),
        mend: Bilingual(
            fr: "Prolonger un motif, ou en ajouter un qui vaut à partir de ce jour.",
            en: "Prolong a reason, or add one that holds from that day on."),
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
                inputs:
                  reason: { type: reason, reasons: causes, label: { fr: Motif, en: Reason } }
            reasons:
              causes:
                label: { fr: Motifs, en: Reasons }
                reasons:
                  old: { label: { fr: Ancien, en: Old }, valid-until: 2026-12-31 }

            """)

    private static let sameText = Page(
        code: ProofCodes.sameText,
        title: Bilingual(
            fr: "un texte est le même dans les deux langues",
            en: "a text is the same in both languages"),
        reason: Bilingual(
            fr: "Une phrase entière identique en français et en anglais n’a sans doute pas été "
                + "traduite.",
            en: "A whole sentence that is the same in French and in English was most likely not "
                + "translated."),
        mend: Bilingual(
            fr: "Traduire le texte.",
            en: "Translate the text."),
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
            messages:
              welcome: { fr: Welcome to the new library, en: Welcome to the new library }

            """)

    private static let unused = Page(
        code: ProofCodes.unused,
        title: Bilingual(
            fr: "un nom déclaré ne sert à rien",
            en: "a declared name is not used"),
        reason: Bilingual(
            fr: "Un rôle qu’aucun profil n’a, une permission qu’aucune action ne demande, un "
                + "formulaire, un ensemble de règles, une liste de motifs ou un avis que rien ne nomme\u{A0}: "
                + "oublié sans doute, ou resté là. Ce qu’une bibliothèque déclare n’est pas signalé.",
            en: "A role that no profile has, a permission that no action asks for, a form, a rule set, "
                + "a reason list or a notification that nothing names: likely forgotten, or left over. "
                + "What a library declares is not told."),
        mend: Bilingual(
            fr: "L’employer, ou l’enlever.",
            en: "Use it, or remove it."),
        example: """
            pack: loan
            title: { fr: Prêt de livres, en: Book loan }
            version: 1.0.0
            time-zone: America/Toronto
            permissions:
              ask: { fr: Demander, en: Ask }
              print: { fr: Imprimer, en: Print }
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

            """)
}
