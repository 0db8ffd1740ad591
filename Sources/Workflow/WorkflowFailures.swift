import CivilTime
import Diagnostics
import Rules

/// The codes of refusals and what they mean.
package enum WorkflowCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("workflow/unknown-action", Bilingual(fr: "la configuration n’a pas cette action", en: "the pack has no such action")),
        ("workflow/already-open", Bilingual(fr: "le dossier existe déjà", en: "the dossier exists already")),
        ("workflow/not-open", Bilingual(fr: "le dossier n’existe pas", en: "the dossier does not exist")),
        ("workflow/other-pack", Bilingual(fr: "le dossier suit une autre configuration", en: "the dossier follows another pack")),
        (
            "workflow/stale-version",
            Bilingual(fr: "le dossier a changé depuis que la personne l’a lu", en: "the dossier changed since the person read it")
        ),
        ("workflow/erased", Bilingual(fr: "le dossier est effacé", en: "the dossier is erased")),
        ("workflow/unknown-state", Bilingual(fr: "l’état n’existe pas", en: "the state does not exist")),
        ("workflow/unknown-form", Bilingual(fr: "le formulaire n’existe pas", en: "the form does not exist")),
        ("workflow/wrong-state", Bilingual(fr: "l’action ne se fait pas dans cet état", en: "the action is not done in this state")),
        ("workflow/not-shown", Bilingual(fr: "le dossier n’est pas montré à la personne", en: "the dossier is not shown to the person")),
        ("workflow/missing-permission", Bilingual(fr: "la personne n’a pas la permission", en: "the person lacks the permission")),
        ("workflow/not-in-force", Bilingual(fr: "l’action n’est pas en vigueur ce jour", en: "the action is not in force on this day")),
        ("workflow/rule-failed", Bilingual(fr: "une règle refuse", en: "a rule refuses")),
        ("workflow/rule-error", Bilingual(fr: "une règle ne peut être évaluée", en: "a rule cannot be evaluated")),
        ("workflow/missing-input", Bilingual(fr: "une donnée de l’action manque", en: "an input of the action is missing")),
        ("workflow/missing-field", Bilingual(fr: "un champ obligatoire est vide", en: "a required field is empty")),
        ("workflow/unknown-field", Bilingual(fr: "le champ n’existe pas", en: "the field does not exist")),
        (
            "workflow/field-not-editable",
            Bilingual(fr: "l’action ne permet pas de modifier ce champ", en: "the action does not let this field be changed")
        ),
        ("workflow/form-not-expected", Bilingual(fr: "l’action n’a pas de formulaire", en: "the action has no form")),
        ("workflow/invalid-value", Bilingual(fr: "la valeur ne convient pas au champ", en: "the value does not suit the field")),
        ("workflow/unknown-reason", Bilingual(fr: "le motif n’est pas dans la liste", en: "the reason is not in the list")),
        ("workflow/reason-not-in-force", Bilingual(fr: "le motif n’est pas en vigueur", en: "the reason is not in force")),
        ("workflow/unknown-person", Bilingual(fr: "la personne est inconnue", en: "the person is not known")),
        ("workflow/no-target", Bilingual(fr: "aucun état d’arrivée ne convient", en: "no target state applies")),
    ]
}

/// The words of refusals that the engine itself gives; the pack words its own rules.
enum WorkflowFailures {
    static func unknownAction(_ id: String, nearest: String?) -> Failure {
        Failure(
            "workflow/unknown-action", rule: id, reason: Bilingual(fr: "il n’y a pas d’action `\(id)`", en: "there is no action `\(id)`"),
            hint: nearest.map { Bilingual.didYouMean($0) }, span: nil)
    }

    static func alreadyOpen(_ dossier: String, action: Action) -> Failure {
        Failure(
            "workflow/already-open", rule: action.id,
            reason: Bilingual(fr: "le dossier `\(dossier)` existe déjà", en: "the dossier `\(dossier)` exists already"), span: action.span)
    }

    static func notOpen(_ dossier: String, action: Action) -> Failure {
        Failure(
            "workflow/not-open", rule: action.id,
            reason: Bilingual(fr: "il n’y a pas de dossier `\(dossier)`", en: "there is no dossier `\(dossier)`"), span: action.span)
    }

    static func otherPack(_ dossier: Dossier, rulebook: Rulebook) -> Failure {
        Failure(
            "workflow/other-pack", rule: rulebook.name,
            reason: Bilingual(
                fr: "le dossier suit les règles de `\(dossier.packName)`, non celles de `\(rulebook.name)`",
                en: "the dossier follows the rules of `\(dossier.packName)`, not those of `\(rulebook.name)`"), span: nil)
    }

