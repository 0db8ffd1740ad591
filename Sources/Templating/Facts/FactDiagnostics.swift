import Diagnostics

extension TemplateDiagnostics {
    static func noFacts(_ element: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/no-facts",
            Bilingual(
                fr: "`<g:\(element)>` parle d'une configuration, et il n'y en a pas ici",
                en: "`<g:\(element)>` speaks of a configuration, and there is none here"), at: span,
            hint: Bilingual(fr: "donnez `--pack`", en: "give `--pack`"))
    }

    static func unknownFact(_ name: String, _ kind: FactKind, names: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(name, among: names)
        let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 12 ? "…" : "")
        let hint: Bilingual =
            didYouMean(nearest)
            ?? (names.isEmpty
                ? Bilingual(fr: "la configuration n'en déclare pas", en: "the configuration declares none")
                : Bilingual(fr: "la configuration déclare \(shown)", en: "the configuration declares \(shown)"))
        return Diagnostic(
            .error, "template/unknown-fact",
            Bilingual(
                fr: "la configuration ne déclare pas \(kind.word.fr) `\(name)`",
                en: "the configuration does not declare \(kind.word.en) `\(name)`"), at: span, hint: hint,
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func emptyFact(_ element: String, _ why: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, "template/empty-fact",
            Bilingual(
                fr: "`<g:\(element)>` n'a rien à montrer\u{A0}: \(why.fr)", en: "`<g:\(element)>` has nothing to show: \(why.en)"), at: span
        )
    }

    static func oneOf(_ names: [String], _ element: String, at span: Span) -> Diagnostic {
        let list = names.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error, "template/missing-attribute",
            Bilingual(
                fr: "`<g:\(element)>` demande un seul des attributs \(list)",
                en: "`<g:\(element)>` asks for exactly one of the attributes \(list)"),
            at: span,
            hint: Bilingual(fr: "ajoutez `\(names.first ?? "")=\"…\"`", en: "add `\(names.first ?? "")=\"…\"`"))
    }
}
