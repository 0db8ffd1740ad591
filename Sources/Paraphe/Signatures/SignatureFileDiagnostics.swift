import Diagnostics

/// The codes of ``SignatureFileDiagnostics``.
package enum SignatureFileCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("signing/no-status", Bilingual(fr: "fichier sans réponse OCSP", en: "file without an OCSP response")),
        ("signing/no-list", Bilingual(fr: "fichier sans liste de révocation", en: "file without a revocation list")),
    ]
}

/// What can be wrong with the files that go with signing.
enum SignatureFileDiagnostics {
    static func noStatus(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-status",
            Bilingual(fr: "`\(path)` n’est pas une réponse OCSP", en: "`\(path)` is not an OCSP response"), at: nil,
            hint: Bilingual(
                fr: "attendu\u{A0}: ce qu’écrit `openssl ocsp -respout`, ou l’adresse d’un service",
                en: "expected: what `openssl ocsp -respout` writes, or a service's address"))
    }

    static func noList(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-list",
            Bilingual(fr: "`\(path)` n’est pas une liste de révocation", en: "`\(path)` is not a revocation list"), at: nil,
            hint: Bilingual(
                fr: "attendu\u{A0}: une CRL en DER ou en PEM, ou son adresse", en: "expected: a CRL as DER or PEM, or its address"))
    }
}
