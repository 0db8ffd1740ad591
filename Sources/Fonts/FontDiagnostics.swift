import Diagnostics

/// The words about fonts.
package enum FontDiagnostics {
    package static func malformed(_ name: String, _ fault: FontFault, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "font/malformed", Bilingual(fr: "la police `\(name)` ne peut pas être lue", en: "the font `\(name)` cannot be read"),
            at: span, notes: [words(fault)],
            hint: fault == .compressed
                ? Bilingual(fr: "fournissez le fichier TTF ou OTF non compressé", en: "provide the uncompressed TTF or OTF file") : nil)
    }

    /// A family that no installed or registered font has.
    package static func unknownFamily(_ family: String, nearest: String?, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "font/unknown-family",
            Bilingual(fr: "aucune police installée ne s’appelle `\(family)`", en: "no installed font is called `\(family)`"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) })
    }

    /// A character that neither the face nor any fallback has.
    package static func missingGlyph(_ scalar: Unicode.Scalar, family: String, at span: Span?) -> Diagnostic {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Diagnostic(
            .error, "font/missing-glyph",
            Bilingual(
                fr: "aucune police installée n’a le caractère `\(scalar)` (\(code)), demandé en `\(family)`",
                en: "no installed font has the character `\(scalar)` (\(code)), asked for in `\(family)`"),
            at: span,
            hint: Bilingual(
                fr: "installez une police de cette écriture, par exemple de la famille Noto",
                en: "install a font of that script, for instance one of the Noto family"))
    }

    private static func words(_ fault: FontFault) -> Bilingual {
        switch fault {
        case .truncated: Bilingual(fr: "le fichier est tronqué", en: "the file is cut short")
        case .notFont: Bilingual(fr: "ce n’est pas un fichier TrueType ou OpenType", en: "this is not a TrueType or OpenType file")
        case .compressed: Bilingual(fr: "les polices WOFF ne sont pas lues", en: "WOFF fonts are not read")
        case .directory: Bilingual(fr: "le répertoire des tables est endommagé", en: "the table directory is damaged")
        case .table(let tag): Bilingual(fr: "la table `\(tag)` est endommagée", en: "the table `\(tag)` is damaged")
        case .missingTable(let tag): Bilingual(fr: "la table `\(tag)` manque", en: "the table `\(tag)` is missing")
        case .tooLarge:
            Bilingual(
                fr: "le fichier dépasse \(FontLimits.fileBytes >> 20) Mio", en: "the file is larger than \(FontLimits.fileBytes >> 20) MiB")
        case .unreadable: Bilingual(fr: "le fichier ne s’ouvre pas", en: "the file cannot be opened")
        case .memory: Bilingual(fr: "la mémoire manque", en: "memory is short")
        }
    }
}

/// Limits on fonts.
package enum FontLimits {
    /// The largest font file that is opened.
    package static let fileBytes = 64 << 20
    /// Files that are indexed; more are left out.
    package static let indexedFiles = 20_000
    /// Folders within folders.
    package static let folderDepth = 8
    /// Words that one plan remembers before it starts afresh.
    package static let cachedWords = 1 << 16
    /// Longer stretches are shaped each time: they do not come again.
    package static let cachedWordBytes = 96
    /// Plans that one shaper remembers before it starts afresh.
    package static let plans = 4_096
}

/// Codes that the module declares.
package enum FontsCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("font/malformed", Bilingual(fr: "un fichier de police est endommagé", en: "a font file is damaged")),
        ("font/unknown-family", Bilingual(fr: "une famille de polices n’est pas installée", en: "a font family is not installed")),
        ("font/missing-glyph", Bilingual(fr: "aucune police n’a le caractère", en: "no font has the character")),
    ]
}
