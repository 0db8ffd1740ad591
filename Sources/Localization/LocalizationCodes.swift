import Diagnostics

/// The codes that messages and catalogues give, for the generated reference.
package enum LocalizationCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("catalogue/duplicate-key", Bilingual(fr: "une clé donnée deux fois dans un catalogue", en: "a key given twice in a catalogue")),
        ("catalogue/key", Bilingual(fr: "une clé mal formée", en: "a malformed key")),
        (
            "catalogue/missing-translation",
            Bilingual(fr: "un message sans texte dans une langue", en: "a message without a text in one language")
        ),
        (
            "catalogue/placeholder-mismatch",
            Bilingual(fr: "une variable que seule une langue emploie", en: "a placeholder that only one language uses")
        ),
        (
            "catalogue/shape",
            Bilingual(
                fr: "un catalogue qui n'est pas une suite de clés et de textes", en: "a catalogue that is not a series of keys and texts")
        ),
        ("catalogue/too-many", Bilingual(fr: "un catalogue trop grand", en: "a catalogue that is too large")),
        ("message/bad-option", Bilingual(fr: "une valeur d'option inconnue", en: "an unknown value of an option")),
        (
            "message/bad-variant-key",
            Bilingual(fr: "une clé de variante qui ne peut pas servir", en: "a variant's key that can never be chosen")
        ),
        ("message/duplicate-declaration", Bilingual(fr: "une variable déclarée deux fois", en: "a variable declared twice")),
        ("message/duplicate-option-name", Bilingual(fr: "une option donnée deux fois", en: "an option given twice")),
        ("message/duplicate-variant", Bilingual(fr: "deux variantes aux mêmes clés", en: "two variants with the same keys")),
        (
            "message/missing-fallback-variant",
            Bilingual(fr: "un choix sans variante pour les autres cas", en: "a choice without a variant for the other cases")
        ),
        ("message/missing-selector-annotation", Bilingual(fr: "un sélecteur sans fonction", en: "a selector without a function")),
        ("message/syntax", Bilingual(fr: "un message mal écrit", en: "a malformed message")),
        ("message/too-long", Bilingual(fr: "un message trop long", en: "a message that is too long")),
        ("message/unknown-function", Bilingual(fr: "une fonction de message inconnue", en: "an unknown function of a message")),
        ("message/unknown-option", Bilingual(fr: "une option de message inconnue", en: "an unknown option of a message")),
        ("message/unpaired-markup", Bilingual(fr: "du balisage de message sans son pendant", en: "markup of a message without its pair")),
        (
            "message/variant-key-mismatch",
            Bilingual(fr: "une variante qui n'a pas une clé par sélecteur", en: "a variant without one key for each selector")
        ),
    ]
}
