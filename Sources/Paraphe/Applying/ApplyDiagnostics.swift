import Diagnostics

/// The codes of ``ApplyDiagnostics`` and what they mean.
package enum ApplyCodes {
    static let noObject: DiagnosticCode = "apply/no-object"
    static let unknownKey: DiagnosticCode = "apply/unknown-key"
    static let missingKey: DiagnosticCode = "apply/missing-key"
    static let wrongType: DiagnosticCode = "apply/wrong-type"
    static let longLine: DiagnosticCode = "apply/line-too-long"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (noObject, Bilingual(fr: "une commande est un objet JSON", en: "a command is a JSON object")),
        (unknownKey, Bilingual(fr: "la commande n’a pas cette clé", en: "a command has no such key")),
        (missingKey, Bilingual(fr: "une clé manque à la commande", en: "a key of the command is missing")),
        (wrongType, Bilingual(fr: "la valeur ne convient pas à la clé", en: "the value does not suit the key")),
        (longLine, Bilingual(fr: "la ligne dépasse la limite", en: "the line is over the limit")),
    ]
}

/// The words of what is wrong with a line of commands.
enum ApplyDiagnostics {
    static func noObject(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ApplyCodes.noObject,
            Bilingual(fr: "un objet JSON est attendu, une commande par ligne", en: "a JSON object is expected, one command a line"),
            at: span, hint: Bilingual(fr: "voir docs/apply.md", en: "see docs/apply.md"))
    }

    /// - Parameter name: of the key that is missing.
    static func missing(_ name: String, at span: Span) -> Diagnostic {
        let hint: Bilingual? =
            switch name {
            case "command":
                Bilingual(
                    fr: "donner à chaque commande un identifiant neuf\u{A0}: répétée, elle n’agit pas deux fois",
                    en: "give each command a fresh identifier: repeated, it does nothing twice")
            case "as":
                Bilingual(
                    fr: "nommer la personne dans la ligne, ou pour toutes avec --as",
                    en: "name the person in the line, or for all with --as")
            default: nil
            }
        return KeyDiagnostics.command.missing(name, at: span, hint: hint)
    }

    static func longLine(limitBytes: Int) -> Diagnostic {
        Diagnostic(
            .error, ApplyCodes.longLine,
            Bilingual(
                fr: "la ligne dépasse \(limitBytes >> 10) Kio; elle a été passée",
                en: "the line is over \(limitBytes >> 10) KiB; it was skipped"),
            at: nil, hint: Bilingual(fr: "donner les fichiers par `attachments`", en: "give files through `attachments`"))
    }
}
