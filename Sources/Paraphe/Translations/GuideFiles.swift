import Diagnostics
import Translation
import XML

/// The files of a guide that hold words: one for each language, or one with both.
package struct GuideFiles: Sendable, Hashable {
    /// The path without `.fr.xhtml` or `.xhtml`.
    package let base: String
    /// The path of each language's words, the same for both in a file with both.
    package let french: String
    package let english: String

    package var isOneFile: Bool { french == english }

    package func path(_ language: Language) -> String { language == .french ? french : english }

    /// Where the record of translations is kept.
    package var record: String { base + ".xlf" }

    private init(base: String) {
        self.base = base
        (french, english) = (base + ".fr.xhtml", base + ".en.xhtml")
    }

    private init(both path: String) {
        base = String(path.dropLast(".xhtml".count))
        (french, english) = (path, path)
    }

    /// The guides of a pack's folder, or the one that a file belongs to.
    ///
    /// What has one language alone goes to the bag.
    package static func find(_ path: String, shelf: SourceShelf, into bag: inout DiagnosticBag) throws(DiagnosticsError) -> [GuideFiles] {
        guard FileAccess.isFolder(path) else { return try one(path, shelf, &bag).map { [$0] } ?? [] }
        let folder = PackFolder(path: path)
        var found: [GuideFiles] = []
        for name in try folder.names(withExtension: "xhtml") {
            let file = folder.path + "/" + name
            if let language = language(of: file) {
                // The French one stands for both, unless it is not there.
                let guide = GuideFiles(base: String(file.dropLast(".fr.xhtml".count)))
                let other = guide.path(language == .french ? .english : .french)
                if !FileAccess.exists(other) {
                    bag.append(
                        ParityFileDiagnostics.noCounterpart(file, other: other, at: Span(source: try shelf.read(file).id, start: 0, end: 0))
                    )
                } else if language == .french {
                    found.append(guide)
                }
            } else if try holdsBoth(file, shelf) {
                found.append(GuideFiles(both: file))
            }
        }
        return found
    }

    private static func one(_ path: String, _ shelf: SourceShelf, _ bag: inout DiagnosticBag) throws(DiagnosticsError) -> GuideFiles? {
        let source = try shelf.read(path)
        if let language = language(of: path) {
            let guide = GuideFiles(base: String(path.dropLast(".fr.xhtml".count)))
            let other = guide.path(language == .french ? .english : .french)
            if FileAccess.exists(other) { return guide }
            bag.append(ParityFileDiagnostics.noCounterpart(path, other: other, at: Span(source: source.id, start: 0, end: 0)))
            return nil
        }
        if try holdsBoth(path, shelf) { return GuideFiles(both: path) }
        let guide = GuideFiles(base: path.hasSuffix(".xhtml") ? String(path.dropLast(".xhtml".count)) : path)
        if FileAccess.exists(guide.french), FileAccess.exists(guide.english) { return guide }
        bag.append(ParityFileDiagnostics.nothing(path))
        return nil
    }

    private static func language(of path: String) -> Language? {
        path.hasSuffix(".fr.xhtml") ? .french : path.hasSuffix(".en.xhtml") ? .english : nil
    }

    /// Whether `<g:fr>` or `<g:en>` is in a file.
    private static func holdsBoth(_ path: String, _ shelf: SourceShelf) throws(DiagnosticsError) -> Bool {
        let text = try shelf.read(path).text
        return text.contains("<g:fr>") || text.contains("<g:en>")
    }
}

/// The words for what is wrong with the files themselves.
enum ParityFileDiagnostics {
    static func noCounterpart(_ path: String, other: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "parity/no-counterpart",
            Bilingual(
                fr: "`\(path)` n’a pas de pendant: `\(other)` n’existe pas", en: "`\(path)` has no counterpart: there is no `\(other)`"),
            at: span,
            hint: Bilingual(
                fr: "traduisez le guide; `paraphe translate export` en prépare le travail",
                en: "translate the guide; `paraphe translate export` prepares the work"))
    }

    static func nothing(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "parity/nothing",
            Bilingual(fr: "`\(path)` n’a pas de texte en deux langues", en: "`\(path)` holds no text in two languages"), at: nil,
            hint: Bilingual(
                fr: "nommez une configuration, un `X.fr.xhtml`, ou un gabarit avec `<g:fr>` et `<g:en>`",
                en: "name a pack, an `X.fr.xhtml`, or a template with `<g:fr>` and `<g:en>`"))
    }
}