    static func erased(_ dossier: String, action: Action) -> Failure {
        Failure(
            "workflow/erased", rule: action.id,
            reason: Bilingual(fr: "le dossier `\(dossier)` est effacé", en: "the dossier `\(dossier)` is erased"),
            hint: Bilingual(fr: "son histoire dit quand et pourquoi", en: "its history tells when and why"), span: action.span)
    }

    static func unknownState(_ id: String, nearest: String?) -> Failure {
        Failure(
            "workflow/unknown-state", rule: id, reason: Bilingual(fr: "il n’y a pas d’état `\(id)`", en: "there is no state `\(id)`"),
            hint: nearest.map { Bilingual.didYouMean($0) }, span: nil)
    }

    static func unknownForm(_ id: String, nearest: String?) -> Failure {
        Failure(
            "workflow/unknown-form", rule: id, reason: Bilingual(fr: "il n’y a pas de formulaire `\(id)`", en: "there is no form `\(id)`"),
            hint: nearest.map { Bilingual.didYouMean($0) }, span: nil)
    }

    static func staleVersion(expected: Int64, dossier: Dossier, since: [Bilingual]) -> Failure {
        let happened = since.isEmpty ? nil : since
        return Failure(
            "workflow/stale-version", rule: "version",
            reason: Bilingual(
                fr: "le dossier en est à la version \(dossier.version), vous avez lu la version \(expected)",
                en: "the dossier is at version \(dossier.version), you read version \(expected)"),
            hint: happened.map { steps in
                Bilingual(
                    fr: "entre-temps\u{A0}: " + steps.map(\.fr).joined(separator: "; "),
                    en: "meanwhile: " + steps.map(\.en).joined(separator: "; "))
            }, span: nil)
    }

    static func wrongState(_ action: Action, state: Bilingual, allowed: [Bilingual]) -> Failure {
        Failure(
            "workflow/wrong-state", rule: action.id,
            reason: Bilingual(
                fr: "«\u{A0}\(action.label.bilingual.fr)\u{A0}» ne se fait pas à l’état «\u{A0}\(state.fr)\u{A0}»",
                en: "“\(action.label.bilingual.en)” is not done in the state “\(state.en)”"),
            hint: allowed.isEmpty
                ? nil
                : Bilingual(
                    fr: "états permis\u{A0}: " + allowed.map(\.fr).joined(separator: ", "),
                    en: "allowed states: " + allowed.map(\.en).joined(separator: ", ")), span: action.sources.first?.span ?? action.span)
    }

    static func missingPermission(_ permission: Permission, action: Action, roles: [Role]) -> Failure {
        let labels = roles.map(\.label.bilingual)
        return Failure(
            "workflow/missing-permission", rule: permission.id,
            reason: Bilingual(
                fr: "«\u{A0}\(action.label.bilingual.fr)\u{A0}» demande la permission «\u{A0}\(permission.label.bilingual.fr)\u{A0}»",
                en: "“\(action.label.bilingual.en)” needs the permission “\(permission.label.bilingual.en)”"),
            hint: labels.isEmpty
                ? Bilingual(fr: "aucun rôle ne donne cette permission", en: "no role grants this permission")
                : Bilingual(
                    fr: "rôles qui la donnent\u{A0}: " + labels.map(\.fr).joined(separator: ", "),
                    en: "roles that grant it: " + labels.map(\.en).joined(separator: ", ")), span: action.permission.span)
    }

    static func notShown(_ dossier: String, span: Span) -> Failure {
        Failure(
            "workflow/not-shown", rule: "not-shown",
            reason: Bilingual(
                fr: "le dossier `\(dossier)` n’est pas montré à cette personne", en: "the dossier `\(dossier)` is not shown to this person"),
            hint: Bilingual(
                fr: "`shown-to` de `dossier` dit qui voit un dossier", en: "`shown-to` of `dossier` says who sees a dossier"), span: span)
    }

    static func notInForce(_ action: Action) -> Failure {
        let period = Self.words(action.period)
        return Failure(
            "workflow/not-in-force", rule: action.id,
            reason: Bilingual(
                fr: "«\u{A0}\(action.label.bilingual.fr)\u{A0}» est en vigueur \(period.fr)",
                en: "“\(action.label.bilingual.en)” is in force \(period.en)"), span: action.span)
    }

