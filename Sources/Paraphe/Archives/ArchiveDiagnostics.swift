import Diagnostics

/// The codes of ``ArchiveDiagnostics`` and what they mean.
package enum ArchiveCodes {
    static let altered: DiagnosticCode = "archive/altered"
    static let event: DiagnosticCode = "archive/event"
    static let format: DiagnosticCode = "archive/format"
    static let exists: DiagnosticCode = "archive/exists"
    static let missing: DiagnosticCode = "archive/missing"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (altered, Bilingual(fr: "l’archive a été altérée", en: "the archive was altered")),
        (event, Bilingual(fr: "un événement de l’archive a été altéré", en: "an event of the archive was altered")),
        (format, Bilingual(fr: "le fichier n’est pas une archive de dossier", en: "the file is no archive of a dossier")),
        (exists, Bilingual(fr: "le registre a déjà un autre dossier de ce nom", en: "the store has another dossier of that name")),
        (missing, Bilingual(fr: "un document du dossier manque", en: "a document of the dossier is missing")),
    ]
}

/// The words of what is wrong with an archive of a dossier.
package enum ArchiveDiagnostics {
    static func altered(_ reason: Bilingual) -> Diagnostic {
        Diagnostic(
            .error, ArchiveCodes.altered,
            Bilingual(fr: "l’archive est refusée\u{A0}: \(reason.fr)", en: "the archive is refused: \(reason.en)"), at: nil,
            hint: Bilingual(
                fr: "exporter le dossier de nouveau; rien de cette archive n’a été importé",
                en: "export the dossier again; nothing of this archive was imported"))
    }

    static func event(_ number: Int64) -> Diagnostic {
        Diagnostic(
            .error, ArchiveCodes.event,
            Bilingual(
                fr: "l’archive est refusée\u{A0}: l’événement \(number) ne va pas avec son empreinte",
                en: "the archive is refused: event \(number) does not fit its hash"), at: nil,
            hint: Bilingual(
                fr: "exporter le dossier de nouveau; rien de cette archive n’a été importé",
                en: "export the dossier again; nothing of this archive was imported"))
    }

    static let otherFormat = Diagnostic(
        .error, ArchiveCodes.format,
        Bilingual(
            fr: "ce n’est pas une archive de dossier, ou d’une version plus récente",
            en: "this is no archive of a dossier, or of a newer version"),
        at: nil, hint: Bilingual(fr: "voir `paraphe request export`", en: "see `paraphe request export`"))

    static func exists(_ id: String) -> Diagnostic {
        Diagnostic(
            .error, ArchiveCodes.exists,
            Bilingual(
                fr: "le registre a déjà un dossier `\(id)`, dont l’histoire est autre",
                en: "the store has a dossier `\(id)` already, with another history"),
            at: nil, hint: Bilingual(fr: "importer dans un autre registre", en: "import into another store"))
    }

    /// - Parameter stream: what the store used the command for.
    static func usedCommand(_ id: String, in stream: String) -> Diagnostic {
        Diagnostic(
            .error, "request/command-reused",
            Bilingual(
                fr: "l’archive est refusée\u{A0}: sa commande `\(id)` a déjà servi dans ce registre, à `\(stream)`",
                en: "the archive is refused: its command `\(id)` was used in this store before, for `\(stream)`"), at: nil,
            hint: Bilingual(
                fr: "importer dans un autre registre; rien de cette archive n’a été importé",
                en: "import into another store; nothing of this archive was imported"))
    }

    static func missing(_ name: String, hash: String) -> Diagnostic {
        Diagnostic(
            .error, ArchiveCodes.missing,
            Bilingual(fr: "le document `\(name)` (\(hash)) manque", en: "the document `\(name)` (\(hash)) is missing"), at: nil,
            hint: Bilingual(fr: "donner le bon dossier avec --documents", en: "name the right folder with --documents"))
    }

    package static func tooLongPath(_ hash: String) -> Diagnostic {
        Diagnostic(
            .error, ArchiveCodes.altered,
            Bilingual(
                fr: "les règles `\(hash)` ont un chemin trop long pour une archive",
                en: "the rules `\(hash)` have a path too long for an archive"),
            at: nil, hint: Bilingual(fr: "raccourcir les noms de fichiers", en: "shorten the names of files"))
    }
}
