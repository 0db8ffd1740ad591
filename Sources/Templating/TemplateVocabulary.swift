import Diagnostics

/// The words of the template language: what the compiler accepts, and what the reference page shows.
package enum TemplateVocabulary {
    /// What an attribute's value is.
    package enum AttributeKind: Hashable, Sendable {
        /// A CEL expression.
        case expression
        /// A text with `{expression}` in it.
        case text
        /// A name that the template makes.
        case name
        /// A fixed word or path.
        case constant
        /// A name of the running configuration, or several with spaces between.
        case reference(FactKind, isList: Bool)
        /// One of these words.
        case choice([String])
    }

    package struct Attribute: Sendable {
        package let name: String
        package let kind: AttributeKind
        package let isRequired: Bool
        package let summary: Bilingual
    }

    package struct Element: Sendable {
        /// Local name, without `g:`.
        package let name: String
        package let attributes: [Attribute]
        /// The elements that it may stand directly in; empty for anywhere.
        package let parents: [String]
        package let summary: Bilingual
        /// For elements that show facts of the running configuration.
        package var fact: Fact?
    }

    /// A value of `format` in `<g:value>`.
    package struct Format: Sendable {
        package let name: String
        package let summary: Bilingual
        /// As a French and an English reader see it.
        package let example: Bilingual
    }

    /// All elements, in alphabetical order.
    package static let elements: [Element] = (logic + facts).sorted { $0.name < $1.name }

    /// The elements of logic, and those that speak of the document itself.
    private static let logic: [Element] = [
        Element(
            name: "choose", attributes: [], parents: [],
            summary: Bilingual(
                fr: "le premier `<g:when>` dont la condition est vraie, sinon `<g:otherwise>`",
                en: "the first `<g:when>` whose condition holds, otherwise `<g:otherwise>`")),
        Element(
            name: "contents",
            attributes: [
                attribute(
                    "levels", .constant, false, "les niveaux de titres: `2` ou `2-3`; `1-3` à défaut",
                    "the levels of headings: `2` or `2-3`; `1-3` by default"),
                attribute(
                    "of", .constant, false, "`headings` (à défaut), `tables` ou `figures`, d'après leurs légendes",
                    "`headings` (by default), `tables` or `figures`, by their captions"),
            ], parents: [],
            summary: Bilingual(
                fr:
                    """
                    la table des matières, ou la liste des tableaux ou des figures: des liens, que la feuille de styles fait suivre du numéro de \
                    page; la classe `unlisted` en exclut un titre
                    """,
                en:
                    """
                    the table of contents, or the list of tables or figures: links, which the style sheet follows with the page number; the \
                    class `unlisted` keeps a heading out
                    """
            )),
        Element(
            name: "empty", attributes: [], parents: ["for"],
            summary: Bilingual(
                fr: "ce qui paraît quand la liste de `<g:for>` est vide", en: "what appears when the list of `<g:for>` is empty")),
        Element(
            name: "en", attributes: [], parents: [],
            summary: Bilingual(
                fr: "ce qui paraît dans le document anglais seulement; son pendant est `<g:fr>`",
                en: "what appears in the English document only; its counterpart is `<g:fr>`")),
        Element(
            name: "for",
            attributes: [
                attribute("each", .name, true, "le nom de l'élément courant", "the name of the current item"),
                attribute("in", .expression, true, "la liste", "the list"),
                attribute("index", .name, false, "le nom de sa position, à partir de 0", "the name of its position, from 0"),
            ], parents: [],
            summary: Bilingual(fr: "répète son contenu pour chaque élément d'une liste", en: "repeats its content for each item of a list")),
        Element(
            name: "fr", attributes: [], parents: [],
            summary: Bilingual(
                fr: "ce qui paraît dans le document français seulement; son pendant est `<g:en>`",
                en: "what appears in the French document only; its counterpart is `<g:en>`")),
        Element(
            name: "if", attributes: [attribute("test", .expression, true, "la condition", "the condition")], parents: [],
            summary: Bilingual(fr: "garde son contenu si la condition est vraie", en: "keeps its content if the condition holds")),
        Element(
            name: "include", attributes: [attribute("href", .constant, true, "le fichier", "the file")], parents: [],
            summary: Bilingual(fr: "met un autre gabarit à cet endroit", en: "puts another template here")),
        Element(
            name: "index", attributes: [], parents: [],
            summary: Bilingual(
                fr: "l'index, d'après les `<g:term>` du document, dans l'ordre alphabétique",
                en: "the index, from the `<g:term>` of the document, in alphabetical order")),
        Element(
            name: "let",
            attributes: [
                attribute("name", .name, true, "le nom", "the name"), attribute("value", .expression, true, "la valeur", "the value"),
            ], parents: [],
            summary: Bilingual(
                fr: "nomme une valeur pour ce qui suit dans le même élément", en: "names a value for what follows in the same element")),
        Element(
            name: "message",
            attributes: [
                attribute(
                    "args", .expression, false, "les variables du message: `{'n': expression}`",
                    "the variables of the message: `{'n': expression}`"),
                attribute("key", .text, true, "la clé du message", "the key of the message"),
            ], parents: [],
            summary: Bilingual(
                fr: "un message du catalogue, dans la langue du document", en: "a message of the catalogue, in the language of the document"
            )),
        Element(
            name: "otherwise", attributes: [], parents: ["choose"],
            summary: Bilingual(fr: "ce qui paraît quand aucun `<g:when>` ne convient", en: "what appears when no `<g:when>` suits")),
        Element(
            name: "param",
            attributes: [
                attribute("default", .expression, false, "la valeur à défaut d'une autre", "the value when none is given"),
                attribute("name", .name, true, "le nom", "the name"),
                attribute("type", .constant, false, "le type; `dyn` à défaut", "the type; `dyn` by default"),
            ], parents: ["template"],
            summary: Bilingual(fr: "déclare une donnée que le gabarit attend", en: "declares a datum that the template expects")),
        Element(
            name: "ref",
            attributes: [
                attribute("show", .constant, false, "`text` (à défaut), `page` ou `both`", "`text` (by default), `page` or `both`"),
                attribute("to", .text, true, "l'`id` de l'endroit", "the `id` of the place"),
            ], parents: [],
            summary: Bilingual(
                fr: "un renvoi: les mots du titre ou de la légende de l'endroit, le numéro de sa page, ou les deux",
                en: "a cross reference: the words of the place's heading or caption, the number of its page, or both")),
        Element(
            name: "separator", attributes: [], parents: ["for"],
            summary: Bilingual(fr: "ce qui paraît entre deux éléments de `<g:for>`", en: "what appears between two items of `<g:for>`")),
        Element(
            name: "signature",
            attributes: [
                attribute("field", .text, true, "le nom du champ de signature", "the name of the signature field"),
                attribute("label", .text, false, "sa description pour le lecteur", "its description for the reader"),
                attribute(
                    "lock", .text, false, "les champs que la signature verrouille: `all`, `all-but nom…` ou des noms",
                    "the fields that the signature locks: `all`, `all-but name…` or names"),
            ], parents: [],
            summary: Bilingual(
                fr: "un champ de signature; son contenu en est l'apparence", en: "a signature field; its content is its appearance")),
        Element(
            name: "template", attributes: [], parents: [],
            summary: Bilingual(fr: "racine qui déclare des données par `<g:param>`", en: "a root that declares data by `<g:param>`")),
        Element(
            name: "term",
            attributes: [
                attribute(
                    "entry", .text, false, "l'entrée de l'index, si elle diffère du contenu",
                    "the entry of the index, where it differs from the content"),
                attribute("under", .text, false, "l'entrée principale sous laquelle elle se range", "the main entry that it stands under"),
            ], parents: [],
            summary: Bilingual(
                fr: "un terme de l'index, à cet endroit; son contenu reste dans le texte",
                en: "a term of the index, at this place; its content stays in the text")),
        Element(
            name: "text-field",
            attributes: [
                attribute("field", .text, true, "le nom du champ", "the name of the field"),
                attribute("label", .text, false, "sa description pour le lecteur", "its description for the reader"),
            ], parents: [],
            summary: Bilingual(
                fr: "la place d'un texte écrit plus tard, tel un addenda; le style lui donne sa hauteur",
                en: "a place for a text written later, such as an addendum; style gives it its height")),
        Element(
            name: "value",
            attributes: [
                attribute(
                    "authored", .constant, false, "`yes`: des mots d'auteur, tel un libellé, que la typographie peut retoucher",
                    "`yes`: an author's words, such as a label, which typography may touch"),
                attribute("format", .constant, false, "la façon de l'écrire", "how it is written"),
                attribute("isolate", .constant, false, "`no`: les mots font partie du texte", "`no`: the words are part of the text"),
                attribute("of", .expression, true, "la donnée", "the datum"),
            ], parents: [],
            summary: Bilingual(fr: "écrit une donnée", en: "writes a datum")),
        Element(
            name: "when", attributes: [attribute("test", .expression, true, "la condition", "the condition")], parents: ["choose"],
            summary: Bilingual(fr: "une branche de `<g:choose>`", en: "a branch of `<g:choose>`")),
        Element(
            name: "with",
            attributes: [
                attribute("name", .name, true, "le nom du paramètre", "the name of the parameter"),
                attribute("value", .expression, true, "sa valeur", "its value"),
            ], parents: ["include"],
            summary: Bilingual(fr: "donne un paramètre au gabarit inclus", en: "gives a parameter to the included template")),
    ]

    /// All formats, in alphabetical order.
    package static let formats: [Format] = [
        format("date", "jour en chiffres", "day in figures", "2026-11-21", "2026-11-21"),
        format(
            "date-full", "jour avec celui de la semaine", "day with that of the week", "samedi 21 novembre 2026",
            "Saturday, November 21, 2026"),
        format("date-long", "jour en toutes lettres", "day in words", "21 novembre 2026", "November 21, 2026"),
        format("date-medium", "jour abrégé", "short day", "21 nov. 2026", "Nov. 21, 2026"),
        format("date-time", "jour et heure", "day and time", "21 novembre 2026 à 14 h 30", "November 21, 2026, 2:30 p.m."),
        format("identifier-2", "groupes de deux", "groups of two", "12 34 56", "12 34 56"),
        format("identifier-3", "groupes de trois", "groups of three", "123 456", "123 456"),
        format("identifier-4", "groupes de quatre", "groups of four", "ABCD 1234 5678", "ABCD 1234 5678"),
        format("identifier-5", "groupes de cinq", "groups of five", "12345 67890", "12345 67890"),
        format("identifier-6", "groupes de six", "groups of six", "123456 789012", "123456 789012"),
        format("integer", "nombre arrondi à l'unité", "number rounded to a whole one", "12 346", "12,346"),
        format("lines", "texte dont les lignes restent", "text that keeps its lines", "a / b", "a / b"),
        format("money", "somme en dollars", "amount in dollars", "12,50 $", "$12.50"),
        format("month", "mois et année", "month and year", "novembre 2026", "November 2026"),
        format("number", "nombre", "number", "12 345,67", "12,345.67"),
        format("ordinal", "rang", "rank", "1er, 2e", "1st, 2nd"),
        format("percent", "part d'un tout", "part of a whole", "25 %", "25%"),
        format("phone", "numéro de téléphone", "phone number", "418 555-1234, poste 22", "418-555-1234, ext. 22"),
        format("text", "le texte tel quel", "the text as it is", "abc", "abc"),
        format("time", "heure", "time of day", "14 h 30", "2:30 p.m."),
        format("yes-no", "réponse", "answer", "oui", "yes"),
    ]

    package static func element(_ name: String) -> Element? { elements.first { $0.name == name } }

    private static func attribute(_ name: String, _ kind: AttributeKind, _ isRequired: Bool, _ fr: String, _ en: String) -> Attribute {
        Attribute(name: name, kind: kind, isRequired: isRequired, summary: Bilingual(fr: fr, en: en))
    }

    private static func format(_ name: String, _ fr: String, _ en: String, _ frExample: String, _ enExample: String) -> Format {
        Format(name: name, summary: Bilingual(fr: fr, en: en), example: Bilingual(fr: frExample, en: enExample))
    }
}
