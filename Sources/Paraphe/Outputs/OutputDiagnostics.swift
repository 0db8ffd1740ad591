import Diagnostics
import PDFExport

/// The codes of ``OutputDiagnostics`` and what they mean.
package enum OutputCodes {
    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = [
        ("output/unknown-kind", Bilingual(fr: "extension du fichier à écrire inconnue", en: "unknown extension of the file to write")),
        ("output/bad-pages", Bilingual(fr: "choix de pages illisible", en: "pages that cannot be read")),
        ("output/no-pages", Bilingual(fr: "aucune des pages demandées n’existe", en: "none of the pages asked for exists")),
        ("output/bad-density", Bilingual(fr: "densité illisible", en: "density that cannot be read")),
        ("output/bad-bits", Bilingual(fr: "nombre de bits inconnu", en: "unknown number of bits")),
        ("output/bad-fax", Bilingual(fr: "sorte de fax inconnue", en: "unknown kind of fax")),
        (
            "output/not-for-kind",
            Bilingual(fr: "option sans effet sur ce genre de fichier", en: "option that this kind of file does not have")
        ),
        ("output/unknown-standard", Bilingual(fr: "norme inconnue", en: "unknown standard")),
        ("output/many-pages", Bilingual(fr: "plusieurs pages pour un seul fichier", en: "several pages for one file")),
        ("output/failed", Bilingual(fr: "la page ne peut être écrite", en: "the page cannot be written")),
    ]
}

/// What can be wrong with what the caller asks to be written.
enum OutputDiagnostics {
    static func unknownKind(_ path: String) -> Diagnostic {
        let kinds = OutputKind.allCases.map { ".\($0.rawValue)" }.joined(separator: " ")
        return Diagnostic(
            .error, "output/unknown-kind",
            Bilingual(
                fr: "l’extension de `\(path)` ne dit pas ce qu’il faut écrire", en: "the extension of `\(path)` does not say what to write"),
            at: nil, hint: Bilingual(fr: "les extensions connues\u{A0}: \(kinds)", en: "the known extensions: \(kinds)"))
    }

    static func unknownStandard(_ name: String) -> Diagnostic {
        let names = PDFExportOptions.Conformance.allCases.map(\.rawValue)
        let all = names.joined(separator: ", ")
        return Diagnostic(
            .error, "output/unknown-standard",
            Bilingual(fr: "la norme `\(name)` n’est pas connue", en: "the standard `\(name)` is not known"), at: nil,
            hint: Bilingual(fr: "les normes connues\u{A0}: \(all)", en: "the known standards: \(all)"))
    }

    static func badPages(_ text: String) -> Diagnostic {
        Diagnostic(
            .error, "output/bad-pages", Bilingual(fr: "`\(text)` ne désigne pas de pages", en: "`\(text)` names no pages"), at: nil,
            hint: Bilingual(fr: "écrivez par exemple 1-3,7 ou 5-", en: "write for example 1-3,7 or 5-"))
    }

    static func noPages(count: Int) -> Diagnostic {
        Diagnostic(
            .error, "output/no-pages",
            Bilingual(
                fr: "aucune des pages demandées n’existe\u{A0}: le document en a \(count)",
                en: "none of the pages asked for exists: the document has \(count)"), at: nil)
    }

    static func badDensity(_ text: String) -> Diagnostic {
        Diagnostic(
            .error, "output/bad-density",
            Bilingual(fr: "`\(text)` n’est pas une densité de 10 à 2400", en: "`\(text)` is not a density from 10 to 2400"), at: nil,
            hint: Bilingual(fr: "écrivez par exemple 150, ou 204x98 pour un fax", en: "write for example 150, or 204x98 for a fax"))
    }

    static func badBits(_ bits: Int) -> Diagnostic {
        Diagnostic(
            .error, "output/bad-bits",
            Bilingual(fr: "\(bits) bits par pixel\u{A0}: c’est 1, 8 ou 24", en: "\(bits) bits a pixel: it is 1, 8 or 24"), at: nil)
    }

    static let badFax = Diagnostic(
        .error, "output/bad-fax", Bilingual(fr: "cette sorte de fax n’existe pas", en: "there is no such kind of fax"), at: nil,
        hint: Bilingual(
            fr: "écrivez `--fax standard` ou `--fax fine`, et `--coding mh` ou `--coding t6`",
            en: "write `--fax standard` or `--fax fine`, and `--coding mh` or `--coding t6`"))

    static func notForKind(_ option: String, _ kind: OutputKind) -> Diagnostic {
        Diagnostic(
            .error, "output/not-for-kind",
            Bilingual(
                fr: "`\(option)` n’a pas de sens pour un .\(kind.rawValue)", en: "`\(option)` has no meaning for a .\(kind.rawValue)"),
            at: nil)
    }

    static func manyPages(_ path: String, count: Int) -> Diagnostic {
        let place = OutputRequest.pagePlace
        let dot = path.lastIndex(of: ".") ?? path.endIndex
        let better = path[..<dot] + "-" + place + path[dot...]
        return Diagnostic(
            .error, "output/many-pages",
            Bilingual(fr: "les \(count) pages ne tiennent pas dans `\(path)`", en: "the \(count) pages do not fit in `\(path)`"), at: nil,
            hint: Bilingual(
                fr: "écrivez `-o \(better)`, ou choisissez une page avec --pages",
                en: "write `-o \(better)`, or choose one page with --pages"))
    }

    static func notAPicture(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "output/unknown-kind",
            Bilingual(
                fr: "l’extension de `\(path)` ne dit pas comment montrer des différences",
                en: "the extension of `\(path)` does not say how to show differences"), at: nil,
            hint: Bilingual(fr: "écrivez `diff-{page}.png` ou `diff.html`", en: "write `diff-{page}.png` or `diff.html`"))
    }

    static func failed(page: Int) -> Diagnostic {
        Diagnostic(
            .error, "output/failed", Bilingual(fr: "la page \(page) ne peut être écrite", en: "page \(page) cannot be written"), at: nil)
    }
}
