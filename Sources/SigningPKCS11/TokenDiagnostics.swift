import CPKCS11
import Diagnostics

/// The codes of ``TokenDiagnostics``.
package enum TokenCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("token/address", Bilingual(fr: "adresse de clé mal formée", en: "malformed address of a key")),
        ("token/pin-in-address", Bilingual(fr: "NIP écrit dans une adresse", en: "PIN written in an address")),
        ("token/module", Bilingual(fr: "module PKCS #11 qui ne se charge pas", en: "PKCS #11 module that cannot be loaded")),
        ("token/not-found", Bilingual(fr: "jeton introuvable", en: "token not found")),
        ("token/several", Bilingual(fr: "plusieurs jetons ou clés possibles", en: "several tokens or keys fit")),
        ("token/no-key", Bilingual(fr: "clé introuvable sur le jeton", en: "key not found on the token")),
        ("token/no-certificate", Bilingual(fr: "aucun certificat pour la clé du jeton", en: "no certificate for the token's key")),
        ("token/no-pin", Bilingual(fr: "NIP manquant", en: "PIN missing")),
        ("token/pin-refused", Bilingual(fr: "NIP refusé", en: "PIN refused")),
        ("token/pin-locked", Bilingual(fr: "NIP bloqué", en: "PIN locked")),
        ("token/failed", Bilingual(fr: "le jeton a refusé une opération", en: "the token refused an operation")),
    ]
}

/// The words of tokens.
enum TokenDiagnostics {
    static func badAddress(_ text: String) -> Diagnostic {
        Diagnostic(
            .error, "token/address",
            Bilingual(fr: "l’adresse `\(text)` est mal formée", en: "the address `\(text)` is malformed"), at: nil,
            hint: Bilingual(
                fr: "attendu (RFC 7512)\u{A0}: `pkcs11:token=ÉTIQUETTE;object=CLÉ`, avec `--module CHEMIN`",
                en: "expected (RFC 7512): `pkcs11:token=LABEL;object=KEY`, with `--module PATH`"))
    }

    static func unknownAttribute(_ name: String) -> Diagnostic {
        var hint: Bilingual?
        if let nearest = NearestName.of(name, among: ["token", "serial", "object", "id", "type", "module-path"]) {
            hint = Bilingual.didYouMean(nearest)
        }
        return Diagnostic(
            .error, "token/address",
            Bilingual(
                fr: "l’adresse de clé a un attribut `\(name)` inconnu", en: "the address of the key has an unknown attribute `\(name)`"),
            at: nil, hint: hint)
    }

    static func notPrivate(_ type: String) -> Diagnostic {
        Diagnostic(
            .error, "token/address",
            Bilingual(fr: "`type=\(type)` n’est pas une clé privée", en: "`type=\(type)` is not a private key"), at: nil,
            hint: Bilingual(fr: "écrivez `type=private`, ou rien", en: "write `type=private`, or nothing"))
    }

    static func pinInAddress() -> Diagnostic {
        Diagnostic(
            .error, "token/pin-in-address",
            Bilingual(
                fr: "un NIP n’a pas sa place dans une adresse, que d’autres peuvent lire",
                en: "a PIN has no place in an address, which others can read"),
            at: nil,
            hint: Bilingual(
                fr: "donnez-le par `--pin-file` ou `--pin-env`, ou tapez-le au terminal",
                en: "give it by `--pin-file` or `--pin-env`, or type it at the terminal"))
    }

    static func noModule() -> Diagnostic {
        Diagnostic(
            .error, "token/module",
            Bilingual(
                fr: "aucun module PKCS #11 n’est nommé pour le jeton", en: "no PKCS #11 module is named for the token"), at: nil,
            hint: Bilingual(
                fr: "ajoutez `--module CHEMIN`, la bibliothèque fournie avec le jeton",
                en: "add `--module PATH`, the library that comes with the token"))
    }

