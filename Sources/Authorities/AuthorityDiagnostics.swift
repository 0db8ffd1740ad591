import Diagnostics

/// The codes of ``AuthorityDiagnostics``.
package enum AuthorityCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("authority/address", Bilingual(fr: "adresse de service mal formée", en: "malformed address of a service")),
        ("authority/tls", Bilingual(fr: "connexion chiffrée refusée ou sans confiance", en: "encrypted connection refused or not trusted")),
        (
            "authority/tls-roots",
            Bilingual(fr: "racines illisibles pour les connexions chiffrées", en: "unreadable roots for encrypted connections")
        ),
        ("authority/not-reached", Bilingual(fr: "service injoignable", en: "service not reached")),
        ("authority/timed-out", Bilingual(fr: "service trop lent", en: "service too slow")),
        ("authority/broken", Bilingual(fr: "réponse interrompue ou mal formée", en: "broken or malformed answer")),
        ("authority/too-long", Bilingual(fr: "réponse trop longue", en: "answer too long")),
        ("authority/status", Bilingual(fr: "service qui refuse", en: "service that refuses")),
        ("authority/redirects", Bilingual(fr: "redirection refusée", en: "redirection refused")),
        ("authority/time-stamp", Bilingual(fr: "horodatage refusé par le service", en: "time stamp refused by the authority")),
        ("authority/revocation", Bilingual(fr: "réponse sur la révocation sans valeur", en: "unsound answer about revocation")),
        ("authority/issuer", Bilingual(fr: "certificat d’émetteur illisible", en: "unreadable certificate of an issuer")),
    ]
}

/// The words of services that are asked over HTTP.
enum AuthorityDiagnostics {
    static func badAddress(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/address",
            Bilingual(fr: "`\(address)` n’est pas une adresse http ou https", en: "`\(address)` is not an http or https address"), at: nil,
            hint: Bilingual(fr: "par exemple `http://horodatage.example/tsa`", en: "for example `http://timestamp.example/tsa`"))
    }

    static func untrusted(_ address: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/tls",
            Bilingual(
                fr: "la connexion chiffrée à `\(address)` ne peut être établie",
                en: "no encrypted connection to `\(address)` can be made"),
            at: nil, notes: [Bilingual(fr: reason, en: reason)],
            hint: Bilingual(
                fr:
                    "le nom d’hôte et l’autorité du certificat doivent convenir; `--tls-roots FICHIER.pem` nomme une autorité qui n’est pas du système",
                en: "host name and authority of the certificate must fit; `--tls-roots FILE.pem` names an authority that the system lacks"))
    }

    static func badRoots() -> Diagnostic {
        Diagnostic(
            .error, "authority/tls-roots",
            Bilingual(
                fr: "aucun certificat lisible parmi les racines pour les connexions chiffrées",
                en: "no readable certificate among the roots for encrypted connections"), at: nil,
            hint: Bilingual(fr: "un fichier PEM avec des blocs CERTIFICATE", en: "a PEM file with CERTIFICATE blocks"))
    }

    static func plainRedirect(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/redirects",
            Bilingual(
                fr: "`\(address)` renvoie de HTTPS vers HTTP en clair", en: "`\(address)` redirects from HTTPS to plain HTTP"),
            at: nil, hint: Bilingual(fr: "donnez l’adresse finale du service", en: "give the service's final address"))
    }

    static func notReached(_ address: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/not-reached", Bilingual(fr: "`\(address)` ne peut être joint", en: "`\(address)` cannot be reached"),
            at: nil,
            notes: [Bilingual(fr: reason, en: reason)])
    }

    static func timedOut(_ address: String, _ seconds: Double) -> Diagnostic {
        Diagnostic(
            .error, "authority/timed-out",
            Bilingual(fr: "`\(address)` n’a pas répondu en \(seconds)\u{A0}s", en: "`\(address)` did not answer within \(seconds) s"),
            at: nil,
            hint: Bilingual(fr: "réessayez plus tard; rien n’a été écrit", en: "try again later; nothing was written"))
    }

    static func broken(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/broken",
            Bilingual(
                fr: "la réponse de `\(address)` s’interrompt ou est mal formée", en: "the answer of `\(address)` breaks off or is malformed"
            ),
            at: nil)
    }

    static func tooLong(_ address: String, _ limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "authority/too-long",
            Bilingual(
                fr: "la réponse de `\(address)` dépasse la limite de \(limit >> 10) Kio",
                en: "the answer of `\(address)` is over the limit of \(limit >> 10) KiB"), at: nil)
    }

    static func status(_ address: String, _ status: Int) -> Diagnostic {
        Diagnostic(
            .error, "authority/status",
            Bilingual(fr: "`\(address)` a répondu \(status)", en: "`\(address)` answered \(status)"), at: nil)
    }

    static func tooManyRedirects(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/redirects",
            Bilingual(fr: "`\(address)` renvoie ailleurs une fois de trop", en: "`\(address)` redirects once too often"), at: nil)
    }

    static func attempts(_ count: Int) -> Bilingual {
        Bilingual(fr: "après \(count) essais", en: "after \(count) attempts")
    }

    static func refusedToStamp(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/time-stamp",
            Bilingual(fr: "`\(address)` n’a pas donné d’horodatage", en: "`\(address)` gave no time stamp"), at: nil,
            hint: Bilingual(
                fr: "est-ce l’adresse d’un service RFC 3161, qui accepte SHA-256\u{A0}?",
                en: "is it the address of an RFC 3161 service that takes SHA-256?"))
    }

    static func wrongNonce(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/time-stamp",
            Bilingual(
                fr: "l’horodatage de `\(address)` répond à une autre question",
                en: "the time stamp of `\(address)` answers another question"),
            at: nil)
    }

    static func badStatus(_ address: String, _ name: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/revocation",
            Bilingual(
                fr: "`\(address)` ne dit rien de sûr du certificat de `\(name)`",
                en: "`\(address)` says nothing sound about the certificate of `\(name)`"), at: nil)
    }

    static func badList(_ address: String, _ name: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/revocation",
            Bilingual(
                fr: "la liste de révocation de `\(address)` n’est pas signée par `\(name)`",
                en: "the revocation list of `\(address)` is not signed by `\(name)`"), at: nil)
    }

    static func badIssuer(_ address: String) -> Diagnostic {
        Diagnostic(
            .error, "authority/issuer",
            Bilingual(fr: "`\(address)` ne donne pas de certificat lisible", en: "`\(address)` gives no certificate that can be read"),
            at: nil)
    }
}
