import Diagnostics

enum DiagnosticsReference {
    static func markdown(_ language: Language) -> String {
        func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        var out = "# " + words("Codes des messages", "Codes of findings") + "\n\n"
        out += words(
            "Un code ne change jamais; les mots qui l’accompagnent peuvent changer. `paraphe reference CODE` montre sa page.\n",
            "A code never changes; the words beside it may. `paraphe reference CODE` shows its page.\n")
        for area in DiagnosticIndex.areas {
            out += "\n## \(area.title[language])\n\n"
            var table = MarkdownTable(["Code", words("Ce qui ne va pas", "What is wrong")])
            for entry in area.entries { table.add(["`\(entry.code.name)`", entry.summary[language]]) }
            out += table.text
        }
        return out
    }

    /// The page of one code.
    static func markdown(_ entry: DiagnosticIndex.Entry, _ language: Language) -> String {
        "# \(entry.code.name)\n\n\(entry.summary[language])\n"
    }
}
