import Diagnostics

/// The codes of ``PreviewDiagnostics`` and what they mean.
package enum PreviewCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("preview/port-taken", Bilingual(fr: "le port de l’aperçu ne peut être ouvert", en: "the port of the preview cannot be opened")),
        ("preview/no-watch", Bilingual(fr: "le système ne laisse pas surveiller de fichiers", en: "the system lets no files be watched")),
        ("preview/bad-editor", Bilingual(fr: "la commande de l’éditeur ne peut être lue", en: "the editor's command cannot be read")),
    ]
}

/// What can be wrong with a preview itself.
package enum PreviewDiagnostics {
    package static func portTaken(_ port: Int) -> Diagnostic {
        Diagnostic(
            .error, "preview/port-taken",
            Bilingual(fr: "le port \(port) ne peut être ouvert", en: "port \(port) cannot be opened"), at: nil,
            hint: Bilingual(
                fr: "donnez un autre --port, ou aucun\u{A0}: un port libre est alors choisi",
                en: "give another --port, or none: a free one is then chosen"))
    }

    package static func noWatch() -> Diagnostic {
        Diagnostic(
            .error, "preview/no-watch",
            Bilingual(fr: "le système ne donne plus de veille sur les fichiers", en: "the system has no file watch left to give"), at: nil,
            hint: Bilingual(
                fr: "voyez `/proc/sys/fs/inotify/max_user_instances`", en: "see `/proc/sys/fs/inotify/max_user_instances`"))
    }

    package static func badEditor(_ text: String) -> Diagnostic {
        Diagnostic(
            .error, "preview/bad-editor",
            Bilingual(
                fr: "la commande `\(text)` est vide, ou un guillemet n’y est pas fermé",
                en: "the command `\(text)` is empty, or a quote in it is not closed"), at: nil,
            hint: Bilingual(fr: "par exemple `code -g {file}:{line}:{column}`", en: "for example `code -g {file}:{line}:{column}`"))
    }
}
