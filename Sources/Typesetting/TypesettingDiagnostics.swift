import Diagnostics

/// The wording of everything that typesetting has to say to an author.
enum TypesettingDiagnostics {
    static func missingGlyph(_ scalar: Unicode.Scalar, at span: Span?) -> Diagnostic {
        let code = hexadecimal(scalar.value)
        return Diagnostic(
            .error, "typesetting/missing-glyph",
            Bilingual(fr: "aucune police n’a le caractère U+\(code)", en: "no font has the character U+\(code)"), at: span,
            hint: Bilingual(
                fr: "installez une police qui le contient ou retirez le caractère",
                en: "install a font that has it, or remove the character"))
    }

    static func missingFont(_ families: String, nearest: String? = nil, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/missing-font",
            Bilingual(fr: "aucune police parmi \(families) n’est installée", en: "none of the fonts \(families) is installed"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(
                    fr: "terminez la liste par `serif`, `sans-serif` ou `monospace`",
                    en: "end the list with `serif`, `sans-serif` or `monospace`"))
    }

    static func missingImage(_ url: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/missing-image",
            Bilingual(fr: "l’image `\(url)` est introuvable ou illisible", en: "the image `\(url)` is missing or unreadable"), at: span)
    }

    static func whilePlacing(_ url: String) -> Bilingual {
        Bilingual(fr: "en plaçant l’image `\(url)`", en: "while placing the image `\(url)`")
    }

    static func tooDeep(_ limit: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/too-deep",
            Bilingual(
                fr: "les éléments sont imbriqués à plus de \(limit) niveaux", en: "elements are nested more than \(limit) levels deep"),
            at: span)
    }

    static func tooManyBoxes(_ limit: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/too-many-boxes",
            Bilingual(fr: "le document demande plus de \(limit) boîtes", en: "the document needs more than \(limit) boxes"), at: span)
    }

    static func tooManyPages(_ limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/too-many-pages",
            Bilingual(fr: "le document dépasse \(limit) pages", en: "the document exceeds \(limit) pages"), at: nil)
    }

    static func tooManySteps(at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/too-complex",
            Bilingual(
                fr: "la mise en page demande trop d’essais\u{A0}: trop de colonnes ou de boîtes les unes dans les autres",
                en: "layout needs too many attempts: too many columns or boxes within one another"), at: span)
    }

    static func tooMuchGenerated(_ limit: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/too-much-content",
            Bilingual(
                fr: "les styles produisent plus de \(limit >> 20)\u{A0}Mio de texte",
                en: "styles generate more than \(limit >> 20) MiB of text"),
            at: span)
    }

    static func overfullLine(_ points: Double, at span: Span?) -> Diagnostic {
        let amount = Int(min(points, 1e9).rounded(.up))
        return Diagnostic(
            .warning, "typesetting/overfull-line",
            Bilingual(fr: "une ligne dépasse sa justification de \(amount) pt", en: "a line is \(amount) pt wider than its measure"),
            at: span)
    }

    static func missingTarget(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .warning, "typesetting/missing-target",
            Bilingual(fr: "le renvoi `#\(name)` ne mène nulle part", en: "the reference `#\(name)` leads nowhere"), at: span)
    }

    static func duplicateField(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "typesetting/duplicate-field",
            Bilingual(fr: "le champ de signature `\(name)` existe déjà", en: "the signature field `\(name)` exists already"), at: span)
    }

    static func tallerThanPage(_ name: String, page: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .warning, "typesetting/taller-than-page",
            Bilingual(
                fr: "page \(page) : `\(name)` ne peut être divisé et dépasse la page ; il est coupé net",
                en: "page \(page): `\(name)` cannot be parted and is taller than the page; it is cut"),
            at: span,
            hint: Bilingual(fr: "réduisez-le, ou laissez-le se diviser", en: "make it smaller, or let it be parted"))
    }

    static func keptApart(_ name: String, page: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .warning, "typesetting/parted",
            Bilingual(
                fr: "page \(page) : rien de mieux que de couper à `\(name)`, qui devait rester entier ou lié à ce qui l’entoure",
                en: "page \(page): nothing better than a break at `\(name)`, which was to stay whole or with its neighbours"),
            at: span,
            hint: Bilingual(
                fr: "retirez l’une des consignes `avoid` qui se contredisent, ou raccourcissez ce qui doit rester ensemble",
                en: "take away one of the `avoid` that contradict each other, or shorten what is to stay together"))
    }

    static func lonelyLines(_ name: String, page: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .warning, "typesetting/lonely-lines",
            Bilingual(
                fr: "page \(page) : `\(name)` laisse moins de lignes ensemble que ne le veulent `orphans` et `widows`",
                en: "page \(page): `\(name)` leaves fewer lines together than `orphans` and `widows` ask for"),
            at: span,
            hint: Bilingual(
                fr: "demandez moins de lignes, ou donnez plus de hauteur à la page",
                en: "ask for fewer lines, or give the page more height"))
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

/// Codes of this module, for the generated reference.
package enum TypesettingCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("typesetting/missing-glyph", Bilingual(fr: "caractère absent de toutes les polices", en: "character that no font has")),
        ("typesetting/missing-font", Bilingual(fr: "police absente", en: "font that is not installed")),
        ("typesetting/missing-image", Bilingual(fr: "image absente ou illisible", en: "image missing or unreadable")),
        ("typesetting/too-deep", Bilingual(fr: "imbrication trop profonde", en: "nesting too deep")),
        ("typesetting/too-many-boxes", Bilingual(fr: "trop de boîtes", en: "too many boxes")),
        ("typesetting/too-complex", Bilingual(fr: "mise en page trop complexe", en: "layout too complex")),
        ("typesetting/too-much-content", Bilingual(fr: "trop de texte produit par les styles", en: "too much text generated by styles")),
        ("typesetting/too-many-pages", Bilingual(fr: "trop de pages", en: "too many pages")),
        ("typesetting/overfull-line", Bilingual(fr: "ligne trop pleine", en: "overfull line")),
        ("typesetting/missing-target", Bilingual(fr: "renvoi sans cible", en: "reference without a target")),
        (
            "typesetting/taller-than-page",
            Bilingual(fr: "contenu indivisible plus haut que la page", en: "content that cannot be parted and is taller than the page")
        ),
        ("typesetting/parted", Bilingual(fr: "coupure contre les consignes", en: "break against what was asked for")),
        (
            "typesetting/lonely-lines",
            Bilingual(fr: "lignes seules contre `orphans` et `widows`", en: "lonely lines against `orphans` and `widows`")
        ),
        ("typesetting/duplicate-field", Bilingual(fr: "champ de signature en double", en: "signature field given twice")),
    ]
}
