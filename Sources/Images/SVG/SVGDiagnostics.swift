import Diagnostics

/// Limits on drawings.
package enum SVGLimits {
    /// Elements drawn, those of `use` each time.
    package static let elements = 20_000
    /// Groups and uses within one another.
    package static let depth = 64
    package static let segmentsOfPath = 9_000
    package static let segments = 200_000
    /// Of a style sheet within the drawing.
    package static let rules = 2_000
}

/// The words about drawings.
enum SVGDiagnostics {
    static func notSVG(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-root", Bilingual(fr: "l’élément racine n’est pas `svg`", en: "the root element is not `svg`"), at: span,
            hint: Bilingual(
                fr: "écrivez `<svg xmlns=\"http://www.w3.org/2000/svg\" …>`", en: "write `<svg xmlns=\"http://www.w3.org/2000/svg\" …>`"))
    }

    static func unsupported(_ what: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-unsupported",
            Bilingual(fr: "`\(what)` n’est pas pris en charge dans un dessin", en: "`\(what)` is not supported in drawings"), at: span,
            hint: hint(what))
    }

    private static func hint(_ what: String) -> Bilingual? {
        switch what {
        case "text", "tspan", "textPath":
            Bilingual(fr: "convertissez le texte en tracés", en: "convert the text to paths")
        case "linearGradient", "radialGradient", "pattern", "mesh":
            Bilingual(fr: "remplissez d’une seule couleur", en: "fill with one colour")
        case "image", "foreignObject":
            Bilingual(fr: "placez l’image dans le gabarit lui-même", en: "place the picture in the template itself")
        default: nil
        }
    }

    static func externalReference(_ address: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-external",
            Bilingual(
                fr: "`\(address)` mène hors du dessin, ce qui est refusé", en: "`\(address)` leads out of the drawing, which is refused"),
            at: span)
    }

    static func noTarget(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-target",
            Bilingual(fr: "aucun élément du dessin ne se nomme `\(name)`", en: "no element of the drawing is named `\(name)`"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) })
    }

    static func badValue(_ property: String, _ value: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-value",
            Bilingual(
                fr: "`\(value.prefix(60))` n’est pas une valeur de `\(property)`",
                en: "`\(value.prefix(60))` is not a value of `\(property)`"),
            at: span)
    }

    static func unknownElement(_ name: String, nearest: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-element",
            Bilingual(fr: "SVG n’a pas d’élément `\(name)`", en: "SVG has no element `\(name)`"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) })
    }

    static func tooMuch(_ what: Bilingual, _ limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "image/svg-limit",
            Bilingual(fr: "le dessin a plus de \(limit) \(what.fr)", en: "the drawing has more than \(limit) \(what.en)"), at: span)
    }

    static func groupOpacity(at span: Span) -> Diagnostic {
        Diagnostic(
            .warning, "image/svg-group-opacity",
            Bilingual(
                fr: "l’opacité du groupe est donnée à chacune de ses formes\u{A0}: là où elles se recouvrent, la couleur diffère",
                en: "the opacity of the group is given to each of its shapes: where they overlap, colours differ"), at: span)
    }
}
