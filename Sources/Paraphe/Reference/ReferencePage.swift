import Diagnostics

/// A page of the reference, made from the code that it describes: `paraphe reference`.
package enum ReferencePage: String, CaseIterable, Sendable {
    /// What a pack may declare.
    case keys
    /// Functions, macros and operators of conditions.
    case functions
    /// Elements and formats of templates.
    case templates
    /// Elements of documents.
    case elements
    /// Properties, selectors and rules of style sheets.
    case css
    /// Codes of findings.
    case diagnostics

    package var summary: Bilingual {
        switch self {
        case .keys: Bilingual(fr: "ce qu’une configuration déclare", en: "what a pack declares")
        case .functions: Bilingual(fr: "fonctions et opérateurs des conditions", en: "functions and operators of conditions")
        case .templates: Bilingual(fr: "éléments et formats des gabarits", en: "elements and formats of templates")
        case .elements: Bilingual(fr: "éléments des documents", en: "elements of documents")
        case .css: Bilingual(fr: "propriétés et sélecteurs des feuilles de style", en: "properties and selectors of style sheets")
        case .diagnostics: Bilingual(fr: "codes des messages, avec leur sens", en: "codes of findings, and what they mean")
        }
    }

    /// The page as Markdown.
    package func markdown(_ language: Language) -> String {
        switch self {
        case .keys: KeysReference.markdown(language)
        case .functions: FunctionsReference.markdown(language)
        case .templates: TemplatesReference.markdown(language)
        case .elements: ElementsReference.markdown(language)
        case .css: CSSReference.markdown(language)
        case .diagnostics: DiagnosticsReference.markdown(language)
        }
    }

    /// Every file of `docs/reference`, by its path there.
    package static var files: [(path: String, text: String)] {
        Language.allCases.flatMap { language in
            allCases.map { ("\(language == .french ? "fr" : "en")/\($0.rawValue).md", $0.markdown(language)) }
        }
    }
}
