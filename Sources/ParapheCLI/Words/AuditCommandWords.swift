import Diagnostics

/// The wording of `paraphe audit`.
enum AuditCommandWords {
    static let audit = Bilingual(
        fr: "Prouve que personne n’a changé un registre, ou nomme le premier événement qui ne va pas (code 1).",
        en: "Proves that nobody changed a store, or names the first event that does not fit (exit 1).")
    static let storeHelp = Bilingual(
        fr: "Registre\u{A0}: fichier SQLite ou postgresql://…", en: "Store: SQLite file or postgresql://…")
    static let documentsHelp = Bilingual(
        fr: "Vérifie aussi les documents et pièces jointes, à côté du fichier.",
        en: "Checks the documents and attachments beside the file as well.")
    static let documentsInHelp = Bilingual(
        fr: "Dossier où sont les documents, s’il est ailleurs.", en: "Folder of the documents, where it is elsewhere.")
    static let againstHelp = Bilingual(
        fr: "Fichier de points de contrôle signés, qui doivent s’accorder; peut se répéter.",
        en: "File of signed checkpoints, which must fit; may be repeated.")
    static let trustHelp = Bilingual(
        fr: "Autorités de confiance pour les points de contrôle (PEM); sans elles, on ne sait pas qui a signé.",
        en: "Authorities trusted for checkpoints (PEM); without them nobody vouches for who signed.")
    static let checkpointHelp = Bilingual(
        fr: "Écrit un point de contrôle signé, à garder ailleurs\u{A0}: il montrera plus tard une fin coupée.",
        en: "Writes a signed checkpoint, to be kept elsewhere: it shows a cut-off tail later.")
    static let checkpointAndKey = Bilingual(fr: "--checkpoint va avec --key", en: "--checkpoint goes with --key")
    static let trustNeedsAgainst = Bilingual(fr: "--trust va avec --against", en: "--trust goes with --against")

    static func written(_ path: String) -> Bilingual {
        Bilingual(fr: "point de contrôle écrit\u{A0}: \(path)", en: "checkpoint written: \(path)")
    }

    static func noDocumentsFolder() -> Diagnostic {
        Diagnostic(
            .error, "request/no-documents-folder",
            Bilingual(
                fr: "une base de données n’a pas de place pour les documents à côté d’elle",
                en: "a database has no place beside it for documents"), at: nil,
            hint: Bilingual(fr: "nommez leur dossier avec --documents-in", en: "name their folder with --documents-in"))
    }
}
