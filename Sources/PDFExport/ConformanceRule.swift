import Diagnostics

/// A rule of PDF/A-2a or PDF/UA-1 that the exporter keeps: what breaks it fails the export, and is never mended silently.
package struct ConformanceRule: Hashable, Sendable {
    package let code: DiagnosticCode
    /// Standard and clause.
    package let clause: String
    package let summary: Bilingual

    init(_ code: DiagnosticCode, _ clause: String, fr: String, en: String) {
        self.code = code
        self.clause = clause
        summary = Bilingual(fr: fr, en: en)
    }

    static let title = ConformanceRule(
        "export/title", "ISO 14289-1, 7.1", fr: "le document a un titre", en: "the document has a title")
    static let language = ConformanceRule(
        "export/language", "ISO 14289-1, 7.2; ISO 19005-2, 6.7.4", fr: "les langues sont des balises BCP 47",
        en: "languages are BCP 47 tags")
    static let pages = ConformanceRule(
        "export/pages", "ISO 32000-1, 7.7.3", fr: "le document a des pages", en: "the document has pages")
    static let pageSize = ConformanceRule(
        "export/page-size", "ISO 19005-2, 6.1.13", fr: "une page a de 3 à 14 400 points de côté", en: "a page measures 3 to 14,400 points")
    static let structure = ConformanceRule(
        "export/structure", "ISO 32000-1, 14.7.2", fr: "l’arbre de structure est bien formé", en: "the structure tree is well formed")
    static let nesting = ConformanceRule(
        "export/nesting", "ISO 14289-1, 7.2", fr: "tableaux et listes ont la structure voulue",
        en: "tables and lists have the structure that they must")
    static let unmarked = ConformanceRule(
        "export/unmarked-content", "ISO 14289-1, 7.1", fr: "tout ce qui est peint est balisé ou artefact",
        en: "everything painted is tagged or an artifact")
    static let marks = ConformanceRule(
        "export/marked-content", "ISO 14289-1, 7.1; ISO 32000-1, 14.6", fr: "les séquences balisées ne s’imbriquent pas et se ferment",
        en: "marked sequences do not nest and are closed")
    static let clips = ConformanceRule(
        "export/clips", "ISO 32000-1, 8.4.2", fr: "les découpes se ferment", en: "clips are closed")
    static let figure = ConformanceRule(
        "export/figure-alternative", "ISO 14289-1, 7.3", fr: "une figure a un texte de remplacement",
        en: "a figure has alternative text")
    static let headings = ConformanceRule(
        "export/heading-levels", "ISO 14289-1, 7.4.2", fr: "les titres ne sautent pas de niveau", en: "headings skip no level")
    static let tableHeader = ConformanceRule(
        "export/table-header-scope", "ISO 14289-1, 7.5", fr: "une cellule d’en-tête a une portée", en: "a header cell has a scope")
    static let link = ConformanceRule(
        "export/link", "ISO 14289-1, 7.18.5", fr: "un lien est dans un élément Link et se décrit",
        en: "a link is inside a Link element and describes itself")
    static let destination = ConformanceRule(
        "export/destination", "ISO 32000-1, 12.3.2", fr: "un lien mène quelque part", en: "a link leads somewhere")
    static let field = ConformanceRule(
        "export/signature-field", "ISO 14289-1, 7.18.4; ISO 32000-1, 12.7.3",
        fr: "un champ de signature est seul dans un élément Form, avec un nom unique et une description",
        en: "a signature field is alone in a Form element, with a unique name and a description")
    static let missingGlyph = ConformanceRule(
        "export/missing-glyph", "ISO 19005-2, 6.2.11.8; ISO 14289-1, 7.21.8", fr: "`.notdef` n’est jamais dessiné",
        en: "`.notdef` is never drawn")
    static let privateUse = ConformanceRule(
        "export/private-use", "ISO 19005-2, 6.2.11.7.3", fr: "aucun caractère à usage privé n’est montré sans texte",
        en: "no private-use character is shown without text")
    static let font = ConformanceRule(
        "export/font", "ISO 19005-2, 6.2.11.4", fr: "toute police est incorporée", en: "every font is embedded")
    static let colorSpace = ConformanceRule(
        "export/color-space", "ISO 19005-2, 6.2.4.3", fr: "les couleurs sont du sRVB ou du gris", en: "colours are sRGB or grey")

    static let clipDepth = ConformanceRule(
        "export/clip-depth", "ISO 19005-2, 6.1.13", fr: "l’état graphique s’imbrique à 28 niveaux au plus",
        en: "the graphics state nests at most 28 levels deep")
    static let textLength = ConformanceRule(
        "export/text-length", "ISO 19005-2, 6.1.13", fr: "un texte du fichier tient en 32 767 octets",
        en: "a text of the file fits in 32,767 bytes")
    static let nameLength = ConformanceRule(
        "export/name-length", "ISO 19005-2, 6.1.13", fr: "un nom du fichier tient en 127 octets", en: "a name of the file fits in 127 bytes"
    )
    static let tableShape = ConformanceRule(
        "export/table-shape", "ISO 14289-1, 7.2", fr: "la grille d’un tableau n’a ni trou ni recouvrement, et ses parts sont en ordre",
        en: "the grid of a table has no hole and no overlap, and its parts are in order")
    static let address = ConformanceRule(
        "export/address", "ISO 32000-1, 12.6.4.7", fr: "l’adresse d’un lien s’écrit en ASCII", en: "the address of a link is ASCII")

    static let attachment = ConformanceRule(
        "export/attachment", "ISO 19005-3, 6.8", fr: "un fichier joint a un nom unique, un type et une description",
        en: "an attached file has a unique name, a type and a description")

    // MARK: Of the finished bytes

    static let fileIdentifier = ConformanceRule(
        "export/file-identifier", "ISO 19005-2, 6.1.3", fr: "le fichier a une identité", en: "the file has an identifier")
    static let fileCatalog = ConformanceRule(
        "export/file-catalog", "ISO 19005-2, 6.7.2.2 and 6.7.4; ISO 14289-1, 7.1",
        fr: "le catalogue dit que le fichier est balisé, sa langue, et que son titre se montre",
        en: "the catalog says that the file is tagged, its language, and that its title is shown")
    static let fileMetadata = ConformanceRule(
        "export/file-metadata", "ISO 19005-2, 6.6.2 and 6.6.3",
        fr: "les métadonnées XMP disent la même chose que le dictionnaire d’information",
        en: "the XMP metadata say the same as the document information")
    static let fileOutputIntent = ConformanceRule(
        "export/file-output-intent", "ISO 19005-2, 6.2.3", fr: "le profil de sortie est là et bien formé",
        en: "the output profile is there and well formed")
    static let fileParentTree = ConformanceRule(
        "export/file-parent-tree", "ISO 32000-1, 14.7.4.4", fr: "l’arbre des parents connaît tout contenu balisé et toute annotation",
        en: "the parent tree knows each marked content and each annotation")
    static let fileAnnotation = ConformanceRule(
        "export/file-annotation", "ISO 19005-2, 6.3 and 6.4.1; ISO 14289-1, 7.18",
        fr: "une annotation s’imprime, se décrit et a son apparence",
        en: "an annotation is printed, describes itself and has its appearance")
    static let fileAction = ConformanceRule(
        "export/file-action", "ISO 19005-2, 6.5", fr: "le fichier n’a pas d’action interdite", en: "the file has no forbidden action")
    static let fileFont = ConformanceRule(
        "export/file-font", "ISO 19005-2, 6.2.11.4", fr: "toute police montrée est incorporée avec ce qu’il faut",
        en: "every font shown is embedded with what it needs")
    static let fileWidth = ConformanceRule(
        "export/file-width", "ISO 19005-2, 6.2.11.5", fr: "les largeurs du fichier sont celles des polices",
        en: "the widths of the file are those of the fonts")
    static let fileText = ConformanceRule(
        "export/file-text", "ISO 19005-2, 6.2.11.7", fr: "tout code montré a son texte", en: "each code shown has its text")

    package static let all: [ConformanceRule] = [
        title, language, pages, pageSize, structure, nesting, unmarked, marks, clips, figure, headings, tableHeader, link, destination,
        field, missingGlyph, privateUse, font, colorSpace, clipDepth, textLength, nameLength, tableShape, address, attachment,
        fileIdentifier, fileCatalog, fileMetadata, fileOutputIntent, fileParentTree, fileAnnotation, fileAction, fileFont, fileWidth,
        fileText,
    ]
}

/// Codes that the module declares.
package enum PDFExportCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = ConformanceRule.all.map { ($0.code, $0.summary) }
}
