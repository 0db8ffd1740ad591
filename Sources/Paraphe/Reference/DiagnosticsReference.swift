import Analysis
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
            for entry in area.entries { table.add([name(of: entry), entry.summary[language]]) }
            out += table.text
        }
        return out
    }

    /// The code, with a link to its page where it has one.
    private static func name(of entry: DiagnosticIndex.Entry) -> String {
        guard let page = ProofPages.page(entry.code) else { return "`\(entry.code.name)`" }
        return "[`\(entry.code.name)`](../../diagnostics/\(ProofPages.fileName(page)))"
    }

    /// The page of one code.
    static func markdown(_ entry: DiagnosticIndex.Entry, _ language: Language) -> String {
        if let page = ProofPages.page(entry.code) { return ProofPages.markdown(page) }
        return "# \(entry.code.name)\n\n\(entry.summary[language])\n"
    }
}
