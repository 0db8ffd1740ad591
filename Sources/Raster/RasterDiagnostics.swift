import Diagnostics

/// What can keep a page from becoming pixels.
enum RasterDiagnostics {
    static func tooManyPixels(page: Int, width: Int, height: Int) -> Diagnostic {
        Diagnostic(
            .error, "raster/too-many-pixels",
            Bilingual(
                fr: "la page \(page) aurait \(width) × \(height) pixels; la limite est de \(RasterLimits.pixels / 1_000_000) millions",
                en: "page \(page) would have \(width) × \(height) pixels; the limit is \(RasterLimits.pixels / 1_000_000) million"),
            at: nil, hint: Bilingual(fr: "demandez une densité plus faible", en: "ask for a lower density"))
    }

    static func noSuchPage(_ page: Int, count: Int) -> Diagnostic {
        Diagnostic(
            .error, "raster/no-such-page",
            Bilingual(fr: "la page \(page) n’existe pas\u{A0}: il y en a \(count)", en: "there is no page \(page): there are \(count)"),
            at: nil)
    }

    static func noMemory(page: Int) -> Diagnostic {
        Diagnostic(
            .error, "raster/no-memory",
            Bilingual(fr: "la mémoire ne suffit pas à la page \(page)", en: "memory does not suffice for page \(page)"), at: nil)
    }
}

/// Codes of this module, for the generated reference.
package enum RasterCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("raster/too-many-pixels", Bilingual(fr: "image de page trop grande", en: "bitmap of a page too large")),
        ("raster/no-such-page", Bilingual(fr: "page qui n’existe pas", en: "page that does not exist")),
        ("raster/no-memory", Bilingual(fr: "mémoire insuffisante", en: "not enough memory")),
    ]
}
