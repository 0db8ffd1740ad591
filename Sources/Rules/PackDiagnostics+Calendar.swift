import Diagnostics

extension PackDiagnostics {
    static func calendar(_ text: Bilingual, at span: Span, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(.error, RulesCodes.calendar, text, at: span, hint: hint)
    }

    static func noWeek(at span: Span) -> Diagnostic {
        calendar(
            Bilingual(fr: "le calendrier ne dit pas les heures de la semaine", en: "the calendar does not state the hours of the week"),
            at: span,
            hint: Bilingual(fr: "ajouter `week: { monday: 08:00-16:00, … }`", en: "add `week: { monday: 08:00-16:00, … }`"))
    }

    static func optionalHoliday(at span: Span) -> Diagnostic {
        calendar(
            Bilingual(fr: "un jour férié facultatif a besoin d’un `id`", en: "an optional holiday needs an `id`"), at: span,
            hint: Bilingual(fr: "`observed` le choisit par ce nom", en: "`observed` chooses it by that name"))
    }

    static func unknownTimeZone(_ name: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(name, among: known)
        return Diagnostic(
            .error, RulesCodes.timeZone,
            Bilingual(fr: "il n’y a pas de fuseau horaire `\(name)`", en: "there is no time zone `\(name)`"), at: span,
            hint: nearest.map { Bilingual.didYouMean($0) }
                ?? Bilingual(fr: "par exemple `America/Toronto`", en: "for instance `America/Toronto`"),
            replacement: nearest.map { Diagnostic.Replacement(span: span, text: $0) })
    }

    /// - Parameter known: the optional holidays of the pack and its libraries.
    static func unknownHoliday(_ id: String, known: [String], at span: Span) -> Diagnostic {
        let nearest = NearestName.of(id, among: known)
        let names = known.map { "`\($0)`" }.joined(separator: ", ")
        let hint =
            nearest.map { Bilingual.didYouMean($0) }
            ?? (known.isEmpty ? nil : Bilingual(fr: "il y a \(names)", en: "there are \(names)"))
        return calendar(
            Bilingual(fr: "`\(id)` n’est pas un jour férié facultatif", en: "`\(id)` is not an optional holiday"), at: span, hint: hint)
    }
}
