import Diagnostics

/// The codes of ``FaxSendingDiagnostics``.
package enum FaxSendingCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("fax/no-document", Bilingual(fr: "aucun document à télécopier", en: "no document to fax")),
        ("fax/several-documents", Bilingual(fr: "plusieurs documents à télécopier", en: "several documents to fax")),
        ("fax/output", Bilingual(fr: "fichier qu’un fax ne devient pas", en: "file that a fax does not become")),
        ("fax/number", Bilingual(fr: "numéro de télécopieur mal formé", en: "malformed fax number")),
        ("fax/no-number", Bilingual(fr: "aucun numéro de télécopieur", en: "no fax number")),
        ("fax/repeated-number", Bilingual(fr: "numéro de télécopieur donné deux fois", en: "fax number given twice")),
        ("fax/page-count", Bilingual(fr: "nombre de pages qui n’est pas le vrai", en: "number of pages that is not the real one")),
        ("fax/no-enclosures", Bilingual(fr: "document qui ne prend rien de joint", en: "document that takes no enclosures")),
        ("fax/enclosure", Bilingual(fr: "pièce jointe qui ne se télécopie pas", en: "enclosure that cannot be faxed")),
        ("fax/many-pages", Bilingual(fr: "fax de trop de pages", en: "fax of too many pages")),
        ("fax/not-mapped", Bilingual(fr: "document qui ne se tire pas d’un dossier", en: "document that is not made from a dossier")),
        ("fax/no-setting", Bilingual(fr: "installation sans réglage de télécopie", en: "installation without a fax setting")),
        ("fax/program", Bilingual(fr: "programme de télécopie introuvable", en: "fax program that is not found")),
        ("fax/program-failed", Bilingual(fr: "programme de télécopie en échec", en: "fax program that failed")),
        ("fax/confidential", Bilingual(fr: "renseignement confidentiel dans un courriel", en: "confidential information in a mail")),
    ]
}