    static func moduleNotLoaded(_ path: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .error, "token/module",
            Bilingual(fr: "le module `\(path)` ne se charge pas", en: "the module `\(path)` cannot be loaded"), at: nil,
            notes: reason.isEmpty ? [] : [Bilingual(fr: reason, en: reason)])
    }

    static func notAModule(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "token/module",
            Bilingual(fr: "`\(path)` n’est pas un module PKCS #11", en: "`\(path)` is not a PKCS #11 module"), at: nil,
            hint: Bilingual(
                fr: "la bibliothèque doit donner `C_GetFunctionList` (version 2)",
                en: "the library must offer `C_GetFunctionList` (version 2)"))
    }

    static func noToken(_ name: String, _ others: [String]) -> Diagnostic {
        Diagnostic(
            .error, "token/not-found", Bilingual(fr: "aucun jeton `\(name)`", en: "no token `\(name)`"), at: nil,
            hint: others.isEmpty
                ? Bilingual(fr: "insérez-le; le module n’en voit aucun", en: "insert it; the module sees none")
                : NearestName.of(name, among: others).map { Bilingual.didYouMean($0) } ?? list("jetons présents", "tokens present", others))
    }

    static func severalTokens(_ tokens: [(label: String, serial: String)]) -> Diagnostic {
        Diagnostic(
            .error, "token/several",
            Bilingual(fr: "plusieurs jetons conviennent", en: "several tokens fit"), at: nil,
            hint: list("ajoutez `token=` ou `serial=`", "add `token=` or `serial=`", tokens.map { "\($0.label) (\($0.serial))" }))
    }

    static func noKey(_ token: String, _ wanted: String?, _ labels: [String]) -> Diagnostic {
        let key = wanted.map { " `\($0)`" } ?? ""
        return Diagnostic(
            .error, "token/no-key",
            Bilingual(fr: "le jeton `\(token)` n’a pas de clé privée\(key)", en: "the token `\(token)` has no private key\(key)"), at: nil,
            hint: labels.isEmpty
                ? nil
                : wanted.flatMap { NearestName.of($0, among: labels) }.map { Bilingual.didYouMean($0) }
                    ?? list("clés du jeton", "keys of the token", labels))
    }

    static func severalKeys(_ token: String, _ labels: [String]) -> Diagnostic {
        Diagnostic(
            .error, "token/several",
            Bilingual(fr: "plusieurs clés du jeton `\(token)` conviennent", en: "several keys of the token `\(token)` fit"), at: nil,
            hint: list("ajoutez `object=` ou `id=`", "add `object=` or `id=`", labels))
    }

    static func noCertificate(_ token: String) -> Diagnostic {
        Diagnostic(
            .error, "token/no-certificate",
            Bilingual(
                fr: "le jeton `\(token)` n’a pas de certificat du même identifiant que la clé",
                en: "the token `\(token)` has no certificate with the key's identifier"), at: nil,
            hint: Bilingual(fr: "donnez-le avec `--cert`", en: "give it with `--cert`"))
    }

    static func certificateMismatch(_ token: String) -> Diagnostic {
        Diagnostic(
            .error, "token/no-certificate",
            Bilingual(
                fr: "aucun des certificats donnés n’est celui de la clé du jeton `\(token)`",
                en: "none of the certificates given is that of the key on the token `\(token)`"), at: nil,
            notes: [
                Bilingual(
                    fr: "clés acceptées\u{A0}: RSA d’au moins 2048 bits, P-256, P-384, P-521",
                    en: "accepted keys: RSA of at least 2048 bits, P-256, P-384, P-521")
            ])
    }

    static func noPIN(_ token: String) -> Diagnostic {
        Diagnostic(
            .error, "token/no-pin",
            Bilingual(fr: "le jeton `\(token)` demande un NIP", en: "the token `\(token)` asks for a PIN"), at: nil,
            hint: Bilingual(
                fr: "donnez-le par `--pin-file` ou `--pin-env`, ou tapez-le au terminal",
                en: "give it by `--pin-file` or `--pin-env`, or type it at the terminal"))
    }

    static func loginRefused(_ token: String, _ answer: ck_ulong) -> Diagnostic {
        switch answer {
        case ck_error_pin_locked: return pinLocked(token)
        case ck_error_pin_expired:
            return Diagnostic(
                .error, "token/pin-refused",
                Bilingual(fr: "le NIP du jeton `\(token)` a expiré", en: "the PIN of the token `\(token)` has expired"), at: nil)
        case ck_error_pin_incorrect:
            return Diagnostic(
                .error, "token/pin-refused",
                Bilingual(fr: "le jeton `\(token)` refuse le NIP", en: "the token `\(token)` refuses the PIN"), at: nil,
                hint: Bilingual(
                    fr: "n’essayez pas au hasard\u{A0}: un jeton se bloque après quelques essais",
                    en: "do not guess: a token locks itself after a few tries"))
        default: return failed(token, "C_Login", answer)
        }
    }

    static func pinLocked(_ token: String) -> Diagnostic {
        Diagnostic(
            .error, "token/pin-locked",
            Bilingual(fr: "le NIP du jeton `\(token)` est bloqué", en: "the PIN of the token `\(token)` is locked"), at: nil,
            hint: Bilingual(
                fr: "l’administrateur du jeton le débloque avec le code de sécurité (SO PIN)",
                en: "the token's administrator unlocks it with the security officer's PIN"))
    }

    static func signingRefused(_ token: String, _ answer: ck_ulong) -> Diagnostic {
        guard answer == ck_error_mechanism_invalid else { return failed(token, "C_Sign", answer) }
        return Diagnostic(
            .error, "token/failed",
            Bilingual(
                fr: "le jeton `\(token)` ne sait pas signer ainsi", en: "the token `\(token)` cannot sign this way"), at: nil,
            hint: Bilingual(fr: "essayez `--padding pkcs1`, ou un autre `--hash`", en: "try `--padding pkcs1`, or another `--hash`"))
    }

    static func badSignature() -> Diagnostic {
        Diagnostic(
            .error, "token/failed",
            Bilingual(fr: "le jeton a donné une signature mal formée", en: "the token gave a malformed signature"), at: nil)
    }

    static func failed(_ token: String, _ function: String, _ answer: ck_ulong) -> Diagnostic {
        let number = "0x" + String(answer, radix: 16)
        let name = token.isEmpty ? "" : " `\(token)`"
        return Diagnostic(
            .error, "token/failed",
            Bilingual(
                fr: "le jeton\(name) a répondu \(number) à \(function)", en: "the token\(name) answered \(number) to \(function)"), at: nil,
            hint: answer == ck_error_device_removed || answer == ck_error_token_not_present
                ? Bilingual(fr: "remettez le jeton", en: "put the token back") : nil)
    }

    private static func list(_ french: String, _ english: String, _ names: [String]) -> Bilingual {
        let all = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
        return Bilingual(fr: "\(french)\u{A0}: \(all)", en: "\(english): \(all)")
    }
}
