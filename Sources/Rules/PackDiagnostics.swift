import Diagnostics

/// The words of the findings about a pack.
enum PackDiagnostics {
    // MARK: Files

    static func noEntryFile(_ name: String, folder: String) -> Diagnostic {
        let place = folder.isEmpty ? "." : folder
        return Diagnostic(
            .error, RulesCodes.missingFile,
            Bilingual(fr: "le dossier `\(place)` n’a pas de fichier `\(name)`", en: "the folder `\(place)` has no file `\(name)`"), at: nil,
            hint: Bilingual(fr: "un service commence par ce fichier", en: "a pack begins with this file"))
    }

    static func emptyFile(at span: Span) -> Diagnostic {
        Diagnostic(.error, RulesCodes.empty, Bilingual(fr: "ce fichier ne dit rien", en: "this file says nothing"), at: span)
    }

    static func missingFile(_ path: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.missingFile,
            Bilingual(fr: "le fichier `\(path)` n’existe pas", en: "the file `\(path)` does not exist"), at: span, hint: didYouMean(nearest)
        )
    }

    // MARK: Shapes

    static func unknownKey(_ key: String, part: PackSchema.Part, nearest: String?, isSection: Bool, at span: Span) -> Diagnostic {
        var hint = didYouMean(nearest)
        if hint == nil {
            let names = part.keys.prefix(12).map { "`\($0.name)`" }.joined(separator: ", ") + (part.keys.count > 12 ? ", …" : "")
            hint = Bilingual(fr: "clés possibles ici\u{A0}: \(names)", en: "keys possible here: \(names)")
        }
        if isSection {
            hint = Bilingual(
                fr: "cette clé ne se met que dans `\(PackLoader.entryFile)`", en: "this key belongs only in `\(PackLoader.entryFile)`")
        }
        return Diagnostic(
            .error, RulesCodes.unknownKey,
            Bilingual(fr: "la clé `\(key)` n’existe pas ici (\(part.doc.fr))", en: "the key `\(key)` does not exist here (\(part.doc.en))"),
            at: span, hint: hint, replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    /// `{ fr: one, two, en: … }`
    static func commaInText(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.unknownKey,
            Bilingual(
                fr: "entre accolades, la virgule coupe le texte avant `\(text)`",
                en: "between braces the comma cuts the text before `\(text)`"),
            at: span, hint: Bilingual(fr: "mettre le texte entre guillemets droits \"…\"", en: "put the text in quotes \"…\""))
    }

    static func missingKey(_ key: PackSchema.Key, part: PackSchema.Part, owner: String?, at span: Span) -> Diagnostic {
        let whose =
            owner.map { Bilingual(fr: "`\($0)` n’a pas", en: "`\($0)` has no") } ?? Bilingual(fr: "il manque ici", en: "there is no")
        return Diagnostic(
            .error, RulesCodes.missingKey,
            owner == nil
                ? Bilingual(fr: "\(whose.fr) la clé `\(key.name)`", en: "\(whose.en) key `\(key.name)` here")
                : Bilingual(fr: "\(whose.fr) de clé `\(key.name)`", en: "\(whose.en) key `\(key.name)`"),
            at: span, hint: Bilingual(fr: "`\(key.name)`\u{A0}: \(key.doc.fr)", en: "`\(key.name)`: \(key.doc.en)"))
    }

    static func wrongType(expected: PackSchema.ValueType, found: YAMLShape, at span: Span) -> Diagnostic {
        let words = expectation(expected)
        var hint: Bilingual?
        if case .localized = expected { hint = Bilingual(fr: "écrire `{ fr: …, en: … }`", en: "write `{ fr: …, en: … }`") }
        if case .list = expected, found == .scalar {
            hint = Bilingual(fr: "écrire `[…]`, ou un tiret devant chaque élément", en: "write `[…]`, or a dash before each element")
        }
        return Diagnostic(
            .error, RulesCodes.wrongType,
            Bilingual(
                fr: "\(words.fr) est attendu ici, et non \(found.words.fr)", en: "\(words.en) is expected here, not \(found.words.en)"),
            at: span, hint: hint)
    }

    private static func expectation(_ type: PackSchema.ValueType) -> Bilingual {
        switch type {
        case .text: Bilingual(fr: "un texte", en: "a text")
        case .localized: Bilingual(fr: "un texte dans chaque langue", en: "a text in each language")
        case .name, .reference: Bilingual(fr: "un nom", en: "a name")
        case .fieldPath: Bilingual(fr: "un champ du dossier", en: "a field of the dossier")
        case .expression: Bilingual(fr: "une expression", en: "an expression")
        case .boolean: Bilingual(fr: "`true` ou `false`", en: "`true` or `false`")
        case .integer: Bilingual(fr: "un nombre entier", en: "a whole number")
        case .number: Bilingual(fr: "un nombre", en: "a number")
        case .date: Bilingual(fr: "une date `AAAA-MM-JJ`", en: "a date `YYYY-MM-DD`")
        case .content: Bilingual(fr: "un contenu JSON", en: "JSON content")
        case .constant: Bilingual(fr: "une constante", en: "a constant")
        case .word: Bilingual(fr: "un mot", en: "a word")
        case .list: Bilingual(fr: "une liste", en: "a list")
        case .map: Bilingual(fr: "une suite de noms avec leur valeur", en: "names with their values")
        case .part(let name):
            Bilingual(
                fr: "un groupe de clés (\(PackSchema.part(name)?.doc.fr ?? name))",
                en: "a group of keys (\(PackSchema.part(name)?.doc.en ?? name))")
        case .either(let types): types.first.map(expectation) ?? Bilingual(fr: "une valeur", en: "a value")
        }
    }

    static func unknownWord(_ word: String, words: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(word, among: words)
        let list = words.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, RulesCodes.unknownWord,
            Bilingual(fr: "`\(word)` n’est pas un des mots permis ici", en: "`\(word)` is not one of the words allowed here"), at: span,
            notes: nearest == nil ? [] : [Bilingual(fr: "mots permis\u{A0}: \(list)", en: "words allowed: \(list)")],
            hint: didYouMean(nearest) ?? Bilingual(fr: "mots permis\u{A0}: \(list)", en: "words allowed: \(list)"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func badName(_ name: String, form: PackSchema.NameForm, at span: Span) -> Diagnostic {
        let hint: Bilingual =
            switch form {
            case .kebab:
                Bilingual(
                    fr: "minuscules, chiffres et traits d’union, comme `retour-demandeur`",
                    en: "small letters, digits and hyphens, like `return-to-sender`")
            case .field:
                Bilingual(
                    fr: "lettres et chiffres sans accent, comme `birthDate`", en: "letters and digits without accents, like `birthDate`")
            case .function:
                Bilingual(
                    fr: "un mot qui commence par une petite lettre, au besoin avec un autre et un point devant, comme `shift.length`",
                    en: "a word that begins with a small letter, if need be with another and a dot before it, like `shift.length`")
            case .messageKey:
                Bilingual(fr: "mots joints par des points, comme `guide.title`", en: "words joined by points, like `guide.title`")
            }
        return Diagnostic(
            .error, RulesCodes.badName, Bilingual(fr: "`\(name)` ne peut pas servir de nom ici", en: "`\(name)` cannot be a name here"),
            at: span, hint: hint)
    }

    static func missingTranslation(_ language: Language, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.missingTranslation,
            language == .french
                ? Bilingual(fr: "le texte français manque", en: "the French text is missing")
                : Bilingual(fr: "le texte anglais manque", en: "the English text is missing"),
            at: span, hint: Bilingual(fr: "ajouter `\(language.primarySubtag): …`", en: "add `\(language.primarySubtag): …`"))
    }

    static func noValue(_ key: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.empty, Bilingual(fr: "la clé `\(key)` n’a pas de valeur", en: "the key `\(key)` has no value"), at: span,
            hint: Bilingual(fr: "donner une valeur, ou enlever la clé", en: "give a value, or remove the key"))
    }

    static func emptyList(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.empty, Bilingual(fr: "cette liste est vide", en: "this list is empty"), at: span,
            hint: Bilingual(fr: "y mettre un élément, ou enlever la clé", en: "put an element in it, or remove the key"))
    }

    static func badDate(_ text: String, form: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.badDate, Bilingual(fr: "`\(text)` n’est pas \(form.fr)", en: "`\(text)` is not \(form.en)"), at: span)
    }

    static let dayForm = Bilingual(fr: "un jour du calendrier écrit `AAAA-MM-JJ`", en: "a day of the calendar written `YYYY-MM-DD`")
    static let monthDayForm = Bilingual(fr: "un jour de l’année écrit `MM-JJ`", en: "a day of the year written `MM-DD`")
    static let hoursForm = Bilingual(fr: "une période écrite `HH:MM-HH:MM`", en: "a period written `HH:MM-HH:MM`")

    static func period(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.period, Bilingual(fr: "cette période finit avant de commencer", en: "this period ends before it begins"),
            at: span)
    }

    // MARK: Names

    static func duplicateName(_ name: String, kind: NameKind?, at span: Span, first: Span) -> Diagnostic {
        let what = kind.map { Bilingual(fr: " (\($0.words.fr))", en: " (\($0.words.en))") } ?? Bilingual(fr: "", en: "")
        return Diagnostic(
            .error, RulesCodes.duplicateName,
            Bilingual(fr: "`\(name)`\(what.fr) est déclaré deux fois", en: "`\(name)`\(what.en) is declared twice"), at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "la première fois ici", en: "the first time here"))],
            hint: Bilingual(fr: "renommer l’un des deux", en: "rename one of them"))
    }

    static func unknownName(_ name: String, kind: NameKind, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(name, among: known)
        var hint = didYouMean(nearest)
        if hint == nil {
            hint =
                known.isEmpty
                ? Bilingual(fr: "le déclarer sous `\(kind.section)`", en: "declare it under `\(kind.section)`")
                : Bilingual(
                    fr: "déclarés sous `\(kind.section)`\u{A0}: \(list(known))", en: "declared under `\(kind.section)`: \(list(known))")
        }
        return Diagnostic(
            .error, RulesCodes.unknownName,
            Bilingual(fr: "`\(name)` n’est pas \(kind.words.fr) de ce service", en: "`\(name)` is not \(kind.words.en) of this pack"),
            at: span,
            hint: hint, replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func unknownValue(_ text: String, kind: Bilingual, path: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(text, among: known)
        return Diagnostic(
            .error, RulesCodes.unknownValue,
            Bilingual(
                fr: "`\(text)` n’est pas \(kind.fr) que `\(path)` puisse prendre", en: "`\(text)` is not \(kind.en) that `\(path)` can take"
            ), at: span,
            hint: didYouMean(nearest) ?? Bilingual(fr: "valeurs possibles\u{A0}: \(list(known))", en: "possible values: \(list(known))"))
    }

    static func reservedName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.reservedName,
            Bilingual(fr: "le nom `\(name)` est réservé", en: "the name `\(name)` is reserved"), at: span,
            hint: Bilingual(fr: "choisir un autre nom", en: "choose another name"))
    }

    static func repeatedReference(_ name: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .warning, RulesCodes.repeatedReference,
            Bilingual(fr: "`\(name)` figure déjà dans cette liste", en: "`\(name)` stands in this list already"), at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "la première fois ici", en: "the first time here"))])
    }

    // MARK: Fields

    static func fieldNeeds(_ key: String, type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fieldType,
            Bilingual(
                fr: "un champ de type `\(type)` doit avoir la clé `\(key)`", en: "a field of type `\(type)` must have the key `\(key)`"),
            at: span)
    }

    static func fieldCannotHave(_ key: String, type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fieldType,
            Bilingual(fr: "la clé `\(key)` ne va pas avec le type `\(type)`", en: "the key `\(key)` does not go with the type `\(type)`"),
            at: span)
    }

    static func fieldRange(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fieldRange,
            Bilingual(fr: "aucune valeur ne respecte ces bornes", en: "no value is within these bounds"), at: span)
    }

    static func pattern(_ message: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(.error, RulesCodes.pattern, message, at: span)
    }

    static func fieldPath(_ path: String, segment: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(segment, among: known)
        return Diagnostic(
            .error, RulesCodes.fieldPath,
            Bilingual(fr: "`\(path)` ne mène à aucun champ du dossier", en: "`\(path)` leads to no field of the dossier"), at: span,
            hint: didYouMean(nearest)
                ?? (known.isEmpty ? nil : Bilingual(fr: "champs à cet endroit\u{A0}: \(list(known))", en: "fields there: \(list(known))")))
    }

    static func notARecordList(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fieldPath,
            Bilingual(fr: "`\(path)` n’est pas une liste d’enregistrements", en: "`\(path)` is not a list of records"), at: span)
    }

    static func unknownField(_ name: String, known: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fieldPath,
            Bilingual(fr: "l’enregistrement n’a pas de champ `\(name)`", en: "the record has no field `\(name)`"), at: span,
            hint: didYouMean(NearestName.of(name, among: known))
                ?? Bilingual(fr: "ses champs\u{A0}: \(list(known))", en: "its fields: \(list(known))"))
    }

    static func unknownAttribute(_ name: String, known: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.attribute,
            Bilingual(fr: "`\(name)` n’est pas déclaré sous `person`", en: "`\(name)` is not declared under `person`"), at: span,
            hint: didYouMean(NearestName.of(name, among: known)))
    }

    static func attributeType(_ name: String, type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.attribute,
            Bilingual(
                fr: "la valeur ne convient pas au type `\(type)` de `\(name)`", en: "the value does not fit the type `\(type)` of `\(name)`"
            ),
            at: span)
    }

    // MARK: Actions

    static func actionShape(_ text: Bilingual, at span: Span, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(.error, RulesCodes.actionShape, text, at: span, hint: hint)
    }

    static func ruleSetSubject(_ name: String, subject: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.ruleSetSubject,
            Bilingual(
                fr: "les règles `\(name)` portent sur `\(subject)`, une action ne peut donc pas les employer",
                en: "the rules `\(name)` are about `\(subject)`, so an action cannot use them"),
            at: span)
    }

    static func documentLacksSubject(_ name: String, field: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.ruleSetSubject,
            Bilingual(
                fr: "les règles `\(name)` ont besoin du champ `\(field)`, que les données du document n’ont pas, ou pas du même type",
                en: "the rules `\(name)` need the field `\(field)`, which the document’s data lack or have of another type"),
            at: span, hint: Bilingual(fr: "l’ajouter sous `data`, ou enlever `data`", en: "add it under `data`, or remove `data`"))
    }

    static func recipient(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.recipient,
            Bilingual(fr: "un destinataire est soit un rôle, soit une personne", en: "a receiver is either a role or a person"), at: span,
            hint: Bilingual(fr: "écrire `role: …` ou `person: …`", en: "write `role: …` or `person: …`"))
    }

    static func languageOfRole(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.recipient,
            Bilingual(
                fr: "ceux qui ont un rôle reçoivent l’avis chacun dans la langue de l’annuaire",
                en: "those with a role get the notification each in the language of the directory"), at: span,
            hint: Bilingual(
                fr: "enlever `language`, qui ne vaut que pour `person`", en: "remove `language`, which is for `person` alone"))
    }

    static func noLanguage(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.recipient,
            Bilingual(fr: "`\(text)` n’est pas le nom d’une langue", en: "`\(text)` is not the name of a language"), at: span,
            hint: Bilingual(
                fr: "donner `fr` ou `en`, ou un champ dont les choix se nomment `french` et `english`",
                en: "give `fr` or `en`, or a field whose choices are named `french` and `english`"))
    }

    static func confidential(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.confidential,
            Bilingual(
                fr: "`\(path)` est confidentiel et ne peut figurer dans un avis",
                en: "`\(path)` is confidential and may not appear in a notification"),
            at: span,
            hint: Bilingual(fr: "nommer le dossier par son numéro, `dossier.id`", en: "name the dossier by its number, `dossier.id`"))
    }

    static func unknownParameter(_ name: String, known: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.unknownParameter,
            Bilingual(fr: "`$\(name)` n’est pas donné sous `with`", en: "`$\(name)` is not given under `with`"), at: span,
            hint: didYouMean(NearestName.of(name, among: known))
                ?? Bilingual(fr: "ajouter `with: { \(name): … }`", en: "add `with: { \(name): … }`"))
    }

    static func unusedParameter(_ name: String, languages: [Language], at span: Span) -> Diagnostic {
        let both = languages.count == Language.allCases.count
        let place =
            both
            ? Bilingual(fr: "aucun texte", en: "no text")
            : languages == [.french]
                ? Bilingual(fr: "le texte français ne l’insère pas", en: "the French text does not insert it")
                : Bilingual(fr: "le texte anglais ne l’insère pas", en: "the English text does not insert it")
        return Diagnostic(
            .warning, RulesCodes.unusedParameter,
            both
                ? Bilingual(fr: "`\(name)` est donné, mais \(place.fr) ne l’insère", en: "`\(name)` is given, but \(place.en) inserts it")
                : Bilingual(fr: "`\(name)` est donné, mais \(place.fr)", en: "`\(name)` is given, but \(place.en)"),
            at: span)
    }

    static func constantCondition(at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, RulesCodes.constantCondition,
            Bilingual(
                fr: "cette condition ne dépend de rien\u{A0}: elle est toujours la même",
                en: "this condition depends on nothing: it is always the same"),
            at: span)
    }

    // MARK: The workflow as a whole

    static func leavesFinalState(_ action: String, state: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.finalState,
            Bilingual(
                fr: "l’action `\(action)` part de l’état final `\(state)`", en: "the action `\(action)` leaves the final state `\(state)`"),
            at: span,
            hint: Bilingual(fr: "d’un état final, rien ne se fait plus", en: "from a final state nothing more is done"))
    }

    static func hiddenTarget(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.hiddenTarget,
            Bilingual(
                fr: "`\(name)` ne sera jamais choisi\u{A0}: l’état précédent n’a pas de condition",
                en: "`\(name)` will never be chosen: the state before it has no condition"),
            at: span, hint: Bilingual(fr: "mettre l’état sans condition à la fin", en: "put the state without a condition last"))
    }

    static func openTarget(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.hiddenTarget,
            Bilingual(
                fr: "si aucune de ces conditions n’est vraie, l’action ne mène nulle part",
                en: "when none of these conditions is true, the action leads nowhere"),
            at: span, hint: Bilingual(fr: "finir par un état sans condition", en: "end with a state without a condition"))
    }

    static func deadline(_ text: Bilingual, at span: Span) -> Diagnostic { Diagnostic(.error, RulesCodes.deadline, text, at: span) }

    // MARK: Helpers

    private static func didYouMean(_ name: String?) -> Bilingual? {
        name.map { Bilingual.didYouMean($0) }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(10).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 10 ? ", …" : "")
    }
}
