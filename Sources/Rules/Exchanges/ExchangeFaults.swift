import CEL
import Diagnostics

/// The words of the findings about exchanges.
enum ExchangeFaults {
    static func unknownControl(_ key: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(key, among: known)
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, RulesCodes.exchangeShape,
            Bilingual(fr: "`\(key)` n’est pas une clé qui construit", en: "`\(key)` is not a key that builds"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(
                    fr: "clés qui construisent\u{A0}: \(list); un nom qui commence par `$` s’écrit `$$…`",
                    en: "keys that build: \(list); a name that begins with `$` is written `$$…`"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func needs(_ key: String, _ needed: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeShape,
            Bilingual(fr: "`\(key)` ne va pas sans `\(needed)`", en: "`\(key)` does not go without `\(needed)`"),
            at: span, hint: Bilingual(fr: "ajouter `\(needed): …`, ou enlever `\(key)`", en: "add `\(needed): …`, or remove `\(key)`"))
    }

    static func valueAlone(at span: Span, value: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeShape,
            Bilingual(fr: "`$value` est tout le contenu: rien ne va à côté", en: "`$value` is the whole content: nothing goes beside it"),
            at: span, labels: [Diagnostic.Label(value, Bilingual(fr: "`$value` est ici", en: "`$value` is here"))],
            hint: Bilingual(fr: "garder l’un des deux", en: "keep one of them"))
    }

    static func buildsNothing(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeShape, Bilingual(fr: "ceci ne construit rien", en: "this builds nothing"), at: span,
            hint: Bilingual(fr: "ajouter des noms, `$value` ou `$use`", en: "add names, `$value` or `$use`"))
    }

    static func noValue(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.empty, Bilingual(fr: "il n’y a pas de valeur ici", en: "there is no value here"), at: span,
            hint: Bilingual(
                fr: "donner un texte, un nombre ou une expression après `=`", en: "give a text, a number or an expression after `=`"))
    }

    static func notAList(_ text: String, _ type: CELType, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeType,
            Bilingual(
                fr: "`$in` demande une liste, et `\(text)` est de type `\(type.description)`",
                en: "`$in` wants a list, and `\(text)` is of type `\(type.description)`"),
            at: span, hint: Bilingual(fr: "pour une seule valeur, enlever `$for`", en: "for a single value remove `$for`"))
    }

    static func notJSON(_ type: CELType, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeType,
            Bilingual(
                fr: "une valeur de type `\(type.description)` n’a pas de forme en JSON",
                en: "a value of type `\(type.description)` has no form in JSON"),
            at: span, hint: Bilingual(fr: "en faire un texte avec `string(…)`", en: "make it a text with `string(…)`"))
    }

    static func fieldType(_ type: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeType,
            Bilingual(
                fr: "le champ est de type `\(type)`, et cette valeur ne l’est pas",
                en: "the field is of type `\(type)`, and this value is not"),
            at: span, hint: Bilingual(fr: "donner une valeur du type du champ", en: "give a value of the type of the field"))
    }

    static func notAListField(_ type: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeType,
            Bilingual(fr: "le champ est de type `\(type)`, et non une liste", en: "the field is of type `\(type)`, not a list"), at: span,
            hint: Bilingual(fr: "donner une seule valeur", en: "give a single value"))
    }

    static func tooMuch(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeSize,
            Bilingual(
                fr:
                    "cet échange est trop grand (\(ExchangeCompiler.mostNodes) parties, \(ExchangeCompiler.deepestNesting) niveaux au plus)",
                en: "this exchange is too large (at most \(ExchangeCompiler.mostNodes) parts, \(ExchangeCompiler.deepestNesting) levels)"),
            at: span, hint: Bilingual(fr: "en faire plusieurs échanges", en: "make several exchanges of it"))
    }

    static func recursive(_ chain: [String], at span: Span) -> Diagnostic {
        let words = chain.map { "`\($0)`" }.joined(separator: " → ")
        return Diagnostic(
            .error, RulesCodes.recursiveFragment,
            Bilingual(
                fr: "ce fragment finit par s’insérer lui-même\u{A0}: \(words)", en: "this fragment ends up inserting itself: \(words)"),
            at: span, hint: Bilingual(fr: "écrire un fragment par niveau", en: "write a fragment for each level"))
    }

    static func unknownParameter(_ name: String, fragment: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(name, among: known)
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, RulesCodes.fragmentParameter,
            Bilingual(
                fr: "le fragment `\(fragment)` n’a pas de paramètre `\(name)`", en: "the fragment `\(fragment)` has no parameter `\(name)`"),
            at: span,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? (known.isEmpty
                    ? Bilingual(fr: "il n’en a aucun", en: "it has none")
                    : Bilingual(fr: "ses paramètres\u{A0}: \(list)", en: "its parameters: \(list)")),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func missingParameter(_ name: String, fragment: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fragmentParameter,
            Bilingual(fr: "le fragment `\(fragment)` demande `\(name)`", en: "the fragment `\(fragment)` asks for `\(name)`"), at: span,
            hint: Bilingual(fr: "ajouter `$with: { \(name): … }`", en: "add `$with: { \(name): … }`"))
    }

    static func insertedHere(_ name: String) -> Bilingual {
        Bilingual(fr: "le fragment `\(name)` est inséré ici", en: "the fragment `\(name)` is inserted here")
    }

    static func unknownLabel(_ key: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(key, among: known)
        return Diagnostic(
            .error, RulesCodes.unknownLabel,
            Bilingual(fr: "rien ne porte l’étiquette `\(key)`", en: "nothing has the label `\(key)`"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(
                    fr: "une étiquette est une section et un nom, comme `states.draft`",
                    en: "a label is a section and a name, like `states.draft`"))
    }

    static func misplacedKey(
        _ key: String, kind: ExchangeDefinition.Kind, wanted: ExchangeDefinition.Kind, at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeKind,
            Bilingual(
                fr: "la clé `\(key)` ne va pas avec un échange de genre `\(kind.rawValue)`",
                en: "the key `\(key)` does not go with an exchange of kind `\(kind.rawValue)`"),
            at: span,
            hint: Bilingual(
                fr: "l’enlever, ou écrire `kind: \(wanted.rawValue)`", en: "remove it, or write `kind: \(wanted.rawValue)`"))
    }

    static func importWithoutAction(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeKind,
            Bilingual(fr: "un import dit quelle action il fait", en: "an import says which action it does"), at: span,
            hint: Bilingual(fr: "ajouter `action: …`", en: "add `action: …`"))
    }

    static func notAnAttachment(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.exchangeKind,
            Bilingual(
                fr: "`\(name)` n’est pas un échange de genre `attachment`", en: "`\(name)` is not an exchange of kind `attachment`"),
            at: span, hint: Bilingual(fr: "lui donner `kind: attachment`", en: "give it `kind: attachment`"))
    }

    static func notAttached(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, RulesCodes.exchangeKind,
            Bilingual(
                fr: "aucun document ne porte `\(name)`, dont le contenu n’est donc pas vérifié",
                en: "no document carries `\(name)`, so its content is not checked"),
            at: span, hint: Bilingual(fr: "l’ajouter à `attach` d’un document", en: "add it to `attach` of a document"))
    }

    static func fileName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.badName,
            Bilingual(fr: "`\(name)` ne peut être le nom d’un fichier", en: "`\(name)` cannot be the name of a file"), at: span,
            hint: Bilingual(fr: "un nom sans dossier, comme `report.json`", en: "a name without a folder, like `report.json`"))
    }
}
