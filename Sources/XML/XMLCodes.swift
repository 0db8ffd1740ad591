import Diagnostics

/// The codes that the XML parser gives, for the generated reference.
package enum XMLCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("xml/attribute", Bilingual(fr: "un attribut mal écrit", en: "an attribute that is not well written")),
        ("xml/character", Bilingual(fr: "un caractère que XML ne permet pas", en: "a character that XML does not permit")),
        ("xml/comment", Bilingual(fr: "un commentaire qui contient `--`", en: "a comment that contains `--`")),
        ("xml/declaration", Bilingual(fr: "`<?xml …?>` ailleurs qu'au début", en: "`<?xml …?>` elsewhere than at the beginning")),
        ("xml/doctype", Bilingual(fr: "une déclaration de type de document refusée", en: "a document type declaration that is refused")),
        ("xml/duplicate-attribute", Bilingual(fr: "un attribut donné deux fois", en: "an attribute given twice")),
        ("xml/empty", Bilingual(fr: "un fichier sans élément", en: "a file without an element")),
        ("xml/encoding", Bilingual(fr: "un fichier qui n'est pas en UTF-8", en: "a file that is not UTF-8")),
        ("xml/name", Bilingual(fr: "un nom mal formé", en: "a malformed name")),
        ("xml/not-well-formed", Bilingual(fr: "une autre faute de XML", en: "another fault in XML")),
        ("xml/outside-root", Bilingual(fr: "du contenu hors de l'élément racine", en: "content outside the root element")),
        ("xml/stray-character", Bilingual(fr: "un signe de balisage isolé", en: "a stray sign of markup")),
        ("xml/too-deep", Bilingual(fr: "trop d'éléments imbriqués", en: "too many nested elements")),
        ("xml/too-large", Bilingual(fr: "un fichier trop grand", en: "a file that is too large")),
        ("xml/too-many-attributes", Bilingual(fr: "trop d'attributs", en: "too many attributes")),
        ("xml/unclosed-element", Bilingual(fr: "un élément sans balise de fin", en: "an element without an end tag")),
        ("xml/undeclared-prefix", Bilingual(fr: "un préfixe d'espace de noms non déclaré", en: "a namespace prefix that is not declared")),
        ("xml/unfinished", Bilingual(fr: "du balisage sans fin", en: "markup without an end")),
        ("xml/unknown-entity", Bilingual(fr: "une entité inconnue", en: "an unknown entity")),
        ("xml/unopened-element", Bilingual(fr: "une balise de fin sans début", en: "an end tag without a beginning")),
    ]
}
