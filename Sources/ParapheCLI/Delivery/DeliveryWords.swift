import Diagnostics
import Journal
import Paraphe

/// The wording of `paraphe deliver`.
enum DeliveryWords {
    static let deliver = Bilingual(
        fr: "Rappelle les délais écoulés, envoie les avis par courriel et les fax.",
        en: "Reminds of delays that passed, and sends notifications by mail and faxes.")
    static let discussion = Bilingual(
        fr: """
            Fait ce qui est dû maintenant, puis finit; avec --watch, continue jusqu’à ce qu’on l’arrête. Plusieurs peuvent servir un même registre.
              paraphe deliver --store r.sqlite --pack PACK --mail courriel.yaml --watch
              paraphe deliver --store r.sqlite --pack PACK --smtp localhost:25 --tls none --from avis@exemple.qc.ca
            """,
        en: """
            Does what is due now, then ends; with --watch, goes on until it is stopped. Several can serve one store.
              paraphe deliver --store r.sqlite --pack PACK --mail mail.yaml --watch
              paraphe deliver --store r.sqlite --pack PACK --smtp localhost:25 --tls none --from notices@example.org
            """)
    static let watchHelp = Bilingual(fr: "Continue à mesure que des envois sont dus.", en: "Goes on as deliveries become due.")
    static let remindOnlyHelp = Bilingual(
        fr: "Rappelle les délais écoulés sans rien envoyer; les avis attendent.",
        en: "Reminds of delays that passed without sending anything; the notifications wait.")
    static let planHelp = Bilingual(
        fr: "Note d’abord les échéances des dossiers qui n’en ont pas\u{A0}: registre d’avant, nouveaux délais.",
        en: "First notes the moments of dossiers that have none: a store from before, new deadlines.")
    static let listHelp = Bilingual(
        fr: "Montre les envois qui attendent ou sont abandonnés.", en: "Shows the deliveries that wait or were given up.")
    static let reviveHelp = Bilingual(fr: "Remet en attente un envoi abandonné.", en: "Has a delivery wait again that was given up.")
    static let mailHelp = Bilingual(
        fr: "Réglages du serveur de courriel et des fax (docs/notifications.md, docs/fax.md).",
        en: "Settings of the mail server and of faxes (docs/notifications.md, docs/fax.md).")
    static let smtpHelp = Bilingual(fr: "Serveur de courriel.", en: "Mail server.")
    static let tlsHelp = Bilingual(
        fr: "Chiffrement\u{A0}: starttls (par défaut), tls, none.", en: "Encryption: starttls (the default), tls, none.")
    static let authoritiesHelp = Bilingual(
        fr: "Autorités du certificat du serveur, en PEM; celles du système par défaut.",
        en: "Authorities of the server’s certificate, PEM; those of the system by default.")
    static let fromHelp = Bilingual(fr: "Adresse de l’expéditeur.", en: "Address of the sender.")
    static let accountHelp = Bilingual(fr: "Compte au serveur.", en: "Account at the server.")
    static let passwordFileHelp = Bilingual(fr: "Fichier du mot de passe du compte.", en: "File of the account’s password.")
    static let passwordEnvHelp = Bilingual(
        fr: "Variable d’environnement du mot de passe du compte.", en: "Environment variable of the account’s password.")

    static let watchOrAt = Bilingual(fr: "--watch suit l’horloge\u{A0}: pas de --at", en: "--watch follows the clock: no --at")
    static let noServer = Bilingual(fr: "donnez --mail ou --smtp", en: "give --mail or --smtp")
    static let fileOrPlace = Bilingual(fr: "--mail ou --smtp, l’un des deux", en: "--mail or --smtp, one of the two")
    static let noSender = Bilingual(fr: "--smtp va avec --from", en: "--smtp goes with --from")
    static let onlyWithPlace = Bilingual(
        fr: "--tls, --ca, --from et --account vont avec --smtp; sinon, écrivez-les dans le fichier de --mail",
        en: "--tls, --ca, --from and --account go with --smtp; else write them in the file of --mail")
    static let noPassword = Bilingual(
        fr: "--account va avec --password-file ou --password-env", en: "--account goes with --password-file or --password-env")

    static func badPlace(_ text: String) -> Bilingual {
        Bilingual(fr: "`\(text)`\u{A0}: écrivez hôte:port", en: "`\(text)`: write host:port")
    }

    static func badSecurity(_ text: String) -> Bilingual {
        Bilingual(fr: "`\(text)`\u{A0}: starttls, tls ou none", en: "`\(text)`: starttls, tls or none")
    }

    static func planned(_ count: Int) -> Bilingual {
        Bilingual(fr: "échéances notées\u{A0}: \(count)", en: "moments noted: \(count)")
    }

    static func outcome(_ outcome: DeliveryLine.Outcome) -> Bilingual {
        switch outcome {
        case .reminded: Bilingual(fr: "rappelé", en: "reminded")
        case .sent: Bilingual(fr: "envoyé", en: "sent")
        case .later: Bilingual(fr: "plus tard", en: "later")
        case .dead: Bilingual(fr: "abandonné", en: "given up")
        }
    }

    static func state(_ state: WorkItem.State) -> Bilingual {
        switch state {
        case .waiting: Bilingual(fr: "en attente", en: "waiting")
        case .leased: Bilingual(fr: "en cours", en: "under way")
        case .done: Bilingual(fr: "fait", en: "done")
        case .dead: Bilingual(fr: "abandonné", en: "given up")
        case .withdrawn: Bilingual(fr: "retiré", en: "withdrawn")
        }
    }

    /// A job of a fax program, which may not tell its name.
    static func job(_ name: String) -> Bilingual {
        name.isEmpty ? Bilingual(fr: "tâche remise", en: "job handed over") : Bilingual(fr: "tâche \(name)", en: "job \(name)")
    }

    static func attempts(_ count: Int64) -> Bilingual {
        Bilingual(fr: "tentatives\u{A0}: \(count)", en: "tries: \(count)")
    }

    static func again(_ moment: String) -> Bilingual { Bilingual(fr: "de nouveau à \(moment)", en: "again at \(moment)") }
}
