import Diagnostics

/// The words for files of certificates.
package enum CertificatesDiagnostics {
    package static func noCertificate(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-certificate",
            Bilingual(fr: "aucun certificat dans `\(path)`", en: "no certificate in `\(path)`"), at: nil,
            hint: Bilingual(
                fr: "attendu\u{A0}: le certificat du signataire, puis ceux des autorités, en PEM",
                en: "expected: the signer's certificate, then those of the authorities, as PEM"))
    }

    package static func unreadableCertificate(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/unreadable-certificate",
            Bilingual(fr: "un certificat de `\(path)` n’est pas lisible", en: "a certificate in `\(path)` cannot be read"), at: nil)
    }
}
