import CivilTime
import Diagnostics
import Localization
import Rules

/// Words that facts need and the pack does not have: messages `facts.…` of the catalogue.
struct FactWords: Sendable {
    let catalogue: MessageCatalogue

    static let none = Bilingual(fr: "la configuration n'en déclare aucun", en: "the configuration declares none")
    static let noReasons = Bilingual(fr: "l'action n'offre aucune liste de raisons", en: "the action offers no list of reasons")
    static let noFields = Bilingual(fr: "il n'y a aucun champ", en: "there is no field")
    static let noRules = Bilingual(fr: "il n'y a aucune règle", en: "there is no rule")

    func callAsFunction(_ key: String, _ language: Language, _ arguments: [String: MessageValue] = [:]) -> String {
        catalogue.text("facts." + key, language, arguments: arguments) ?? ""
    }

    func number(_ value: Int) -> MessageValue { .number(DecimalNumber(Int64(value))) }

    /// `5 jours ouvrables`.
    func duration(_ duration: Deadline.Duration, _ language: Language) -> String {
        switch duration {
        case .hours(let count): self("hours", language, ["count": number(count)])
        case .days(let count): self("days", language, ["count": number(count)])
        case .businessHours(let count): self("business-hours", language, ["count": number(count)])
        case .businessDays(let count): self("business-days", language, ["count": number(count)])
        }
    }

    /// A sentence's words with an initial capital.
    static func capitalized(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}
