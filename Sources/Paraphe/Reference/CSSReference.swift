import Diagnostics
import Styling

/// Properties, selectors and rules of style sheets.
enum CSSReference {
    static func markdown(_ language: Language) -> String {
        func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        func codes(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        var out = "# " + words("Propriétés et sélecteurs des feuilles de style", "Properties and selectors of style sheets") + "\n\n"
        out +=
            words(
                "Chaque propriété admet aussi `inherit`, `initial`, `unset`, `revert`, `revert-layer` et `var()`\u{A0}; chaque longueur, `calc()`, `min()`, `max()` et `clamp()`. Ce qui n’est pas ici est une erreur, que `--lenient` passe sous silence.",
                "Every property also takes `inherit`, `initial`, `unset`, `revert`, `revert-layer` and `var()`; every length takes `calc()`, `min()`, `max()` and `clamp()`. What is not here is an error, which `--lenient` passes over."
            ) + "\n\n## " + words("Propriétés", "Properties") + "\n\n"
        var table = MarkdownTable([
            words("Propriété", "Property"), words("Valeur", "Value"), words("Au départ", "Initially"), words("Héritée", "Inherited"),
            words("Sens", "Meaning"),
        ])
        for property in StylingVocabulary.properties {
            table.add([
                "`\(property.name)`", "`\(property.syntax)`", "`\(property.initial)`", property.isInherited ? words("oui", "yes") : "",
                property.doc[language],
            ])
        }
        out += table.text + "\n## " + words("Propriétés groupées", "Shorthands") + "\n\n"
        table = MarkdownTable([words("Propriété", "Property"), words("Valeur", "Value"), words("Sens", "Meaning")])
        for shorthand in StylingVocabulary.shorthands {
            table.add(["`\(shorthand.name)`", "`\(shorthand.syntax)`", shorthand.doc[language]])
        }
        out += table.text + "\n## " + words("Selon le sens du texte", "By the direction of the text") + "\n\n"
        table = MarkdownTable([
            words("Propriété", "Property"), words("De gauche à droite", "Left to right"), words("De droite à gauche", "Right to left"),
        ])
        for entry in StylingVocabulary.logical { table.add(["`\(entry.name)`", "`\(entry.leftToRight)`", "`\(entry.rightToLeft)`"]) }
        out += table.text + "\n## " + words("Autres noms", "Other names") + "\n\n"
        table = MarkdownTable([words("Nom", "Name"), words("Propriété", "Property")])
        for alias in StylingVocabulary.aliases { table.add(["`\(alias.name)`", "`\(alias.of)`"]) }
        out += table.text
        let lists: [(title: String, names: [String])] = [
            (
                words("Sélecteurs", "Selectors"),
                [
                    "*", "p", ".c", "#i", "[a]", "[a=v]", "[a~=v]", "[a|=v]", "[a^=v]", "[a$=v]", "[a*=v]", "[a=v i]", "p q", "p > q",
                    "p + q", "p ~ q", "n|p",
                ]
            ),
            (words("Pseudo-classes", "Pseudo-classes"), StylingVocabulary.pseudoClasses),
            (words("Pseudo-éléments", "Pseudo-elements"), StylingVocabulary.pseudoElements),
            (words("Règles", "At-rules"), StylingVocabulary.atRules),
            (words("Boîtes de `@page`", "Boxes of `@page`"), StylingVocabulary.marginBoxes),
            (words("Formats de page", "Page sizes"), StylingVocabulary.pageSizes), (words("Unités", "Units"), StylingVocabulary.units),
            (words("Styles de compteur", "Counter styles"), StylingVocabulary.counterStyles),
            (words("Sans effet sur papier (avertissement)", "Without effect on paper (warning)"), StylingVocabulary.withoutEffect),
        ]
        for list in lists { out += "\n## \(list.title)\n\n\(codes(list.names))\n" }
        return out
    }
}
