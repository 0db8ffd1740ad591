import Diagnostics

extension PackSchema {
    /// The reference of the pack's keys as Markdown, made from ``parts``.
    package static func reference(language: Language) -> String {
        let words: (title: String, key: String, type: String, required: String, meaning: String, yes: String)
        switch language {
        case .french: words = ("Clés d’un service", "Clé", "Valeur", "Obligatoire", "Sens", "oui")
        case .english: words = ("Keys of a pack", "Key", "Value", "Required", "Meaning", "yes")
        }
        var out = "# \(words.title)\n"
        for part in parts where part.name != section {
            out += "\n## \(part.name)\n\n\(capitalised(part.doc[language])).\n\n"
            out += "| \(words.key) | \(words.type) | \(words.required) | \(words.meaning) |\n|---|---|---|---|\n"
            for key in part.keys {
                out += "| `\(key.name)` | \(describe(key.type, language)) | \(key.isRequired ? words.yes : "") | \(key.doc[language]) |\n"
            }
        }
        return out
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func describe(_ type: ValueType, _ language: Language) -> String {
        func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        switch type {
        case .text: return words("texte", "text")
        case .localized: return "`{ fr: …, en: … }`"
        case .name: return words("nom", "name")
        case .reference(let kind): return words("nom de ", "name from ") + "`\(kind.section)`"
        case .fieldPath: return words("champ du dossier", "field of the dossier")
        case .expression: return words("expression CEL", "CEL expression")
        case .boolean: return "`true`, `false`"
        case .integer: return words("nombre entier", "whole number")
        case .number: return words("nombre", "number")
        case .date: return words("date `AAAA-MM-JJ`", "date `YYYY-MM-DD`")
        case .content: return words("contenu JSON", "JSON content")
        case .constant: return words("constante", "constant")
        case .word(let allowed): return allowed.map { "`\($0)`" }.joined(separator: ", ")
        case .list(let element): return words("liste\u{A0}: ", "list: ") + describe(element, language)
        case .map(_, let value): return words("noms\u{A0}: ", "names: ") + describe(value, language)
        case .part(let name): return "[\(name)](#\(name))"
        case .either(let types): return types.map { describe($0, language) }.joined(separator: words(" ou ", " or "))
        }
    }
}
