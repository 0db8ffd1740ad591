import Diagnostics

/// The words for files of translation work.
enum XLIFFDiagnostics {
    static func notXLIFF(version: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xliff/format",
            version.hasPrefix("1")
                ? Bilingual(fr: "ce fichier est du XLIFF \(version)", en: "this file is XLIFF \(version)")
                : Bilingual(fr: "ce fichier n’est pas du XLIFF 2", en: "this file is not XLIFF 2"), at: span,
            hint: Bilingual(
                fr: "demandez à l’outil de traduction du XLIFF 2.0 ou 2.1 (`urn:oasis:names:tc:xliff:document:2.0`)",
                en: "ask the translation tool for XLIFF 2.0 or 2.1 (`urn:oasis:names:tc:xliff:document:2.0`)"))
    }

    static func languages(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xliff/languages",
            Bilingual(
                fr: "`srcLang` et `trgLang` doivent être le français et l’anglais, l’un puis l’autre",
                en: "`srcLang` and `trgLang` must be French and English, one then the other"), at: span,
            hint: Bilingual(
                fr: "écrivez par exemple `srcLang=\"fr-CA\" trgLang=\"en-CA\"`",
                en: "write for example `srcLang=\"fr-CA\" trgLang=\"en-CA\"`"))
    }

    static func tooMany(limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xliff/limit", Bilingual(fr: "plus de \(limit) unités", en: "more than \(limit) units"), at: span,
            hint: Bilingual(fr: "partagez le travail en plusieurs fichiers", en: "part the work into several files"))
    }

    static func unknownCode(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "xliff/codes",
            Bilingual(fr: "`<\(name)>` n’est pas un code d’ici", en: "`<\(name)>` is no code of ours"), at: span,
            hint: Bilingual(fr: "gardez les `<pc>` et les `<ph>` de l’exportation", en: "keep the `<pc>` and `<ph>` of the export"))
    }

    static func codes(lacking: [String], added: [String], at span: Span?) -> Diagnostic {
        func list(_ ids: [String]) -> String { ids.map { "`\($0)`" }.joined(separator: ", ") }
        var fr: [String] = []
        var en: [String] = []
        if !lacking.isEmpty {
            fr.append("il manque \(list(lacking))")
            en.append("\(list(lacking)) missing")
        }
        if !added.isEmpty {
            fr.append("\(list(added)) en trop")
            en.append("\(list(added)) too many")
        }
        return Diagnostic(
            .error, "xliff/codes",
            Bilingual(
                fr: "les codes de la traduction ne sont pas ceux de la source\u{A0}: \(fr.joined(separator: "; "))",
                en: "the codes of the translation are not those of the source: \(en.joined(separator: "; "))"), at: span,
            hint: Bilingual(fr: "gardez chaque code une fois, avec son `id`", en: "keep each code once, with its `id`"))
    }

    static func sourceChanged(_ text: String, at span: Span?, now: Span?) -> Diagnostic {
        Diagnostic(
            .error, "xliff/source-changed",
            Bilingual(
                fr: "la source a changé depuis l’exportation\u{A0}: `\(ParityDiagnostics.clip(text))`",
                en: "the source has changed since the export: `\(ParityDiagnostics.clip(text))`"), at: span,
            labels: now.map { [Diagnostic.Label($0, Bilingual(fr: "la source, comme elle est", en: "the source, as it is"))] } ?? [],
            hint: Bilingual(fr: "exportez de nouveau: `paraphe translate export`", en: "export again: `paraphe translate export`"))
    }

    static func unknownUnit(_ id: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "xliff/unknown-unit", Bilingual(fr: "le guide n’a pas d’unité `\(id)`", en: "the guide has no unit `\(id)`"), at: span,
            hint: Bilingual(fr: "gardez les unités de l’exportation", en: "keep the units of the export"))
    }

    static func empty(_ text: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error, "xliff/empty",
            Bilingual(
                fr: "la traduction de `\(ParityDiagnostics.clip(text))` est vide",
                en: "the translation of `\(ParityDiagnostics.clip(text))` is empty"), at: span,
            hint: Bilingual(fr: "traduisez-la, ou enlevez `<target>`", en: "translate it, or remove `<target>`"))
    }
}
