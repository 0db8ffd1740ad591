import CEL
import Diagnostics

enum FunctionsReference {
    static func markdown(_ language: Language) -> String {
        func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        var out = "# " + words("Opérateurs et fonctions des conditions", "Operators and functions of conditions") + "\n\n"
        out += words(
            "Les conditions sont écrites en CEL. Les fonctions `business.*` suivent le calendrier de la configuration.\n",
            "Conditions are written in CEL. The functions `business.*` follow the calendar of the pack.\n")
        let entries = CELReference.all + CELReference.entries(of: BusinessLibrary.examples)
        for section in FunctionSection.allCases {
            let own = entries.filter { $0.section == section }
            guard !own.isEmpty else { continue }
            out += "\n## \(section.title[language])\n"
            for entry in own {
                out += "\n### `\(entry.name)`\n\n\(capitalised(entry.summary[language])).\n\n```\n"
                out += entry.signatures.joined(separator: "\n") + "\n```\n"
                if !entry.examples.isEmpty { out += "\n" }
                for example in entry.examples { out += "- `\(example.expression)` → `\(example.value)`\n" }
            }
        }
        return out
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
