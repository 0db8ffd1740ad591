import Diagnostics

/// The codes of ``DocumentDiagnostics`` and what they mean.
package enum DocumentCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("data/not-an-object", Bilingual(fr: "les données ne sont pas un objet JSON", en: "the data are no JSON object")),
        ("data/no-key", Bilingual(fr: "le champ qui nomme le fichier manque", en: "the field that names the file is missing")),
        ("data/bad-file-name", Bilingual(fr: "le nom ne convient pas à un fichier", en: "the name does not suit a file")),
        ("data/repeated-file-name", Bilingual(fr: "deux documents du lot ont le même nom", en: "two documents of the batch have one name")),
        ("document/no-key", Bilingual(fr: "le signataire n’a pas de clé", en: "the signer has no key")),
        (
            "demo/bad-scenario",
            Bilingual(fr: "le scénario de la démonstration ne se lit pas", en: "the scenario of the demo cannot be read")
        ),
        ("demo/not-refused", Bilingual(fr: "une action aurait dû être refusée", en: "an action should have been refused")),
        (
            "demo/invalid-signature",
            Bilingual(fr: "une signature de la démonstration n’est pas valide", en: "a signature of the demo is not valid")
        ),
    ]
}

/// What can be wrong with the data of a document.
enum DocumentDiagnostics {
    static func notAnObject(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "data/not-an-object",
            Bilingual(fr: "les données d’un document sont un objet JSON `{…}`", en: "the data of a document are a JSON object `{…}`"),
            at: span)
    }

    static func noKey(_ key: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "data/no-key",
            Bilingual(
                fr: "le champ `\(key)`, qui nomme le fichier, manque ou n’est pas un texte",
                en: "the field `\(key)`, which names the file, is missing or no text"), at: span)
    }

    static func badFileName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "data/bad-file-name", Bilingual(fr: "`\(name)` ne peut nommer un fichier", en: "`\(name)` cannot name a file"), at: span
        )
    }

    static func repeatedFileName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "data/repeated-file-name",
            Bilingual(
                fr: "un autre document du lot se nomme déjà `\(name)`", en: "another document of the batch is named `\(name)` already"),
            at: span)
    }

    /// The words that lead from a fault to the line of the batch that has it.
    static func whileRendering(line: Int) -> Bilingual {
        Bilingual(fr: "en produisant le document de la ligne \(line)", en: "while making the document of line \(line)")
    }

    static func noKeyOfSigner(_ person: String) -> Diagnostic {
        Diagnostic(
            .error, "document/no-key",
            Bilingual(fr: "aucune clé de signature pour `\(person)`", en: "no signing key for `\(person)`"), at: nil,
            hint: Bilingual(fr: "donnez --key et --cert", en: "give --key and --cert"))
    }

    static func badScenario(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "demo/bad-scenario",
            Bilingual(
                fr: "le champ `\(name)` du scénario manque ou ne se lit pas",
                en: "the field `\(name)` of the scenario is missing or unreadable"),
            at: span)
    }

    static func notRefused(_ action: String) -> Diagnostic {
        Diagnostic(
            .error, "demo/not-refused",
            Bilingual(fr: "`\(action)` devait être refusée et ne l’a pas été", en: "`\(action)` was to be refused and was not"), at: nil)
    }

    static func demoInvalid() -> Diagnostic {
        Diagnostic(
            .error, "demo/invalid-signature",
            Bilingual(fr: "une signature de la démonstration n’est pas valide", en: "a signature of the demonstration is not valid"),
            at: nil)
    }
}

extension Diagnostic {
    /// The same, with the way to the line of data that it arose from, unless it lies there.
    func of(line: Int, _ source: SourceFile) -> Diagnostic {
        guard span?.source != source.id else { return self }
        var diagnostic = self
        let start = source.byteRange(ofLine: line).lowerBound
        diagnostic.trace.append(Label(Span(source: source.id, start..<start), DocumentDiagnostics.whileRendering(line: line)))
        return diagnostic
    }
}
