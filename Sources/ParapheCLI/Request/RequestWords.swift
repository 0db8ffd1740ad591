import Diagnostics

/// The wording of the request commands.
enum RequestWords {
    static let request = Bilingual(
        fr: "Conduit des dossiers\u{A0}: une commande par action de la configuration.",
        en: "Runs dossiers: one command for each action of the pack.")
    static let discussion = Bilingual(
        fr: """
            ACTION est une action de la configuration. Pour un dossier qui existe, donnez son identifiant après l’action\u{A0}:
              paraphe request submit --store r.sqlite --pack PACK --as USER --data demande.json
              paraphe request accept D-1234567890 --store r.sqlite --pack PACK --as USER
            """,
        en: """
            ACTION is an action of the pack. For a dossier that exists, give its identifier after the action:
              paraphe request submit --store r.sqlite --pack PACK --as USER --data request.json
              paraphe request accept D-1234567890 --store r.sqlite --pack PACK --as USER
            """)
    static let act = Bilingual(fr: "Fait une action de la configuration (par défaut).", en: "Does an action of the pack (the default).")
    static let list = Bilingual(fr: "Montre la liste de travail d’une personne.", en: "Shows the worklist of a person.")
    static let show = Bilingual(
        fr: "Montre un dossier, ce que chaque action demande, et pourquoi une action n’est pas offerte.",
        en: "Shows a dossier, what each action needs, and why an action is not offered.")
    static let history = Bilingual(fr: "Montre l’histoire d’un dossier.", en: "Shows the history of a dossier.")
    static let document = Bilingual(fr: "Sort un document du registre d’un dossier.", en: "Takes a document of a dossier out of the store.")
    static let exchange = Bilingual(
        fr: "Écrit un dossier pour un autre système (FHIR, par exemple), ou fait une action avec un document reçu.",
        en: "Writes a dossier for another system (FHIR, say), or does an action with a received document.")
    static let exchangeHelp = Bilingual(fr: "Échange de la configuration.", en: "Exchange of the pack.")
    static let fromHelp = Bilingual(
        fr: "Document JSON reçu, pour un échange de genre `import`.", en: "Received JSON document, for an exchange of kind `import`.")
    static let exchangeOutputHelp = Bilingual(
        fr: "Fichier à écrire; sinon, la sortie standard.", en: "File to write; else the standard output.")
    static let dossierOrFile = Bilingual(
        fr: "donnez le dossier à écrire, ou --from avec le document reçu",
        en: "give the dossier to write, or --from with the received document")
    static let documentHelp = Bilingual(
        fr: "Nom du document, comme l’action qui l’a produit l’a montré.", en: "Name of the document, as shown by the action that made it.")

    static let storeHelp = Bilingual(
        fr: "Registre\u{A0}: un fichier SQLite ou une base postgresql://…; l’action qui ouvre un dossier le crée au besoin.",
        en: "Store: an SQLite file or a postgresql://… database; the action that opens a dossier makes it when missing.")
    static let documentsHelp = Bilingual(
        fr: "Dossier des documents et pièces jointes; à côté d’un fichier SQLite par défaut.",
        en: "Folder of documents and attachments; by default beside an SQLite file.")

