import Diagnostics

extension CELType {
    /// One value of the type, with its article: « un texte », “a text”.
    package var words: Bilingual {
        switch self {
        case .dyn, .parameter, .variable, .error: Bilingual(fr: "une valeur quelconque", en: "any value")
        case .null: Bilingual(fr: "null", en: "null")
        case .bool: Bilingual(fr: "vrai ou faux", en: "true or false")
        case .int: Bilingual(fr: "un nombre entier", en: "a whole number")
        case .uint: Bilingual(fr: "un nombre entier sans signe", en: "a whole number without sign")
        case .double: Bilingual(fr: "un nombre décimal", en: "a decimal number")
        case .string: Bilingual(fr: "un texte", en: "a text")
        case .bytes: Bilingual(fr: "une suite d’octets", en: "a sequence of bytes")
        case .timestamp: Bilingual(fr: "un moment (date et heure)", en: "a moment (date and time)")
        case .duration: Bilingual(fr: "une durée", en: "a duration")
        case .list(let element): Bilingual(fr: "une liste" + element.plural.fr, en: "a list" + element.plural.en)
        case .map: Bilingual(fr: "une table", en: "a map")
        case .optional: Bilingual(fr: "une valeur facultative", en: "an optional value")
        case .record(let name): Bilingual(fr: "un objet `\(name)`", en: "an object `\(name)`")
        case .type: Bilingual(fr: "un type", en: "a type")
        case .abstract(let name, _): Bilingual(fr: "une valeur de type `\(name)`", en: "a value of type `\(name)`")
        }
    }

    /// The words, and the type as CEL writes it where these say less.
    package var wordsAndName: Bilingual {
        switch self {
        case .dyn, .parameter, .variable, .error, .null, .record, .abstract: words
        default: Bilingual(fr: "\(words.fr) (`\(description)`)", en: "\(words.en) (`\(description)`)")
        }
    }

    /// Many values of the type, as part of “a list …”.
    private var plural: Bilingual {
        switch self {
        case .bool: Bilingual(fr: " de valeurs vraies ou fausses", en: " of values true or false")
        case .int: Bilingual(fr: " de nombres entiers", en: " of whole numbers")
        case .uint: Bilingual(fr: " de nombres entiers sans signe", en: " of whole numbers without sign")
        case .double: Bilingual(fr: " de nombres décimaux", en: " of decimal numbers")
        case .string: Bilingual(fr: " de textes", en: " of texts")
        case .timestamp: Bilingual(fr: " de moments", en: " of moments")
        case .duration: Bilingual(fr: " de durées", en: " of durations")
        case .list: Bilingual(fr: " de listes", en: " of lists")
        case .map: Bilingual(fr: " de tables", en: " of maps")
        case .record(let name): Bilingual(fr: " d’objets `\(name)`", en: " of objects `\(name)`")
        default: Bilingual(fr: "", en: "")
        }
    }
}
