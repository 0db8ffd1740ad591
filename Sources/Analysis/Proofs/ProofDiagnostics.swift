import CivilTime
import Diagnostics
import Rules

/// The wording of what the proofs find in the workflow.
enum ProofDiagnostics {
    // MARK: States

    static func noInitialState(at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.initialState, Bilingual(fr: "aucun état n’est initial", en: "no state is initial"), at: span,
            hint: Bilingual(fr: "ajouter `kind: initial` à l’un des états", en: "add `kind: initial` to one of the states"))
    }

    static func secondInitialState(_ name: String, first: Span, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.initialState,
            Bilingual(fr: "`\(name)` est un second état initial", en: "`\(name)` is a second initial state"), at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "le premier est ici", en: "the first is here"))],
            hint: Bilingual(fr: "ne garder `kind: initial` qu’à l’un des deux", en: "keep `kind: initial` at one of the two only"))
    }

    static func noFinalState(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.finalState, Bilingual(fr: "aucun état n’est final", en: "no state is final"), at: span,
            hint: Bilingual(
                fr: "ajouter `kind: final` aux états où tout est terminé", en: "add `kind: final` to the states where all is done"))
    }

    static func noCreation(at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.noCreation, Bilingual(fr: "aucune action n’ouvre de dossier", en: "no action makes a dossier"), at: span,
            hint: Bilingual(fr: "ajouter `creates: true` à l’une d’elles", en: "add `creates: true` to one of them"))
    }

    static func unreachableState(_ state: WorkflowState, blocked: Action?) -> Diagnostic {
        var notes: [Bilingual] = []
        var labels: [Diagnostic.Label] = []
        if let blocked {
            notes = [
                Bilingual(
                    fr: "l’action `\(blocked.id)` y mènerait, mais ses conditions ne sont jamais toutes vraies",
                    en: "the action `\(blocked.id)` would lead there, but its conditions never all hold")
            ]
            labels = [
                Diagnostic.Label(blocked.span, Bilingual(fr: "l’action qui n’est jamais possible", en: "the action that is never possible"))
            ]
        }
        return Diagnostic(
            .error, ProofCodes.unreachableState,
            Bilingual(
                fr: "aucune suite d’actions ne mène à l’état `\(state.id)`", en: "no sequence of actions leads to the state `\(state.id)`"),
            at: state.span, labels: labels, notes: notes,
            hint: Bilingual(fr: "le mettre sous `to` d’une action, ou l’enlever", en: "put it under `to` of an action, or remove it"))
    }

    static func deadEnd(_ state: WorkflowState, path: [Action], blocked: Action?, onward: Bilingual?) -> Diagnostic {
        var notes = pathNotes(path, to: state.label.bilingual)
        var labels: [Diagnostic.Label] = []
        if let blocked {
            notes.append(
                Bilingual(
                    fr: "l’action `\(blocked.id)` en sort, mais ses conditions ne sont jamais toutes vraies",
                    en: "the action `\(blocked.id)` leaves it, but its conditions never all hold"))
            labels = [
                Diagnostic.Label(blocked.span, Bilingual(fr: "l’action qui n’est jamais possible", en: "the action that is never possible"))
            ]
        } else if let onward {
            notes.append(
                Bilingual(
                    fr: "il en part des actions, vers «\u{A0}\(onward.fr)\u{A0}» par exemple, mais elles tournent en rond",
                    en: "actions leave it, to “\(onward.en)” for instance, but they go round in circles"))
        }
        return Diagnostic(
            .error, ProofCodes.deadEnd,
            Bilingual(
                fr: "de l’état `\(state.id)`, aucun état final ne peut être atteint",
                en: "from the state `\(state.id)` no final state can be reached"), at: state.span, labels: labels, notes: notes,
            hint: Bilingual(
                fr: "ajouter une action qui en sort, ou lui donner `kind: final`",
                en: "add an action that leaves it, or give it `kind: final`"))
    }

    // MARK: Actions

    static func permissionOfNobody(_ action: Action, granting role: Role?) -> Diagnostic {
        let permission = action.permission.id
        let hint =
            role.map {
                Bilingual(
                    fr: "le rôle `\($0.id)` l’accorde, mais aucun profil n’a ce rôle",
                    en: "the role `\($0.id)` grants it, but no profile has that role")
            } ?? Bilingual(fr: "l’ajouter aux `permissions` d’un rôle", en: "add it to the `permissions` of a role")
        return Diagnostic(
            .error, ProofCodes.nobodyMayAct,
            Bilingual(
                fr: "personne ne peut faire l’action `\(action.id)`\u{A0}: aucun profil n’a la permission `\(permission)`",
                en: "nobody may perform the action `\(action.id)`: no profile has the permission `\(permission)`"),
            at: action.permission.span,
            labels: role.map { [Diagnostic.Label($0.span, Bilingual(fr: "le rôle qui l’accorde", en: "the role that grants it"))] } ?? [],
            hint: hint)
    }

    static func holdersRefused(_ action: Action, holders: [Bilingual], parts: [ActionPart]) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.nobodyMayAct,
            Bilingual(
                fr: "personne ne peut faire l’action `\(action.id)`\u{A0}: ses conditions excluent tous les profils qui ont la permission",
                en: "nobody may perform the action `\(action.id)`: its conditions exclude every profile that has the permission"),
            at: parts.first?.span ?? action.span,
            labels: [
                Diagnostic.Label(
                    action.permission.span,
                    Bilingual(
                        fr: "la permission est à \(list(holders).fr)", en: "the permission belongs to \(list(holders).en)"))
            ] + parts.dropFirst().map { Diagnostic.Label($0.span, $0.words) },
            notes: holders.isEmpty
                ? []
                : [
                    Bilingual(
                        fr: "par exemple, «\u{A0}\(holders[0].fr)\u{A0}» a la permission, mais la condition le refuse toujours",
                        en: "for instance, “\(holders[0].en)” has the permission, but the condition always refuses it")
                ],
            hint: Bilingual(
                fr: "donner la permission à un profil que la condition admet, ou changer la condition",
                en: "give the permission to a profile that the condition admits, or change the condition"))
    }

    static func contradiction(_ action: Action, parts: [ActionPart], counterexample: Bilingual?) -> Diagnostic {
        let main = parts.last { if case .rule = $0.kind { true } else { false } } ?? parts.last
        return Diagnostic(
            .error, ProofCodes.contradiction,
            Bilingual(
                fr: "l’action `\(action.id)` n’est jamais possible\u{A0}: ses conditions se contredisent",
                en: "the action `\(action.id)` is never possible: its conditions contradict each other"),
            at: main?.span ?? action.span,
            labels: parts.filter { $0.span != main?.span }.map { Diagnostic.Label($0.span, $0.words) },
            notes: [together(parts)],
            hint: Bilingual(
                fr: "changer l’une de ces conditions, ou la limiter par `when`", en: "change one of these conditions, or limit it by `when`"
            ))
    }

    static func contradictionInPeriod(_ action: Action, from: CivilDate?, until: CivilDate?, parts: [ActionPart]) -> Diagnostic {
        let when = period(from, until)
        let main = parts.last { if case .rule = $0.kind { true } else { false } } ?? parts.last
        return Diagnostic(
            .error, ProofCodes.contradiction,
            Bilingual(
                fr: "l’action `\(action.id)` n’est pas possible \(when.fr)\u{A0}: ses conditions se contredisent alors",
                en: "the action `\(action.id)` is not possible \(when.en): its conditions then contradict each other"),
            at: main?.span ?? action.span,
            labels: parts.filter { $0.span != main?.span }.map { Diagnostic.Label($0.span, $0.words) },
            notes: [together(parts)],
            hint: Bilingual(
                fr: "revoir les dates `valid-from` et `valid-until` de ces règles",
                en: "look at the dates `valid-from` and `valid-until` of these rules"))
    }

    static func ruleNeverHolds(_ rule: Rule, action: Action) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.neverTrue,
            Bilingual(
                fr: "cette condition n’est jamais vraie, l’action `\(action.id)` est donc toujours refusée",
                en: "this condition is never true, so the action `\(action.id)` is always refused"),
            at: rule.requirement.span, labels: [Diagnostic.Label(rule.span, ruleWords(rule))],
            hint: Bilingual(
                fr: "revoir les `&&` et les bornes\u{A0}: ce qui s’exclut demande `||`",
                en: "look at the `&&` and the bounds: what excludes each other needs `||`"))
    }

    static func impossibleInState(_ action: Action, _ source: Reference, _ label: Bilingual?, parts: [ActionPart]) -> Diagnostic {
        let name = label ?? Bilingual(verbatim: source.id)
        return Diagnostic(
            .warning, ProofCodes.impossibleInState,
            Bilingual(
                fr: "dans l’état «\u{A0}\(name.fr)\u{A0}», l’action `\(action.id)` est toujours refusée",
                en: "in the state “\(name.en)” the action `\(action.id)` is always refused"),
            at: source.span, labels: parts.map { Diagnostic.Label($0.span, $0.words) },
            hint: Bilingual(
                fr: "enlever cet état de `from`, ou changer la condition", en: "remove this state from `from`, or change the condition"))
    }

    static func targetNeverTaken(_ action: Action, _ target: Action.Target, label: Bilingual?) -> Diagnostic {
        let name = label ?? Bilingual(verbatim: target.state.id)
        return Diagnostic(
            .warning, ProofCodes.targetNeverTaken,
            Bilingual(
                fr: "l’action `\(action.id)` ne mène jamais à «\u{A0}\(name.fr)\u{A0}»",
                en: "the action `\(action.id)` never leads to “\(name.en)”"),
            at: target.state.span,
            labels: target.condition.map {
                [
                    Diagnostic.Label(
                        $0.span,
                        Bilingual(
                            fr: "jamais vrai quand l’action est possible et que rien n’a été choisi avant",
                            en: "never true when the action is possible and nothing was chosen before"))
                ]
            } ?? [],
            hint: Bilingual(
                fr: "changer cette condition ou celles d’avant, ou enlever l’état",
                en: "change this condition or those before it, or remove the state"))
    }

    // MARK: Conditions

    static func neverTrue(_ condition: Condition, what: Bilingual, isRequirement: Bool) -> Diagnostic {
        Diagnostic(
            isRequirement ? .error : .warning, ProofCodes.neverTrue,
            isRequirement
                ? Bilingual(
                    fr: "cette condition n’est jamais vraie\u{A0}: \(what.fr) refuse toujours",
                    en: "this condition is never true: \(what.en) always refuses")
                : Bilingual(
                    fr: "cette condition n’est jamais vraie\u{A0}: \(what.fr) ne sert donc à rien",
                    en: "this condition is never true, so \(what.en) has no use"),
            at: condition.span,
            hint: Bilingual(
                fr: "revoir les `&&` et les bornes\u{A0}: ce qui s’exclut demande `||`",
                en: "look at the `&&` and the bounds: what excludes each other needs `||`"))
    }

    static func alwaysTrue(_ condition: Condition, what: Bilingual) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.alwaysTrue,
            Bilingual(
                fr: "cette condition est toujours vraie là où elle est posée (\(what.fr))",
                en: "this condition is always true where it is asked (\(what.en))"),
            at: condition.span,
            hint: Bilingual(
                fr: "l’enlever, ou revoir les `||` et les `!=`\u{A0}: ce qui couvre tout demande `&&`",
                en: "remove it, or look at the `||` and the `!=`: what covers everything needs `&&`"))
    }

    static func whenExcludesRequire(_ rule: Rule) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.whenExcludesRequire,
            Bilingual(
                fr: "chaque fois que la règle `\(rule.id)` s’applique, elle refuse\u{A0}: `when` exclut `require`",
                en: "whenever the rule `\(rule.id)` applies it refuses: `when` excludes `require`"),
            at: rule.requirement.span,
            labels: rule.applicability.map {
                [Diagnostic.Label($0.span, Bilingual(fr: "quand la règle s’applique", en: "when the rule applies"))]
            } ?? [],
            hint: Bilingual(
                fr: "pour interdire un cas, écrire seulement `require: !(…)`\u{202F}; sinon revoir l’une des deux conditions",
                en: "to forbid a case write `require: !(…)` alone; otherwise look at one of the two conditions"))
    }

    static func sameCondition(_ rule: Rule, as first: Rule, action: Action) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.sameCondition,
            Bilingual(
                fr: "l’action `\(action.id)` demande déjà la même chose par la règle `\(first.id)`",
                en: "the action `\(action.id)` asks the same already by the rule `\(first.id)`"),
            at: rule.span, labels: [Diagnostic.Label(first.span, Bilingual(fr: "la même condition", en: "the same condition"))],
            hint: Bilingual(
                fr: "enlever l’une des deux\u{A0}: la personne lirait deux refus pour une seule raison",
                en: "remove one of the two: the person would read two refusals for one reason"))
    }

    // MARK: Words

    static func ruleWords(_ rule: Rule) -> Bilingual { Bilingual(fr: "la règle `\(rule.id)`", en: "the rule `\(rule.id)`") }

    static func fieldWords(_ field: DataField) -> Bilingual { Bilingual(fr: "le champ `\(field.id)`", en: "the field `\(field.id)`") }

    static func outputWords(_ reference: Reference) -> Bilingual {
        Bilingual(fr: "l’envoi `\(reference.id)`", en: "the output `\(reference.id)`")
    }

    static func requiredWords(_ field: DataField) -> Bilingual {
        Bilingual(fr: "le champ requis `\(field.id)`", en: "the required field `\(field.id)`")
    }

    static func permissionWords(_ action: Action, profiles: [Bilingual]) -> Bilingual {
        Bilingual(
            fr: "la permission `\(action.permission.id)`, qu’ont \(list(profiles).fr)",
            en: "the permission `\(action.permission.id)`, which \(list(profiles).en) have")
    }

    static func stateWords(_ states: [Bilingual]) -> Bilingual {
        Bilingual(fr: "l’état\u{A0}: \(list(states).fr)", en: "the state: \(list(states).en)")
    }

    static func list(_ names: [Bilingual]) -> Bilingual {
        let shown = names.prefix(4)
        let rest = names.count > 4 ? ", …" : ""
        return Bilingual(
            fr: shown.map { "«\u{A0}\($0.fr)\u{A0}»" }.joined(separator: ", ") + rest,
            en: shown.map { "“\($0.en)”" }.joined(separator: ", ") + rest)
    }

    private static func together(_ parts: [ActionPart]) -> Bilingual {
        Bilingual(
            fr: "ensemble, ceci est impossible\u{A0}: " + parts.map(\.words.fr).joined(separator: " + "),
            en: "together, this is impossible: " + parts.map(\.words.en).joined(separator: " + "))
    }

    static func period(_ from: CivilDate?, _ until: CivilDate?) -> Bilingual {
        switch (from, until) {
        case (let from?, let until?): Bilingual(fr: "du \(from.text) au \(until.text)", en: "from \(from.text) to \(until.text)")
        case (let from?, nil): Bilingual(fr: "à partir du \(from.text)", en: "from \(from.text) on")
        case (nil, let until?): Bilingual(fr: "jusqu’au \(until.text)", en: "until \(until.text)")
        case (nil, nil): Bilingual(fr: "en tout temps", en: "at any time")
        }
    }

    static func pathNotes(_ path: [Action], to state: Bilingual) -> [Bilingual] {
        guard !path.isEmpty else { return [] }
        return [
            Bilingual(
                fr:
                    "on y arrive ainsi\u{A0}: \(path.map { "«\u{A0}\($0.label.bilingual.fr)\u{A0}»" }.joined(separator: " → ")) → \(state.fr)",
                en: "it is reached so: \(path.map { "“\($0.label.bilingual.en)”" }.joined(separator: " → ")) → \(state.en)")
        ]
    }
}