    static func noDocumentsFolder() -> Diagnostic {
        Diagnostic(
            .error, "request/no-documents-folder",
            Bilingual(
                fr: "une base de données n’a pas de place pour les documents à côté d’elle",
                en: "a database has no place beside it for documents"), at: nil,
            hint: Bilingual(
                fr: "nommez avec --documents un dossier que toutes les machines voient",
                en: "name with --documents a folder that all machines see"))
    }
    static let asHelp = Bilingual(fr: "Identifiant de la personne qui agit.", en: "Identifier of the person who acts.")
    static let atHelp = Bilingual(
        fr: "Moment de la décision, RFC 3339 (sinon, l’horloge).", en: "Moment of the decision, RFC 3339 (else the clock).")
    static let actionHelp = Bilingual(fr: "Action de la configuration.", en: "Action of the pack.")
    static let dossierHelp = Bilingual(
        fr: "Identifiant du dossier; sans lui, l’action qui en ouvre un le choisit.",
        en: "Identifier of the dossier; without it, the action that opens one chooses it.")
    static let setHelp = Bilingual(
        fr: "Donne une valeur\u{A0}: une donnée de l’action, un champ de son formulaire ou du dossier.",
        en: "Gives a value: an input of the action, a field of its form or of the dossier.")
    static let reasonHelp = Bilingual(fr: "Motif, par son identifiant.", en: "Reason, by its identifier.")
    static let textHelp = Bilingual(fr: "Texte ou commentaire de l’action.", en: "Text or comment of the action.")
    static let inputHelp = Bilingual(fr: "Données de l’action, en JSON.", en: "Inputs of the action, as JSON.")
    static let dataHelp = Bilingual(fr: "Champs du dossier, en JSON.", en: "Fields of the dossier, as JSON.")
    static let formHelp = Bilingual(fr: "Champs du formulaire de l’action, en JSON.", en: "Fields of the action's form, as JSON.")
    static let attachHelp = Bilingual(fr: "Joint un fichier à un champ.", en: "Attaches a file to a field.")
    static let labelHelp = Bilingual(fr: "Étiquette de chaque pièce jointe, dans l’ordre.", en: "Label of each attachment, in order.")
    static let expectHelp = Bilingual(
        fr: "Version du dossier que la personne a lue; refusé si elle a changé.",
        en: "Version of the dossier that the person read; refused if it changed.")
    static let commandHelp = Bilingual(
        fr: "Identifiant de la commande; le même deux fois n’agit qu’une fois.",
        en: "Identifier of the command; the same twice acts once.")
    static let keyHelp = Bilingual(fr: "Clé privée PEM pour les documents à signer.", en: "Private key, PEM, for documents to sign.")
    static let stateHelp = Bilingual(fr: "Seulement les dossiers à cet état.", en: "Dossiers in this state alone.")
    static let actionableHelp = Bilingual(
        fr: "Seulement les dossiers où la personne peut agir.", en: "Dossiers alone on which the person can act.")

    static let limitHelp = Bilingual(fr: "Au plus tant de dossiers.", en: "At most so many dossiers.")
    static let afterHelp = Bilingual(
        fr: "Seulement les dossiers ouverts après celui-ci\u{A0}: la page suivante.",
        en: "Dossiers alone that were opened after this one: the next page.")
    static let watchListHelp = Bilingual(
        fr: "Suit la liste jusqu’à ce qu’on l’arrête; avec --format json, une ligne par dossier qui arrive, change ou part.",
        en: "Follows the list until it is stopped; with --format json, a line for each dossier that comes, changes or leaves.")
    static let badLimit = Bilingual(fr: "--limit est au moins 1", en: "--limit is at least 1")
    static let watchAlone = Bilingual(
        fr: "--watch suit l’horloge et toute la liste\u{A0}: pas de --at, --limit ni --after",
        en: "--watch follows the clock and the whole list: no --at, --limit or --after")

    static func worklistAt(_ moment: String) -> Bilingual {
        Bilingual(fr: "liste du \(moment)\u{A0}:", en: "list of \(moment):")
    }

    static let retryHelp = Bilingual(
        fr: "Agit quand même sur un dossier qui a changé, si les règles le permettent et que rien n’est écrasé.",
        en: "Acts all the same on a dossier that changed, if the rules allow it and nothing is overwritten.")
    static let roleHelp = Bilingual(
        fr: "Seulement les dossiers qui attendent quelqu’un de ce rôle.", en: "Dossiers alone that wait for somebody with this role.")
    static let involvingHelp = Bilingual(
        fr: "Seulement les dossiers où cette personne a agi ou figure.", en: "Dossiers alone in which this person acted or is named.")
    static let overdueHelp = Bilingual(fr: "Seulement les dossiers en retard.", en: "Overdue dossiers alone.")
    static let dueBeforeHelp = Bilingual(
        fr: "Seulement les dossiers dont l’échéance tombe au plus tard à ce moment.", en: "Dossiers alone that are due by this moment.")
    static let textFilterHelp = Bilingual(
        fr: "Seulement les dossiers où se trouvent tous ces mots, sans égard à la casse ni aux accents.",
        en: "Dossiers alone in which all these words are found, whatever the case and the accents.")
    static let retryNeedsExpect = Bilingual(fr: "--retry va avec --expect", en: "--retry goes with --expect")
    static let stillPossible = Bilingual(
        fr: "ce changement n’empêche pas l’action\u{A0}: recommencez avec --retry, ou avec la version lue maintenant",
        en: "this does not keep the action from being done: try again with --retry, or with the version read now")

