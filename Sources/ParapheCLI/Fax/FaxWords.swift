import Diagnostics
import Paraphe

/// The wording of `paraphe fax`.
enum FaxWords {
    static let fax = Bilingual(
        fr: "Vérifie les règles d’un fax, compose sa page couverture et son document, et l’envoie sur demande.",
        en: "Checks the rules of a fax, sets its cover page and its document, and sends it on request.")
    static let discussion = Bilingual(
        fr: """
            Un fax qui enfreint une règle est refusé avec toutes les raisons, dans les deux langues, et rien n’est écrit.
              paraphe fax ordonnance.json --pack PACK -o fax.tiff --fax standard
              paraphe fax --dossier F-1 --store r.sqlite --as gcote --pack PACK -o fax.pdf
              paraphe fax ordonnance.json --pack PACK --store r.sqlite --send
            """,
        en: """
            A fax that breaks a rule is refused with all reasons, in both languages, and nothing is written.
              paraphe fax order.json --pack PACK -o fax.tiff --fax standard
              paraphe fax --dossier F-1 --store r.sqlite --as gcote --pack PACK -o fax.pdf
              paraphe fax order.json --pack PACK --store r.sqlite --send
            """)
    static let dataHelp = Bilingual(
        fr: "Données du document, ou d’un dossier; avec --dossier, ce qui les complète.",
        en: "Data of the document, or of a dossier; with --dossier, what completes them.")
    static let templateHelp = Bilingual(
        fr: "Document de la configuration, ou son gabarit; sinon, le seul qui se télécopie.",
        en: "Document of the pack, or its template; else the only one that is faxed.")
    static let outputHelp = Bilingual(fr: "Fichier à écrire; peut être répété.", en: "File to write; may be repeated.")
    static let attachHelp = Bilingual(
        fr: "PDF, PNG ou JPEG joint derrière le document; peut être répété.",
        en: "PDF, PNG or JPEG enclosed behind the document; may be repeated.")
    static let dossierHelp = Bilingual(fr: "Dossier d’où viennent les données.", en: "Dossier that the data come from.")
    static let sendHelp = Bilingual(
        fr: "Met le fax en attente dans le registre; `paraphe deliver` l’envoie.",
        en: "Puts the fax into the queue of the store; `paraphe deliver` sends it.")
    static let numberHelp = Bilingual(
        fr: "Nom de l’envoi, quand les données ne viennent pas d’un dossier.", en: "Name of the fax when the data come from no dossier.")

    static let nothingGiven = Bilingual(fr: "donnez des données, ou --dossier", en: "give data, or --dossier")
    static let dossierNeeds = Bilingual(fr: "--dossier va avec --store et --as", en: "--dossier goes with --store and --as")
    static let sendNeeds = Bilingual(fr: "--send va avec --store", en: "--send goes with --store")
    static let noOutput = Bilingual(fr: "donnez -o, ou --send", en: "give -o, or --send")
    static let numberNeeds = Bilingual(
        fr: "--number va avec --send, et sans --dossier", en: "--number goes with --send, and without --dossier")

    static func badNumber(_ text: String) -> Bilingual {
        Bilingual(
            fr: "`\(text)`\u{A0}: écrivez des lettres, des chiffres, des points et des tirets",
            en: "`\(text)`: write letters, digits, points and hyphens")
    }

    static func refused(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "Refusé\u{A0}: \(label.fr)", en: "Refused: \(label.en)")
    }

    static func queued(_ key: String) -> Bilingual { Bilingual(fr: "en attente  \(key)", en: "waiting  \(key)") }

    static func step(_ step: FaxRecord.Step) -> Bilingual {
        switch step {
        case .queued: Bilingual(fr: "fax en attente", en: "fax waiting")
        case .sent: Bilingual(fr: "fax envoyé", en: "fax sent")
        case .refused: Bilingual(fr: "fax abandonné", en: "fax given up")
        }
    }
}
