import CivilTime
import Diagnostics
import Rules

/// The wording of what the proofs find in fields, texts, deadlines and names.
extension ProofDiagnostics {
    // MARK: Fields

    static func neverVisible(_ field: DataField, _ condition: Condition, isRequired: Bool) -> Diagnostic {
        Diagnostic(
            isRequired ? .error : .warning, ProofCodes.neverVisible,
            isRequired
                ? Bilingual(
                    fr: "le champ requis `\(field.id)` n’est jamais montré\u{A0}: cette condition n’est jamais vraie",
                    en: "the required field `\(field.id)` is never shown: this condition is never true")
                : Bilingual(
                    fr: "le champ `\(field.id)` n’est jamais montré\u{A0}: cette condition n’est jamais vraie",
                    en: "the field `\(field.id)` is never shown: this condition is never true"),
            at: condition.span, labels: [Diagnostic.Label(field.span, Bilingual(fr: "le champ", en: "the field"))],
            hint: Bilingual(fr: "corriger la condition, ou enlever le champ", en: "correct the condition, or remove the field"))
    }

    static func requiredOnlyWhenHidden(_ field: DataField, required: Condition, visible: Condition) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.requiredOnlyWhenHidden,
            Bilingual(
                fr: "`\(field.id)` n’est requis que lorsqu’il est caché, il n’est donc jamais exigé",
                en: "`\(field.id)` is required only when it is hidden, so it is never asked for"),
            at: required.span, labels: [Diagnostic.Label(visible.span, Bilingual(fr: "montré seulement ainsi", en: "shown only so"))],
            hint: Bilingual(
                fr: "accorder `required` et `visible`\u{A0}: un champ caché n’est jamais exigé",
                en: "make `required` and `visible` agree: a hidden field is never asked for"))
    }

    static func requiredWhileHidden(_ field: DataField, required: Condition?, visible: Condition, counterexample: Bilingual?) -> Diagnostic
    {
        Diagnostic(
            .warning, ProofCodes.requiredWhileHidden,
            required == nil
                ? Bilingual(
                    fr: "`\(field.id)` est toujours requis, mais parfois caché\u{A0}: il n’est alors pas exigé",
                    en: "`\(field.id)` is always required, but sometimes hidden: it is not asked for then")
                : Bilingual(
                    fr: "`\(field.id)` peut être requis et caché à la fois\u{A0}: il n’est alors pas exigé",
                    en: "`\(field.id)` can be required and hidden at once: it is not asked for then"),
            at: required?.span ?? visible.span,
            labels: required == nil ? [] : [Diagnostic.Label(visible.span, Bilingual(fr: "montré seulement ainsi", en: "shown only so"))],
            notes: counterexample.map { [Bilingual(fr: "par exemple\u{A0}: \($0.fr)", en: "for instance: \($0.en)")] } ?? [],
            hint: Bilingual(
                fr: "mettre la condition de `visible` sous `required` aussi, ou montrer le champ chaque fois qu’il est requis",
                en: "put the condition of `visible` under `required` as well, or show the field whenever it is required"))
    }

    static func unfillableField(_ field: DataField, action: Action) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.unfillableField,
            Bilingual(
                fr: "le champ requis `\(field.id)` n’est rempli par aucune action, si bien que `\(action.id)` sera toujours refusée",
                en: "no action fills the required field `\(field.id)`, so `\(action.id)` will always be refused"),
            at: field.span,
            labels: [Diagnostic.Label(action.span, Bilingual(fr: "l’action qui le demande", en: "the action that asks for it"))],
            hint: Bilingual(fr: "le mettre sous `edits` ou `set` d’une action", en: "put it under `edits` or `set` of an action"))
    }

    static func filledTooLate(_ field: DataField, action: Action, path: [Action], filler: Action?) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.filledTooLate,
            Bilingual(
                fr: "l’action `\(action.id)` exige le champ `\(field.id)`, que rien ne peut remplir avant elle",
                en: "the action `\(action.id)` asks for the field `\(field.id)`, which nothing can fill before it"),
            at: field.span, labels: fillerLabels(action, filler),
            notes: way(path, action),
            hint: Bilingual(
                fr: "mettre `\(field.id)` sous `edits` de `\(action.id)` ou d’une action d’avant",
                en: "put `\(field.id)` under `edits` of `\(action.id)` or of an earlier action"))
    }

    static func canBeMissed(_ field: DataField, action: Action, path: [Action], filler: Action?) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.filledTooLate,
            Bilingual(
                fr: "un dossier peut arriver à l’action `\(action.id)` sans le champ `\(field.id)`, que rien ne peut plus remplir alors",
                en: "a dossier can come to the action `\(action.id)` without the field `\(field.id)`, which nothing can fill by then"),
            at: field.span, labels: fillerLabels(action, filler), notes: way(path, action),
            hint: Bilingual(
                fr: "exiger un dossier complet plus tôt, ou mettre `\(field.id)` sous `edits` de `\(action.id)`",
                en: "ask for a complete dossier earlier, or put `\(field.id)` under `edits` of `\(action.id)`"))
    }

    private static func fillerLabels(_ action: Action, _ filler: Action?) -> [Diagnostic.Label] {
        var labels = [Diagnostic.Label(action.span, Bilingual(fr: "l’action qui l’exige", en: "the action that asks for it"))]
        if let filler {
            labels.append(Diagnostic.Label(filler.span, Bilingual(fr: "l’action qui le remplit", en: "the action that fills it")))
        }
        return labels
    }

    private static func way(_ path: [Action], _ action: Action) -> [Bilingual] {
        guard !path.isEmpty else { return [] }
        let steps = path + [action]
        return [
            Bilingual(
                fr: "par ce chemin\u{A0}: \(steps.map { "«\u{A0}\($0.label.bilingual.fr)\u{A0}»" }.joined(separator: " → "))",
                en: "on this way: \(steps.map { "“\($0.label.bilingual.en)”" }.joined(separator: " → "))")
        ]
    }

    // MARK: Receivers and deadlines

    static func roleOfNobody(_ notification: NotificationDefinition, role: Reference) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.noReceiver,
            Bilingual(
                fr: "aucun profil n’a le rôle `\(role.id)`, l’avis `\(notification.id)` n’atteint donc personne",
                en: "no profile has the role `\(role.id)`, so the notification `\(notification.id)` reaches nobody"),
            at: role.span,
            hint: Bilingual(
                fr: "donner le rôle à un profil, ou changer le destinataire", en: "give the role to a profile, or change the receiver"))
    }

    static func personNeverNamed(_ notification: NotificationDefinition, field: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.noReceiver,
            Bilingual(
                fr: "aucune action ne remplit `\(field)`, l’avis `\(notification.id)` n’atteint donc personne",
                en: "no action fills `\(field)`, so the notification `\(notification.id)` reaches nobody"),
            at: span,
            hint: Bilingual(
                fr: "le remplir sous `set` d’une action, ou changer le destinataire",
                en: "fill it under `set` of an action, or change the receiver"))
    }

    static func deadlineWithoutReceiver(_ deadline: Deadline, _ notification: Reference) -> Diagnostic {
        Diagnostic(
            .error, ProofCodes.noReceiver,
            Bilingual(
                fr: "le délai `\(deadline.id)` ne prévient personne\u{A0}: l’avis `\(notification.id)` n’a pas de destinataire",
                en: "the deadline `\(deadline.id)` tells nobody: the notification `\(notification.id)` has no receiver"),
            at: notification.span,
            hint: Bilingual(fr: "donner un destinataire à l’avis", en: "give the notification a receiver"))
    }

    static func deadlineInUnreachableState(_ deadline: Deadline, _ state: Reference) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.deadlineNeverRuns,
            Bilingual(
                fr: "le délai `\(deadline.id)` ne court jamais dans l’état `\(state.id)`, que rien n’atteint",
                en: "the deadline `\(deadline.id)` never runs in the state `\(state.id)`, which nothing reaches"),
            at: state.span, hint: Bilingual(fr: "enlever l’état de `states`", en: "remove the state from `states`"))
    }

    // MARK: Periods, texts, names

    static func noReasonLeft(_ list: ReasonList, from: CivilDate, until: CivilDate?) -> Diagnostic {
        let when = period(from, until)
        return Diagnostic(
            .error, ProofCodes.noReasonLeft,
            Bilingual(
                fr: "la liste de motifs `\(list.id)` est vide \(when.fr)", en: "the reason list `\(list.id)` is empty \(when.en)"),
            at: list.span,
            labels: list.reasons.filter { $0.period.until.map { $0 < from } ?? false }.prefix(3).map { reason in
                Diagnostic.Label(
                    reason.span,
                    Bilingual(
                        fr: "en vigueur jusqu’au \(reason.period.until?.text ?? "")",
                        en: "in force until \(reason.period.until?.text ?? "")"))
            },
            hint: Bilingual(
                fr: "prolonger un motif, ou en ajouter un qui vaut \(when.fr)", en: "prolong a reason, or add one that holds \(when.en)"))
    }

    static func sameText(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.sameText,
            Bilingual(fr: "ce texte est le même en français et en anglais", en: "this text is the same in French and in English"), at: span,
            hint: Bilingual(fr: "le traduire", en: "translate it"))
    }

    static func unused(_ name: String, kind: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, ProofCodes.unused, Bilingual(fr: "`\(name)` (\(kind.fr)) ne sert à rien", en: "`\(name)` (\(kind.en)) is not used"),
            at: span, hint: Bilingual(fr: "l’employer, ou l’enlever", en: "use it, or remove it"))
    }
}
