import Diagnostics

/// The codes of ``KeyDiagnostics``.
package enum KeyCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("key/wrong-secret", Bilingual(fr: "phrase secrète refusée", en: "passphrase refused")),
        ("key/unsupported", Bilingual(fr: "protection de clé non prise en charge", en: "unsupported protection of a key")),
        ("key/malformed", Bilingual(fr: "fichier de clé mal formé", en: "malformed key file")),
        ("key/iterations", Bilingual(fr: "trop d’itérations pour ouvrir une clé", en: "too many iterations to open a key")),
        ("key/old-encryption", Bilingual(fr: "ancien chiffrement d’OpenSSL", en: "old encryption of OpenSSL")),
    ]
}

/// The words of keys that cannot be opened.
enum KeyDiagnostics {
    static func notOpened(_ path: String, _ failure: EncryptionFailure, isPKCS12: Bool) -> Diagnostic {
        switch failure {
        case .wrongSecret:
            Diagnostic(
                .error, "key/wrong-secret",
                Bilingual(
                    fr: "la phrase secrète donnée n’ouvre pas `\(path)`", en: "the passphrase given does not open `\(path)`"), at: nil,
                hint: Bilingual(
                    fr: "donnez-la par `--pin-file` ou `--pin-env`; un saut de ligne à la fin du fichier n’en fait pas partie",
                    en: "give it by `--pin-file` or `--pin-env`; an end of line at the end of the file is no part of it"))
        case .unsupported(let name): unsupported(path, name, isPKCS12: isPKCS12)
        case .malformed:
            Diagnostic(
                .error, "key/malformed", Bilingual(fr: "`\(path)` est mal formé", en: "`\(path)` is malformed"), at: nil,
                hint: Bilingual(
                    fr: "un fichier qu’`openssl pkcs12 -in \(path) -noout -info` lit devrait se lire ici",
                    en: "a file that `openssl pkcs12 -in \(path) -noout -info` reads should be read here"))
        case .tooManyIterations:
            Diagnostic(
                .error, "key/iterations",
                Bilingual(
                    fr: "`\(path)` demande plus d’itérations que les \(PasswordKeyDerivation.iterationLimit) permises",
                    en: "`\(path)` asks for more than the \(PasswordKeyDerivation.iterationLimit) iterations allowed"), at: nil)
        }
    }

    private static func unsupported(_ path: String, _ name: String, isPKCS12: Bool) -> Diagnostic {
        Diagnostic(
            .error, "key/unsupported",
            Bilingual(
                fr: "`\(path)` est protégé par \(name), qui n’est pas lu ici",
                en: "`\(path)` is protected by \(name), which is not read here"),
            at: nil,
            notes: [
                Bilingual(
                    fr: "lus\u{A0}: PBES2 avec AES en mode CBC et PBKDF2 (SHA-1, SHA-256, SHA-384, SHA-512)",
                    en: "read: PBES2 with AES in CBC mode and PBKDF2 (SHA-1, SHA-256, SHA-384, SHA-512)")
            ],
            hint: isPKCS12
                ? Bilingual(
                    fr: "convertissez-le\u{A0}: `openssl pkcs12 -legacy -in \(path) -nodes | openssl pkcs12 -export -out nouveau.p12`",
                    en: "convert it: `openssl pkcs12 -legacy -in \(path) -nodes | openssl pkcs12 -export -out new.p12`")
                : Bilingual(
                    fr: "convertissez-la\u{A0}: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in \(path) -out nouvelle.pem`",
                    en: "convert it: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in \(path) -out new.pem`"))
    }

    static func oldEncryption(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "key/old-encryption",
            Bilingual(
                fr: "la clé de `\(path)` a l’ancien chiffrement d’OpenSSL, trop faible",
                en: "the key in `\(path)` has the old encryption of OpenSSL, which is too weak"), at: nil,
            hint: Bilingual(
                fr: "convertissez-la\u{A0}: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in \(path) -out nouvelle.pem`",
                en: "convert it: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in \(path) -out new.pem`"))
    }
}
