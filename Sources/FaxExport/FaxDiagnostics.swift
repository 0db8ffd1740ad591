import Diagnostics
import Fonts
import Pages

/// Codes of this module, for the generated reference.
package enum FaxCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("fax/small-text", Bilingual(fr: "texte trop petit pour la finesse du fax", en: "text too small for the fax’s resolution")),
        ("fax/pale-text", Bilingual(fr: "texte presque blanc, perdu par fax", en: "nearly white text, lost in a fax")),
        ("fax/text-on-tone", Bilingual(fr: "texte sur un fond qu’un fax noircit", en: "text on a background that a fax blackens")),
    ]
}

/// Texts that would not survive a fax.
enum FaxDiagnostics {
    private static let mostCharacters = 40

    static func small(_ run: GlyphRun, least: Double, _ resolution: FaxResolution, page: Int, at span: Span?) -> Diagnostic {
        let (size, needed) = (number(run.size), number(least))
        let (fr, en) = resolution == .fine ? ("fine", "fine") : ("normale", "standard")
        return Diagnostic(
            .error, "fax/small-text",
            Bilingual(
                fr:
                    "`\(shown(run))` (page \(page)), en \(run.face.family) de \(size.fr)\u{A0}points, ne se lirait pas par fax à la finesse \(fr)",
                en: "`\(shown(run))` (page \(page)), in \(run.face.family) of \(size.en) points, would not be read at \(en) fax resolution"),
            at: span,
            hint: Bilingual(
                fr: "donnez-lui au moins \(needed.fr)\u{A0}points, du gras, ou envoyez avec `--fax fine`",
                en: "give it at least \(needed.en) points, make it bold, or send with `--fax fine`"))
    }

    static func pale(_ run: GlyphRun, page: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "fax/pale-text",
            Bilingual(
                fr: "`\(shown(run))` (page \(page)) est si pâle qu’il disparaît par fax",
                en: "`\(shown(run))` (page \(page)) is so pale that it disappears in a fax"),
            at: span, hint: Bilingual(fr: "donnez-lui une couleur plus foncée", en: "give it a darker colour"))
    }

    static func onTone(_ run: GlyphRun, page: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "fax/text-on-tone",
            Bilingual(
                fr: "`\(shown(run))` (page \(page)) est sur un fond qui devient noir ou pointillé par fax",
                en: "`\(shown(run))` (page \(page)) stands on a background that becomes black or dots in a fax"),
            at: span,
            hint: Bilingual(
                fr: "éclaircissez le fond, ou mettez du blanc sur un fond très foncé",
                en: "make the background lighter, or set white on a very dark one"))
    }

    private static func shown(_ run: GlyphRun) -> String {
        run.text.count > mostCharacters ? run.text.prefix(mostCharacters) + "…" : run.text
    }

    /// With one decimal where there is one.
    private static func number(_ value: Double) -> (fr: String, en: String) {
        let tenths = Int((value * 10).rounded())
        let text = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return (text.replacing(".", with: ","), text)
    }
}
