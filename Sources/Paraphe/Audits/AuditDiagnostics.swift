import Diagnostics

/// The codes of ``AuditDiagnostics`` and what they mean.
package enum AuditCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("audit/no-checkpoint", Bilingual(fr: "le fichier n’a pas de point de contrôle", en: "the file holds no checkpoint")),
        (
            "audit/wrong-signature",
            Bilingual(fr: "la signature d’un point de contrôle est fausse", en: "the signature of a checkpoint is wrong")
        ),
    ]
}

/// The words for what is given to an audit.
enum AuditDiagnostics {
    static func noCheckpoint(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "audit/no-checkpoint",
            Bilingual(fr: "`\(path)` n’a pas de point de contrôle lisible", en: "`\(path)` holds no checkpoint that can be read"), at: nil,
            hint: Bilingual(
                fr: "écrivez-en un avec `paraphe audit --store … --checkpoint FICHIER --key … --cert …`",
                en: "write one with `paraphe audit --store … --checkpoint FILE --key … --cert …`"))
    }

    static func wrongSignature(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "audit/wrong-signature",
            Bilingual(
                fr: "un point de contrôle de `\(path)` a été altéré\u{A0}: sa signature est fausse",
                en: "a checkpoint of `\(path)` was altered: its signature is wrong"), at: nil,
            hint: Bilingual(fr: "prenez la copie gardée ailleurs", en: "take the copy that is kept elsewhere"))
    }
}
