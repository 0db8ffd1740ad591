import Diagnostics
import Localization
import XML

/// All wording about templates: of the compiler, then of the expansion.
enum TemplateDiagnostics {
    static func didYouMean(_ nearest: String?, _ wrap: (String) -> String = { $0 }) -> Bilingual? {
        nearest.map { Bilingual.didYouMean("\(wrap($0))") }
    }

    private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    // MARK: Vocabulary

    static func unknownElement(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        let known = TemplateVocabulary.elements.map { "g:\($0.name)" }
        return Diagnostic(
            .error, "template/unknown-element",
            Bilingual(fr: "`<g:\(name)>` n'existe pas", en: "`<g:\(name)>` does not exist"), at: span,
            hint: didYouMean(nearest) { "<g:\($0)>" }
                ?? Bilingual(fr: "les éléments sont \(list(known))", en: "the elements are \(list(known))"))
    }

    static func unknownAttribute(_ name: String, of element: String, known: [String], nearest: String?, at span: Span) -> Diagnostic {
        let choices =
            known.isEmpty
            ? Bilingual(fr: "`<g:\(element)>` n'a pas d'attribut", en: "`<g:\(element)>` has no attribute")
            : Bilingual(fr: "ses attributs sont \(list(known))", en: "its attributes are \(list(known))")
        return Diagnostic(
            .error, "template/unknown-attribute",
            Bilingual(fr: "`<g:\(element)>` n'a pas d'attribut `\(name)`", en: "`<g:\(element)>` has no attribute `\(name)`"), at: span,
            hint: didYouMean(nearest) ?? choices, replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func misplacedAttribute(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/unknown-attribute",
            Bilingual(fr: "l'attribut `g:\(name)` n'existe pas", en: "the attribute `g:\(name)` does not exist"), at: span,
            hint: Bilingual(
                fr: "la logique s'écrit en éléments: `<g:if>`, `<g:for>`", en: "logic is written as elements: `<g:if>`, `<g:for>`"))
    }

    static func missingAttribute(_ name: String, of element: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-attribute",
            Bilingual(fr: "il manque à `<g:\(element)>` l'attribut `\(name)`", en: "`<g:\(element)>` lacks the attribute `\(name)`"),
            at: span,
            hint: Bilingual(fr: "ajoutez `\(name)=\"…\"`", en: "add `\(name)=\"…\"`"))
    }

    static func misplaced(_ element: String, parents: [String], at span: Span) -> Diagnostic {
        let wanted = parents.map { "`<g:\($0)>`" }.joined(separator: ", ")
        return Diagnostic(
            .error, "template/misplaced-element",
            Bilingual(
                fr: "`<g:\(element)>` ne se trouve que directement dans \(wanted)", en: "`<g:\(element)>` only stands directly in \(wanted)"
            ), at: span)
    }

    static func unexpectedContent(in element: String, allowed: [String], at span: Span) -> Diagnostic {
        let wanted = list(allowed.map { "<g:\($0)>" })
        return Diagnostic(
            .error, "template/unexpected-content",
            allowed.isEmpty
                ? Bilingual(fr: "`<g:\(element)>` reste vide", en: "`<g:\(element)>` stays empty")
                : Bilingual(fr: "`<g:\(element)>` ne contient que \(wanted)", en: "`<g:\(element)>` holds only \(wanted)"), at: span)
    }

