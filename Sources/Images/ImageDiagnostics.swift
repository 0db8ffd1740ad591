import Diagnostics

/// The words about pictures.
enum ImageDiagnostics {
    static func unreadable(_ name: String, _ fault: ImageFault, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "image/unreadable", Bilingual(fr: "l’image `\(name)` ne peut pas être lue", en: "the image `\(name)` cannot be read"),
            at: span, notes: [words(fault)])
    }

    private static func words(_ fault: ImageFault) -> Bilingual {
        switch fault {
        case .unknownFormat: Bilingual(fr: "ce n’est ni un PNG, ni un JPEG, ni un SVG", en: "it is neither PNG, JPEG nor SVG")
        case .tooLarge:
            Bilingual(
                fr: "le fichier dépasse \(ImageLimits.fileBytes >> 20) Mio",
                en: "the file is larger than \(ImageLimits.fileBytes >> 20) MiB")
        case .tooManyPixels:
            Bilingual(
                fr: "elle a plus de \(ImageLimits.pixels / 1_000_000) millions de pixels, ou un côté de plus de \(ImageLimits.side)",
                en: "it has more than \(ImageLimits.pixels / 1_000_000) million pixels, or a side of more than \(ImageLimits.side)")
        case .empty: Bilingual(fr: "elle n’a aucun pixel", en: "it has no pixels")
        case .png(let words): Bilingual(fr: "le PNG est endommagé (`\(words)`)", en: "the PNG is damaged (`\(words)`)")
        case .jpeg(let words): Bilingual(fr: "le JPEG est endommagé (`\(words)`)", en: "the JPEG is damaged (`\(words)`)")
        }
    }
}

/// Codes that the module declares.
package enum ImagesCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (
            "image/unreadable",
            Bilingual(fr: "une image est endommagée ou d’un format inconnu", en: "an image is damaged or of an unknown format")
        ),
        ("image/svg-root", Bilingual(fr: "fichier qui n’est pas un dessin SVG", en: "file that is no SVG drawing")),
        ("image/svg-unsupported", Bilingual(fr: "partie de SVG qui n’est pas prise en charge", en: "part of SVG that is not supported")),
        ("image/svg-external", Bilingual(fr: "renvoi hors du dessin", en: "reference out of the drawing")),
        ("image/svg-target", Bilingual(fr: "renvoi sans cible dans le dessin", en: "reference without a target in the drawing")),
        ("image/svg-value", Bilingual(fr: "valeur illisible dans un dessin", en: "value of a drawing that cannot be read")),
        ("image/svg-element", Bilingual(fr: "élément que SVG n’a pas", en: "element that SVG does not have")),
        ("image/svg-limit", Bilingual(fr: "dessin trop grand", en: "drawing too large")),
        ("image/svg-group-opacity", Bilingual(fr: "opacité d’un groupe donnée à ses formes", en: "opacity of a group given to its shapes")),
    ]
}
