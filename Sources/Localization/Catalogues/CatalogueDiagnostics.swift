import Diagnostics

/// All wording about catalogues of messages.
enum CatalogueDiagnostics {
    private static func name(_ language: Language) -> Bilingual {
        switch language {
        case .french: Bilingual(fr: "français", en: "French")
        case .english: Bilingual(fr: "anglais", en: "English")
        }
    }

    private static func didYouMean(_ nearest: String?, prefix: String = "") -> Bilingual? {
        nearest.map { Bilingual.didYouMean("\(prefix)\($0)") }
    }

    static func notAMapping(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "catalogue/shape",
            Bilingual(fr: "un catalogue est une suite de `clé: message`", en: "a catalogue is a series of `key: message`"), at: span)
    }

    static func notAText(_ key: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "catalogue/shape",
            Bilingual(fr: "le message `\(key)` n'est pas un texte", en: "the message `\(key)` is not a text"), at: span,
            hint: Bilingual(
                fr: "écrivez le texte entre guillemets droits; un message vide est `\"\"`",
                en: "write the text in quotes; an empty message is `\"\"`"))
    }

    static func badKey(_ key: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "catalogue/key", Bilingual(fr: "`\(key)` n'est pas une clé", en: "`\(key)` is not a key"), at: span,
            hint: Bilingual(
                fr: "une clé a des lettres, des chiffres, `-`, `_` et des points", en: "a key has letters, digits, `-`, `_` and full stops")
        )
    }

    static func keyTooLong(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "catalogue/key",
            Bilingual(
                fr: "la clé a plus de \(limit) caractères ou trop de niveaux",
                en: "the key has more than \(limit) characters or too many levels"), at: span)
    }

    static func tooManyMessages(limit: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "catalogue/too-many", Bilingual(fr: "plus de \(limit) messages", en: "more than \(limit) messages"), at: span)
    }

    static func duplicateKey(_ key: String, first: Span, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "catalogue/duplicate-key", Bilingual(fr: "la clé `\(key)` est donnée deux fois", en: "the key `\(key)` is given twice"),
            at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "la première fois ici", en: "the first time here"))])
    }

    static func missing(_ key: String, _ language: Language, nearest: String?, at span: Span) -> Diagnostic {
        let name = name(language)
        return Diagnostic(
            .error, "catalogue/missing-translation",
            Bilingual(fr: "le message `\(key)` n'a pas de texte en \(name.fr)", en: "the message `\(key)` has no text in \(name.en)"),
            at: span)
    }

    static func missingPlaceholder(
        _ placeholder: String, _ key: String, _ language: Language, at span: Span, other: Span, _ otherLanguage: Language
    )
        -> Diagnostic
    {
        let here = name(language)
        let there = name(otherLanguage)
        return Diagnostic(
            .error, "catalogue/placeholder-mismatch",
            Bilingual(
                fr: "le message `\(key)` en \(here.fr) n'emploie pas `{\(placeholder)}`",
                en: "the message `\(key)` in \(here.en) does not use `{\(placeholder)}`"),
            at: span, labels: [Diagnostic.Label(other, Bilingual(fr: "le texte \(there.fr) l'emploie", en: "the \(there.en) text uses it"))]
        )
    }

    static func unknownOption(_ option: String, function: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/unknown-option",
            Bilingual(fr: "`:\(function)` n'a pas d'option `\(option)`", en: "`:\(function)` has no option `\(option)`"), at: span,
            hint: didYouMean(nearest))
    }

    static func badOptionValue(_ value: String, option: String, known: [String], nearest: String?, at span: Span) -> Diagnostic {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, "message/bad-option",
            Bilingual(
                fr: "`\(value)` n'est pas une valeur de l'option `\(option)`", en: "`\(value)` is not a value of the option `\(option)`"),
            at: span,
            hint: didYouMean(nearest) ?? Bilingual(fr: "les valeurs sont \(list)", en: "the values are \(list)"))
    }

    static func badKeyOfNumber(_ key: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/bad-variant-key",
            Bilingual(
                fr: "`\(key)` n'est ni un nombre ni une catégorie de pluriel", en: "`\(key)` is neither a number nor a plural category"),
            at: span,
            hint: didYouMean(nearest)
                ?? Bilingual(fr: "les catégories sont `one`, `many`, `other`", en: "the categories are `one`, `many`, `other`"))
    }

    static func unpairedMarkup(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/unpaired-markup",
            Bilingual(fr: "`{#\(name)}` et `{/\(name)}` ne vont pas par deux", en: "`{#\(name)}` and `{/\(name)}` do not go in pairs"),
            at: span)
    }
}