    static func orderOfBranches(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/misplaced-element",
            Bilingual(fr: "`<g:otherwise>` vient une seule fois, en dernier", en: "`<g:otherwise>` comes once, last"), at: span)
    }

    static func emptyChoice(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-element",
            Bilingual(fr: "`<g:choose>` n'a aucun `<g:when>`", en: "`<g:choose>` has no `<g:when>`"), at: span)
    }

    static func badName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/name", Bilingual(fr: "`\(name)` n'est pas un nom", en: "`\(name)` is not a name"), at: span,
            hint: Bilingual(
                fr: "un nom a des lettres sans accent, des chiffres et `_`, et commence par une lettre",
                en: "a name has unaccented letters, digits and `_`, and begins with a letter"))
    }

    static func shadowed(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/name",
            Bilingual(fr: "`\(name)` désigne déjà autre chose ici", en: "`\(name)` already means something else here"), at: span,
            hint: Bilingual(fr: "choisissez un autre nom", en: "choose another name"))
    }

    static func unknownFormat(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        let known = TemplateVocabulary.formats.map(\.name)
        return Diagnostic(
            .error, "template/unknown-format", Bilingual(fr: "le format `\(name)` n'existe pas", en: "the format `\(name)` does not exist"),
            at: span,
            hint: didYouMean(nearest) ?? Bilingual(fr: "les formats sont \(list(known))", en: "the formats are \(list(known))"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func badYesNo(_ text: String, of attribute: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/attribute-value",
            Bilingual(fr: "`\(attribute)` vaut `yes` ou `no`, pas `\(text)`", en: "`\(attribute)` is `yes` or `no`, not `\(text)`"),
            at: span)
    }

    static func badChoice(_ attribute: String, _ text: String, values: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(text, among: values)
        return Diagnostic(
            .error, "template/attribute-value",
            Bilingual(fr: "`\(attribute)` ne vaut pas `\(text)`", en: "`\(attribute)` is not `\(text)`"), at: span,
            hint: didYouMean(nearest) ?? Bilingual(fr: "ses valeurs sont \(list(values))", en: "its values are \(list(values))"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func badLevels(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/attribute-value",
            Bilingual(
                fr: "`levels` est un niveau de 1 à 6, ou deux, pas `\(text)`", en: "`levels` is a level from 1 to 6, or two, not `\(text)`"),
            at: span, hint: Bilingual(fr: "écrivez `2` ou `2-3`", en: "write `2` or `2-3`"))
    }

    static func inPlainText(_ element: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/misplaced-element",
            Bilingual(
                fr: "`<g:\(element)>` n'a pas sa place dans un texte sans éléments",
                en: "`<g:\(element)>` has no place in a text without elements"), at: span)
    }

    // MARK: The whole document

    static func unknownPlace(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/unknown-place",
            Bilingual(fr: "rien dans le document n'a l'`id` `\(name)`", en: "nothing in the document has the `id` `\(name)`"), at: span,
            hint: didYouMean(nearest))
    }

    static func emptyTerm(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-attribute",
            Bilingual(fr: "un terme d'index sans mots", en: "a term of the index without words"), at: span,
            hint: Bilingual(
                fr: "donnez un contenu à `<g:term>`, ou `entry=\"…\"`", en: "give `<g:term>` a content, or `entry=\"…\"`"))
    }

    static func emptyList(_ element: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, "template/empty-list",
            Bilingual(
                fr: "`<g:\(element)>` n'a rien à présenter dans ce document", en: "`<g:\(element)>` has nothing to show in this document"),
            at: span)
    }

    // MARK: Roots and elements

    static func wrongRoot(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/root",
            Bilingual(fr: "la racine `<\(name)>` n'est pas un élément de XHTML", en: "the root `<\(name)>` is not an element of XHTML"),
            at: span,
            hint: Bilingual(
                fr: "écrivez `xmlns=\"http://www.w3.org/1999/xhtml\"` dans la balise racine",
                en: "write `xmlns=\"http://www.w3.org/1999/xhtml\"` in the root tag"))
    }

    static func foreignElement(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/foreign-element",
            Bilingual(
                fr: "`<\(name)>` n'est ni de XHTML, ni de SVG, ni des gabarits",
                en: "`<\(name)>` is neither of XHTML, nor of SVG, nor of templates"), at: span,
            hint: Bilingual(fr: "vérifiez les `xmlns` de la racine", en: "check the `xmlns` of the root"))
    }

    static func forbidden(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/forbidden-element",
            Bilingual(fr: "`<\(name)>` n'a pas sa place dans un document imprimé", en: "`<\(name)>` has no place in a printed document"),
            at: span)
    }

    // MARK: Texts with expressions

    static func strayBrace(_ brace: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/brace",
            Bilingual(fr: "cette `\(brace)` n'a pas son pendant", en: "this `\(brace)` has no counterpart"), at: span,
            hint: Bilingual(
                fr: "`{expression}` insère une valeur; écrivez `\(brace)\(brace)` pour le signe lui-même",
                en: "`{expression}` inserts a value; write `\(brace)\(brace)` for the sign itself"))
    }

    static func emptyExpression(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/brace",
            Bilingual(fr: "il manque une expression entre les accolades", en: "an expression is missing between the braces"), at: span)
    }

    static func notAText(_ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/not-a-text",
            Bilingual(fr: "une valeur de type `\(type)` ne peut pas s'écrire", en: "a value of type `\(type)` cannot be written"), at: span,
            hint: type == "bool"
                ? Bilingual(fr: "employez `<g:if>`, ou `format=\"yes-no\"`", en: "use `<g:if>`, or `format=\"yes-no\"`")
                : Bilingual(
                    fr: "écrivez ses parties, ou parcourez-la avec `<g:for>`", en: "write its parts, or go through it with `<g:for>`"))
    }

    static func notAList(_ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/not-a-list",
            Bilingual(
                fr: "`<g:for>` veut une liste, pas une valeur de type `\(type)`",
                en: "`<g:for>` wants a list, not a value of type `\(type)`"), at: span)
    }

    static func wrongTypeForFormat(_ format: String, _ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/format-type",
            Bilingual(
                fr: "le format `\(format)` ne convient pas à une valeur de type `\(type)`",
                en: "the format `\(format)` does not suit a value of type `\(type)`"),
            at: span)
    }

    // MARK: Messages

    static func unknownMessage(_ key: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/unknown-message",
            Bilingual(fr: "aucun message n'a la clé `\(key)`", en: "no message has the key `\(key)`"), at: span, hint: didYouMean(nearest),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func untranslated(_ key: String, _ language: Language, at span: Span, other: Span?) -> Diagnostic {
        let name = language == .french ? Bilingual(fr: "français", en: "French") : Bilingual(fr: "anglais", en: "English")
        return Diagnostic(
            .error, "template/unknown-message",
            Bilingual(fr: "le message `\(key)` n'a pas de texte en \(name.fr)", en: "the message `\(key)` has no text in \(name.en)"),
            at: span,
            labels: other.map { [Diagnostic.Label($0, Bilingual(fr: "la clé n'est donnée qu'ici", en: "the key is only given here"))] }
                ?? [])
    }

    static func missingArgument(_ name: String, key: String, message: Span, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-argument",
            Bilingual(fr: "le message `\(key)` attend `\(name)`", en: "the message `\(key)` expects `\(name)`"), at: span,
            labels: [Diagnostic.Label(message, Bilingual(fr: "le message", en: "the message"))],
            hint: Bilingual(fr: "ajoutez `'\(name)': …` à `args`", en: "add `'\(name)': …` to `args`"))
    }

    static func unusedArgument(_ name: String, key: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, "template/unused-argument",
            Bilingual(fr: "le message `\(key)` n'emploie pas `\(name)`", en: "the message `\(key)` does not use `\(name)`"), at: span,
            hint: didYouMean(nearest))
    }

    static func messageFault(_ error: MessageError, key: String, at span: Span) -> Diagnostic {
        let what: Bilingual =
            switch error.kind {
            case .unresolvedVariable: Bilingual(fr: "la variable `$\(error.name)` manque", en: "the variable `$\(error.name)` is missing")
            case .unknownFunction:
                Bilingual(fr: "la fonction `:\(error.name)` n'existe pas", en: "the function `:\(error.name)` does not exist")
            case .badOperand:
                Bilingual(fr: "`\(error.name)` n'est pas une valeur qui convient", en: "`\(error.name)` is not a suitable value")
            case .badOption: Bilingual(fr: "l'option `\(error.name)` ne convient pas", en: "the option `\(error.name)` is not suitable")
            case .badSelector: Bilingual(fr: "`$\(error.name)` ne permet pas de choisir", en: "`$\(error.name)` does not allow a choice")
            case .badVariantKey: Bilingual(fr: "la clé `\(error.name)` ne convient pas", en: "the key `\(error.name)` is not suitable")
            }
        return Diagnostic(
            .error, "template/message",
            Bilingual(fr: "le message `\(key)` ne peut pas s'écrire: \(what.fr)", en: "the message `\(key)` cannot be written: \(what.en)"),
            at: span,
            labels: error.span.map { [Diagnostic.Label($0, Bilingual(fr: "dans ce message", en: "in this message"))] } ?? [])
    }

    static func unknownMarkup(_ name: String, key: String, at span: Span, message: Span) -> Diagnostic {
        let known = MessageMarkup.elements
        return Diagnostic(
            .error, "template/message-markup",
            Bilingual(
                fr: "le message `\(key)` emploie `{#\(name)}`, qui n'existe pas",
                en: "the message `\(key)` uses `{#\(name)}`, which does not exist"), at: span,
            labels: [Diagnostic.Label(message, Bilingual(fr: "le message", en: "the message"))],
            hint: didYouMean(NearestName.of(name, among: known))
                ?? Bilingual(fr: "le balisage permis est \(list(known))", en: "the markup allowed is \(list(known))"))
    }

    // MARK: Includes and parameters

    static func missingFile(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-file",
            Bilingual(fr: "le gabarit `\(name)` est introuvable", en: "the template `\(name)` is not found"), at: span,
            hint: Bilingual(
                fr: "les noms partent du dossier de la configuration, puis de `Templates`",
                en: "names start from the configuration's folder, then from `Templates`"))
    }

    static func badPath(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/path", Bilingual(fr: "`\(name)` n'est pas un chemin permis", en: "`\(name)` is not a permitted path"),
            at: span,
            hint: Bilingual(
                fr: "un chemin descend de son dossier: ni `..`, ni `/` au début, ni adresse, ni expression",
                en: "a path goes down from its folder: no `..`, no `/` at the beginning, no address, no expression"))
    }

    static func cycle(_ names: [String], at span: Span) -> Diagnostic {
        let chain = names.map { "`\($0)`" }.joined(separator: " → ")
        return Diagnostic(
            .error, "template/cycle", Bilingual(fr: "le gabarit s'inclut lui-même: \(chain)", en: "the template includes itself: \(chain)"),
            at: span)
    }

    static func tooManyIncludes(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/limit", Bilingual(fr: "plus de \(limit) inclusions", en: "more than \(limit) includes"), at: span)
    }

    static func tooDeepIncludes(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/limit",
            Bilingual(fr: "plus de \(limit) inclusions l'une dans l'autre", en: "more than \(limit) includes within one another"), at: span)
    }

    static func tooDeep(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/limit",
            Bilingual(
                fr: "plus de \(limit) éléments sont imbriqués ici, inclusions comprises",
                en: "more than \(limit) elements are nested here, includes counted"),
            at: span)
    }

    static func unknownParameter(_ name: String, file: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/parameter",
            Bilingual(fr: "`\(file)` n'a pas de paramètre `\(name)`", en: "`\(file)` has no parameter `\(name)`"), at: span,
            hint: didYouMean(nearest))
    }

    static func missingParameter(_ name: String, file: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/parameter",
            Bilingual(fr: "`\(file)` attend le paramètre `\(name)`", en: "`\(file)` expects the parameter `\(name)`"), at: span,
            hint: Bilingual(fr: "ajoutez `<g:with name=\"\(name)\" value=\"…\"/>`", en: "add `<g:with name=\"\(name)\" value=\"…\"/>`"))
    }

    static func badType(_ what: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/type", Bilingual(fr: "type mal écrit: \(what.fr)", en: "malformed type: \(what.en)"), at: span,
            hint: Bilingual(
                fr: "par exemple `string`, `list(string)`, `{name: string, count?: int}`",
                en: "for example `string`, `list(string)`, `{name: string, count?: int}`"))
    }

    // MARK: Expansion

    static func missingValue(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-data", Bilingual(fr: "la donnée `\(name)` n'est pas fournie", en: "the datum `\(name)` is not given"),
            at: span)
    }

    static func noValue(_ expression: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/missing-data",
            Bilingual(fr: "`\(expression)` n'a pas de valeur", en: "`\(expression)` has no value"), at: span,
            hint: Bilingual(
                fr: "entourez-le de `<g:if test=\"has(…)\">` s'il peut manquer",
                en: "put it in `<g:if test=\"has(…)\">` if it may be missing"))
    }

    static func unwritable(_ expression: String, _ type: String, format: String?, at span: Span) -> Diagnostic {
        let form = format.map { Bilingual(fr: " au format `\($0)`", en: " in the format `\($0)`") } ?? Bilingual(verbatim: "")
        return Diagnostic(
            .error, "template/not-a-text",
            Bilingual(
                fr: "`\(expression)` est de type `\(type)` et ne peut pas s'écrire\(form.fr)",
                en: "`\(expression)` is of type `\(type)` and cannot be written\(form.en)"),
            at: span)
    }

    static func malformedDatum(_ expression: String, format: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/format-data",
            Bilingual(
                fr: "la valeur de `\(expression)` ne convient pas au format `\(format)`",
                en: "the value of `\(expression)` does not suit the format `\(format)`"),
            at: span,
            hint: format.hasPrefix("date") || format == "month" || format == "time"
                ? Bilingual(fr: "une date s'écrit `2026-11-21`", en: "a date is written `2026-11-21`") : nil)
    }

    static func notTrueOrFalse(_ expression: String, _ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/not-a-condition",
            Bilingual(
                fr: "`\(expression)` est de type `\(type)`, ni vrai ni faux",
                en: "`\(expression)` is of type `\(type)`, neither true nor false"), at: span)
    }

    static func notAListValue(_ expression: String, _ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/not-a-list",
            Bilingual(fr: "`\(expression)` est de type `\(type)`, pas une liste", en: "`\(expression)` is of type `\(type)`, not a list"),
            at: span)
    }

    static func failed(_ expression: String, _ reason: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/expression",
            Bilingual(
                fr: "`\(expression)` ne peut pas se calculer\u{A0}: \(reason.fr)", en: "`\(expression)` cannot be computed: \(reason.en)"),
            at: span)
    }

    static func limit(_ what: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/limit",
            Bilingual(fr: "l'expansion dépasse la limite: \(what.fr)", en: "the expansion exceeds the limit: \(what.en)"), at: span)
    }
}
