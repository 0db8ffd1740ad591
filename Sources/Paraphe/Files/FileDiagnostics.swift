import Diagnostics
import Foundation

/// The codes of ``FileDiagnostics`` and what they mean.
package enum FileCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("file/not-found", Bilingual(fr: "le fichier n’existe pas", en: "the file does not exist")),
        ("file/is-folder", Bilingual(fr: "un dossier se trouve à la place d’un fichier", en: "a folder stands where a file is expected")),
        ("file/not-a-folder", Bilingual(fr: "le dossier n’existe pas", en: "the folder does not exist")),
        ("file/too-large", Bilingual(fr: "le fichier dépasse une limite de taille", en: "the file is over a limit of size")),
        ("file/unreadable", Bilingual(fr: "le fichier ne peut être lu", en: "the file cannot be read")),
        ("file/unwritable", Bilingual(fr: "le fichier ne peut être écrit", en: "the file cannot be written")),
        ("file/not-saved", Bilingual(fr: "le fichier n’a pas pu être enregistré", en: "the file could not be saved")),
        ("file/no-certificate", Bilingual(fr: "le fichier ne contient pas de certificat", en: "the file holds no certificate")),
        ("file/no-template", Bilingual(fr: "le gabarit n’existe pas", en: "the template does not exist")),
        (
            "file/no-resources",
            Bilingual(fr: "les fichiers livrés avec l’outil manquent", en: "the files that come with the tool are missing")
        ),
    ]
}

/// What can be wrong with a file that a user names.
package enum FileDiagnostics {
    static func notFound(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "file/not-found", Bilingual(fr: "il n’y a pas de fichier `\(path)`", en: "there is no file `\(path)`"), at: nil,
            hint: Bilingual(
                fr: "vérifiez le chemin; il part du dossier où la commande est lancée",
                en: "check the path; it starts from the folder where the command runs"))
    }

    static func isFolder(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "file/is-folder", Bilingual(fr: "`\(path)` est un dossier, non un fichier", en: "`\(path)` is a folder, not a file"),
            at: nil)
    }

    static func notAFolder(_ path: String) -> Diagnostic {
        Diagnostic(.error, "file/not-a-folder", Bilingual(fr: "`\(path)` n’est pas un dossier", en: "`\(path)` is not a folder"), at: nil)
    }

    static func tooLarge(_ path: String, limitBytes: Int) -> Diagnostic {
        Diagnostic(
            .error, "file/too-large",
            Bilingual(
                fr: "`\(path)` dépasse la limite de \(limitBytes >> 20) Mio", en: "`\(path)` is over the limit of \(limitBytes >> 20) MiB"),
            at: nil)
    }

    package static func unreadable(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "file/unreadable", Bilingual(fr: "`\(path)` ne peut être lu", en: "`\(path)` cannot be read"), at: nil,
            hint: Bilingual(fr: "vérifiez les droits sur le fichier", en: "check the rights on the file"))
    }

    static func unwritable(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "file/unwritable",
            Bilingual(
                fr: "`\(path)` ne peut être écrit; rien n’a été changé", en: "`\(path)` cannot be written; nothing was changed"),
            at: nil,
            hint: Bilingual(fr: "vérifiez les droits et la place libre", en: "check the rights and the free space"))
    }

    /// - Parameter reason: `errno`.
    static func notSaved(_ path: String, reason: Int32) -> Diagnostic {
        let words: Bilingual =
            switch reason {
            case ENOENT: Bilingual(fr: "le dossier n’existe pas", en: "the folder does not exist")
            case ENOTDIR: Bilingual(fr: "une partie du chemin n’est pas un dossier", en: "a part of the path is not a folder")
            case EISDIR: Bilingual(fr: "un dossier porte ce nom", en: "a folder has this name")
            case EACCES, EPERM: Bilingual(fr: "vous n’en avez pas le droit", en: "you have no right to")
            case EROFS: Bilingual(fr: "le disque est en lecture seule", en: "the disk is read-only")
            case ENOSPC, EDQUOT: Bilingual(fr: "le disque est plein", en: "the disk is full")
            case EFBIG: Bilingual(fr: "le système ne permet pas un fichier si long", en: "the system allows no file of this length")
            default: Bilingual(verbatim: String(cString: strerror(reason)))
            }
        return Diagnostic(
            .error, "file/not-saved",
            Bilingual(
                fr: "`\(path)` n’a pas pu être enregistré\u{A0}: \(words.fr)", en: "`\(path)` could not be saved: \(words.en)"), at: nil,
            hint: [ENOSPC, EDQUOT].contains(reason)
                ? Bilingual(fr: "libérez de la place, puis recommencez", en: "make room, then try again") : nil)
    }

    /// - Parameter error: what Foundation reports.
    static func notSaved(_ path: String, because error: any Error) -> Diagnostic {
        let error = error as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        return cause.domain == NSPOSIXErrorDomain ? notSaved(path, reason: Int32(clamping: cause.code)) : unwritable(path)
    }

    static func noCertificate(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "file/no-certificate",
            Bilingual(fr: "`\(path)` ne contient pas de certificat PEM", en: "`\(path)` holds no PEM certificate"), at: nil)
    }

    static func noTemplate(_ name: String, nearest: String?, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "file/no-template",
            Bilingual(
                fr: "aucun gabarit `\(name)` dans la configuration ni parmi les gabarits partagés",
                en: "no template `\(name)` in the pack or among the shared templates"),
            at: span, hint: nearest.map { Bilingual.didYouMean($0) })
    }

    static func noResources(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, "file/no-resources",
            Bilingual(
                fr: "le dossier `\(name)` livré avec l’outil est introuvable",
                en: "the folder `\(name)` that comes with the tool is missing"),
            at: nil,
            hint: Bilingual(
                fr: "posez PARAPHE_HOME sur le dossier qui contient Templates et Locales",
                en: "set PARAPHE_HOME to the folder that holds Templates and Locales"))
    }
}
