import Diagnostics

/// The wording of the commands that try, compare and publish packs.
enum PackWords {
    static let test = Bilingual(
        fr: "Fait les scénarios d’une configuration et dit ce qu’ils couvrent.",
        en: "Runs the scenarios of a pack and says what they cover.")
    static let filterHelp = Bilingual(
        fr: "Une partie du nom d’un scénario, ou une exigence (S1.4); peut se répéter.",
        en: "A part of a scenario's name, or a requirement (S1.4); may be repeated.")
    static let coverageHelp = Bilingual(
        fr: "Ce qui est dit de la couverture; `full` montre ce que rien n’essaie.",
        en: "What is said about coverage; `full` shows what nothing tries.")
    static let requireCoverageHelp = Bilingual(
        fr: "Échoue si moins de ce pourcentage est couvert.", en: "Fails when less than this percentage is covered.")
    static let percent = Bilingual(fr: "--require-coverage va de 0 à 100", en: "--require-coverage goes from 0 to 100")

    static let diff = Bilingual(
        fr:
            "Dit ce qui change d’une configuration à l’autre, et quelles demandes auraient été décidées autrement; ou ce qui change sur les "
            + "pages d’un document à l’autre.",
        en:
            "Says what changes from one pack to another, and which requests would have been decided otherwise; or what changes on the pages "
            + "from one document to another.")
    static let oldPackHelp = Bilingual(
        fr: "L’ancienne configuration, ou l’ancien document (PDF, gabarit, XHTML).",
        en: "The old pack, or the old document (PDF, template, XHTML).")
    static let newPackHelp = Bilingual(fr: "La nouvelle configuration, ou le nouveau document.", en: "The new pack, or the new document.")
    static let picturesHelp = Bilingual(
        fr: "Images des pages qui diffèrent\u{A0}: avant, après, différences; `{page}` devient leur numéro, ou un seul rapport .html.",
        en: "Pictures of the pages that differ: old, new, differences; `{page}` becomes their number, or one .html report.")
    static let diffPackHelp = Bilingual(
        fr: "Configuration avec laquelle produire des gabarits.", en: "Pack with which templates are rendered.")
    static let pagesOnly = Bilingual(
        fr: "-o, --pack et --data vont avec des documents, non des configurations",
        en: "-o, --pack and --data go with documents, not with packs")
    static let packsOnly = Bilingual(fr: "--replay va avec des configurations", en: "--replay goes with packs")
    static let replayHelp = Bilingual(
        fr: "Registre dont les demandes sont décidées de nouveau.", en: "Store whose requests are decided again.")
    static let exitCodeHelp = Bilingual(
        fr: "Finit avec le code 1 quand il y a une différence.", en: "Exits with code 1 when there is a difference.")

    static let publish = Bilingual(
        fr: "Publie une version d’une configuration, une fois vérifiée, essayée et comparée.",
        en: "Publishes a version of a pack, once checked, tried and compared.")
    static let toHelp = Bilingual(fr: "Dossier des configurations publiées.", en: "Folder of published packs.")
    static let byHelp = Bilingual(fr: "Qui publie.", en: "Who publishes.")
    static let approvedByHelp = Bilingual(fr: "Qui a approuvé\u{A0}: une autre personne.", en: "Who approved: another person.")
    static let rehearsalHelp = Bilingual(fr: "Fait tout, sauf écrire.", en: "Does everything but write.")

    static func published(_ name: String, _ version: String, place: String) -> Bilingual {
        Bilingual(fr: "\(name) \(version) est publié dans \(place)", en: "\(name) \(version) is published in \(place)")
    }

    static func rehearsed(_ name: String, _ version: String, place: String) -> Bilingual {
        Bilingual(fr: "\(name) \(version) serait publié dans \(place)", en: "\(name) \(version) would be published in \(place)")
    }

    static func figures(scenarios: Int, percent: Double, by: String, approvedBy: String?) -> Bilingual {
        let figure = percent.description
        let french = String(figure.map { $0 == "." ? "," : $0 })
        let tested = Bilingual(
            fr: "\(scenarios) \(scenarios < 2 ? "scénario" : "scénarios"), couverture \(french)\u{A0}%",
            en: "\(scenarios) \(scenarios == 1 ? "scenario" : "scenarios"), coverage \(figure)%")
        let second = approvedBy.map { Bilingual(fr: ", avec l’accord de \($0)", en: ", approved by \($0)") }
        return Bilingual(fr: "\(tested.fr); par \(by)\(second?.fr ?? "")", en: "\(tested.en); by \(by)\(second?.en ?? "")")
    }

    static let firstVersion = Bilingual(fr: "C’est la première version publiée.", en: "This is the first published version.")
}
