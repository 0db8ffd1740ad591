import Diagnostics

/// The codes of ``CommandLineDiagnostics`` and what they mean.
package enum CommandLineCodes {
    static let usage: DiagnosticCode = "command/usage"
    static let internalFault: DiagnosticCode = "command/internal-fault"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        (usage, Bilingual(fr: "les arguments ne conviennent pas", en: "the arguments do not suit")),
        (internalFault, Bilingual(fr: "une faute de l’outil lui-même", en: "a fault of the tool itself")),
    ]
}

/// The words of what is wrong with a command line, and of what is wrong with the tool.
package enum CommandLineDiagnostics {
    /// - Parameter words: as the reader of arguments says it.
    package static func usage(_ words: String) -> Diagnostic {
        Diagnostic(
            .error, CommandLineCodes.usage, Bilingual(verbatim: words), at: nil,
            hint: Bilingual(fr: "`--help` montre les arguments de la commande", en: "`--help` shows the command’s arguments"))
    }

    /// - Parameter error: as its type prints itself.
    package static func internalFault(_ error: String) -> Diagnostic {
        Diagnostic(
            .error, CommandLineCodes.internalFault, Bilingual(fr: "faute interne\u{A0}: \(error)", en: "internal fault: \(error)"), at: nil,
            hint: Bilingual(
                fr: "signaler la commande et ces mots à qui entretient l’outil",
                en: "tell those who maintain the tool the command and these words"))
    }
}
