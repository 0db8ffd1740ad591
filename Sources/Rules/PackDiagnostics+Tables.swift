import Diagnostics

extension PackDiagnostics {
    static func recursiveFunction(_ cycle: [String], at span: Span) -> Diagnostic {
        let path = (cycle + cycle.prefix(1)).map { "`\($0)`" }.joined(separator: " → ")
        return Diagnostic(
            .error, RulesCodes.recursiveFunction,
            Bilingual(fr: "la fonction finit par s’appeler elle-même\u{A0}: \(path)", en: "the function ends up calling itself: \(path)"),
            at: span,
            hint: Bilingual(fr: "ôter l’un des appels", en: "remove one of the calls"))
    }

    static func resultNeedsMore(_ type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.wrongType,
            Bilingual(fr: "`\(type)` seul ne dit pas assez du résultat", en: "`\(type)` alone does not say enough of the result"), at: span,
            hint: Bilingual(fr: "écrire par exemple `{ type: list, of: text }`", en: "write for instance `{ type: list, of: text }`"))
    }

    static func unknownColumn(_ name: String, table: String, known: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.unknownColumn,
            Bilingual(fr: "la table `\(table)` n’a pas de colonne `\(name)` ici", en: "the table `\(table)` has no column `\(name)` here"),
            at: span, hint: nearest(name, known))
    }

    static func missingOutput(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.missingOutput,
            Bilingual(fr: "il manque une valeur pour `\(name)`", en: "a value for `\(name)` is missing"), at: span,
            hint: Bilingual(fr: "chaque ligne donne toutes les sorties", en: "each row gives every output"))
    }

    static func unknownChoice(_ text: String, field: String, known: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.unknownValue,
            Bilingual(fr: "`\(text)` n’est pas un choix de `\(field)`", en: "`\(text)` is not a choice of `\(field)`"), at: span,
            hint: nearest(text, known))
    }

    static func badCell(_ text: String?, _ field: DataField, at span: Span) -> Diagnostic {
        let type = field.type.word
        let form: Bilingual =
            field.type.isOrdered
            ? Bilingual(
                fr: "une valeur, `< x`, `<= x`, `> x`, `>= x`, `a..b`, `not x`, `any` ou une liste",
                en: "a value, `< x`, `<= x`, `> x`, `>= x`, `a..b`, `not x`, `any` or a list")
            : Bilingual(fr: "une valeur, `not x`, `any` ou une liste", en: "a value, `not x`, `any` or a list")
        let found = text.map { Bilingual(verbatim: "`\($0)`") } ?? Bilingual(fr: "ceci", en: "this")
        return Diagnostic(
            .error, RulesCodes.badCell,
            Bilingual(
                fr: "\(found.fr) n’est pas de type `\(type)`, celui de `\(field.id)`",
                en: "\(found.en) is not of type `\(type)`, that of `\(field.id)`"),
            at: span, hint: Bilingual(fr: "une case contient \(form.fr)", en: "a cell holds \(form.en)"))
    }

    static func reversedRange(_ low: String, _ high: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.badCell,
            Bilingual(fr: "l’intervalle `\(low)..\(high)` est à l’envers", en: "the range `\(low)..\(high)` is the wrong way round"),
            at: span,
            hint: Bilingual(fr: "écrire `\(high)..\(low)`", en: "write `\(high)..\(low)`"),
            replacement: Diagnostic.Replacement(span: span, text: "\(high)..\(low)"))
    }

    static func notACell(_ field: DataField, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.badCell,
            Bilingual(
                fr: "`\(field.id)` est de type `\(field.type.word)`, qu’une case ne compare pas",
                en: "`\(field.id)` is of type `\(field.type.word)`, which a cell does not compare"),
            at: span,
            hint: Bilingual(
                fr: "donner à la table une valeur simple\u{A0}: texte, choix, nombre, date, vrai ou faux",
                en: "give the table a simple value: text, choice, number, date, true or false"))
    }

    static func unknownBorrowing(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.fieldPath,
            Bilingual(fr: "`\(path)` n’est pas un champ à choix", en: "`\(path)` is not a field with choices"), at: span,
            hint: Bilingual(fr: "par exemple `dossier.urgency`", en: "for instance `dossier.urgency`"))
    }

    static func unknownLibrary(_ name: String, known: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.missingFile,
            Bilingual(fr: "il n’y a pas de bibliothèque `\(name)`", en: "there is no library `\(name)`"), at: span,
            hint: nearest(name, known))
    }

    private static func nearest(_ name: String, _ known: [String]) -> Bilingual? {
        if let nearest = NearestName.of(name, among: known) {
            return Bilingual.didYouMean(nearest)
        }
        guard !known.isEmpty, known.count <= 12 else { return nil }
        let names = known.map { "`\($0)`" }.joined(separator: ", ")
        return Bilingual(fr: "possibles\u{A0}: \(names)", en: "possible: \(names)")
    }
}
