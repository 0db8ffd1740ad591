import Diagnostics
import Styling

/// Elements of documents, with the box that each has by itself.
enum ElementsReference {
    static func markdown(_ language: Language) -> String {
        func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        var out = "# " + words("Éléments des documents", "Elements of documents") + "\n\n"
        out +=
            words(
                "Un élément qui n’est pas ici est du texte sans mise en forme propre. Ceux des gabarits (`<g:…>`) ont leur page.",
                "An element that is not here is text without a form of its own. Those of templates (`<g:…>`) have their own page.") + "\n"
        for group in StylingVocabulary.elements {
            var table = MarkdownTable([words("Élément", "Element"), "`display`"])
            for name in group.names { table.add(["`<\(name)>`", "`\(StylingVocabulary.display(of: name))`"]) }
            out += "\n## \(group.title[language])\n\n" + table.text
        }
        return out
    }
}
