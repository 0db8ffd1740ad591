import Diagnostics

/// The codes of ``DeliveryDiagnostics``.
package enum DeliveryCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("delivery/unknown-key", Bilingual(fr: "réglage de courriel inconnu", en: "unknown mail setting")),
        ("delivery/missing-key", Bilingual(fr: "réglage de courriel manquant", en: "missing mail setting")),
        ("delivery/value", Bilingual(fr: "réglage de courriel mal formé", en: "malformed mail setting")),
        (
            "delivery/unknown-notification",
            Bilingual(fr: "avis que la configuration ne connaît plus", en: "notification that the pack no longer knows")
        ),
        ("delivery/unknown-receiver", Bilingual(fr: "destinataire inconnu de l’annuaire", en: "receiver unknown to the directory")),
        ("delivery/no-receiver", Bilingual(fr: "avis sans destinataire", en: "notification without a receiver")),
        ("delivery/no-words", Bilingual(fr: "avis dont une valeur manque", en: "notification of which a value is missing")),
        ("delivery/no-address", Bilingual(fr: "destinataire sans adresse de courriel", en: "receiver without an email address")),
        (
            "delivery/confidential",
            Bilingual(fr: "renseignement confidentiel dans un avis", en: "confidential information in a notification")
        ),
        ("delivery/unreadable", Bilingual(fr: "travail illisible", en: "unreadable work")),
        ("delivery/given-up", Bilingual(fr: "envoi abandonné", en: "delivery given up")),
        ("delivery/not-dead", Bilingual(fr: "envoi qui n’est pas abandonné", en: "delivery that is not given up")),
    ]
}

/// The words of what can go wrong between an event and a message.
package enum DeliveryDiagnostics {
    static let aServer = Bilingual(
        fr: "un nom et un port, comme `smtp.exemple.qc.ca:587`", en: "a name and a port, as `smtp.example.org:587`")
    static let aDomain = Bilingual(
        fr: "le nom de cette machine, comme `paraphe.exemple.qc.ca`", en: "the name of this machine, as `paraphe.example.org`")

    static func unknownNotification(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/unknown-notification",
            Bilingual(fr: "la configuration n’a plus d’avis `\(id)`", en: "the pack has no notification `\(id)` any more"), at: nil,
            hint: Bilingual(
                fr: "gardez les avis tant que des envois les attendent", en: "keep notifications as long as deliveries wait for them"))
    }

    static func unknownReceiver(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/unknown-receiver",
            Bilingual(fr: "l’annuaire ne connaît plus `\(id)`", en: "the directory no longer knows `\(id)`"), at: nil,
            hint: Bilingual(
                fr: "remettez la personne dans l’annuaire, puis l’envoi en attente",
                en: "put the person back into the directory, then the delivery into the queue"))
    }

    static func noReceiver(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/no-receiver",
            Bilingual(fr: "personne ne reçoit l’avis `\(id)`", en: "nobody receives the notification `\(id)`"), at: nil,
            hint: Bilingual(fr: "donnez le rôle du destinataire à quelqu’un", en: "give somebody the role of the receiver"))
    }

    static func noWords(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/no-words",
            Bilingual(
                fr: "une valeur que demande l’avis `\(id)` ne peut être calculée",
                en: "a value that the notification `\(id)` asks for cannot be computed"),
            at: nil,
            hint: Bilingual(
                fr: "corrigez ses paramètres dans la configuration, ou remplissez le dossier",
                en: "mend its parameters in the pack, or fill in the dossier"))
    }

    static func noAddress(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/no-address",
            Bilingual(fr: "`\(id)` n’a pas d’adresse de courriel", en: "`\(id)` has no email address"), at: nil,
            hint: Bilingual(
                fr: "donnez-lui un champ de type `email` (`person: fields:`), et une valeur",
                en: "give the person a field of type `email` (`person: fields:`), and a value"))
    }

    static func confidential(_ parameter: String, in notification: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/confidential",
            Bilingual(
                fr: "la valeur de `\(parameter)` de l’avis `\(notification)` est celle d’un champ confidentiel; rien n’a été envoyé",
                en: "the value of `\(parameter)` of the notification `\(notification)` is that of a confidential field; nothing was sent"),
            at: nil,
            hint: Bilingual(fr: "nommez le dossier par son numéro", en: "name the dossier by its number"))
    }

    static func unreadable(_ key: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/unreadable",
            Bilingual(fr: "le travail `\(key)` ne peut être lu", en: "the work `\(key)` cannot be read"), at: nil,
            hint: Bilingual(fr: "une version plus récente l’a-t-elle écrit\u{A0}?", en: "did a newer version write it?"))
    }

    static func givenUp(_ key: String, attempts: Int64) -> Diagnostic {
        Diagnostic(
            .error, "delivery/given-up",
            Bilingual(
                fr: "l’envoi `\(key)` est abandonné après \(attempts) tentatives",
                en: "the delivery `\(key)` is given up after \(attempts) tries"),
            at: nil,
            hint: Bilingual(fr: "`paraphe deliver --revive` le remet en attente", en: "`paraphe deliver --revive` has it wait again"))
    }

    /// Only what was given up can be revived.
    package static func notDead(_ key: String) -> Diagnostic {
        Diagnostic(
            .error, "delivery/not-dead",
            Bilingual(fr: "`\(key)` ne nomme pas un envoi abandonné", en: "`\(key)` names no delivery that was given up"), at: nil,
            hint: Bilingual(fr: "`paraphe deliver --list` montre les envois", en: "`paraphe deliver --list` shows the deliveries"))
    }
}
