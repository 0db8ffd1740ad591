import Diagnostics

extension ProofPages {
    static let conditions: [Page] = [
        neverTrue,
        alwaysTrue,
        whenExcludesRequire,
        sameCondition,
        neverVisible,
        requiredOnlyWhenHidden,
        requiredWhileHidden,
    ]

    private static let neverTrue = Page(
        code: ProofCodes.neverTrue,
        title: Bilingual(
            fr: "une condition n’est jamais vraie",
            en: "a condition is never true"),
        reason: Bilingual(
            fr: "Quelles que soient les valeurs, la condition est fausse ou ne s’évalue pas\u{A0}: une "
                + "règle qui refuse toujours, ou un cas qui n’arrive jamais. Les comparaisons de champs "
                + "avec des constantes, les choix, oui/non, nombres, dates et présences sont décidés "
                + "exactement\u{202F}; fonctions, calculs et listes comptent comme libres, et deux champs se "
                + "comparent paire par paire.",
            en: "Whatever the values are, the condition is false or cannot be evaluated: a rule that "
                + "always refuses, or a case that never comes. Comparisons of fields with constants, "
                + "choices, yes/no, numbers, dates and presence are decided exactly; function calls, "
                + "arithmetic and lists count as free, and two fields are compared with each other pair "
                + "by pair."),
        mend: Bilingual(
            fr: "Revoir les `&&` et les bornes\u{A0}: ce qui s’exclut demande `||`.",
            en: "Look at `&&` and at the bounds: what excludes each other needs `||`."),
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
                  - id: term
                    require: dossier.days > 30 && dossier.days < 10
                    otherwise: { fr: Refusé., en: Refused. }
              keep:
                label: { fr: Garder, en: Keep }
                from: [asked]
                to: lent
                permission: decide

            """)

    private static let alwaysTrue = Page(
        code: ProofCodes.alwaysTrue,
        title: Bilingual(
            fr: "une condition est toujours vraie là où elle est posée",
            en: "a condition is always true where it is asked"),
        reason: Bilingual(
            fr: "La condition ne refuse ni ne décide rien\u{A0}: l’état, la permission ou son propre `when` "
                + "le disent déjà. Souvent, un `||` est là où l’on voulait `&&`.",
            en: "The condition refuses nothing and decides nothing: the state, the permission or its "
                + "own `when` already say so. Often an `||` stands where an `&&` was meant."),
        mend: Bilingual(
            fr: "Enlever la condition, ou mettre `&&` à la place de `||`.",
            en: "Remove the condition, or put `&&` for `||`."),
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
                  - id: term
                    require: actor.profile != 'member' || actor.profile != 'staff'
                    otherwise: { fr: Refusé., en: Refused. }

            """)

    private static let whenExcludesRequire = Page(
        code: ProofCodes.whenExcludesRequire,
        title: Bilingual(
            fr: "une règle refuse chaque fois qu’elle s’applique",
            en: "a rule refuses whenever it applies"),
        reason: Bilingual(
            fr: "Ce que dit `when` et ce que dit `require` s’excluent. Pour interdire un cas, "
                + "`require` seul le dit plus clairement\u{202F}; sinon, l’un des deux est fautif.",
            en: "What `when` says and what `require` says exclude each other. If a case shall be "
                + "forbidden, `require` alone says so more clearly; otherwise one of the two is "
                + "mistaken."),
        mend: Bilingual(
            fr: "Écrire seulement `require: !(…)`, ou corriger l’un des deux.",
            en: "Write `require: !(…)` alone, or correct one of the two."),
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
                  - id: term
                    when: has(dossier.days) && dossier.days > 30
                    require: dossier.days < 14
                    otherwise: { fr: Refusé., en: Refused. }

            """)

    private static let sameCondition = Page(
        code: ProofCodes.sameCondition,
        title: Bilingual(
            fr: "une action demande deux fois la même chose",
            en: "an action asks the same twice"),
        reason: Bilingual(
            fr: "Deux règles d’une action ont la même condition. Quand elle échoue, la personne lit "
                + "deux refus pour une seule raison\u{202F}; quand on change l’une, on oublie l’autre.",
            en: "Two rules of one action have the same condition. When it fails, the person reads two "
                + "refusals for one reason; when one of them is changed, the other is forgotten."),
        mend: Bilingual(
            fr: "Enlever l’une des deux règles.",
            en: "Remove one of the two rules."),
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
                  - id: rule-1
                    require: has(dossier.days)
                    otherwise: { fr: Refusé., en: Refused. }
                  - id: rule-2
                    require: has(dossier.days)
                    otherwise: { fr: Refusé., en: Refused. }

            """)

