import Diagnostics

/// The codes of ``ExtractionDiagnostics`` and what they mean.
package enum ExtractionCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("extract/none", Bilingual(fr: "le fichier PDF ne porte aucun fichier", en: "the PDF file carries no file")),
        (
            "extract/not-verified",
            Bilingual(fr: "les signatures ne satisfont pas à ce qui est exigé", en: "the signatures do not meet the policy")
        ),
        (
            "extract/not-signed",
            Bilingual(fr: "aucune signature valable ne couvre le fichier joint", en: "no sound signature covers the attached file")
        ),
        ("extract/name", Bilingual(fr: "le nom d’un fichier joint n’en est pas un", en: "the name of an attached file is none")),
    ]
}

/// The words for what documents carry.
enum ExtractionDiagnostics {
    static func none(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "extract/none", Bilingual(fr: "`\(path)` ne porte aucun fichier", en: "`\(path)` carries no file"), at: nil)
    }

    static func notVerified(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "extract/not-verified",
            Bilingual(
                fr: "les signatures de `\(path)` ne satisfont pas à ce qui est exigé",
                en: "the signatures of `\(path)` do not meet what is required"), at: nil,
            hint: Bilingual(
                fr: "`paraphe verify` dit pourquoi; `--unverified` donne les fichiers quand même",
                en: "`paraphe verify` says why; `--unverified` gives the files all the same"))
    }

    static func notSigned(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "extract/not-signed",
            Bilingual(
                fr: "aucune signature valable ne couvre le fichier joint `\(name)`",
                en: "no sound signature covers the attached file `\(name)`"
            ), at: nil,
            hint: Bilingual(fr: "`--unverified` le donne quand même", en: "`--unverified` gives it all the same"))
    }

    static func name(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "extract/name",
            Bilingual(
                fr: "le nom `\(name)` d’un fichier joint ne convient pas à un fichier d’un dossier",
                en: "the name `\(name)` of an attached file does not suit a file in a folder"), at: nil,
            hint: Bilingual(fr: "rien n’est écrit", en: "nothing is written"))
    }
}