    static func meanwhile(from: Int64, to: Int64) -> Bilingual {
        Bilingual(fr: "entre les versions \(from) et \(to)\u{A0}:", en: "between versions \(from) and \(to):")
    }

    static func conflict(_ label: Bilingual, path: String) -> Bilingual {
        Bilingual(
            fr: "«\u{A0}\(label.fr)\u{A0}» (\(path)) a été changé par quelqu’un d’autre",
            en: "“\(label.en)” (\(path)) was changed by somebody else")
    }

    static func due(_ at: String, isOverdue: Bool) -> Bilingual {
        isOverdue ? Bilingual(fr: "en retard depuis \(at)", en: "overdue since \(at)") : Bilingual(fr: "échéance \(at)", en: "due \(at)")
    }

    static func unknownRole(_ id: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, "request/unknown-role", Bilingual(fr: "il n’y a pas de rôle `\(id)`", en: "there is no role `\(id)`"), at: nil,
            hint: nearest(id, known, Bilingual(fr: "rôles", en: "roles")))
    }

    /// The name that was meant, or all there are.
    private static func nearest(_ id: String, _ known: [String], _ what: Bilingual) -> Bilingual {
        if let name = NearestName.of(id, among: known) { return Bilingual.didYouMean(name) }
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return Bilingual(fr: "\(what.fr)\u{A0}: \(list)", en: "\(what.en): \(list)")
    }

    static let labelWithoutFile = Bilingual(fr: "--label sans --attach", en: "--label without --attach")
    static let keyAndCertificate = Bilingual(fr: "--cert va avec --key", en: "--cert goes with --key")
    static let noRecord = Bilingual(fr: "un objet JSON est attendu", en: "a JSON object is expected")
    static let field = Bilingual(fr: "champ", en: "field")
    static let hint = Bilingual(fr: "conseil", en: "hint")
    static let rule = Bilingual(fr: "règle", en: "rule")
    static let version = Bilingual(fr: "version", en: "version")
    static let warning = Bilingual(fr: "avertissement\u{A0}: ", en: "warning: ")
    static let emptyList = Bilingual(fr: "aucun dossier", en: "no dossier")
    static let offered = Bilingual(fr: "actions offertes (* obligatoire)", en: "actions offered (* required)")
    static let notOffered = Bilingual(fr: "actions non offertes", en: "actions not offered")

    static func badTimestamp(_ text: String) -> Bilingual {
        Bilingual(
            fr: "`\(text)` n’est pas un moment RFC 3339; par exemple 2026-11-20T09:00:00-05:00",
            en: "`\(text)` is not an RFC 3339 timestamp; for example 2026-11-20T09:00:00-05:00")
    }

    static func badSetting(_ text: String) -> Bilingual {
        Bilingual(fr: "`\(text)`\u{A0}: écrivez nom=valeur", en: "`\(text)`: write name=value")
    }

    static func refused(_ action: Bilingual) -> Bilingual {
        Bilingual(fr: "refusé\u{A0}: «\u{A0}\(action.fr)\u{A0}»", en: "refused: “\(action.en)”")
    }

    static func done(_ action: Bilingual, isRepetition: Bool) -> Bilingual {
        isRepetition
            ? Bilingual(fr: "déjà fait\u{A0}: «\u{A0}\(action.fr)\u{A0}»", en: "already done: “\(action.en)”")
            : Bilingual(fr: "fait\u{A0}: «\u{A0}\(action.fr)\u{A0}»", en: "done: “\(action.en)”")
    }

    static func documentDue(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "document à produire\u{A0}: \(label.fr)", en: "document due: \(label.en)")
    }

    static func unknownState(_ id: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, "request/unknown-state", Bilingual(fr: "il n’y a pas d’état `\(id)`", en: "there is no state `\(id)`"), at: nil,
            hint: nearest(id, known, Bilingual(fr: "états", en: "states")))
    }
}
