import Certificates
import Diagnostics

/// The words of time stamps and validation data.
extension SigningDiagnostics {
    package static func noTimeStamps(_ level: SignatureLevel) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-time-stamping",
            Bilingual(
                fr: "le niveau \(level.rawValue) demande un service d’horodatage",
                en: "level \(level.rawValue) needs a time-stamping authority"),
            at: nil, hint: Bilingual(fr: "donnez son adresse avec `--tsa`", en: "give its address with `--tsa`"))
    }

    static func noRevocationSource(_ level: SignatureLevel) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-revocation-source",
            Bilingual(
                fr: "le niveau \(level.rawValue) demande des données de révocation", en: "level \(level.rawValue) needs revocation data"),
            at: nil)
    }

    static func nothingToExtend() -> Diagnostic {
        Diagnostic(
            .error, "signing/nothing-to-extend",
            Bilingual(fr: "le document ne porte aucune signature lisible", en: "the document bears no signature that can be read"), at: nil,
            hint: Bilingual(fr: "signez-le d’abord\u{A0}: `paraphe sign`", en: "sign it first: `paraphe sign`"))
    }

    static func revoked(_ name: String, _ since: SigningDate) -> Diagnostic {
        Diagnostic(
            .error, "signing/revoked",
            Bilingual(
                fr: "le certificat de `\(name)` est révoqué depuis le \(since.iso8601)",
                en: "the certificate of `\(name)` is revoked since \(since.iso8601)"), at: nil,
            hint: Bilingual(fr: "demandez un nouveau certificat à son autorité", en: "ask its authority for a new certificate"))
    }

    static func incompleteChain(_ name: String) -> Diagnostic {
        Diagnostic(
            .warning, "signing/incomplete-chain",
            Bilingual(
                fr: "l’émetteur du certificat de `\(name)` n’a pas été trouvé",
                en: "the issuer of the certificate of `\(name)` was not found"),
            at: nil,
            hint: Bilingual(
                fr: "donnez les certificats des autorités, racine comprise, avec `--chain`",
                en: "give the authorities' certificates, the root too, with `--chain`"))
    }

    static func noRevocationData(_ name: String) -> Diagnostic {
        Diagnostic(
            .warning, "signing/no-revocation-data",
            Bilingual(
                fr: "rien ne dit si le certificat de `\(name)` est révoqué",
                en: "nothing says whether the certificate of `\(name)` is revoked"),
            at: nil,
            notes: [
                Bilingual(
                    fr: "il ne nomme ni service OCSP ni liste de révocation",
                    en: "it names neither an OCSP service nor a revocation list")
            ],
            hint: Bilingual(
                fr: "donnez une liste avec `--crl` ou un service avec `--ocsp`", en: "give a list with `--crl` or a service with `--ocsp`"))
    }

    static func earlyData(_ name: String, _ made: SigningDate, _ next: SigningDate?) -> Diagnostic {
        Diagnostic(
            .warning, "signing/early-revocation-data",
            Bilingual(
                fr: "ce qui dit que le certificat de `\(name)` est bon date d’avant la signature (\(made.iso8601))",
                en: "what says that the certificate of `\(name)` is good is older than the signature (\(made.iso8601))"),
            at: nil,
            hint: next.map {
                Bilingual(
                    fr: "des vérificateurs le refusent\u{A0}: refaites `paraphe extend` après le \($0.iso8601)",
                    en: "some verifiers refuse that: run `paraphe extend` again after \($0.iso8601)")
            })
    }
}
