import Certificates
import Diagnostics

/// The words of signing.
package enum SigningDiagnostics {
    static func noKey(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-key",
            Bilingual(fr: "aucune clé privée dans `\(path)`", en: "no private key in `\(path)`"), at: nil,
            hint: Bilingual(
                fr: "attendu\u{A0}: un fichier PEM avec `BEGIN PRIVATE KEY`, `BEGIN EC PRIVATE KEY` ou `BEGIN RSA PRIVATE KEY`",
                en: "expected: a PEM file with `BEGIN PRIVATE KEY`, `BEGIN EC PRIVATE KEY` or `BEGIN RSA PRIVATE KEY`"))
    }

    static func encryptedKey(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/encrypted-key",
            Bilingual(fr: "`\(path)` est protégé par une phrase secrète", en: "`\(path)` is protected by a passphrase"), at: nil,
            hint: Bilingual(
                fr: "donnez-la par `--pin-file` ou `--pin-env`, ou tapez-la au terminal",
                en: "give it by `--pin-file` or `--pin-env`, or type it at the terminal"))
    }

    static func unreadableKey(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/unreadable-key",
            Bilingual(fr: "la clé privée de `\(path)` n’est pas lisible", en: "the private key in `\(path)` cannot be read"), at: nil,
            notes: [
                Bilingual(
                    fr: "clés acceptées\u{A0}: RSA d’au moins 2048 bits, P-256, P-384, P-521",
                    en: "accepted keys: RSA of at least 2048 bits, P-256, P-384, P-521")
            ])
    }

    static func keyMismatch(_ path: String, _ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/key-mismatch",
            Bilingual(
                fr: "la clé n’est celle d’aucun certificat de `\(path)` (le premier est celui de `\(name)`)",
                en: "the key belongs to no certificate in `\(path)` (the first is that of `\(name)`)"), at: nil)
    }

    static func keyUsage(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/key-usage",
            Bilingual(
                fr: "le certificat de `\(name)` n’est pas fait pour signer des documents",
                en: "the certificate of `\(name)` is not meant for signing documents"), at: nil,
            notes: [
                Bilingual(
                    fr: "son usage de clé n’a ni signature numérique ni non-répudiation",
                    en: "its key usage has neither digital signature nor non-repudiation")
            ])
    }

    static func expired(_ name: String, _ date: SigningDate) -> Diagnostic {
        Diagnostic(
            .error, "signing/certificate-expired",
            Bilingual(
                fr: "le certificat de `\(name)` a expiré le \(date.iso8601)", en: "the certificate of `\(name)` expired on \(date.iso8601)"),
            at: nil)
    }

    static func notYetValid(_ name: String, _ date: SigningDate) -> Diagnostic {
        Diagnostic(
            .error, "signing/certificate-not-yet-valid",
            Bilingual(
                fr: "le certificat de `\(name)` n’est valide qu’à partir du \(date.iso8601)",
                en: "the certificate of `\(name)` is valid only from \(date.iso8601)"), at: nil)
    }

    static func keyFailed() -> Diagnostic {
        Diagnostic(.error, "signing/key-failed", Bilingual(fr: "la clé n’a pas pu signer", en: "the key could not sign"), at: nil)
    }

    static func noField(_ name: String, _ free: [String]) -> Diagnostic {
        var hint: Bilingual?
        if let nearest = NearestName.of(name, among: free) {
            hint = Bilingual.didYouMean(nearest)
        } else if !free.isEmpty {
            let list = free.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
            hint = Bilingual(fr: "champs à signer\u{A0}: \(list)", en: "fields to sign: \(list)")
        }
        return Diagnostic(
            .error, "signing/no-field",
            Bilingual(fr: "aucun champ de signature `\(name)`", en: "no signature field `\(name)`"), at: nil, hint: hint)
    }

    static func fieldIsSigned(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/field-is-signed",
            Bilingual(fr: "le champ `\(name)` est déjà signé", en: "the field `\(name)` is signed already"), at: nil)
    }

    static func fieldIsLocked(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/field-is-locked",
            Bilingual(
                fr: "une signature antérieure a verrouillé le champ `\(name)`", en: "an earlier signature has locked the field `\(name)`"),
            at: nil)
    }

    static func certifiedAgainstChanges() -> Diagnostic {
        Diagnostic(
            .error, "signing/no-changes-allowed",
            Bilingual(
                fr: "le document est certifié sans aucun changement permis\u{A0}: une autre signature l’invaliderait",
                en: "the document is certified with no changes allowed: another signature would make it invalid"), at: nil)
    }

    static func noPage() -> Diagnostic {
        Diagnostic(.error, "signing/no-page", Bilingual(fr: "le document n’a pas de page", en: "the document has no page"), at: nil)
    }

    static func noRoom() -> Diagnostic {
        Diagnostic(
            .error, "signing/no-room",
            Bilingual(fr: "la signature ne tient pas dans la place réservée", en: "the signature does not fit the room reserved for it"),
            at: nil)
    }

    static func badTimeStamp() -> Diagnostic {
        Diagnostic(
            .error, "signing/time-stamp",
            Bilingual(
                fr: "l’horodatage reçu n’est pas valable pour cette signature",
                en: "the time stamp received is not sound for this signature"),
            at: nil)
    }
}
