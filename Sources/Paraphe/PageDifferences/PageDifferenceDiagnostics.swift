import Diagnostics

/// The codes of ``PageDifferenceDiagnostics`` and what they mean.
package enum PageDifferenceCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("diff/mixed", Bilingual(fr: "une configuration comparée à un document", en: "a pack compared with a document")),
        ("diff/unknown-kind", Bilingual(fr: "fichier qui n’a pas de pages", en: "file that has no pages")),
        ("diff/needs-poppler", Bilingual(fr: "les outils de Poppler manquent", en: "the tools of Poppler are missing")),
        ("diff/tool-failed", Bilingual(fr: "un outil de Poppler a échoué", en: "a tool of Poppler failed")),
        ("diff/too-large", Bilingual(fr: "document trop grand pour être comparé", en: "document too large to compare")),
        ("diff/option", Bilingual(fr: "option qui ne va pas à cette comparaison", en: "option that does not suit this comparison")),
    ]
}

/// What can keep two documents from being compared.
enum PageDifferenceDiagnostics {
    static func unknownKind(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "diff/unknown-kind",
            Bilingual(
                fr: "`\(path)` n’est ni une configuration, ni un PDF, ni un gabarit XHTML",
                en: "`\(path)` is neither a pack nor a PDF nor an XHTML template"), at: nil)
    }

    static func needsPoppler(_ tool: String) -> Diagnostic {
        Diagnostic(
            .error, "diff/needs-poppler",
            Bilingual(
                fr: "lire des PDF demande `\(tool)`, qui est introuvable", en: "reading PDFs needs `\(tool)`, which is not found"),
            at: nil, hint: Bilingual(fr: "installez poppler-utils", en: "install poppler-utils"))
    }

    static func toolFailed(_ tool: String, _ path: String, words: String) -> Diagnostic {
        Diagnostic(
            .error, "diff/tool-failed",
            Bilingual(fr: "`\(tool)` ne peut lire `\(path)`", en: "`\(tool)` cannot read `\(path)`"), at: nil,
            notes: words.isEmpty ? [] : [Bilingual(verbatim: words)])
    }

    static func tookTooLong(_ tool: String, _ path: String, seconds: Int) -> Diagnostic {
        Diagnostic(
            .error, "diff/tool-failed",
            Bilingual(
                fr: "`\(tool)` n’a pas fini `\(path)` en \(seconds) secondes",
                en: "`\(tool)` did not finish `\(path)` in \(seconds) seconds"),
            at: nil)
    }

    static func tooLarge(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "diff/too-large",
            Bilingual(
                fr: "`\(path)` a plus de \(PageDifferenceLimits.pages) pages, ou une page trop grande",
                en: "`\(path)` has more than \(PageDifferenceLimits.pages) pages, or a page that is too large"), at: nil)
    }
}

/// Limits of comparisons.
package enum PageDifferenceLimits {
    package static let pages = 2_000
    /// Of one page at the density compared.
    static let pixels = 20_000_000
    static let toolSeconds = 60
    static let toolBytes = 512 << 20
    /// Words of one page, beyond which their order is not looked at.
    static let words = 3_000
}