    static func ruleFailed(_ rule: Rule, reason: Bilingual, field: Failure.Field?) -> Failure {
        Failure("workflow/rule-failed", rule: rule.id, reason: reason, field: field, basis: rule.basis, span: rule.span)
    }

    static func ruleError(_ rule: String, reason: Bilingual, field: Failure.Field?, span: Span) -> Failure {
        Failure(
            "workflow/rule-error", rule: rule,
            reason: Bilingual(
                fr: "la condition ne peut être évaluée\u{A0}: \(reason.fr)", en: "the condition cannot be evaluated: \(reason.en)"),
            field: field, span: span)
    }

    static func missing(_ place: FieldPlace, isInput: Bool, span: Span) -> Failure {
        Failure(
            isInput ? "workflow/missing-input" : "workflow/missing-field", rule: place.path,
            reason: Bilingual(
                fr: "le champ obligatoire «\u{A0}\(place.label.fr)\u{A0}» est vide", en: "the required field “\(place.label.en)” is empty"),
            field: place.field, span: span)
    }

    static func unknownField(_ name: String, in place: FieldPlace?, nearest: String?, span: Span?) -> Failure {
        let path = place.map { $0.path + "." + name } ?? name
        return Failure(
            "workflow/unknown-field", rule: path,
            reason: Bilingual(fr: "il n’y a pas de champ `\(path)`", en: "there is no field `\(path)`"),
            field: Failure.Field(path: path, label: Bilingual(verbatim: name)),
            hint: nearest.map { Bilingual.didYouMean($0) }, span: span)
    }

    static func notEditable(_ place: FieldPlace, action: Action) -> Failure {
        Failure(
            "workflow/field-not-editable", rule: action.id,
            reason: Bilingual(
                fr: "«\u{A0}\(action.label.bilingual.fr)\u{A0}» ne permet pas de modifier «\u{A0}\(place.label.fr)\u{A0}»",
                en: "“\(action.label.bilingual.en)” does not let “\(place.label.en)” be changed"),
            field: place.field, span: action.span)
    }

    static func formNotExpected(_ action: Action) -> Failure {
        Failure(
            "workflow/form-not-expected", rule: action.id,
            reason: Bilingual(
                fr: "«\u{A0}\(action.label.bilingual.fr)\u{A0}» n’a pas de formulaire", en: "“\(action.label.bilingual.en)” has no form"),
            span: action.span)
    }

    static func invalid(_ place: FieldPlace, _ reason: Bilingual, hint: Bilingual? = nil, span: Span) -> Failure {
        Failure(
            "workflow/invalid-value", rule: place.path,
            reason: Bilingual(fr: "«\u{A0}\(place.label.fr)\u{A0}»\u{A0}: \(reason.fr)", en: "“\(place.label.en)”: \(reason.en)"),
            field: place.field, hint: hint, span: span)
    }

    static func unknownReason(_ id: String, _ place: FieldPlace, list: ReasonList, inForce: [Reason], nearest: String?) -> Failure {
        Failure(
            "workflow/unknown-reason", rule: list.id,
            reason: Bilingual(
                fr: "«\u{A0}\(place.label.fr)\u{A0}»\u{A0}: il n’y a pas de motif `\(id)`",
                en: "“\(place.label.en)”: there is no reason `\(id)`"),
            field: place.field,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(
                    fr: "motifs\u{A0}: " + inForce.map { "`\($0.id)` (\($0.label.bilingual.fr))" }.joined(separator: ", "),
                    en: "reasons: " + inForce.map { "`\($0.id)` (\($0.label.bilingual.en))" }.joined(separator: ", ")),
            span: list.span)
    }

    static func reasonNotInForce(_ reason: Reason, _ place: FieldPlace) -> Failure {
        let period = Self.words(reason.period)
        return Failure(
            "workflow/reason-not-in-force", rule: reason.id,
            reason: Bilingual(
                fr:
                    "«\u{A0}\(place.label.fr)\u{A0}»\u{A0}: le motif «\u{A0}\(reason.label.bilingual.fr)\u{A0}» est en vigueur \(period.fr)",
                en: "“\(place.label.en)”: the reason “\(reason.label.bilingual.en)” is in force \(period.en)"),
            field: place.field, span: reason.span)
    }

