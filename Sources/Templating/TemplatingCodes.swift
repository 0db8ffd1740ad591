import Diagnostics

/// The codes that templates give, for the generated reference.
package enum TemplatingCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("template/attribute-value", Bilingual(fr: "une valeur d'attribut inconnue", en: "an unknown value of an attribute")),
        ("template/brace", Bilingual(fr: "une accolade sans son pendant", en: "a brace without its counterpart")),
        ("template/cycle", Bilingual(fr: "un gabarit qui s'inclut lui-même", en: "a template that includes itself")),
        ("template/empty-fact", Bilingual(fr: "un élément de fait sans rien à montrer", en: "a fact element with nothing to show")),
        ("template/empty-list", Bilingual(fr: "une table ou un index sans contenu", en: "a table of contents or an index without content")),
        ("template/expression", Bilingual(fr: "une expression qui échoue sur les données", en: "an expression that fails on the data")),
        (
            "template/forbidden-element",
            Bilingual(fr: "un élément sans place dans un document imprimé", en: "an element that has no place in a printed document")
        ),
        ("template/foreign-element", Bilingual(fr: "un élément d'un autre vocabulaire", en: "an element of another vocabulary")),
        ("template/format-data", Bilingual(fr: "une donnée qui ne convient pas au format", en: "a datum that does not suit the format")),
        ("template/format-type", Bilingual(fr: "un type qui ne convient pas au format", en: "a type that does not suit the format")),
        ("template/limit", Bilingual(fr: "une limite dépassée", en: "a limit exceeded")),
        ("template/message", Bilingual(fr: "un message qui ne peut pas s'écrire", en: "a message that cannot be written")),
        ("template/message-markup", Bilingual(fr: "un balisage de message inconnu", en: "unknown markup in a message")),
        ("template/misplaced-element", Bilingual(fr: "un élément ailleurs qu'à sa place", en: "an element out of its place")),
        ("template/missing-argument", Bilingual(fr: "une variable de message qui manque", en: "a variable of a message that is missing")),
        ("template/missing-attribute", Bilingual(fr: "un attribut qui manque", en: "a missing attribute")),
        ("template/missing-data", Bilingual(fr: "une donnée qui manque", en: "a missing datum")),
        ("template/missing-element", Bilingual(fr: "un élément qui manque", en: "a missing element")),
        ("template/missing-file", Bilingual(fr: "un gabarit introuvable", en: "a template that is not found")),
        ("template/name", Bilingual(fr: "un nom mal formé ou déjà pris", en: "a name that is malformed or taken")),
        ("template/not-a-condition", Bilingual(fr: "une condition ni vraie ni fausse", en: "a condition neither true nor false")),
        (
            "template/not-a-list",
            Bilingual(fr: "une répétition sur autre chose qu'une liste", en: "a repetition over something else than a list")
        ),
        ("template/no-facts", Bilingual(fr: "un élément de fait sans configuration", en: "a fact element without a configuration")),
        ("template/not-a-text", Bilingual(fr: "une valeur qui ne peut pas s'écrire", en: "a value that cannot be written")),
        ("template/parameter", Bilingual(fr: "un paramètre de trop ou qui manque", en: "a parameter too many or missing")),
        ("template/path", Bilingual(fr: "un chemin refusé", en: "a path that is refused")),
        ("template/root", Bilingual(fr: "une racine qui n'est pas de XHTML", en: "a root that is not of XHTML")),
        ("template/type", Bilingual(fr: "un type mal écrit", en: "a malformed type")),
        ("template/unexpected-content", Bilingual(fr: "un contenu de trop", en: "content that does not belong")),
        ("template/unknown-attribute", Bilingual(fr: "un attribut inconnu", en: "an unknown attribute")),
        ("template/unknown-element", Bilingual(fr: "un élément inconnu", en: "an unknown element")),
        (
            "template/unknown-fact",
            Bilingual(fr: "un nom que la configuration ne déclare pas", en: "a name that the configuration does not declare")
        ),
        ("template/unknown-format", Bilingual(fr: "un format inconnu", en: "an unknown format")),
        ("template/unknown-message", Bilingual(fr: "une clé de message inconnue", en: "an unknown key of a message")),
        (
            "template/unknown-place",
            Bilingual(fr: "un renvoi vers un `id` que le document n'a pas", en: "a reference to an `id` that the document does not have")
        ),
        (
            "template/unused-argument",
            Bilingual(fr: "une variable que le message n'emploie pas", en: "a variable that the message does not use")
        ),
    ]
}
