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
    ]
}
