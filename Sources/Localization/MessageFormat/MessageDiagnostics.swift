import Diagnostics

/// All wording about a single message.
enum MessageDiagnostics {
    static func syntax(_ what: Bilingual, hint: Bilingual?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/syntax", Bilingual(fr: "message mal écrit: \(what.fr)", en: "malformed message: \(what.en)"), at: span,
            hint: hint)
    }

    static func tooLong(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/too-long",
            Bilingual(fr: "le message a plus de \(limit) caractères", en: "the message has more than \(limit) characters"), at: span)
    }

    static func unknownKeyword(_ word: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/syntax",
            Bilingual(fr: "message mal écrit: `\(word)` n'est pas un mot clé", en: "malformed message: `\(word)` is not a keyword"),
            at: span,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(
                    fr: "un message qui commence par un point s'écrit `{{.…}}`",
                    en: "a message that begins with a full stop is written `{{.…}}`"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func duplicateDeclaration(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/duplicate-declaration",
            Bilingual(
                fr: "la variable `$\(name)` est déclarée deux fois, ou employée avant sa déclaration",
                en: "the variable `$\(name)` is declared twice, or used before its declaration"), at: span)
    }

    static func duplicateOption(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/duplicate-option-name",
            Bilingual(fr: "l'option `\(name)` est donnée deux fois", en: "the option `\(name)` is given twice"), at: span)
    }

    static func missingAnnotation(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/missing-selector-annotation",
            Bilingual(fr: "`.match` ne sait pas comparer `$\(name)`", en: "`.match` does not know how to compare `$\(name)`"), at: span,
            hint: Bilingual(fr: "déclarez `.input {$\(name) :number}` ou `:string`", en: "declare `.input {$\(name) :number}` or `:string`")
        )
    }

    static func keyMismatch(expected: Int, found: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/variant-key-mismatch",
            Bilingual(
                fr: "cette variante a \(found) clés pour \(expected) sélecteurs",
                en: "this variant has \(found) keys for \(expected) selectors"),
            at: span)
    }

    static func duplicateVariant(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/duplicate-variant",
            Bilingual(fr: "une variante précédente a les mêmes clés", en: "an earlier variant has the same keys"), at: span)
    }

    static func missingFallback(_ stars: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/missing-fallback-variant",
            Bilingual(fr: "aucune variante ne vaut pour tous les autres cas", en: "no variant stands for all other cases"), at: span,
            hint: Bilingual(fr: "ajoutez `\(stars) {{…}}`", en: "add `\(stars) {{…}}`"))
    }

    static func unknownFunction(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "message/unknown-function",
            Bilingual(fr: "la fonction `:\(name)` n'existe pas", en: "the function `:\(name)` does not exist"), at: span,
            hint: nearest.map { Bilingual.didYouMean(":\($0)") },
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: ":\($0)") })
    }
}
