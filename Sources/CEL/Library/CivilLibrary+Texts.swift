extension CivilLibrary {
    private static func text(
        _ name: String, fr: String, en: String, _ example: (String, String), _ change: @escaping @Sendable (String) -> String
    ) -> FunctionDeclaration {
        function(
            name, [.string], .string, FunctionDocumentation(.text, fr: fr, en: en, parameters: ["text"], examples: [example])
        ) { arguments throws(CivilFault) in .string(change(try arguments.text(0))) }
    }

    static let texts: [FunctionDeclaration] = [
        text(
            "text.withoutAccents", fr: "le texte sans accents ni ligatures", en: "the text without accents and ligatures",
            ("text.withoutAccents('Élise Lebœuf')", "\"Elise Leboeuf\""), TextFolding.withoutAccents),
        text(
            "text.letters", fr: "les lettres seules, sans espaces, traits d’union, apostrophes ni chiffres",
            en: "the letters alone, without spaces, hyphens, apostrophes and digits",
            ("text.letters(\"D'Amours-Roy 2\")", "\"DAmoursRoy\""),
            TextFolding.letters),
        text(
            "text.digits", fr: "les chiffres seuls", en: "the digits alone", ("text.digits('418 555-0142')", "\"4185550142\""),
            TextFolding.digits),
    ]
}
