import Diagnostics

/// The wording of `request export`, `request import` and `disclose`.
enum ArchiveWords {
    static let export = Bilingual(
        fr: "Écrit un dossier dans une archive\u{A0}: événements, preuves, documents, règles (docs/archives.md).",
        en: "Writes a dossier to an archive: events, proofs, documents, rules (docs/archives.md).")
    static let `import` = Bilingual(
        fr: "Prend dans le registre le dossier d’une archive, une fois toutes ses empreintes vérifiées.",
        en: "Takes the dossier of an archive into the store, once all its digests are checked.")
    static let disclose = Bilingual(
        fr: "Liste chaque accès à un dossier, lecture ou changement.", en: "Lists each access to a dossier, reading or changing.")
    static let fileHelp = Bilingual(fr: "Archive d’un dossier.", en: "Archive of a dossier.")
    static let checkHelp = Bilingual(fr: "Vérifie l’archive sans rien écrire.", en: "Checks the archive without writing anything.")

    static func progress(_ events: Int64) -> Bilingual { Bilingual(fr: "\(events) événements lus", en: "\(events) events read") }
    static func exported(_ id: String) -> Bilingual { Bilingual(fr: "exporté\u{A0}: \(id)", en: "exported: \(id)") }
    static func imported(_ id: String) -> Bilingual { Bilingual(fr: "importé\u{A0}: \(id)", en: "imported: \(id)") }
    static func present(_ id: String) -> Bilingual {
        Bilingual(fr: "déjà dans le registre\u{A0}: \(id)", en: "in the store already: \(id)")
    }
    static func sound(_ id: String) -> Bilingual { Bilingual(fr: "l’archive est intacte\u{A0}: \(id)", en: "the archive is sound: \(id)") }

    static func contents(events: Int, documents: Int, packs: Int) -> Bilingual {
        Bilingual(
            fr: "\(events) événements, \(documents) documents, \(packs) versions de règles",
            en: "\(events) events, \(documents) documents, \(packs) versions of rules")
    }
}
