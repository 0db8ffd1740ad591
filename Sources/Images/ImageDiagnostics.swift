import Diagnostics

/// The codes that this module declares.
package enum ImagesCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("image/unknown-format", Bilingual(fr: "l’image n’est ni PNG ni JPEG", en: "the image is neither PNG nor JPEG")),
        ("image/malformed", Bilingual(fr: "le fichier d’image est abîmé", en: "the image file is malformed")),
        ("image/too-large", Bilingual(fr: "l’image dépasse une limite", en: "the image is over a limit")),
    ]
}

/// The wording of faults of image files.
package enum ImageDiagnostics {
    package static func unknownFormat(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "image/unknown-format",
            Bilingual(fr: "l’image `\(name)` n’est ni PNG ni JPEG", en: "the image `\(name)` is neither PNG nor JPEG"), at: span,
            hint: Bilingual(fr: "enregistrez-la en PNG ou en JPEG", en: "save it as PNG or JPEG"))
    }

    package static func malformed(_ name: String, why: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "image/malformed",
            Bilingual(fr: "l’image `\(name)` est abîmée : \(why)", en: "the image `\(name)` is malformed: \(why)"), at: span,
            hint: Bilingual(fr: "ouvrez-la et enregistrez-la de nouveau", en: "open it and save it again"))
    }

    package static func tooLarge(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "image/too-large",
            Bilingual(
                fr: "l’image `\(name)` dépasse \(ImageLimits.mostPixels / 1_000_000) millions de pixels ou \(ImageLimits.longestFileBytes >> 20) Mio",
                en: "the image `\(name)` is over \(ImageLimits.mostPixels / 1_000_000) million pixels or \(ImageLimits.longestFileBytes >> 20) MiB"),
            at: span, hint: Bilingual(fr: "réduisez-la", en: "make it smaller"))
    }
}
