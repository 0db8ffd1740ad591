import Diagnostics

/// The findings of this module, for the generated reference.
package enum YAMLCodes {
    package static let encoding: DiagnosticCode = "yaml/encoding"
    package static let controlCharacter: DiagnosticCode = "yaml/control-character"
    package static let tabIndentation: DiagnosticCode = "yaml/tab-indentation"
    package static let indentation: DiagnosticCode = "yaml/indentation"
    package static let missingColon: DiagnosticCode = "yaml/missing-colon"
    package static let missingKey: DiagnosticCode = "yaml/missing-key"
    package static let colonInText: DiagnosticCode = "yaml/colon-in-text"
    package static let unclosedQuote: DiagnosticCode = "yaml/unclosed-quote"
    package static let afterValue: DiagnosticCode = "yaml/after-value"
    package static let escape: DiagnosticCode = "yaml/escape"
    package static let unclosedBracket: DiagnosticCode = "yaml/unclosed-bracket"
    package static let bracketSeparator: DiagnosticCode = "yaml/bracket-separator"
    package static let duplicateKey: DiagnosticCode = "yaml/duplicate-key"
    package static let unknownAlias: DiagnosticCode = "yaml/unknown-alias"
    package static let tag: DiagnosticCode = "yaml/tag"
    package static let complexKey: DiagnosticCode = "yaml/complex-key"
    package static let reservedCharacter: DiagnosticCode = "yaml/reserved-character"
    package static let listItem: DiagnosticCode = "yaml/list-item"
    package static let blockHeader: DiagnosticCode = "yaml/block-header"
    package static let severalDocuments: DiagnosticCode = "yaml/several-documents"
    package static let tooLarge: DiagnosticCode = "yaml/too-large"
    package static let tooDeep: DiagnosticCode = "yaml/too-deep"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (encoding, Bilingual(fr: "le fichier n’est pas du texte UTF-8", en: "the file is not UTF-8 text")),
        (
            controlCharacter,
            Bilingual(fr: "un caractère de commande se trouve dans le fichier", en: "a control character stands in the file")
        ),
        (tabIndentation, Bilingual(fr: "une ligne est en retrait par une tabulation", en: "a line is indented with a tab")),
        (indentation, Bilingual(fr: "le retrait d’une ligne ne convient à rien", en: "the indentation of a line fits nothing")),
        (missingColon, Bilingual(fr: "il manque un deux-points après une clé", en: "a colon is missing after a key")),
        (missingKey, Bilingual(fr: "il manque la clé devant un deux-points", en: "the key before a colon is missing")),
        (colonInText, Bilingual(fr: "un texte sans guillemets contient un deux-points", en: "a text without quotes contains a colon")),
        (unclosedQuote, Bilingual(fr: "un guillemet ouvert n’est jamais fermé", en: "a quote is opened and never closed")),
        (afterValue, Bilingual(fr: "du texte suit une valeur terminée", en: "text follows a finished value")),
        (escape, Bilingual(fr: "une séquence qui commence par `\\` est inconnue", en: "a sequence that begins with `\\` is unknown")),
        (unclosedBracket, Bilingual(fr: "un crochet ou une accolade n’est jamais fermé", en: "a bracket or a brace is never closed")),
        (
            bracketSeparator,
            Bilingual(fr: "il manque une virgule entre crochets ou accolades", en: "a comma is missing between brackets or braces")
        ),
        (duplicateKey, Bilingual(fr: "la même clé est écrite deux fois", en: "the same key is written twice")),
        (unknownAlias, Bilingual(fr: "un renvoi `*nom` ne mène nulle part", en: "a reference `*name` leads nowhere")),
        (tag, Bilingual(fr: "les étiquettes `!type` ne sont pas acceptées", en: "tags `!type` are not accepted")),
        (complexKey, Bilingual(fr: "une clé doit être un simple mot ou texte", en: "a key must be a plain word or text")),
        (reservedCharacter, Bilingual(fr: "un texte commence par un caractère réservé", en: "a text begins with a reserved character")),
        (listItem, Bilingual(fr: "un élément de liste n’est pas à sa place", en: "a list item is out of place")),
        (blockHeader, Bilingual(fr: "l’en-tête d’un bloc de texte est incompris", en: "the header of a text block is not understood")),
        (severalDocuments, Bilingual(fr: "le fichier contient plus d’un document", en: "the file contains more than one document")),
        (tooLarge, Bilingual(fr: "le fichier est trop grand", en: "the file is too large")),
        (tooDeep, Bilingual(fr: "les éléments sont trop imbriqués", en: "the parts are nested too deeply")),
    ]
}