/// The words of what can keep a fax from leaving.
package enum FaxSendingDiagnostics {
    static func noDocument(_ name: String?, known: [String]) -> Diagnostic {
        let list = known.joined(separator: ", ")
        let message =
            name.map {
                Bilingual(fr: "la configuration n’a pas de document `\($0)`", en: "the pack has no document `\($0)`")
            } ?? Bilingual(fr: "aucun document de la configuration ne se télécopie", en: "no document of the pack is faxed")
        let hint =
            known.isEmpty
            ? Bilingual(
                fr: "déclarez-le sous `documents`, avec la clé `fax` (docs/fax.md)",
                en: "declare it under `documents`, with the key `fax` (docs/fax.md)")
            : name.flatMap { NearestName.of($0, among: known) }.map { Bilingual.didYouMean($0) }
                ?? Bilingual(fr: "ceux qui se télécopient\u{A0}: \(list)", en: "those that are faxed: \(list)")
        return Diagnostic(.error, "fax/no-document", message, at: nil, hint: hint)
    }

    static func severalDocuments(_ names: [String]) -> Diagnostic {
        let list = names.joined(separator: ", ")
        return Diagnostic(
            .error, "fax/several-documents",
            Bilingual(fr: "la configuration télécopie plusieurs documents", en: "the pack faxes several documents"), at: nil,
            hint: Bilingual(fr: "choisissez avec `--template`\u{A0}: \(list)", en: "choose one with `--template`: \(list)"))
    }

    package static func output(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "fax/output", Bilingual(fr: "un fax ne devient pas `\(path)`", en: "a fax does not become `\(path)`"), at: nil,
            hint: Bilingual(fr: "écrivez un .pdf ou un .tiff", en: "write a .pdf or a .tiff"))
    }

    static func number(_ text: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "fax/number",
            Bilingual(fr: "`\(text)` n’est pas un numéro de télécopieur complet", en: "`\(text)` is not a whole fax number"), at: span,
            hint: Bilingual(
                fr: "donnez l’indicatif régional, sans poste\u{A0}: 418 555-0188", en: "give the area code and no extension: 418 555-0188"))
    }

    package static func noNumber() -> Diagnostic {
        Diagnostic(
            .error, "fax/no-number", Bilingual(fr: "le document n’a pas de numéro où aller", en: "the document has no number to go to"),
            at: nil, hint: Bilingual(fr: "voyez `fax: to` du document", en: "see `fax: to` of the document"))
    }

    static func repeatedNumber(_ text: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "fax/repeated-number",
            Bilingual(fr: "le numéro `\(text)` est donné deux fois", en: "the number `\(text)` is given twice"),
            at: span, hint: Bilingual(fr: "retirez l’un des deux", en: "remove one of them"))
    }

    static func pageCount(_ given: Int64, real: Int, at span: Span?) -> Diagnostic {
        Diagnostic(
            .warning, "fax/page-count",
            Bilingual(fr: "le document a \(real) pages et non \(given)", en: "the document has \(real) pages and not \(given)"), at: span,
            hint: Bilingual(
                fr: "ne donnez pas le nombre de pages\u{A0}: il est compté", en: "do not give the number of pages: it is counted"))
    }

    static func noEnclosures(_ document: String) -> Diagnostic {
        Diagnostic(
            .error, "fax/no-enclosures",
            Bilingual(fr: "`\(document)` ne prend pas de pièces jointes", en: "`\(document)` takes no enclosures"), at: nil,
            hint: Bilingual(
                fr: "donnez-lui un champ qui est une liste de `attachment`", en: "give it a field that is a list of `attachment`"))
    }

    static func enclosure(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "fax/enclosure", Bilingual(fr: "`\(name)` ne peut être télécopié", en: "`\(name)` cannot be faxed"), at: span,
            hint: Bilingual(fr: "joignez un PDF, un PNG ou un JPEG qui s’ouvre", en: "enclose a PDF, a PNG or a JPEG that opens"))
    }

    static func missingEnclosure(_ name: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "fax/enclosure", Bilingual(fr: "le contenu de `\(name)` est introuvable", en: "the content of `\(name)` is not found"),
            at: span,
            hint: Bilingual(
                fr: "donnez le chemin d’un fichier vu d’ici, ou `--attach`", en: "give the path of a file seen from there, or `--attach`"))
    }

    static func manyPages(limit: Int) -> Diagnostic {
        Diagnostic(
            .error, "fax/many-pages",
            Bilingual(fr: "un fax a au plus \(limit) pages jointes", en: "a fax has at most \(limit) enclosed pages"),
            at: nil, hint: Bilingual(fr: "envoyez-le en plusieurs fois", en: "send it in parts"))
    }

    static func notMapped(_ document: String) -> Diagnostic {
        Diagnostic(
            .error, "fax/not-mapped",
            Bilingual(
                fr: "rien ne dit ce que `\(document)` tire d’un dossier", en: "nothing says what `\(document)` takes from a dossier"),
            at: nil,
            hint: Bilingual(
                fr: "écrivez-le sous `fax: data` du document (docs/fax.md)", en: "write it under `fax: data` of the document (docs/fax.md)")
        )
    }

    /// - Parameter severity: a warning where something else was done.
    package static func noSetting(_ severity: Severity = .error) -> Diagnostic {
        Diagnostic(
            severity, "fax/no-setting",
            Bilingual(
                fr: "des fax attendent, et l’installation ne dit pas comment ils partent",
                en: "faxes wait, and the installation does not say how they leave"), at: nil,
            hint: Bilingual(
                fr: "donnez la section `fax` dans le fichier de `--mail` (docs/fax.md)",
                en: "give the section `fax` in the file of `--mail` (docs/fax.md)"))
    }

    static func noProgram(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "fax/program", Bilingual(fr: "`\(path)` ne peut être lancé", en: "`\(path)` cannot be run"), at: nil,
            hint: Bilingual(
                fr: "installez-le, ou corrigez `command` de la section `fax`", en: "install it, or correct `command` of the section `fax`"))
    }

    static func programTooSlow(_ path: String, seconds: Int) -> Diagnostic {
        Diagnostic(
            .error, "fax/program-failed",
            Bilingual(fr: "`\(path)` n’a pas fini en \(seconds) secondes", en: "`\(path)` did not finish in \(seconds) seconds"), at: nil)
    }

    static func programFailed(_ path: String, status: Int32, words: String) -> Diagnostic {
        let said = words.isEmpty ? "" : ": \(words)"
        return Diagnostic(
            .error, "fax/program-failed",
            Bilingual(
                fr: "`\(path)` a fini par le code \(status)\(said.isEmpty ? "" : "\u{A0}\(said)")",
                en: "`\(path)` ended with code \(status)\(said)"),
            at: nil)
    }

    static func confidential(_ key: String) -> Diagnostic {
        Diagnostic(
            .error, "fax/confidential",
            Bilingual(
                fr: "le courriel du fax `\(key)` nommerait un renseignement confidentiel; rien n’a été envoyé",
                en: "the mail of the fax `\(key)` would name something confidential; nothing was sent"), at: nil,
            hint: Bilingual(
                fr: "retirez-le de `subject` ou de `text` de la section `fax`",
                en: "take it out of `subject` or `text` of the section `fax`"))
    }

    static let aPattern = Bilingual(
        fr: "une adresse avec `{number}`, comme `{number}@fax.exemple.qc.ca`",
        en: "an address with `{number}`, as `{number}@fax.example.org`")
    static let aProgram = Bilingual(
        fr: "le chemin entier d’un programme, comme `/usr/bin/sendfax`", en: "the whole path of a program, as `/usr/bin/sendfax`")
    static let arguments = Bilingual(
        fr: "une liste où `{number}` et `{file}` figurent, chacun dans un argument",
        en: "a list in which `{number}` and `{file}` stand, each in an argument")
    static let codes = Bilingual(fr: "une liste de codes de 1 à 255", en: "a list of codes from 1 to 255")
}
