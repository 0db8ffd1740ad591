import Diagnostics

/// The codes of ``VerificationDiagnostics`` and what they mean.
package enum VerificationCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("policy/unknown", Bilingual(fr: "règle de vérification inconnue", en: "unknown verification policy")),
        ("policy/unknown-key", Bilingual(fr: "clé inconnue dans une règle", en: "unknown key in a policy")),
        ("policy/value", Bilingual(fr: "valeur d’une règle hors de ce qui est permis", en: "value of a policy outside of what is allowed")),
        ("file/not-revocation-data", Bilingual(fr: "ni CRL ni réponse OCSP", en: "neither a CRL nor an OCSP response")),
    ]
}

/// The words for what is given to verification.
enum VerificationDiagnostics {
    static func unknownPolicy(_ name: String, nearest: String?, known: [String]) -> Diagnostic {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, "policy/unknown",
            Bilingual(
                fr: "aucune règle `\(name)`, ni fichier de ce nom", en: "there is no policy `\(name)`, and no file of that name"), at: nil,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(fr: "règles\u{A0}: \(list), ou un fichier YAML", en: "policies: \(list), or a YAML file"))
    }

    static func notRevocationData(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "file/not-revocation-data",
            Bilingual(
                fr: "`\(path)` n’est ni une CRL ni une réponse OCSP", en: "`\(path)` is neither a CRL nor an OCSP response"), at: nil)
    }
}