    static func unknownPerson(_ id: String, _ place: FieldPlace, span: Span) -> Failure {
        Failure(
            "workflow/unknown-person", rule: place.path,
            reason: Bilingual(
                fr: "«\u{A0}\(place.label.fr)\u{A0}»\u{A0}: personne ne s’identifie par `\(id)`",
                en: "“\(place.label.en)”: nobody is identified by `\(id)`"),
            field: place.field, span: span)
    }

    static func noTarget(_ action: Action) -> Failure {
        Failure(
            "workflow/no-target", rule: action.id,
            reason: Bilingual(
                fr: "aucun état d’arrivée de «\u{A0}\(action.label.bilingual.fr)\u{A0}» ne convient",
                en: "no target state of “\(action.label.bilingual.en)” applies"), span: action.span)
    }

    static func words(_ period: EffectivePeriod) -> Bilingual {
        switch (period.from, period.until) {
        case (let from?, let until?): Bilingual(fr: "du \(from.text) au \(until.text)", en: "from \(from.text) to \(until.text)")
        case (let from?, nil): Bilingual(fr: "à partir du \(from.text)", en: "from \(from.text)")
        case (nil, let until?): Bilingual(fr: "jusqu’au \(until.text)", en: "until \(until.text)")
        case (nil, nil): Bilingual(fr: "toujours", en: "always")
        }
    }
}

/// What is wrong with a value, after the name of its field.
enum ValueFaults {
    static func type(_ type: FieldType) -> Bilingual {
        switch type {
        case .text, .longText: Bilingual(fr: "un texte est attendu", en: "a text is expected")
        case .boolean: Bilingual(fr: "`true` ou `false` est attendu", en: "`true` or `false` is expected")
        case .integer: Bilingual(fr: "un nombre entier est attendu", en: "a whole number is expected")
        case .decimal: Bilingual(fr: "un nombre est attendu", en: "a number is expected")
        case .date: Bilingual(fr: "une date AAAA-MM-JJ est attendue", en: "a date YYYY-MM-DD is expected")
        case .month: Bilingual(fr: "un mois AAAA-MM est attendu", en: "a month YYYY-MM is expected")
        case .dateTime: Bilingual(fr: "une date et une heure RFC 3339 sont attendues", en: "an RFC 3339 date and time is expected")
        case .email: Bilingual(fr: "une adresse de courriel est attendue", en: "an email address is expected")
        case .phone: Bilingual(fr: "un numéro de téléphone est attendu", en: "a phone number is expected")
        case .choice: Bilingual(fr: "l’identifiant d’un choix est attendu", en: "the identifier of a choice is expected")
        case .reason: Bilingual(fr: "l’identifiant d’un motif est attendu", en: "the identifier of a reason is expected")
        case .person: Bilingual(fr: "l’identifiant d’une personne est attendu", en: "the identifier of a person is expected")
        case .attachment: Bilingual(fr: "une pièce jointe est attendue", en: "an attachment is expected")
        case .record: Bilingual(fr: "des champs nommés sont attendus", en: "named fields are expected")
        case .list: Bilingual(fr: "une liste est attendue", en: "a list is expected")
        }
    }

    static func choice(_ id: String) -> Bilingual {
        Bilingual(fr: "`\(id)` n’est pas un des choix", en: "`\(id)` is not one of the choices")
    }

    static func choices(_ choices: [Choice]) -> Bilingual {
        Bilingual(
            fr: "choix\u{A0}: " + choices.map { "`\($0.id)`" }.joined(separator: ", "),
            en: "choices: " + choices.map { "`\($0.id)`" }.joined(separator: ", "))
    }

    static func least(_ bound: Double) -> Bilingual {
        Bilingual(fr: "le minimum est \(number(bound))", en: "the minimum is \(number(bound))")
    }

    static func most(_ bound: Double) -> Bilingual {
        Bilingual(fr: "le maximum est \(number(bound))", en: "the maximum is \(number(bound))")
    }

    static func longest(_ bound: Int, isList: Bool) -> Bilingual {
        isList
            ? Bilingual(fr: "au plus \(bound) éléments", en: "at most \(bound) elements")
            : Bilingual(fr: "au plus \(bound) caractères", en: "at most \(bound) characters")
    }

    static let pattern = Bilingual(fr: "la forme attendue n’est pas respectée", en: "the expected form is not respected")
    static let control = Bilingual(fr: "un caractère de commande n’est pas permis", en: "a control character is not allowed")

    private static func number(_ bound: Double) -> String {
        bound == bound.rounded() && abs(bound) < 1e15 ? String(Int64(bound)) : bound.description
    }
}
