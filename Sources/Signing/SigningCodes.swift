import Diagnostics

/// The codes of this module.
package enum SigningCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] =
        KeyCodes.all + [
            ("signing/no-key", Bilingual(fr: "fichier sans clé privée", en: "file without a private key")),
            ("signing/encrypted-key", Bilingual(fr: "clé privée chiffrée", en: "encrypted private key")),
            ("signing/unreadable-key", Bilingual(fr: "clé privée illisible", en: "unreadable private key")),
            ("signing/key-mismatch", Bilingual(fr: "la clé n’est pas celle du certificat", en: "key and certificate do not match")),
            ("signing/key-usage", Bilingual(fr: "certificat non prévu pour signer", en: "certificate not meant for signing")),
            ("signing/certificate-expired", Bilingual(fr: "certificat expiré", en: "expired certificate")),
            ("signing/certificate-not-yet-valid", Bilingual(fr: "certificat pas encore valide", en: "certificate not yet valid")),
            ("signing/key-failed", Bilingual(fr: "la clé n’a pas pu signer", en: "the key could not sign")),
            ("signing/no-field", Bilingual(fr: "champ de signature inconnu", en: "unknown signature field")),
            ("signing/field-is-signed", Bilingual(fr: "champ déjà signé", en: "field signed already")),
            ("signing/field-is-locked", Bilingual(fr: "champ verrouillé", en: "locked field")),
            (
                "signing/no-changes-allowed",
                Bilingual(fr: "document certifié sans changement permis", en: "document certified with no changes allowed")
            ),
            ("signing/field-has-place", Bilingual(fr: "champ qui a déjà sa place", en: "field that has its place already")),
            (
                "signing/late-visible-field",
                Bilingual(
                    fr: "signature visible qui invaliderait une signature antérieure",
                    en: "visible signature that would make an earlier signature invalid")
            ),
            ("signing/outside-page", Bilingual(fr: "place hors de la page", en: "place outside of the page")),
            ("signing/no-text-field", Bilingual(fr: "champ de texte inconnu", en: "unknown text field")),
            ("signing/text-field-is-filled", Bilingual(fr: "champ de texte déjà rempli", en: "text field filled already")),
            ("signing/text-too-long", Bilingual(fr: "texte d’un champ trop long", en: "text of a field too long")),
            ("signing/no-page", Bilingual(fr: "document sans page", en: "document without a page")),
            ("signing/time-stamp", Bilingual(fr: "horodatage reçu non valable", en: "unsound time stamp received")),
            ("signing/no-time-stamping", Bilingual(fr: "service d’horodatage manquant", en: "time-stamping authority missing")),
            ("signing/no-revocation-source", Bilingual(fr: "données de révocation manquantes", en: "revocation data missing")),
            (
                "signing/nothing-to-extend",
                Bilingual(fr: "document sans signature à prolonger", en: "document without a signature to extend")
            ),
            ("signing/revoked", Bilingual(fr: "certificat révoqué", en: "revoked certificate")),
            ("signing/incomplete-chain", Bilingual(fr: "chaîne de certificats incomplète", en: "incomplete chain of certificates")),
            ("signing/no-revocation-data", Bilingual(fr: "révocation d’un certificat inconnue", en: "revocation of a certificate unknown")),
            (
                "signing/early-revocation-data",
                Bilingual(fr: "données de révocation d’avant la signature", en: "revocation data older than the signature")
            ),
            ("signing/ticket", Bilingual(fr: "demande de signature illisible", en: "unreadable request for a signature")),
            ("signing/not-the-prepared-file", Bilingual(fr: "autre fichier que celui préparé", en: "not the file that was prepared")),
            ("signing/deadline", Bilingual(fr: "délai de signature passé", en: "deadline of signing passed")),
            ("signing/no-signed-part", Bilingual(fr: "demande faite sans certificat", en: "request made without a certificate")),
            ("signing/answer", Bilingual(fr: "signature reçue refusée", en: "signature received refused")),
            ("signing/no-room", Bilingual(fr: "place réservée trop petite", en: "reserved room too small")),
        ]
}
