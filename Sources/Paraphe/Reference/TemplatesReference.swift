import Diagnostics
import Templating

enum TemplatesReference {
    static func markdown(_ language: Language) -> String {
        func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }
        var out = "# " + words("Éléments et formats des gabarits", "Elements and formats of templates") + "\n"
        for element in TemplateVocabulary.elements {
            out += "\n## `<g:\(element.name)>`\n\n\(element.summary[language])\n"
            if !element.parents.isEmpty {
                out += "\n" + words("Dans\u{A0}: ", "In: ") + element.parents.map { "`<g:\($0)>`" }.joined(separator: ", ") + "\n"
            }
            guard !element.attributes.isEmpty else { continue }
            var table = MarkdownTable([
                words("Attribut", "Attribute"), words("Valeur", "Value"), words("Obligatoire", "Required"), words("Sens", "Meaning"),
            ])
            for attribute in element.attributes {
                table.add([
                    "`\(attribute.name)`", kind(attribute.kind)[language], attribute.isRequired ? words("oui", "yes") : "",
                    attribute.summary[language],
                ])
            }
            out += "\n" + table.text
        }
        out += "\n## " + words("Formats de `<g:value>`", "Formats of `<g:value>`") + "\n\n"
        var table = MarkdownTable([
            words("Format", "Format"), words("Sens", "Meaning"), words("En français", "In French"), words("En anglais", "In English"),
        ])
        for format in TemplateVocabulary.formats {
            table.add(["`\(format.name)`", format.summary[language], format.example.fr, format.example.en])
        }
        return out + table.text
    }

    private static func kind(_ kind: TemplateVocabulary.AttributeKind) -> Bilingual {
        switch kind {
        case .expression: Bilingual(fr: "expression CEL", en: "CEL expression")
        case .text: Bilingual(fr: "texte avec `{expression}`", en: "text with `{expression}`")
        case .name: Bilingual(fr: "nom nouveau", en: "new name")
        case .constant: Bilingual(fr: "mot ou chemin fixe", en: "fixed word or path")
        case .reference(_, let isList):
            isList
                ? Bilingual(fr: "noms de la configuration", en: "names of the configuration")
                : Bilingual(fr: "nom de la configuration", en: "name of the configuration")
        case .choice(let values):
            Bilingual(
                fr: values.map { "`\($0)`" }.joined(separator: " ou "), en: values.map { "`\($0)`" }.joined(separator: " or "))
        }
    }
}
