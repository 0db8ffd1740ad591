import Diagnostics

/// The codes of ``MailDiagnostics``.
package enum MailCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("mail/address", Bilingual(fr: "adresse de courriel mal formée", en: "malformed email address")),
        ("mail/no-recipient", Bilingual(fr: "courriel sans destinataire", en: "message without a receiver")),
        ("mail/identifier", Bilingual(fr: "identifiant de courriel mal formé", en: "malformed identifier of a message")),
        ("mail/attachment", Bilingual(fr: "pièce jointe mal décrite", en: "attachment badly described")),
        ("mail/too-large", Bilingual(fr: "courriel trop grand", en: "message too large")),
        ("mail/not-reached", Bilingual(fr: "serveur de courriel injoignable", en: "mail server not reached")),
        ("mail/timed-out", Bilingual(fr: "serveur de courriel trop lent", en: "mail server too slow")),
        ("mail/broken", Bilingual(fr: "réponse interrompue ou mal formée", en: "broken or malformed answer")),
        (
            "mail/not-trusted",
            Bilingual(fr: "serveur de courriel sans certificat de confiance", en: "mail server without a trusted certificate")
        ),
        ("mail/no-starttls", Bilingual(fr: "serveur de courriel sans STARTTLS", en: "mail server without STARTTLS")),
        ("mail/authorities", Bilingual(fr: "fichier d’autorités inutilisable", en: "unusable file of authorities")),
        ("mail/password", Bilingual(fr: "mot de passe du serveur absent", en: "no password for the server")),
        ("mail/password-in-clear", Bilingual(fr: "mot de passe qui partirait en clair", en: "password that would go in clear")),
        ("mail/authentication", Bilingual(fr: "authentification refusée par le serveur", en: "authentication refused by the server")),
        ("mail/busy", Bilingual(fr: "serveur de courriel occupé", en: "mail server busy")),
        ("mail/sender", Bilingual(fr: "expéditeur refusé par le serveur", en: "sender refused by the server")),
        ("mail/refused", Bilingual(fr: "courriel refusé par le serveur", en: "message refused by the server")),
        ("mail/later", Bilingual(fr: "courriel remis à plus tard par le serveur", en: "message put off by the server")),
    ]
}

