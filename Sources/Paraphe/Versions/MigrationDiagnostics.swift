import Diagnostics

/// The codes of ``MigrationDiagnostics`` and what they mean.
package enum MigrationCodes {
    static let unknownKey: DiagnosticCode = "migrate/unknown-key"
    static let noMapping: DiagnosticCode = "migrate/no-mapping"
    static let noPlan: DiagnosticCode = "migrate/no-plan"
    static let noValue: DiagnosticCode = "migrate/no-value"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (unknownKey, Bilingual(fr: "un passage n’a pas cette clé", en: "a migration has no such key")),
        (noMapping, Bilingual(fr: "un groupe de clés est attendu", en: "a group of keys is expected")),
        (noPlan, Bilingual(fr: "aucun passage ne part de cette version", en: "no migration leads from this version")),
        (noValue, Bilingual(fr: "une valeur de remplacement ne peut être calculée", en: "a default cannot be computed")),
    ]
}

/// The words of what keeps dossiers from another version.
enum MigrationDiagnostics {
    static func noMapping(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, MigrationCodes.noMapping, Bilingual(fr: "un groupe de clés est attendu", en: "a group of keys is expected"), at: span,
            hint: Bilingual(fr: "voir docs/versions.md", en: "see docs/versions.md"))
    }

    static func noPlan(_ version: String, folder: String) -> Diagnostic {
        Diagnostic(
            .error, MigrationCodes.noPlan,
            Bilingual(
                fr: "aucun passage de `\(folder)` ne part de la version `\(version)`",
                en: "no migration of `\(folder)` leads from version `\(version)`"), at: nil,
            hint: Bilingual(fr: "ajouter la version à `from`", en: "add the version to `from`"))
    }

    static func noValue(_ fault: MigrationFault) -> Diagnostic {
        Diagnostic(
            .error, MigrationCodes.noValue,
            Bilingual(
                fr: "la valeur de `\(fault.path)` ne peut être calculée\u{A0}: \(fault.reason.fr)",
                en: "the value of `\(fault.path)` cannot be computed: \(fault.reason.en)"), at: nil,
            hint: Bilingual(
                fr: "un champ peut être vide\u{A0}: écrire `old.?champ.orValue(…)`",
                en: "a field may be empty: write `old.?field.orValue(…)`"))
    }
}
