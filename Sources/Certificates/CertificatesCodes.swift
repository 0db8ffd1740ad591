import Diagnostics

/// The codes of this module: unreadable files of certificates, and what speaks against a certificate.
package enum CertificatesCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("signing/no-certificate", Bilingual(fr: "fichier sans certificat", en: "file without a certificate")),
        ("signing/unreadable-certificate", Bilingual(fr: "certificat illisible", en: "unreadable certificate")),
        (
            "verify/key-usage",
            Bilingual(
                fr: "le certificat de … n’est pas fait pour signer des documents",
                en: "the certificate of … is not meant for signing documents")
        ),
        (
            "verify/time-stamping",
            Bilingual(
                fr: "le certificat de … n’est pas celui d’un service d’horodatage",
                en: "the certificate of … is not that of a time-stamping service")
        ),
        (
            "verify/untrusted",
            Bilingual(
                fr: "le certificat de … ne mène à aucune autorité de confiance",
                en: "the certificate of … leads to no trusted authority")
        ),
        (
            "verify/certificate-expired",
            Bilingual(
                fr: "le certificat de … a expiré le …",
                en: "the certificate of … expired on …")
        ),
        (
            "verify/certificate-not-yet-valid",
            Bilingual(
                fr: "le certificat de … n’est valide qu’à partir du …",
                en: "the certificate of … is valid only from …")
        ),
        (
            "verify/weak-certificate",
            Bilingual(
                fr: "le certificat de … repose sur SHA-1",
                en: "the certificate of … rests on SHA-1")
        ),
        (
            "verify/certificate-extension",
            Bilingual(
                fr: "le certificat de … a une extension critique inconnue",
                en: "the certificate of … has an unknown critical extension")
        ),
        (
            "verify/not-authority",
            Bilingual(
                fr: "… n’est pas une autorité qui pouvait délivrer ce certificat",
                en: "… is not an authority that could issue this certificate")
        ),
        (
            "verify/weak-key",
            Bilingual(
                fr: "la clé RSA de … est faible (… bits, exposant …)",
                en: "the RSA key of … is weak (… bits, exponent …)")
        ),
        (
            "verify/name-constraint",
            Bilingual(
                fr: "… n’avait pas le droit de certifier le nom …",
                en: "… was not allowed to certify the name …")
        ),
        (
            "verify/revoked",
            Bilingual(
                fr: "le certificat de … est révoqué depuis le … (…)",
                en: "the certificate of … is revoked since … (…)")
        ),
        (
            "verify/revocation-unknown",
            Bilingual(
                fr: "rien ne dit si le certificat de … a été révoqué",
                en: "nothing says whether the certificate of … was revoked")
        ),
        (
            "verify/revocation-data",
            Bilingual(
                fr: "la réponse … sur … n’est pas valable\u{A0}: signature, signataire ou contenu",
                en: "the … answer about … is not sound: signature, signer or content")
        ),
        (
            "verify/revocation-list-scope",
            Bilingual(
                fr: "la liste de révocation n’est pas complète pour …, ou sa portée n’est pas comprise",
                en: "the revocation list is not complete for …, or its scope is not understood")
        ),
        (
            "verify/revocation-stale",
            Bilingual(
                fr: "la réponse … sur … ne vaut pas pour le moment de la signature (…)",
                en: "the … answer about … does not hold for the moment of signing (…)")
        ),
        (
            "verify/revocation-future",
            Bilingual(
                fr: "la réponse … sur … est datée de l’avenir (…)",
                en: "the … answer about … is dated in the future (…)")
        ),
        (
            "verify/revocation-not-proven",
            Bilingual(
                fr: "le répondeur OCSP … a expiré le … et aucun horodatage ne prouve que sa réponse est plus ancienne",
                en: "the OCSP responder … expired on …, and no time stamp proves that its answer is older")
        ),
        (
            "verify/revocation-unknown-certificate",
            Bilingual(
                fr: "le répondeur OCSP ne connaît pas le certificat de …",
                en: "the OCSP responder does not know the certificate of …")
        ),
        (
            "verify/responder",
            Bilingual(
                fr: "… n’est pas un répondeur OCSP désigné par l’autorité du certificat",
                en: "… is not an OCSP responder named by the certificate's authority")
        ),
        (
            "verify/responder-not-checked",
            Bilingual(
                fr: "rien ne dit si le répondeur OCSP … a été révoqué",
                en: "nothing says whether the OCSP responder … was revoked")
        ),
    ]
}
