import Analysis
import Diagnostics
import Foundation
import Paraphe

/// The wording of the command line.
enum CLIWords {
    /// The language of words that are needed before the arguments are parsed: `--lang` where it stands, else the environment.
    static let language: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count, let language = Language(tag: arguments[index + 1]) { return language }
            if argument.hasPrefix("--lang="), let language = Language(tag: String(argument.dropFirst("--lang=".count))) { return language }
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { continue }
            return Language(tag: value) ?? .english
        }
        return .english
    }()

    static let tool = Bilingual(
        fr: "Règles et documents\u{A0}: vérifie une configuration, conduit des demandes, produit et signe des PDF.",
        en: "Rules and documents: checks a configuration, runs requests, makes and signs PDF files.")
    static func unknownCommand(_ name: String, nearest: String?) -> Bilingual {
        let mend = nearest.map { Bilingual.didYouMean($0) }
        return Bilingual(
            fr: "`\(name)` n’est pas une commande" + (mend.map { "; \($0.fr)" } ?? ""),
            en: "`\(name)` is no command" + (mend.map { "; \($0.en)" } ?? ""))
    }

    static let langHelp = Bilingual(
        fr: "Langue des mots de l’outil et du document.", en: "Language of the tool's words and of the document.")

    static func unknownLanguage(_ tag: String) -> Bilingual {
        Bilingual(
            fr: "la langue `\(tag)` n’est pas connue\u{A0}: écrivez fr-CA ou en-CA",
            en: "the language `\(tag)` is not known: write fr-CA or en-CA")
    }

    static let check = Bilingual(
        fr: "Vérifie une configuration et montre toutes ses fautes.", en: "Checks a pack and shows all its faults.")
    static let render = Bilingual(
        fr: "Produit un document (PDF, image, texte) d’un gabarit et de données.",
        en: "Makes a document (PDF, picture, text) from a template and data.")
    static let typeset = Bilingual(fr: "Met en page un fichier XHTML et CSS.", en: "Sets a plain XHTML and CSS file as pages.")
    static let verify = Bilingual(
        fr: "Vérifie les signatures d’un PDF; code 0 seulement si toutes sont valides.",
        en: "Verifies the signatures of a PDF; exit 0 only if every one is valid.")
    static let eval = Bilingual(fr: "Évalue une expression CEL.", en: "Evaluates one CEL expression.")
    static let schema = Bilingual(
        fr: "Écrit le schéma JSON d’une configuration, pour les éditeurs.", en: "Prints the JSON Schema of packs, for editors.")
    static let evalPackHelp = Bilingual(
        fr: "Configuration dont l’expression peut appeler les fonctions et les tables.",
        en: "Pack whose functions and tables the expression may call.")
    static let timeHelp = Bilingual(
        fr: "Mesure aussi le temps de la vérification et de l’évaluation.", en: "Measures the time of checking and of evaluating as well.")

    static func timing(_ timing: ExpressionTiming) -> Bilingual {
        func figure(_ microseconds: Double) -> String { String(format: "%10.2f µs", microseconds) }
        return Bilingual(
            fr:
                "vérification \(figure(timing.checkMicroseconds))\névaluation   \(figure(timing.evaluationMicroseconds)), coût \(timing.cost)\n",
            en:
                "checking     \(figure(timing.checkMicroseconds))\nevaluation   \(figure(timing.evaluationMicroseconds)), cost \(timing.cost)\n"
        )
    }

    static let verboseHelp = Bilingual(
        fr: "Dit aussi jusqu’où vont les preuves, et quelles parties des conditions restent libres.",
        en: "Says as well how far the proofs go, and which parts of conditions are left free.")

    /// One line on the proofs, then the parts of conditions that they do not look into.
    static func proofs(_ report: ProofReport, sources: SourceMap) -> Bilingual {
        let places = report.undecided.map { undecided in
            let place = sources.place(of: undecided.span)
            return "  \(place): \(undecided.parts.joined(separator: " · "))\n"
        }.joined()
        let givenUp = report.givenUp
        return Bilingual(
            fr: report.summary.fr + "\n" + places + givenUp.map { "  \($0.fr)\n" }.joined(),
            en: report.summary.en + "\n" + places + givenUp.map { "  \($0.en)\n" }.joined())
    }

    static let reference = Bilingual(
        fr: "Montre la référence\u{A0}: clés, fonctions, gabarits, codes des messages.",
        en: "Shows the reference: keys, functions, templates, codes of findings.")
    static let referencePageHelp = Bilingual(fr: "Page, ou code d’un message.", en: "Page, or the code of a finding.")
    static let referenceFolderHelp = Bilingual(
        fr: "Dossier où écrire toutes les pages.", en: "Folder to write all pages to.")
    static let demo = Bilingual(
        fr: "Conduit une téléconsultation du brouillon à la fermeture et en garde les documents.",
        en: "Runs a teleconsultation from draft to closed and keeps its documents.")
    static let conformance = Bilingual(fr: "Passe une suite d’essais publics.", en: "Runs a public conformance suite.")

    // Where the list of commands parts.
    static let packCommands = Bilingual(fr: "Configuration", en: "Pack")
    static let documentCommands = Bilingual(fr: "Document", en: "Document")
    static let signatureCommands = Bilingual(fr: "Signature", en: "Signature")
    static let requestCommands = Bilingual(fr: "Demande", en: "Request")
    static let storeCommands = Bilingual(fr: "Registre", en: "Store")
    static let toolCommands = Bilingual(fr: "Outil", en: "Tool")

    static let packHelp = Bilingual(fr: "Dossier de la configuration.", en: "Folder of the pack.")
    static let formatHelp = Bilingual(fr: "Forme de la sortie.", en: "Form of the output.")
    static let outputHelp = Bilingual(fr: "Fichier à écrire.", en: "File to write.")
    static let outputKindHelp = Bilingual(
        fr:
            "Fichier à écrire\u{A0}: .pdf, .png, .svg, .txt (ce qui est peint), .xhtml (le document après sa logique), .pbm, .pgm, .ppm, .tiff (un fax); "
            + "`{page}` dans le nom devient le numéro de chaque page.",
        en:
            "File to write: .pdf, .png, .svg, .txt (what is painted), .xhtml (the document after its logic), .pbm, .pgm, .ppm, .tiff (a fax); "
            + "`{page}` in the name becomes the number of each page.")
    static let pagesHelp = Bilingual(fr: "Pages à écrire (toutes sinon).", en: "Pages to write (all else).")
    static let dpiHelp = Bilingual(fr: "Pixels par pouce (150 sinon).", en: "Pixels an inch (150 else).")
    static let standardHelp = Bilingual(
        fr: "Norme du PDF (PDF/A-2a et PDF/UA-1 d’office, PDF/A-3a avec des fichiers joints).",
        en: "Standard of the PDF (by default PDF/A-2a and PDF/UA-1, PDF/A-3a with attached files).")
    static let bitsHelp = Bilingual(
        fr: "Bits par pixel d’un PNG\u{A0}: 1, 8 (gris) ou 24.", en: "Bits a pixel of a PNG: 1, 8 (grey) or 24.")
    static let faxHelp = Bilingual(
        fr: "Finesse d’un .tiff de fax (`fine` sinon)\u{A0}; un texte qui ne se lirait pas est une erreur.",
        en: "Resolution of a fax’s .tiff (`fine` else); text that could not be read is an error.")
    static let codingHelp = Bilingual(
        fr: "Compression d’un .tiff de fax\u{A0}: `mh`, que tous lisent, ou `t6`.",
        en: "Compression of a fax’s .tiff: `mh`, which all read, or `t6`.")
    static let templateHelp = Bilingual(
        fr: "Gabarit\u{A0}: chemin, ou nom dans la configuration ou les gabarits partagés.",
        en: "Template: a path, or a name in the pack or the shared templates.")
    static let dataHelp = Bilingual(fr: "Données JSON.", en: "Data, as JSON.")
    static let batchHelp = Bilingual(
        fr: "Un document par ligne de JSON; la sortie est un dossier.", en: "One document for each line of JSON; the output is a folder.")
    static let threadsHelp = Bilingual(
        fr: "Fils d’exécution d’un lot; les fichiers sont les mêmes quel que soit leur nombre.",
        en: "Threads of a batch; the files are the same whatever their number.")
    static let noThreads = Bilingual(fr: "un lot a au moins un fil d’exécution", en: "a batch has at least one thread")
    static let keyHelp = Bilingual(
        fr: "Champ des données qui nomme chaque fichier du lot (sinon, le numéro de ligne).",
        en: "Field of the data that names each file of the batch (else the line's number).")
    static let stylesheetHelp = Bilingual(
        fr: "Feuille de style de plus, de moindre priorité que celles du document.",
        en: "A further style sheet, of lower priority than the document's own.")
    static let lenientHelp = Bilingual(
        fr: "Ignore ce que CSS dit d’ignorer, au lieu de le signaler.", en: "Ignores what CSS says to ignore, instead of reporting it.")
    static let typographyHelp = Bilingual(
        fr:
            "Espaces insécables, guillemets et apostrophes du français et de l’anglais du Canada dans le texte (d’office, sauf avec --lenient).",
        en: "No-break spaces, quotes and apostrophes of Canadian French and English in the text (by default, except with --lenient).")
    static let privateKeyHelp = Bilingual(fr: "Clé privée PEM.", en: "Private key, PEM.")
    static let chainHelp = Bilingual(
        fr: "Certificat du signataire, puis ceux de sa chaîne, PEM.", en: "The signer's certificate, then those of its chain, PEM.")
    static let fieldHelp = Bilingual(fr: "Champ de signature à remplir.", en: "The signature field to fill.")
    static let reasonHelp = Bilingual(fr: "Motif de la signature.", en: "Reason of the signature.")
    static let trustHelp = Bilingual(
        fr: "Certificats d’autorités auxquelles se fier, PEM (plusieurs fois, au besoin).",
        en: "Certificates of authorities to trust, PEM (repeatable).")
    static let policyHelp = Bilingual(
        fr: "Ce qui est exigé\u{A0}: intact, trusted (d’office), b-b, b-t, b-lt, b-lta, no-changes, ou un fichier YAML.",
        en: "What is required: intact, trusted (by default), b-b, b-t, b-lt, b-lta, no-changes, or a YAML file.")
    static let crlHelp = Bilingual(
        fr: "Liste de révocation (CRL) à consulter aussi (plusieurs fois, au besoin).",
        en: "A revocation list (CRL) to consult as well (repeatable).")
    static let ocspHelp = Bilingual(
        fr: "Réponse OCSP à consulter aussi (plusieurs fois, au besoin).", en: "An OCSP response to consult as well (repeatable).")
    static let pdfsHelp = Bilingual(fr: "Fichiers PDF.", en: "PDF files.")

    static func verified(_ count: Int, _ unsound: Int) -> Bilingual {
        Bilingual(
            fr: "\(count) fichiers, \(count - unsound) valides, \(unsound) NON VALIDES",
            en: "\(count) files, \(count - unsound) valid, \(unsound) NOT VALID")
    }

    static let folderHelp = Bilingual(fr: "Dossier à remplir.", en: "Folder to fill.")

    static let pdfHelp = Bilingual(fr: "Fichier PDF.", en: "PDF file.")
    static let atHelp = Bilingual(
        fr: "Moment (ISO 8601) à la place de l’horloge\u{A0}: 2026-11-21T14:30:00-05:00.",
        en: "Moment (ISO 8601) in place of the clock: 2026-11-21T14:30:00-05:00.")

    static func notAMoment(_ text: String) -> Bilingual {
        Bilingual(
            fr: "`\(text)` n’est pas un moment\u{A0}: écrivez par exemple 2026-11-21T14:30:00-05:00",
            en: "`\(text)` is not a moment: write for example 2026-11-21T14:30:00-05:00")
    }

    static func fine(_ title: String) -> Bilingual {
        Bilingual(fr: "\(title)\u{A0}: aucune faute", en: "\(title): no fault")
    }

    static let xhtmlHelp = Bilingual(fr: "Fichier XHTML.", en: "XHTML file.")
    static let expressionHelp = Bilingual(fr: "Expression CEL.", en: "CEL expression.")
    static let suiteNameHelp = Bilingual(fr: "Suite\u{A0}: CEL, ou MessageFormat 2.", en: "Suite: CEL, or MessageFormat 2.")
    static let suiteHelp = Bilingual(fr: "Dossier des fichiers JSON de la suite.", en: "Folder of the JSON files of the suite.")

    static let dataOrBatch = Bilingual(fr: "donnez --data ou --batch, l’un des deux", en: "give either --data or --batch")
}
