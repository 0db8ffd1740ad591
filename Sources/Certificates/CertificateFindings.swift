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
}
