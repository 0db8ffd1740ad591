import Diagnostics

/// The codes of ``ReferenceDiagnostics`` and what they mean.
package enum ReferenceCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("reference/unknown-page", Bilingual(fr: "la référence n’a pas cette page", en: "the reference has no such page"))
    ]
}

/// What can be wrong with a question to the reference.
enum ReferenceDiagnostics {
    static func unknownPage(_ name: String, nearest: String?) -> Diagnostic {
        Diagnostic(
            .error, "reference/unknown-page",
            Bilingual(fr: "la référence n’a ni page ni code `\(name)`", en: "the reference has no page and no code `\(name)`"), at: nil,
            hint: nearest.map { Bilingual.didYouMean($0) })
    }
}
