import Diagnostics
import Rules

/// The codes of ``ExplanationDiagnostics`` and what they mean.
package enum ExplanationCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("explain/no-record", Bilingual(fr: "le fichier ne tient pas de champs nommés", en: "the file holds no named fields")),
        ("explain/unknown-state", Bilingual(fr: "l’état n’existe pas", en: "the state does not exist")),
        ("explain/unknown-name", Bilingual(fr: "le nom n’est pas déclaré", en: "the name is not declared")),
    ]
}

/// The wording of faults in what is to be explained.
package enum ExplanationDiagnostics {
    static func notARecord(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "explain/no-record", Bilingual(fr: "des champs nommés sont attendus", en: "named fields are expected"), at: span)
    }

    static func unknownState(_ id: String, _ rulebook: Rulebook, at span: Span?) -> Diagnostic {
        unknown(
            "explain/unknown-state", Bilingual(fr: "il n’y a pas d’état `\(id)`", en: "there is no state `\(id)`"), id, rulebook.states.ids,
            at: span)
    }

    static func unknownField(_ id: String, known: [String], at span: Span) -> Diagnostic {
        unknown(
            "explain/unknown-name", Bilingual(fr: "il n’y a pas de champ `\(id)`", en: "there is no field `\(id)`"), id, known, at: span)
    }

    package static func unknownAction(_ id: String, _ rulebook: Rulebook) -> Diagnostic {
        unknown(
            "explain/unknown-name", Bilingual(fr: "il n’y a pas d’action `\(id)`", en: "there is no action `\(id)`"), id,
            rulebook.actions.ids,
            at: nil)
    }

    static func unknownProfile(_ id: String, _ rulebook: Rulebook) -> Diagnostic {
        unknown(
            "explain/unknown-name", Bilingual(fr: "il n’y a pas de profil `\(id)`", en: "there is no profile `\(id)`"), id,
            rulebook.profiles.ids, at: nil)
    }

    private static func unknown(_ code: DiagnosticCode, _ words: Bilingual, _ id: String, _ known: [String], at span: Span?) -> Diagnostic {
        let hint = NearestName.of(id, among: known).map { Bilingual.didYouMean($0) }
        return Diagnostic(.error, code, words, at: span, hint: hint)
    }
}
