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

    static func fieldHasPlace(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/field-has-place",
            Bilingual(
                fr: "le champ `\(name)` a déjà sa place dans le document", en: "the field `\(name)` has its place in the document already"),
            at: nil,
            hint: Bilingual(
                fr: "signez-le sans `--visible`, ou nommez un autre champ par `--field`",
                en: "sign it without `--visible`, or name another field by `--field`"))
    }

    static func visibleAfterCertification() -> Diagnostic {
        lateVisible(
            fr: "le document est certifié\u{A0}: une nouvelle signature visible invaliderait celle qui le certifie",
            en: "the document is certified: a new visible signature would make the certifying one invalid")
    }

    static func visibleInSignedStructure() -> Diagnostic {
        lateVisible(
            fr: "le document est balisé et déjà signé\u{A0}: une signature visible y changerait l’arbre de structure signé",
            en: "the document is tagged and signed already: a visible signature would change the signed structure tree")
    }

    private static func lateVisible(fr: String, en: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/late-visible-field", Bilingual(fr: fr, en: en), at: nil,
            hint: Bilingual(
                fr: "signez sans `--visible`, ou préparez le champ avant la première signature",
                en: "sign without `--visible`, or prepare the field before the first signature"))
    }

    static func noSuchPage(_ page: Int, _ count: Int) -> Diagnostic {
        Diagnostic(
            .error, "signing/outside-page",
            Bilingual(
                fr: "il n’y a pas de page \(page)\u{A0}: le document en a \(count)",
                en: "there is no page \(page): the document has \(count)"),
            at: nil, hint: Bilingual(fr: "-1 est la dernière page", en: "-1 is the last page"))
    }

    static func outsidePage(_ page: Int) -> Diagnostic {
        Diagnostic(
            .error, "signing/outside-page",
            Bilingual(
                fr: "la signature visible sortirait de la page \(page)", en: "the visible signature would reach out of page \(page)"),
            at: nil,
            hint: Bilingual(
                fr: "comptez depuis le coin supérieur gauche\u{A0}: PAGE:GAUCHE,HAUT,LARGEUR,HAUTEUR",
                en: "count from the upper left corner: PAGE:LEFT,TOP,WIDTH,HEIGHT"))
    }

    static func noTextField(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/no-text-field",
            Bilingual(fr: "le document n’a pas de champ de texte `\(name)`", en: "the document has no text field `\(name)`"), at: nil)
    }

    static func textFieldIsFilled(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/text-field-is-filled",
            Bilingual(fr: "le champ de texte `\(name)` est déjà rempli", en: "the text field `\(name)` is filled already"), at: nil)
    }

    static func textIsTooLong(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "signing/text-too-long",
            Bilingual(fr: "le texte du champ `\(name)` est trop long", en: "the text of the field `\(name)` is too long"), at: nil,
            notes: [Bilingual(verbatim: "ISO 19005-2, 6.1.13")])
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
