import CEL
import CivilTime
import Diagnostics
import Rules

/// The words of differences.
enum DifferenceWords {
    /// A label in quotation marks.
    static func quoted(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "«\u{A0}\(label.fr)\u{A0}»", en: "“\(label.en)”")
    }

    static func quoted(_ label: LocalizedText?, or id: String) -> Bilingual { quoted(label?.bilingual ?? Bilingual(verbatim: id)) }

    /// `a, b and c`.
    static func list(_ items: [Bilingual]) -> Bilingual {
        Bilingual(fr: joined(items.map(\.fr), "et"), en: joined(items.map(\.en), "and"))
    }

    static func list(names: [String]) -> Bilingual { list(names.map { Bilingual(verbatim: "`\($0)`") }) }

    private static func joined(_ items: [String], _ last: String) -> String {
        guard items.count > 1, let end = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(last) " + end
    }

    static func period(_ period: EffectivePeriod) -> Bilingual {
        switch (period.from, period.until) {
        case (let from?, let until?): Bilingual(fr: "du \(from.text) au \(until.text)", en: "from \(from.text) to \(until.text)")
        case (let from?, nil): Bilingual(fr: "à partir du \(from.text)", en: "from \(from.text) on")
        case (nil, let until?): Bilingual(fr: "jusqu’au \(until.text)", en: "until \(until.text)")
        case (nil, nil): Bilingual(fr: "toujours", en: "always")
        }
    }

    static func was(_ words: Bilingual) -> Bilingual { Bilingual(fr: "avant\u{A0}: \(words.fr)", en: "before: \(words.en)") }
    static func isNow(_ words: Bilingual) -> Bilingual { Bilingual(fr: "maintenant\u{A0}: \(words.fr)", en: "now: \(words.en)") }

    static func beforeAndNow(_ old: Bilingual, _ new: Bilingual) -> [Bilingual] { [was(old), isNow(new)] }

    static let nothing = Bilingual(fr: "(rien)", en: "(nothing)")

    /// What a condition says, with the labels of its pack, and as it is written.
    static func condition(_ condition: Condition?, in book: Rulebook) -> Bilingual {
        guard let condition else { return Bilingual(fr: "sans condition", en: "without condition") }
        let words = condition.words(in: book)
        return Bilingual(fr: "\(words.fr) (`\(condition.program.text)`)", en: "\(words.en) (`\(condition.program.text)`)")
    }

    static func requirement(_ requirement: Requirement, in book: Rulebook) -> Bilingual {
        switch requirement {
        case .optional: return Bilingual(fr: "facultatif", en: "optional")
        case .always: return Bilingual(fr: "toujours requis", en: "always required")
        case .when(let condition):
            let words = self.condition(condition, in: book)
            return Bilingual(fr: "requis si \(words.fr)", en: "required if \(words.en)")
        }
    }

    static func duration(_ duration: Deadline.Duration) -> Bilingual {
        switch duration {
        case .hours(let count): Bilingual(fr: "\(count) h", en: "\(count) h")
        case .days(let count): Bilingual(fr: "\(count) jours", en: "\(count) days")
        case .businessHours(let count): Bilingual(fr: "\(count) heures ouvrables", en: "\(count) business hours")
        case .businessDays(let count): Bilingual(fr: "\(count) jours ouvrables", en: "\(count) business days")
        }
    }

    static func constant(_ value: ConstantValue) -> Bilingual {
        switch value {
        case .text(let text): Bilingual(verbatim: "`\(text)`")
        case .integer(let number): Bilingual(verbatim: String(number))
        case .decimal(let number): Bilingual(verbatim: number.description)
        case .boolean(let truth): truth ? Bilingual(fr: "oui", en: "yes") : Bilingual(fr: "non", en: "no")
        case .list(let elements): list(elements.map { constant($0) })
        case .localized(let text): quoted(text)
        }
    }
}
