import Diagnostics

/// The words of the findings about scenario files.
enum ScenarioDiagnostics {
    static func unknownKey(_ key: String, known: [String], what: Bilingual, at span: Span) -> Diagnostic {
        let nearest = NearestName.of(key, among: known)
        return Diagnostic(
            .error, ScenariosCodes.unknownKey,
            Bilingual(fr: "la clé `\(key)` n’existe pas ici (\(what.fr))", en: "the key `\(key)` does not exist here (\(what.en))"),
            at: span,
            hint: didYouMean(nearest) ?? possible(known), replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func missingKey(_ key: String, what: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.missingKey,
            Bilingual(fr: "la clé `\(key)` manque (\(what.fr))", en: "the key `\(key)` is missing (\(what.en))"), at: span)
    }

    static func wrongShape(_ expected: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.wrongShape, Bilingual(fr: "\(expected.fr) est attendu ici", en: "\(expected.en) is expected here"),
            at: span
        )
    }

    /// - Parameter kind: with its article: `une action`, `an action`.
    static func unknownName(_ name: String, kind: Bilingual, known: [String], at span: Span, note: Bilingual? = nil) -> Diagnostic {
        let nearest = NearestName.of(name, among: known)
        return Diagnostic(
            .error, ScenariosCodes.unknownName,
            Bilingual(fr: "`\(name)` n’est pas \(kind.fr)", en: "`\(name)` is not \(kind.en)"), at: span,
            notes: note.map { [$0] } ?? [], hint: didYouMean(nearest) ?? possible(known),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    static func wrongValue(_ field: String, _ reason: Bilingual, hint: Bilingual? = nil, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.wrongValue, Bilingual(fr: "`\(field)`\u{A0}: \(reason.fr)", en: "`\(field)`: \(reason.en)"), at: span,
            hint: hint)
    }

    static func badMoment(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.badTime,
            Bilingual(fr: "`\(text)` n’est pas un moment", en: "`\(text)` is not a moment"), at: span,
            hint: Bilingual(fr: "écrire par exemple 2026-11-21T14:00:00-05:00", en: "write for example 2026-11-21T14:00:00-05:00"))
    }

    static func badPause(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.badTime,
            Bilingual(fr: "`\(text)` n’est pas une durée", en: "`\(text)` is not a duration"), at: span,
            hint: Bilingual(
                fr: "écrire par exemple 90 minutes, 2 hours, 1 day, 3 business-days ou 4 business-hours",
                en: "write for example 90 minutes, 2 hours, 1 day, 3 business-days or 4 business-hours"))
    }

    static func bothTimes(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.badTime,
            Bilingual(fr: "`at` et `after` ne vont pas ensemble", en: "`at` and `after` do not go together"), at: span)
    }

    static func stepShape(_ found: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.stepShape,
            found.isEmpty
                ? Bilingual(fr: "cette étape ne fait rien et n’attend rien", en: "this step does nothing and expects nothing")
                : Bilingual(
                    fr: "cette étape fait plusieurs choses\u{A0}: \(list(found))", en: "this step does several things: \(list(found))"),
            at: span,
            hint: Bilingual(
                fr: "une étape a un seul de `do`, `check`, `evaluate`, ou seulement `expect`",
                en: "a step has one of `do`, `check`, `evaluate`, or only `expect`"))
    }

    static func misplacedExpectation(_ key: String, step: Bilingual, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.stepShape,
            Bilingual(
                fr: "`\(key)` ne s’attend pas d’une étape qui \(step.fr)", en: "`\(key)` cannot be expected of a step that \(step.en)"),
            at: span)
    }

    static func contradictoryExpectation(_ key: String, _ other: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.stepShape,
            Bilingual(fr: "`\(key)` contredit `\(other)`", en: "`\(key)` contradicts `\(other)`"), at: span)
    }

    static func noActor(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.missingKey,
            Bilingual(fr: "qui fait cette étape? la clé `as` manque", en: "who does this step? the key `as` is missing"), at: span,
            hint: Bilingual(
                fr: "écrire `as:` à l’étape, ou une fois pour tout le scénario",
                en: "write `as:` at the step, or once for the whole scenario"))
    }

    static func duplicate(_ name: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.duplicateName,
            Bilingual(fr: "`\(name)` est déjà pris", en: "`\(name)` is already taken"), at: span,
            labels: [Diagnostic.Label(first, Bilingual(fr: "la première fois ici", en: "first here"))])
    }

    static func circular(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.circularModel,
            Bilingual(fr: "le modèle `\(name)` renvoie à lui-même", en: "the model `\(name)` refers to itself"), at: span)
    }

    static func tooMany(_ what: Bilingual, limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, ScenariosCodes.tooMany,
            Bilingual(fr: "plus de \(limit) \(what.fr)", en: "more than \(limit) \(what.en)"), at: span)
    }

    // MARK: Values

    static func type(_ words: Bilingual) -> Bilingual {
        Bilingual(fr: "\(words.fr) est attendu", en: "\(words.en) is expected")
    }

    static func didYouMean(_ nearest: String?) -> Bilingual? {
        nearest.map { Bilingual.didYouMean($0) }
    }

    static func possible(_ names: [String]) -> Bilingual? {
        guard !names.isEmpty else { return nil }
        let shown = list(Array(names.prefix(14))) + (names.count > 14 ? ", …" : "")
        return Bilingual(fr: "possibles ici\u{A0}: \(shown)", en: "possible here: \(shown)")
    }

    private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
