import Diagnostics

/// The words of what speaks against a certificate, its chain or a time stamp.
package enum CertificateFindings {
    package static func keyUsage(_ name: String) -> Finding {
        Finding(
            "verify/key-usage",
            Bilingual(
                fr: "le certificat de `\(name)` n’est pas fait pour signer des documents",
                en: "the certificate of `\(name)` is not meant for signing documents"))
    }

    package static func notTimeStamping(_ name: String) -> Finding {
        Finding(
            "verify/time-stamping",
            Bilingual(
                fr: "le certificat de `\(name)` n’est pas celui d’un service d’horodatage",
                en: "the certificate of `\(name)` is not that of a time-stamping service"))
    }

    package static func untrusted(_ name: String) -> Finding {
        Finding(
            "verify/untrusted",
            Bilingual(
                fr: "le certificat de `\(name)` ne mène à aucune autorité de confiance",
                en: "the certificate of `\(name)` leads to no trusted authority"))
    }

    package static func expired(_ name: String, _ date: SigningDate) -> Finding {
        Finding(
            "verify/certificate-expired",
            Bilingual(
                fr: "le certificat de `\(name)` a expiré le \(date.iso8601)",
                en: "the certificate of `\(name)` expired on \(date.iso8601)"))
    }

    package static func notYetValid(_ name: String, _ date: SigningDate) -> Finding {
        Finding(
            "verify/certificate-not-yet-valid",
            Bilingual(
                fr: "le certificat de `\(name)` n’est valide qu’à partir du \(date.iso8601)",
                en: "the certificate of `\(name)` is valid only from \(date.iso8601)"))
    }

    package static func weakCertificate(_ name: String) -> Finding {
        Finding(
            "verify/weak-certificate",
            Bilingual(
                fr: "le certificat de `\(name)` repose sur SHA-1",
                en: "the certificate of `\(name)` rests on SHA-1"))
    }

    package static func unknownExtension(_ name: String) -> Finding {
        Finding(
            "verify/certificate-extension",
            Bilingual(
                fr: "le certificat de `\(name)` a une extension critique inconnue",
                en: "the certificate of `\(name)` has an unknown critical extension"))
    }

    package static func notAuthority(_ name: String) -> Finding {
        Finding(
            "verify/not-authority",
            Bilingual(
                fr: "`\(name)` n’est pas une autorité qui pouvait délivrer ce certificat",
                en: "`\(name)` is not an authority that could issue this certificate"))
    }

    package static func weakKey(_ name: String, _ bits: Int, _ exponent: Int) -> Finding {
        Finding(
            "verify/weak-key",
            Bilingual(
                fr: "la clé RSA de `\(name)` est faible (\(bits) bits, exposant \(exponent))",
                en: "the RSA key of `\(name)` is weak (\(bits) bits, exponent \(exponent))"))
    }

    package static func nameConstraint(_ authority: String, _ name: String) -> Finding {
        Finding(
            "verify/name-constraint",
            Bilingual(
                fr: "`\(authority)` n’avait pas le droit de certifier le nom `\(name)`",
                en: "`\(authority)` was not allowed to certify the name `\(name)`"))
    }

    package static func revoked(_ name: String, _ date: SigningDate, _ reason: RevocationReason) -> Finding {
        Finding(
            "verify/revoked",
            Bilingual(
                fr: "le certificat de `\(name)` est révoqué depuis le \(date.iso8601) (\(reason.words.fr))",
                en: "the certificate of `\(name)` is revoked since \(date.iso8601) (\(reason.words.en))"))
    }

    package static func revocationUnknown(_ name: String) -> Finding {
        Finding(
            "verify/revocation-unknown",
            Bilingual(
                fr: "rien ne dit si le certificat de `\(name)` a été révoqué",
                en: "nothing says whether the certificate of `\(name)` was revoked"))
    }

    package static func badEvidence(_ name: String, _ source: String) -> Finding {
        Finding(
            "verify/revocation-data",
            Bilingual(
                fr: "la réponse \(source) sur `\(name)` n’est pas valable\u{A0}: signature, signataire ou contenu",
                en: "the \(source) answer about `\(name)` is not sound: signature, signer or content"))
    }

    package static func listNotUnderstood(_ name: String) -> Finding {
        Finding(
            "verify/revocation-list-scope",
            Bilingual(
                fr: "la liste de révocation n’est pas complète pour `\(name)`, ou sa portée n’est pas comprise",
                en: "the revocation list is not complete for `\(name)`, or its scope is not understood"))
    }

    package static func staleEvidence(_ name: String, _ source: String, _ date: SigningDate) -> Finding {
        Finding(
            "verify/revocation-stale",
            Bilingual(
                fr: "la réponse \(source) sur `\(name)` ne vaut pas pour le moment de la signature (\(date.iso8601))",
                en: "the \(source) answer about `\(name)` does not hold for the moment of signing (\(date.iso8601))"))
    }

    package static func evidenceFromFuture(_ name: String, _ source: String, _ date: SigningDate) -> Finding {
        Finding(
            "verify/revocation-future",
            Bilingual(
                fr: "la réponse \(source) sur `\(name)` est datée de l’avenir (\(date.iso8601))",
                en: "the \(source) answer about `\(name)` is dated in the future (\(date.iso8601))"))
    }

    package static func evidenceNotProven(_ name: String, _ date: SigningDate) -> Finding {
        Finding(
            "verify/revocation-not-proven",
            Bilingual(
                fr:
                    "le répondeur OCSP `\(name)` a expiré le \(date.iso8601) et aucun horodatage ne prouve que sa réponse est plus ancienne",
                en: "the OCSP responder `\(name)` expired on \(date.iso8601), and no time stamp proves that its answer is older"))
    }

    package static func unknownToResponder(_ name: String) -> Finding {
        Finding(
            "verify/revocation-unknown-certificate",
            Bilingual(
                fr: "le répondeur OCSP ne connaît pas le certificat de `\(name)`",
                en: "the OCSP responder does not know the certificate of `\(name)`"))
    }

    package static func notResponder(_ name: String) -> Finding {
        Finding(
            "verify/responder",
            Bilingual(
                fr: "`\(name)` n’est pas un répondeur OCSP désigné par l’autorité du certificat",
                en: "`\(name)` is not an OCSP responder named by the certificate's authority"))
    }

    package static func responderNotChecked(_ name: String) -> Finding {
        Finding(
            "verify/responder-not-checked",
            Bilingual(
                fr: "rien ne dit si le répondeur OCSP `\(name)` a été révoqué",
                en: "nothing says whether the OCSP responder `\(name)` was revoked"))
    }
}
