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
        ("json/syntax", Bilingual(fr: "le JSON est mal formé", en: "the JSON is malformed")),
    ]
}

/// The wording of faults in expressions and in JSON data.
package enum CELDiagnostics {
    private static func error(
        _ code: DiagnosticCode, _ fr: String, _ en: String, at span: Span?, hint: Bilingual? = nil, notes: [Bilingual] = []
    ) -> Diagnostic {
        Diagnostic(.error, code, Bilingual(fr: fr, en: en), at: span, notes: notes, hint: hint)
    }

    private static func didYouMean(_ name: String?) -> Bilingual? {
        name.map { Bilingual(fr: "vouliez-vous dire `\($0)`?", en: "did you mean `\($0)`?") }
    }

    static func unexpectedCharacter(_ text: String, at span: Span) -> Diagnostic {
        var hint: Bilingual?
        if ["=", "&", "|"].contains(text) {
            let double = text + text
            hint = Bilingual(fr: "écrivez `\(double)`", en: "write `\(double)`")
        } else if ["“", "”", "«", "»", "’"].contains(text) {
            hint = Bilingual(fr: "écrivez des guillemets droits `\"`", en: "write straight quotes `\"`")
        }
        return error(
            "cel/syntax", "le caractère `\(text)` n’a pas de sens ici", "the character `\(text)` means nothing here", at: span, hint: hint)
    }

    static func unterminated(at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "le texte n’est pas fermé", "the text is not closed", at: span,
            hint: Bilingual(fr: "ajoutez le guillemet fermant", en: "add the closing quote"))
    }

    static func badEscape(_ text: String, at span: Span) -> Diagnostic {
        error(
            "cel/syntax", "`\(text)` n’est pas une séquence d’échappement", "`\(text)` is no escape sequence", at: span,
            hint: Bilingual(fr: "pour une barre oblique inverse, écrivez `\\\\`", en: "for a backslash write `\\\\`"))
    }

    static func numberOutOfRange(at span: Span) -> Diagnostic {
        error("cel/number-range", "le nombre est hors de l’étendue de 64 bits", "the number is out of the range of 64 bits", at: span)
    }

    static func unexpected(_ found: String?, wanted: String?, at span: Span) -> Diagnostic {
        let fr = wanted.map { ", `\($0)` attendu" } ?? ""
        let en = wanted.map { ", expected `\($0)`" } ?? ""
        guard let found else {
            return error("cel/syntax", "l’expression s’arrête trop tôt\(fr)", "the expression ends too early\(en)", at: span)
        }
        return error("cel/syntax", "`\(found)` inattendu\(fr)", "unexpected `\(found)`\(en)", at: span)
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
        error("cel/reserved", "`\(name)` est un mot réservé", "`\(name)` is a reserved word", at: span)
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

    static func unknownName(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        error("cel/unknown-name", "rien ne se nomme `\(name)`", "nothing is named `\(name)`", at: span, hint: didYouMean(nearest))
    }

    static func unknownField(_ field: String, of record: String, nearest: String?, known: [String], at span: Span) -> Diagnostic {
        let list = known.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (known.count > 12 ? "…" : "")
        return error(
            "cel/unknown-field", "`\(record)` n’a pas de champ `\(field)`", "`\(record)` has no field `\(field)`", at: span,
            hint: didYouMean(nearest), notes: nearest == nil ? [Bilingual(fr: "champs\u{A0}: \(list)", en: "fields: \(list)")] : [])
    }

    static func noFields(_ type: CELType, field: String, at span: Span) -> Diagnostic {
        error(
            "cel/unknown-field", "une valeur de type \(type.description) n’a pas de champ `\(field)`",
            "a value of type \(type.description) has no field `\(field)`", at: span)
    }

    static func unknownFunction(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        error(
            "cel/unknown-function", "aucune fonction ne se nomme `\(name)`", "no function is named `\(name)`", at: span,
            hint: didYouMean(nearest))
    }

    private static let signs = [
        "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/",
        "_%_": "%", "_[_]": "[ ]", "_[?_]": "[? ]", "@in": "in", "!_": "!", "-_": "-",
    ]

    static func noOverload(
        _ function: String, _ types: [CELType], _ overloads: [FunctionDeclaration.Overload], isMember: Bool, at span: Span
    ) -> Diagnostic {
        let sign = signs[function] ?? function
        let found = types.map(\.description).joined(separator: ", ")
        let known = overloads.prefix(6).map { "(" + $0.parameters.map(\.description).joined(separator: ", ") + ")" }.joined(separator: ", ")
        return error(
            "cel/no-overload", "`\(sign)` ne s’applique pas à (\(found))", "`\(sign)` does not apply to (\(found))", at: span,
            notes: [Bilingual(fr: "s’applique à\u{A0}: \(known)", en: "applies to: \(known)")])
    }

    static func wrongType(wanted: CELType, found: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/wrong-type", "le type \(wanted.description) est attendu, ceci est de type \(found.description)",
            "the type \(wanted.description) is expected, this is of type \(found.description)", at: span)
    }

    static func branchesDiffer(_ first: CELType, _ second: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/wrong-type",
            "les deux branches doivent être du même type\u{A0}: l’une est de type \(first.description), celle-ci de type \(second.description)",
            "both branches must be of one type: the first is of type \(first.description), this one of type \(second.description)",
            at: span,
            hint: Bilingual(fr: "pour l’admettre quand même, écrivez `dyn(…)`", en: "to allow it all the same, write `dyn(…)`"))
    }

    static func wrongResult(wanted: CELType, found: CELType, at span: Span) -> Diagnostic {
        let isCondition = wanted == .bool
        return Diagnostic(
            .error, "cel/wrong-type",
            Bilingual(
                fr: "l’expression doit donner une valeur de type \(wanted.description), elle en donne une de type \(found.description)",
                en: "the expression must give a value of type \(wanted.description), it gives one of type \(found.description)"),
            at: span,
            hint: isCondition
                ? Bilingual(
                    fr: "une condition est vraie ou fausse\u{A0}: comparez, par exemple avec `==`",
                    en: "a condition is true or false: compare, for example with `==`") : nil)
    }

    static func badKey(_ type: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/bad-key", "une valeur de type \(type.description) ne peut être une clé",
            "a value of type \(type.description) cannot be a key",
            at: span)
    }

    static func notIterable(_ type: CELType, at span: Span) -> Diagnostic {
        error(
            "cel/wrong-type", "une liste ou une table est attendue, ceci est de type \(type.description)",
            "a list or a map is expected, this is of type \(type.description)", at: span)
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
