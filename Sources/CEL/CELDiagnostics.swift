import Diagnostics

/// The codes that this module declares.
package enum CELCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("cel/syntax", Bilingual(fr: "l’expression est mal formée", en: "the expression is malformed")),
        ("cel/too-long", Bilingual(fr: "l’expression dépasse une limite", en: "the expression is over a limit")),
        ("cel/number-range", Bilingual(fr: "le nombre est hors d’étendue", en: "the number is out of range")),
        ("cel/reserved", Bilingual(fr: "le mot est réservé", en: "the word is reserved")),
        ("cel/macro", Bilingual(fr: "la macro est mal employée", en: "the macro is misused")),
        ("cel/unknown-name", Bilingual(fr: "le nom n’existe pas", en: "the name does not exist")),
        ("cel/unknown-field", Bilingual(fr: "le champ n’existe pas", en: "the field does not exist")),
        ("cel/unknown-function", Bilingual(fr: "la fonction n’existe pas", en: "the function does not exist")),
        ("cel/no-overload", Bilingual(fr: "l’opération ne s’applique pas à ces types", en: "the operation does not apply to these types")),
        ("cel/wrong-type", Bilingual(fr: "le type n’est pas celui attendu", en: "the type is not the one expected")),
        ("cel/bad-key", Bilingual(fr: "le type ne peut être une clé", en: "the type cannot be a key")),
        ("cel/no-messages", Bilingual(fr: "les messages ne se construisent pas ici", en: "messages are not built here")),
        ("cel/bad-pattern", Bilingual(fr: "l’expression régulière est fautive", en: "the regular expression is faulty")),
        ("cel/too-costly", Bilingual(fr: "l’expression peut coûter trop", en: "the expression may cost too much")),
        (
            "cel/no-such-overload",
            Bilingual(fr: "l’opération ne s’applique pas à ces valeurs", en: "the operation does not apply to these values")
        ),
        ("cel/no-such-field", Bilingual(fr: "la valeur n’a pas de champs", en: "the value has no fields")),
        ("cel/no-such-key", Bilingual(fr: "la clé ou le champ n’est pas là", en: "the key or the field is not there")),
        ("cel/unbound-variable", Bilingual(fr: "la variable n’a pas de valeur", en: "the variable has no value")),
        ("cel/overflow", Bilingual(fr: "le résultat dépasse l’étendue du type", en: "the result is out of the range of its type")),
        ("cel/division-by-zero", Bilingual(fr: "division par zéro", en: "division by zero")),
        (
            "cel/index-out-of-range",
            Bilingual(fr: "le rang est hors de la liste ou du texte", en: "the position is out of the list or the text")
        ),
        ("cel/bad-conversion", Bilingual(fr: "la valeur ne se convertit pas", en: "the value cannot be converted")),
        ("cel/invalid-argument", Bilingual(fr: "l’argument n’est pas admis", en: "the argument is not allowed")),
        ("cel/cost-exceeded", Bilingual(fr: "l’évaluation coûte plus que la limite", en: "the evaluation costs more than the limit")),
        ("json/syntax", Bilingual(fr: "le JSON est mal formé", en: "the JSON is malformed")),
    ]
}

