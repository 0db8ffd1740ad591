import Diagnostics

/// The wording of faults of font files.
package enum FontDiagnostics {
    package static func malformed(_ name: String, _ why: Bilingual, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "font/malformed",
            Bilingual(fr: "la police `\(name)` est abîmée : \(why.fr)", en: "the font `\(name)` is malformed: \(why.en)"), at: span,
            hint: Bilingual(fr: "remplacez le fichier par un fichier TrueType ou OpenType sain", en: "replace the file by a sound TrueType or OpenType file"))
    }

    package static func unreadable(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "font/unreadable",
            Bilingual(fr: "le fichier de police `\(name)` ne peut être lu", en: "the font file `\(name)` cannot be read"), at: span)
    }
}
