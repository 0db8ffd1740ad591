import Diagnostics
import YAML

extension PackReader {
    mutating func readRetention(_ entry: YAMLEntry, states: [WorkflowState]) -> RetentionRule? {
        let node = entry.value
        let references = references(node["states"], .state)
        for reference in references where states.contains(where: { $0.id == reference.id && $0.kind != .final }) {
            bag.append(PackDiagnostics.retainedWhileOpen(reference.id, at: reference.span))
        }
        guard let written = node["after"], let entries = written.mapping else { return nil }
        guard entries.count == 1, let only = entries.first, let count = integer(only.value), (1...100_000).contains(count) else {
            bag.append(PackDiagnostics.retentionDuration(at: written.span))
            return nil
        }
        return RetentionRule(
            id: entry.key, states: references, after: only.key == "years" ? .years(count) : .days(count), basis: node["basis"]?.text?.text,
            span: entry.keySpan)
    }
}

extension PackDiagnostics {
    static func retainedWhileOpen(_ state: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.retention,
            Bilingual(
                fr: "`\(state)` n’est pas un état final\u{A0}: rien n’y est effacé",
                en: "`\(state)` is no final state: nothing is erased in it"),
            at: span, hint: Bilingual(fr: "nommer des états finaux", en: "name final states"))
    }

    static func retentionDuration(at span: Span) -> Diagnostic {
        Diagnostic(
            .error, RulesCodes.retention,
            Bilingual(
                fr: "une durée de conservation se donne en jours ou en années, de 1 à 100000",
                en: "a retention period is given in days or in years, from 1 to 100000"), at: span,
            hint: Bilingual(fr: "`after: { years: 5 }`", en: "`after: { years: 5 }`"))
    }
}
