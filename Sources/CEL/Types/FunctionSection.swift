import Diagnostics

/// Where the reference lists a function.
package enum FunctionSection: String, CaseIterable, Sendable {
    case operators
    case macros
    case conversions
    case text
    case patterns
    case numbers
    case lists
    case sets
    case optionals
    case times
    case dates
    case business
    case encoding
    case network
    /// Declared by a pack or a regional library.
    case pack

    package var title: Bilingual {
        switch self {
        case .operators: Bilingual(fr: "Opérateurs", en: "Operators")
        case .macros: Bilingual(fr: "Macros", en: "Macros")
        case .conversions: Bilingual(fr: "Types et conversions", en: "Types and conversions")
        case .text: Bilingual(fr: "Textes", en: "Texts")
        case .patterns: Bilingual(fr: "Expressions régulières", en: "Regular expressions")
        case .numbers: Bilingual(fr: "Nombres", en: "Numbers")
        case .lists: Bilingual(fr: "Listes et tables", en: "Lists and maps")
        case .sets: Bilingual(fr: "Ensembles", en: "Sets")
        case .optionals: Bilingual(fr: "Valeurs facultatives", en: "Optional values")
        case .times: Bilingual(fr: "Moments et durées", en: "Moments and durations")
        case .dates: Bilingual(fr: "Dates civiles", en: "Civil dates")
        case .business: Bilingual(fr: "Jours et heures ouvrables", en: "Business days and hours")
        case .encoding: Bilingual(fr: "Encodages", en: "Encodings")
        case .network: Bilingual(fr: "Adresses de réseau", en: "Network addresses")
        case .pack: Bilingual(fr: "Fonctions de la configuration", en: "Functions of the pack")
        }
    }
}