/// The wording of faults in expressions and in JSON data.
package enum CELDiagnostics {
    /// Faults of evaluation that are certain before it begins: CEL would tell them when the expression is evaluated.
    static let earlyFaults: Set<DiagnosticCode> = ["cel/bad-key", "cel/bad-pattern"]

    private static func error(
        _ code: DiagnosticCode, _ fr: String, _ en: String, at span: Span?, hint: Bilingual? = nil, notes: [Bilingual] = []
    ) -> Diagnostic {
        Diagnostic(.error, code, Bilingual(fr: fr, en: en), at: span, notes: notes, hint: hint)
    }

    private static func didYouMean(_ name: String?) -> Bilingual? {
        name.map { Bilingual.didYouMean($0) }
    }

    static func unexpectedCharacter(_ text: String, at span: Span) -> Diagnostic {
        error("cel/syntax", "le caractère `\(text)` n’a pas de sens ici", "the character `\(text)` means nothing here", at: span)
    }

    private static func write(_ text: String) -> Bilingual { Bilingual(fr: "écrivez `\(text)`", en: "write `\(text)`") }

    /// A sign or a word of another language in place of an operator.
    static func otherSign(_ text: String, meant: String, at span: Span) -> Diagnostic {
        var diagnostic = error(
            "cel/syntax", "`\(text)` n’est pas un opérateur", "`\(text)` is no operator", at: span, hint: write(meant))
        diagnostic.replacement = Diagnostic.Replacement(span: span, text: meant)
        return diagnostic
    }

    /// - Parameter isEnclosed: whether what is negated stands in parentheses already.
    static func negationInWords(_ text: String, isEnclosed: Bool, at span: Span) -> Diagnostic {
        if isEnclosed { return otherSign(text, meant: "!", at: span) }
        return error("cel/syntax", "`\(text)` n’est pas un opérateur", "`\(text)` is no operator", at: span, hint: write("!(…)"))
    }

    static func notIn(at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "`not in` n’est pas un opérateur", "`not in` is no operator", at: span,
            hint: write("!(x in liste)", "!(x in list)"))
    }

    private static func write(_ fr: String, _ en: String) -> Bilingual { Bilingual(fr: "écrivez `\(fr)`", en: "write `\(en)`") }

    /// - Parameter content: what stands between them; nil when the closing one is missing.
    static func typographicQuotes(_ content: String?, at span: Span) -> Diagnostic {
        var diagnostic = error(
            "cel/syntax", "les guillemets typographiques n’entourent pas un texte ici", "typographic quotes do not enclose a text here",
            at: span,
            hint: Bilingual(fr: "écrivez des guillemets droits\u{A0}: `'…'` ou `\"…\"`", en: "write straight quotes: `'…'` or `\"…\"`"))
        if let content {
            let text = Value.string(content).text
            diagnostic.hint = write(text)
            diagnostic.replacement = Diagnostic.Replacement(span: span, text: text)
        }
        return diagnostic
    }

    static func unterminated(isTriple: Bool, at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "le texte qui commence ici n’est pas fermé", "the text that begins here is not closed", at: span,
            hint: isTriple
                ? Bilingual(fr: "ajoutez les trois guillemets fermants", en: "add the three closing quotes")
                : Bilingual(
                    fr: "ajoutez le guillemet fermant; un texte avec une apostrophe s’écrit entre `\"`",
                    en: "add the closing quote; a text with an apostrophe is written between `\"`"))
    }

    static func apostrophe(at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "cette apostrophe ferme le texte", "this apostrophe closes the text", at: span,
            hint: Bilingual(
                fr: "écrivez le texte entre `\"`\u{A0}: par exemple `\"l'été\"`", en: "write the text between `\"`: for example `\"it's\"`")
        )
    }

    static func listInParentheses(at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "une liste ne s’écrit pas entre parenthèses", "a list is not written in parentheses", at: span,
            hint: Bilingual(fr: "écrivez-la entre crochets\u{A0}: `['a', 'b']`", en: "write it in brackets: `['a', 'b']`"))
    }

    /// What may have been meant where two tokens do not go together.
    enum Advice {
        case twoTexts, operatorMissing

        var hint: Bilingual {
            switch self {
            case .twoTexts:
                Bilingual(
                    fr: "joignez deux textes par `+`, ou séparez-les par `,` dans une liste",
                    en: "join two texts with `+`, or separate them with `,` in a list")
            case .operatorMissing:
                Bilingual(
                    fr: "il manque un opérateur avant ceci\u{A0}: `&&`, `||`, `==`, `+`…",
                    en: "an operator is missing before this: `&&`, `||`, `==`, `+`…")
            }
        }
    }

    static func badEscape(_ text: String, at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "`\(text)` n’est pas une séquence d’échappement", "`\(text)` is no escape sequence", at: span,
            hint: Bilingual(fr: "pour une barre oblique inverse, écrivez `\\\\`", en: "for a backslash write `\\\\`"))
    }

    static func numberOutOfRange(at span: Span) -> Diagnostic {
        error("cel/number-range", "le nombre est hors de l’étendue de 64 bits", "the number is out of the range of 64 bits", at: span)
    }

    /// - Parameters:
    ///   - wanted: the signs that could stand here.
    ///   - opening: what waits to be closed.
    static func unexpected(_ found: String?, wanted: String?, opening: Span?, advice: Advice?, at span: Span) -> Diagnostic {
        let signs = wanted.map { $0.split(separator: " ").map { "`\($0)`" } } ?? []
        let fr = signs.isEmpty ? "" : ", \(signs.joined(separator: " ou ")) attendu"
        let en = signs.isEmpty ? "" : ", expected \(signs.joined(separator: " or "))"
        var diagnostic =
            if let found {
                error("cel/syntax", "`\(found)` inattendu\(fr)", "unexpected `\(found)`\(en)", at: span, hint: advice?.hint)
            } else {
                error("cel/syntax", "l’expression s’arrête trop tôt\(fr)", "the expression ends too early\(en)", at: span)
            }
        if let opening, opening.end < span.start {
            diagnostic.labels.append(Diagnostic.Label(opening, Bilingual(fr: "ouvert ici", en: "opened here")))
        }
        return diagnostic
    }

    static func tooLong(limitBytes: Int, at span: Span) -> Diagnostic {
        error(
            "cel/too-long", "l’expression est trop longue (limite \(limitBytes) octets)",
            "the expression is too long (limit \(limitBytes) bytes)",
            at: span)
    }

    static func tooDeep(limit: Int, at span: Span) -> Diagnostic {
        error(
            "cel/too-long", "l’expression est trop imbriquée (limite \(limit))", "the expression is nested too deep (limit \(limit))",
            at: span)
    }

    static func reserved(_ name: String, at span: Span) -> Diagnostic {
        error(
            "cel/reserved", "`\(name)` est un mot réservé", "`\(name)` is a reserved word", at: span,
            hint: ["if", "else"].contains(name) ? write("condition ? oui : non", "condition ? yes : no") : nil)
    }

    static func hasNeedsField(at span: Span) -> Diagnostic {
        error(
            "cel/macro", "`has` demande un champ", "`has` asks for a field", at: span,
            hint: Bilingual(fr: "écrivez `has(objet.champ)`", en: "write `has(object.field)`"))
    }

    static func variableExpected(at span: Span) -> Diagnostic {
        error("cel/macro", "un simple nom de variable est attendu ici", "a plain variable name is expected here", at: span)
    }

    static func sameVariable(_ name: String, at span: Span) -> Diagnostic {
        error("cel/macro", "`\(name)` nomme déjà l’autre variable", "`\(name)` names the other variable already", at: span)
    }

    /// Words of other languages for what CEL writes otherwise.
    static func otherWord(_ name: String) -> String? {
        switch name {
        case "True", "TRUE", "vrai", "Vrai", "VRAI", "oui", "yes": "true"
        case "False", "FALSE", "faux", "Faux", "FAUX", "non", "no": "false"
        case "Null", "NULL", "nil", "None", "undefined", "nul": "null"
        default: nil
        }
    }

    /// - Parameter mayBeText: whether it stands where a text is compared: its quotes may be missing.
    static func unknownName(_ name: String, nearest: String?, mayBeText: Bool, at span: Span) -> Diagnostic {
        var diagnostic = error(
            "cel/unknown-name", "rien ne se nomme `\(name)`", "nothing is named `\(name)`", at: span, hint: didYouMean(nearest))
        guard mayBeText, !["true", "false", "null"].contains(nearest) else { return diagnostic }
        let quotes = Bilingual(fr: "un texte s’écrit entre guillemets\u{A0}: `'\(name)'`", en: "a text is written in quotes: `'\(name)'`")
        if nearest == nil {
            diagnostic.hint = quotes
            diagnostic.replacement = Diagnostic.Replacement(span: span, text: "'\(name)'")
        } else {
            diagnostic.notes.append(quotes)
        }
        return diagnostic
    }

    static func unknownField(_ field: String, of record: String, nearest: String?, known: [String], at span: Span) -> Diagnostic {
        let list = known.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (known.count > 12 ? "…" : "")
        return error(
            "cel/unknown-field", "`\(record)` n’a pas de champ `\(field)`", "`\(record)` has no field `\(field)`", at: span,
            hint: didYouMean(nearest), notes: nearest == nil ? [Bilingual(fr: "champs\u{A0}: \(list)", en: "fields: \(list)")] : [])
    }

    static func noFields(_ type: CELType, field: String, at span: Span) -> Diagnostic {
        error(
            "cel/unknown-field", "\(type.wordsAndName.fr) n’a pas de champ `\(field)`", "\(type.wordsAndName.en) has no field `\(field)`",
            at: span)
    }

    static func unknownFunction(_ name: String, nearest: String?, hint: Bilingual? = nil, at span: Span) -> Diagnostic {
        error(
            "cel/unknown-function", "aucune fonction ne se nomme `\(name)`", "no function is named `\(name)`", at: span,
            hint: hint ?? didYouMean(nearest))
    }

    /// A macro with a number of arguments that it does not have.
    static func macroArguments(_ name: String, signatures: [String], at span: Span) -> Diagnostic {
        let forms = signatures.map { "`\($0.prefix { $0 != ">" }.dropLast($0.contains("->") ? 2 : 0))`" }
        return error(
            "cel/macro", "la macro `\(name)` est mal employée", "the macro `\(name)` is misused", at: span,
            hint: Bilingual(fr: "écrivez \(forms.joined(separator: " ou "))", en: "write \(forms.joined(separator: " or "))"))
    }

    /// Operators as authors write them, by the names of their functions.
    static let signs = [
        "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/",
        "_%_": "%", "_[_]": "[ ]", "_[?_]": "[? ]", "@in": "in", "!_": "!", "-_": "-",
    ]

    static func noOverload(_ message: Bilingual, hint: Bilingual?, at span: Span) -> Diagnostic {
        Diagnostic(.error, "cel/no-overload", message, at: span, hint: hint)
    }

    static func wrongType(wanted: CELType, found: CELType, at span: Span) -> Diagnostic {
        let (wanted, found) = (wanted.wordsAndName, found.wordsAndName)
        return error(
            "cel/wrong-type", "ici il faut \(wanted.fr), ceci est \(found.fr)", "this must be \(wanted.en), it is \(found.en)", at: span)
    }

    static func notOrdered(_ type: CELType, at span: Span) -> Diagnostic {
        let words = type.wordsAndName
        return error("cel/wrong-type", "\(words.fr) n’a pas d’ordre", "\(words.en) has no order", at: span)
    }

    static func branchesDiffer(_ first: CELType, _ second: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/wrong-type",
            "les deux branches doivent être du même type: la première est \(first.wordsAndName.fr), celle-ci \(second.wordsAndName.fr)",
            "both branches must be of one type: the first is \(first.wordsAndName.en), this one \(second.wordsAndName.en)",
            at: span,
            hint: Bilingual(fr: "pour l’admettre quand même, écrivez `dyn(…)`", en: "to allow it all the same, write `dyn(…)`"))
    }

    static func wrongResult(wanted: CELType, found: CELType, at span: Span) -> Diagnostic {
        let isCondition = wanted == .bool
        return Diagnostic(
            .error, "cel/wrong-type",
            Bilingual(
                fr: "l’expression doit donner \(wanted.wordsAndName.fr), elle donne \(found.wordsAndName.fr)",
                en: "the expression must give \(wanted.wordsAndName.en), it gives \(found.wordsAndName.en)"),
            at: span,
            hint: isCondition
                ? Bilingual(
                    fr: "une condition est vraie ou fausse\u{A0}: comparez, par exemple avec `==`",
                    en: "a condition is true or false: compare, for example with `==`") : nil)
    }

    static func badKey(_ type: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/bad-key", "\(type.wordsAndName.fr) ne peut être une clé", "\(type.wordsAndName.en) cannot be a key", at: span,
            hint: Bilingual(
                fr: "une clé est un texte, un nombre entier ou vrai ou faux", en: "a key is a text, a whole number, or true or false"))
    }

    static func notIterable(_ type: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/wrong-type", "ici il faut une liste ou une table, ceci est \(type.wordsAndName.fr)",
            "this must be a list or a map, it is \(type.wordsAndName.en)", at: span)
    }

    static func noMessages(_ name: String, at span: Span) -> Diagnostic {
        error("cel/no-messages", "le message `\(name)` ne peut être construit ici", "the message `\(name)` cannot be built here", at: span)
    }

    static func badPattern(_ message: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(.error, "cel/bad-pattern", message, at: span)
    }

    static func tooCostly(_ cost: Int, limit: Int, at span: Span) -> Diagnostic {
        error(
            "cel/too-costly", "l’expression peut coûter \(cost) unités, la limite est \(limit)",
            "the expression may cost \(cost) units, the limit is \(limit)", at: span,
            hint: Bilingual(fr: "évitez les boucles dans des boucles", en: "avoid loops within loops"))
    }

    static func badJSON(_ expected: Bilingual, at span: Span) -> Diagnostic {
        error("json/syntax", "JSON\u{A0}: attendu ici \(expected.fr)", "JSON: expected here \(expected.en)", at: span)
    }
}
