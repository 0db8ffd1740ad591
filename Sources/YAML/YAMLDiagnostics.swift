import Diagnostics

/// The words of this module's findings. They speak to somebody who never heard of YAML's grammar.
enum YAMLDiagnostics {
    static func encoding(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.encoding, Bilingual(fr: "ce fichier n’est pas du texte UTF-8", en: "this file is not UTF-8 text"), at: span,
            hint: Bilingual(fr: "l’enregistrer de nouveau avec l’encodage UTF-8", en: "save it again with the encoding UTF-8"))
    }

    static func controlCharacter(_ byte: UInt8, at span: Span) -> Diagnostic {
        let code = "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        return Diagnostic(
            .error, YAMLCodes.controlCharacter,
            Bilingual(
                fr: "le caractère de commande \(code) ne peut pas figurer ici", en: "the control character \(code) may not stand here"),
            at: span, hint: Bilingual(fr: "l’effacer", en: "delete it"))
    }

    static func tabIndentation(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.tabIndentation,
            Bilingual(fr: "une tabulation sert de retrait", en: "a tab is used for indentation"), at: span,
            notes: [Bilingual(fr: "la suite du fichier n’a pas été lue", en: "the rest of the file was not read")],
            hint: Bilingual(fr: "mettre des espaces, deux par niveau", en: "use spaces, two for each level"))
    }

    static func indentation(expected: Int, at span: Span) -> Diagnostic {
        let places =
            expected == 1 ? Bilingual(fr: "1 espace", en: "1 space") : Bilingual(fr: "\(expected) espaces", en: "\(expected) spaces")
        let hint =
            expected == 0
            ? Bilingual(fr: "la commencer au bord gauche, comme ses voisines", en: "begin it at the left edge, like its neighbours")
            : Bilingual(fr: "la commencer après \(places.fr), comme ses voisines", en: "begin it after \(places.en), like its neighbours")
        return Diagnostic(
            .error, YAMLCodes.indentation,
            Bilingual(fr: "cette ligne est plus en retrait que ses voisines", en: "this line is indented more than its neighbours"),
            at: span, hint: hint)
    }

    static func strayContent(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.indentation,
            Bilingual(fr: "cette ligne ne se rattache à rien de ce qui précède", en: "this line belongs to nothing above it"), at: span,
            hint: Bilingual(fr: "vérifier son retrait", en: "check its indentation"))
    }

    static func missingColon(_ text: String, spaceIsMissing: Bool, at span: Span) -> Diagnostic {
        let hint =
            spaceIsMissing
            ? Bilingual(fr: "mettre une espace après le deux-points", en: "put a space after the colon")
            : Bilingual(fr: "écrire `\(text): valeur`", en: "write `\(text): value`")
        return Diagnostic(
            .error, YAMLCodes.missingColon,
            Bilingual(
                fr: "une clé suivie d’un deux-points est attendue ici, `\(text)` n’en est pas une",
                en: "a key with a colon is expected here, `\(text)` is not one"),
            at: span, hint: hint)
    }

    static func missingKey(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.missingKey,
            Bilingual(fr: "il manque une clé devant ce deux-points", en: "there is no key before this colon"), at: span)
    }

    static func colonInText(at span: Span, isContinuation: Bool) -> Diagnostic {
        let hint =
            isContinuation
            ? Bilingual(
                fr:
                    "si cette ligne est une clé, vérifier son retrait ; si elle continue un texte, mettre le texte entre guillemets droits \"…\"",
                en: "if this line is a key, check its indentation; if it continues a text, put the text in quotes \"…\"")
            : Bilingual(fr: "mettre le texte entre guillemets droits \"…\"", en: "put the text in quotes \"…\"")
        return Diagnostic(
            .error, YAMLCodes.colonInText,
            Bilingual(
                fr: "ce deux-points suivi d’une espace coupe un texte qui n’est pas entre guillemets",
                en: "this colon followed by a space cuts a text that is not in quotes"),
            at: span, hint: hint)
    }

    static func unclosedQuote(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.unclosedQuote,
            Bilingual(fr: "le guillemet ouvert ici n’est jamais fermé", en: "the quote opened here is never closed"), at: span,
            hint: Bilingual(fr: "ajouter le même guillemet à la fin du texte", en: "add the same quote at the end of the text"))
    }

    static func afterValue(at span: Span, opening: Span?, isSingleQuoted: Bool) -> Diagnostic {
        let hint: Bilingual? =
            isSingleQuoted
            ? Bilingual(
                fr: "dans un texte entre apostrophes, doubler l’apostrophe ('') ou employer les guillemets droits \"…\"",
                en: "inside single quotes, double the apostrophe ('') or use double quotes \"…\"") : nil
        return Diagnostic(
            .error, YAMLCodes.afterValue,
            Bilingual(fr: "la valeur est terminée, ce texte est de trop", en: "the value has ended, this text is too much"), at: span,
            labels: opening.map { [Diagnostic.Label($0, Bilingual(fr: "la valeur commence ici", en: "the value begins here"))] } ?? [],
            hint: hint)
    }

    static func escape(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.escape,
            Bilingual(fr: "`\(text)` n’est pas une séquence connue", en: "`\(text)` is not a known sequence"), at: span,
            hint: Bilingual(
                fr: "pour une barre oblique inverse, écrire `\\\\`, ou mettre le texte entre apostrophes",
                en: "for a backslash write `\\\\`, or put the text in single quotes"))
    }

    static func unclosedBracket(_ opening: String, _ closing: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.unclosedBracket,
            Bilingual(fr: "`\(opening)` n’est jamais fermé", en: "`\(opening)` is never closed"), at: span,
            hint: Bilingual(
                fr: "ajouter `\(closing)`\u{202F}; un texte qui commence par `\(opening)` se met entre guillemets",
                en: "add `\(closing)`; a text that begins with `\(opening)` goes in quotes"))
    }

    static func bracketSeparator(_ closing: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.bracketSeparator,
            Bilingual(fr: "une virgule ou `\(closing)` est attendu ici", en: "a comma or `\(closing)` is expected here"), at: span)
    }

    static func duplicateKey(_ key: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.duplicateKey,
            Bilingual(fr: "la clé `\(key)` est écrite deux fois", en: "the key `\(key)` is written twice"), at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "elle se trouve déjà ici", en: "it is already here"))],
            hint: Bilingual(fr: "n’en garder qu’une, ou renommer celle-ci", en: "keep only one, or rename this one"))
    }

    static func unknownAlias(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.unknownAlias,
            Bilingual(fr: "rien ne porte l’ancre `&\(name)` plus haut", en: "nothing above has the anchor `&\(name)`"), at: span,
            hint: nearest.map { Bilingual.didYouMean("*\($0)") }
                ?? Bilingual(fr: "un texte qui commence par `*` se met entre guillemets", en: "a text that begins with `*` goes in quotes"))
    }

    static func tag(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.tag,
            Bilingual(fr: "l’étiquette `\(text)` n’est pas acceptée", en: "the tag `\(text)` is not accepted"), at: span,
            hint: Bilingual(
                fr: "l’enlever\u{202F}; un texte qui commence par `!` se met entre guillemets",
                en: "remove it; a text that begins with `!` goes in quotes"))
    }

    static func complexKey(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.complexKey,
            Bilingual(fr: "une clé doit être un simple mot ou texte sur une ligne", en: "a key must be a plain word or text on one line"),
            at: span)
    }

    static func reservedCharacter(_ character: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.reservedCharacter,
            Bilingual(
                fr: "un texte sans guillemets ne peut pas commencer par `\(character)`",
                en: "a text without quotes may not begin with `\(character)`"),
            at: span, hint: Bilingual(fr: "mettre le texte entre guillemets droits \"…\"", en: "put the text in quotes \"…\""))
    }

    static func listItemOnKeyLine(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.listItem,
            Bilingual(fr: "une liste ne peut pas commencer sur la ligne de sa clé", en: "a list may not begin on the line of its key"),
            at: span,
            hint: Bilingual(
                fr: "aller à la ligne avant le tiret\u{202F}; un texte qui commence par un tiret se met entre guillemets",
                en: "begin a new line before the dash; a text that begins with a dash goes in quotes"))
    }

    static func listItemAmongKeys(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.listItem,
            Bilingual(fr: "un élément de liste se trouve parmi des clés", en: "a list item stands among keys"), at: span,
            hint: Bilingual(fr: "vérifier son retrait", en: "check its indentation"))
    }

    static func blockHeader(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.blockHeader,
            Bilingual(fr: "rien ne peut suivre `|` ou `>` sur la même ligne", en: "nothing may follow `|` or `>` on the same line"),
            at: span,
            hint: Bilingual(
                fr: "aller à la ligne, ou mettre le texte entre guillemets droits \"…\"",
                en: "begin a new line, or put the text in quotes \"…\""))
    }

    static func severalDocuments(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.severalDocuments,
            Bilingual(fr: "un second document commence ici", en: "a second document begins here"), at: span,
            hint: Bilingual(fr: "enlever la ligne `---`, ou faire deux fichiers", en: "remove the line `---`, or make two files"))
    }

    static func tooLarge(limit: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.tooLarge,
            Bilingual(fr: "le fichier dépasse la limite de \(limit)", en: "the file exceeds the limit of \(limit)"), at: span)
    }

    static func tooDeep(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, YAMLCodes.tooDeep,
            Bilingual(fr: "plus de \(limit) niveaux d’imbrication", en: "more than \(limit) levels of nesting"), at: span)
    }
}