    private static let neverVisible = Page(
        code: ProofCodes.neverVisible,
        title: Bilingual(
            fr: "un champ n’est jamais montré",
            en: "a field is never shown"),
        reason: Bilingual(
            fr: "La condition sous `visible` n’est jamais vraie\u{A0}: personne ne voit jamais le champ. "
                + "S’il est requis, il n’est jamais exigé non plus.",
            en: "The condition under `visible` is never true, so that nobody ever sees the field. If "
                + "it is required, it is never asked for either."),
        mend: Bilingual(
            fr: "Corriger `visible`, ou enlever le champ.",
            en: "Correct `visible`, or remove the field."),
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
                form: slip
            forms:
              slip:
                label: { fr: Fiche, en: Slip }
                fields:
                  worn: { type: boolean, label: { fr: Usé, en: Worn }, required: true }
                  remark:
                    label: { fr: Remarque, en: Remark }
                    visible: has(form.worn) && form.worn && !form.worn

            """)

    private static let requiredOnlyWhenHidden = Page(
        code: ProofCodes.requiredOnlyWhenHidden,
        title: Bilingual(
            fr: "un champ n’est requis que lorsqu’il est caché",
            en: "a field is required only when it is hidden"),
        reason: Bilingual(
            fr: "Un champ caché n’est jamais exigé. Ici, `required` n’est vrai que là où `visible` est "
                + "faux\u{A0}: l’exigence n’a jamais d’effet.",
            en: "A hidden field is never asked for. Here `required` holds only where `visible` does "
                + "not: the requirement never takes effect."),
        mend: Bilingual(
            fr: "Faire en sorte que `visible` soit vrai partout où `required` l’est.",
            en: "Make `visible` hold wherever `required` does."),
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
                form: slip
            forms:
              slip:
                label: { fr: Fiche, en: Slip }
                fields:
                  worn: { type: boolean, label: { fr: Usé, en: Worn }, required: true }
                  remark:
                    label: { fr: Remarque, en: Remark }
                    visible: has(form.worn) && !form.worn
                    required: has(form.worn) && form.worn

            """)

    private static let requiredWhileHidden = Page(
        code: ProofCodes.requiredWhileHidden,
        title: Bilingual(
            fr: "un champ peut être requis et caché à la fois",
            en: "a field can be required and hidden at once"),
        reason: Bilingual(
            fr: "Il y a des valeurs pour lesquelles `required` est vrai et `visible` faux\u{202F}; le champ "
                + "n’est alors pas exigé, quoi que dise `required`. De telles valeurs sont montrées.",
            en: "There are values for which `required` holds and `visible` does not; the field is then "
                + "not asked for, whatever `required` says. Such values are shown."),
        mend: Bilingual(
            fr: "Mettre la condition de `visible` sous `required` aussi, ou montrer le champ chaque "
                + "fois qu’il est requis.",
            en: "Put the condition of `visible` under `required` as well, or show the field whenever "
                + "it is required."),
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
                form: slip
            forms:
              slip:
                label: { fr: Fiche, en: Slip }
                fields:
                  worn: { type: boolean, label: { fr: Usé, en: Worn }, required: true }
                  remark:
                    label: { fr: Remarque, en: Remark }
                    visible: has(form.worn) && form.worn
                    required: has(form.worn)

            """)
}