/// The words of what can go wrong with mail.
package enum MailDiagnostics {
    static let noAt = Bilingual(fr: "il y manque le signe @", en: "the sign @ is missing")
    static let addressTooLong = Bilingual(fr: "elle est trop longue", en: "it is too long")
    static let notASCII = Bilingual(
        fr: "elle a une lettre accentuée ou une espace que les serveurs ne prennent pas",
        en: "it has an accented letter or a space that servers do not take")
    static let badLocalPart = Bilingual(
        fr: "ce qui précède le signe @ est mal formé", en: "what stands before the sign @ is malformed")
    static let badDomain = Bilingual(fr: "ce qui suit le signe @ n’est pas un domaine", en: "what follows the sign @ is no domain")

    static func badAddress(_ text: String, _ why: Bilingual) -> Diagnostic {
        let shown = MessageWriter.single(String(text.prefix(80)))
        return Diagnostic(
            .error, "mail/address",
            Bilingual(
                fr: "`\(shown)` n’est pas une adresse de courriel\u{A0}: \(why.fr)", en: "`\(shown)` is not an email address: \(why.en)"),
            at: nil, hint: Bilingual(fr: "par exemple `prenom.nom@exemple.qc.ca`", en: "for example `given.family@example.org`"))
    }

    static func noRecipient(_ subject: String) -> Diagnostic {
        Diagnostic(
            .error, "mail/no-recipient",
            Bilingual(fr: "le courriel n’a pas de destinataire", en: "the message has no receiver"), at: nil,
            hint: Bilingual(fr: "donnez au moins une adresse", en: "give at least one address"))
    }

    static func badIdentifier(_ text: String) -> Diagnostic {
        Diagnostic(
            .error, "mail/identifier",
            Bilingual(
                fr: "`\(MessageWriter.single(text))` ne peut nommer un courriel",
                en: "`\(MessageWriter.single(text))` cannot name a message"),
            at: nil, hint: Bilingual(fr: "lettres, chiffres, points et traits d’union", en: "letters, digits, dots and hyphens"))
    }

    static func badAttachment(_ name: String, _ mediaType: String) -> Diagnostic {
        Diagnostic(
            .error, "mail/attachment",
            Bilingual(
                fr: "la pièce jointe `\(name)` de type `\(mediaType)` ne peut être envoyée",
                en: "the attachment `\(name)` of type `\(mediaType)` cannot be sent"), at: nil,
            hint: Bilingual(fr: "un nom, et un type comme `application/pdf`", en: "a name, and a type such as `application/pdf`"))
    }

    static func tooManyAttachments(_ count: Int) -> Diagnostic {
        Diagnostic(
            .error, "mail/attachment",
            Bilingual(
                fr: "\(count) pièces jointes\u{A0}: la limite est de \(MailLimits.attachments)",
                en: "\(count) attachments: the limit is \(MailLimits.attachments)"), at: nil,
            hint: Bilingual(fr: "envoyez-les en plusieurs courriels", en: "send them in several messages"))
    }

    static func tooLarge(_ size: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "mail/too-large",
            Bilingual(
                fr: "le courriel a \(size) octets\u{A0}: la limite est de \(limit)",
                en: "the message has \(size) bytes: the limit is \(limit)"),
            at: nil, hint: Bilingual(fr: "envoyez moins de pièces à la fois", en: "send fewer files at once"))
    }

    // MARK: - Sessions

    /// What ended a session.
    package static func failure(_ failure: SMTPFailure, server: MailServer) -> Diagnostic {
        let name = server.name
        switch failure {
        case .notReached(let reason):
            return Diagnostic(
                .error, "mail/not-reached", Bilingual(fr: "`\(name)` ne peut être joint", en: "`\(name)` cannot be reached"), at: nil,
                notes: [Bilingual(verbatim: reason)],
                hint: Bilingual(fr: "vérifiez le nom, le port et le réseau", en: "check the name, the port and the network"))
        case .timedOut(let seconds):
            return Diagnostic(
                .error, "mail/timed-out",
                Bilingual(fr: "`\(name)` n’a pas répondu en \(seconds)\u{A0}s", en: "`\(name)` did not answer within \(seconds) s"),
                at: nil,
                hint: later)
        case .hungUp:
            return Diagnostic(
                .error, "mail/broken", Bilingual(fr: "`\(name)` a raccroché", en: "`\(name)` hung up"), at: nil, hint: later)
        case .malformed:
            return Diagnostic(
                .error, "mail/broken", Bilingual(fr: "`\(name)` ne parle pas SMTP", en: "`\(name)` does not speak SMTP"), at: nil,
                hint: Bilingual(
                    fr: "vérifiez le port, et la sécurité\u{A0}: `tls` au port 465, `starttls` au port 587",
                    en: "check the port, and the security: `tls` on port 465, `starttls` on port 587"))
        case .tooLong:
            return Diagnostic(
                .error, "mail/broken",
                Bilingual(fr: "la réponse de `\(name)` est trop longue", en: "the answer of `\(name)` is too long"), at: nil,
                hint: Bilingual(fr: "est-ce un serveur de courriel\u{A0}?", en: "is it a mail server?"))
        case .notTrusted(let reason):
            return Diagnostic(
                .error, "mail/not-trusted",
                Bilingual(
                    fr: "le certificat de `\(name)` n’est pas de confiance, ou le chiffrement échoue",
                    en: "the certificate of `\(name)` is not trusted, or encryption fails"), at: nil,
                notes: [Bilingual(verbatim: reason)],
                hint: Bilingual(
                    fr: "nommez le serveur comme son certificat; pour une autorité de la maison, donnez son fichier PEM (`authorities`)",
                    en: "name the server as its certificate does; for an authority of your own, give its PEM file (`authorities`)"))
        case .noStartTLS:
            return Diagnostic(
                .error, "mail/no-starttls",
                Bilingual(
                    fr: "`\(name)` n’offre pas STARTTLS; rien n’a été envoyé", en: "`\(name)` does not offer STARTTLS; nothing was sent"),
                at: nil,
                hint: Bilingual(fr: "essayez `security: tls` au port 465", en: "try `security: tls` on port 465"))
        case .badAuthorities(let path):
            return Diagnostic(
                .error, "mail/authorities",
                Bilingual(
                    fr: "les autorités de `\(path)` ne peuvent être lues", en: "the authorities of `\(path)` cannot be read"), at: nil,
                hint: Bilingual(fr: "donnez un fichier PEM de certificats", en: "give a PEM file of certificates"))
        case .noPassword:
            return Diagnostic(
                .error, "mail/password",
                Bilingual(fr: "le mot de passe pour `\(name)` ne peut être lu", en: "the password for `\(name)` cannot be read"), at: nil,
                hint: Bilingual(
                    fr: "un fichier (`password-file`) ou une variable (`password-env`)",
                    en: "a file (`password-file`) or a variable (`password-env`)"))
        case .passwordInClear:
            return Diagnostic(
                .error, "mail/password-in-clear",
                Bilingual(
                    fr: "le mot de passe partirait en clair vers `\(name)`; rien n’a été envoyé",
                    en: "the password would go in clear to `\(name)`; nothing was sent"), at: nil,
                hint: Bilingual(fr: "`security: starttls` ou `security: tls`", en: "`security: starttls` or `security: tls`"))
        case .noMechanism:
            return Diagnostic(
                .error, "mail/authentication",
                Bilingual(
                    fr: "`\(name)` n’accepte ni PLAIN ni LOGIN", en: "`\(name)` accepts neither PLAIN nor LOGIN"), at: nil,
                hint: Bilingual(
                    fr: "beaucoup de serveurs ne l’offrent qu’après STARTTLS", en: "many servers offer it after STARTTLS alone"))
        case .notAuthenticated(let reply):
            return Diagnostic(
                .error, "mail/authentication",
                Bilingual(fr: "`\(name)` refuse le compte\u{A0}: \(reply.text)", en: "`\(name)` refuses the account: \(reply.text)"),
                at: nil,
                hint: Bilingual(fr: "vérifiez le compte et son mot de passe", en: "check the account and its password"))
        case .busy(let reply):
            return Diagnostic(
                .error, "mail/busy", Bilingual(fr: "`\(name)` est occupé\u{A0}: \(reply.text)", en: "`\(name)` is busy: \(reply.text)"),
                at: nil, hint: later)
        case .refused(let reply):
            return Diagnostic(
                .error, "mail/sender",
                Bilingual(
                    fr: "`\(name)` refuse ce que nous sommes ou d’où nous écrivons\u{A0}: \(reply.text)",
                    en: "`\(name)` refuses who we are or from where we write: \(reply.text)"), at: nil,
                hint: Bilingual(
                    fr: "vérifiez l’adresse de l’expéditeur et le compte", en: "check the address of the sender and the account"))
        }
    }

    private static let later = Bilingual(
        fr: "rien n’est perdu\u{A0}: ce qui reste à envoyer le sera la prochaine fois",
        en: "nothing is lost: what is left to send will be sent the next time")

    /// An answer against one message.
    package static func answer(_ reply: SMTPReply, server: String) -> Diagnostic {
        reply.isTransient
            ? Diagnostic(
                .warning, "mail/later",
                Bilingual(fr: "`\(server)` remet à plus tard\u{A0}: \(reply.text)", en: "`\(server)` puts it off: \(reply.text)"), at: nil,
                hint: later)
            : Diagnostic(
                .error, "mail/refused",
                Bilingual(fr: "`\(server)` refuse le courriel\u{A0}: \(reply.text)", en: "`\(server)` refuses the message: \(reply.text)"),
                at: nil, hint: Bilingual(fr: "vérifiez l’adresse du destinataire", en: "check the receiver’s address"))
    }
}
