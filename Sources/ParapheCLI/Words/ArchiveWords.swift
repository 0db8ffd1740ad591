import Diagnostics

/// The wording of `request export`, `request import` and `disclose`.
enum ArchiveWords {
    static let export = Bilingual(
        fr: "Écrit un dossier dans une archive\u{A0}: événements, preuves, documents, règles (docs/archives.md).",
        en: "Writes a dossier to an archive: events, proofs, documents, rules (docs/archives.md).")
    static let `import` = Bilingual(
        fr: "Prend dans le registre les dossiers d’archives, une fois leurs empreintes vérifiées; s’arrête à la première qui ne va pas.",
        en: "Takes the dossiers of archives into the store, once their digests are checked; stops at the first that does not fit.")
    static let disclose = Bilingual(
        fr: "Liste chaque accès à un dossier, lecture ou changement.", en: "Lists each access to a dossier, reading or changing.")
    static let fileHelp = Bilingual(fr: "Archives, un dossier chacune.", en: "Archives, a dossier each.")
    static let checkHelp = Bilingual(fr: "Vérifie les archives sans rien écrire.", en: "Checks the archives without writing anything.")

    static func exported(_ id: String) -> Bilingual { Bilingual(fr: "exporté\u{A0}: \(id)", en: "exported: \(id)") }
    static func imported(_ id: String) -> Bilingual { Bilingual(fr: "importé\u{A0}: \(id)", en: "imported: \(id)") }
    static func present(_ id: String) -> Bilingual {
        Bilingual(fr: "déjà dans le registre\u{A0}: \(id)", en: "in the store already: \(id)")
    }
    static func sound(_ id: String) -> Bilingual { Bilingual(fr: "l’archive est intacte\u{A0}: \(id)", en: "the archive is sound: \(id)") }

    /// Beside a finding about an archive.
    static func archive(_ file: String) -> Bilingual { Bilingual(fr: "archive\u{A0}: \(file)", en: "archive: \(file)") }

    /// Beside the finding that ended a batch.
    static func stopped(at file: String, done: Int, of count: Int, isRehearsal: Bool) -> Bilingual {
        let (fr, en) =
            isRehearsal
            ? ("intactes avant elle\u{A0}: \(done) sur \(count)", "sound before it: \(done) of \(count)")
            : (
                "prises avant elle\u{A0}: \(done) sur \(count); pour continuer, la réparer et redonner la même liste",
                "taken in before it: \(done) of \(count); to go on, mend it and give the same list again"
            )
        return Bilingual(fr: "archive\u{A0}: \(file); \(fr)", en: "archive: \(file); \(en)")
    }

    static func contents(events: Int, documents: Int, packs: Int) -> Bilingual {
        // French counts nothing in the singular, English in the plural.
        func fr(_ count: Int, _ one: String, _ many: String) -> String { "\(count) " + (count < 2 ? one : many) }
        func en(_ count: Int, _ one: String, _ many: String) -> String { "\(count) " + (count == 1 ? one : many) }
        return Bilingual(
            fr: [
                fr(events, "événement", "événements"), fr(documents, "document", "documents"),
                fr(packs, "version des règles", "versions des règles"),
            ].joined(separator: ", "),
            en: [
                en(events, "event", "events"), en(documents, "document", "documents"),
                en(packs, "version of the rules", "versions of the rules"),
            ].joined(separator: ", "))
    }
}
