import Diagnostics

/// The words about documents that cannot be exported.
enum ExportDiagnostics {
    static func broken(_ rule: ConformanceRule, fr: String, en: String, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(
            .error, rule.code, Bilingual(fr: fr, en: en), at: nil, notes: [Bilingual(verbatim: rule.clause)], hint: hint)
    }

    static func uncuttableFont(_ family: String) -> Diagnostic {
        broken(
            .font, fr: "la police `\(family)` ne peut pas être incorporée\u{A0}: ses tables sont endommagées",
            en: "the font `\(family)` cannot be embedded: its tables are damaged")
    }

    /// Nil where a plain file may have it.
    static func content(_ fault: ContentFault, page: Int, _ conformance: PDFExportOptions.Conformance) -> Diagnostic? {
        let isArchive = conformance.isArchive
        switch fault {
        case .unmarked:
            guard isArchive else { return nil }
            return broken(
                .unmarked, fr: "la page \(page) peint quelque chose qui n’est ni balisé ni artefact",
                en: "page \(page) paints something that is neither tagged nor an artifact")
        case .nestedMarks:
            return broken(
                .marks, fr: "des séquences balisées s’imbriquent à la page \(page)", en: "marked sequences nest on page \(page)")
        case .unbalancedMarks:
            return broken(
                .marks, fr: "une séquence balisée ne commence ou ne finit pas à la page \(page)",
                en: "a marked sequence has no start or no end on page \(page)")
        case .unbalancedClips:
            return broken(
                .clips, fr: "une découpe ne commence ou ne finit pas à la page \(page)", en: "a clip has no start or no end on page \(page)"
            )
        case .deepClips:
            guard isArchive else { return nil }
            return broken(
                .clipDepth, fr: "des découpes s’imbriquent à plus de 27 niveaux à la page \(page)",
                en: "clips nest more than 27 levels deep on page \(page)")
        case .unknownContent:
            return broken(
                .structure, fr: "la page \(page) peint un contenu que l’arbre de structure n’a pas",
                en: "page \(page) paints content that the structure tree does not have")
        case .missingGlyph(let text, let family):
            guard isArchive else { return nil }
            return broken(
                .missingGlyph, fr: "la police `\(family)` n’a pas tous les caractères de `\(text)`, page \(page)",
                en: "the font `\(family)` lacks a character of `\(text)`, page \(page)")
        case .privateUse(let text, let family):
            guard isArchive else { return nil }
            return broken(
                .privateUse, fr: "la page \(page) montre un caractère à usage privé en `\(family)`\u{A0}: `\(text)`",
                en: "page \(page) shows a private-use character in `\(family)`: `\(text)`")
        }
    }
}
