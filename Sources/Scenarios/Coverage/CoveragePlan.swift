import Diagnostics
import Rules

/// Everything of a rulebook that scenarios can try, in the order of the pack.
struct CoveragePlan {
    typealias Point = (kind: Coverage.Point.Kind, id: String, label: Bilingual, span: Span?)
    /// A rule with what declares it.
    typealias OwnedRule = (owner: String, rule: Rule)

    let rulebook: Rulebook

    /// What the pack declares itself.
    var points: [Point] {
        transitions + points(of: ownRules) + reasons + requiredFields + tables.flatMap { rows(of: $0) } + functions
            + sentNotifications + producedDocuments
    }

    /// What its libraries declare, thing by thing: a thing counts when a scenario of the pack reaches a point of it.
    var libraryPoints: [[Point]] {
        let sets = rulebook.ruleSets.filter { !isOwn($0.span) }.map { points(of: rules(of: $0)) + required(of: $0) }
        let tables = rulebook.tables.filter { !isOwn($0.span) }.map { rows(of: $0) }
        return sets + tables
    }

    private var transitions: [Point] {
        rulebook.actions.flatMap { action -> [Point] in
            let sources: [String?] = action.isCreation ? [nil] : action.sources.map(\.id)
            return sources.flatMap { source -> [Point] in
                var targets = action.targets.map(\.state.id)
                if targets.isEmpty, let state = source ?? rulebook.initialState?.id { targets = [state] }
                return targets.map { target in
                    (
                        .transition, CoverageNames.transition(action, from: source, to: target), action.label.bilingual, action.span
                    )
                }
            }
        }
    }

    private func points(of rules: [OwnedRule]) -> [Point] {
        rules.flatMap { owner, rule -> [Point] in
            [true, false].map { held in
                (.rule, CoverageNames.rule(rule.id, of: owner, held: held), rule.refusal.bilingual, rule.span)
            }
        }
    }

    /// Every rule of the pack itself that the engine checks.
    var ownRules: [OwnedRule] {
        var found: [OwnedRule] = []
        for action in rulebook.actions {
            found += action.guards.map { (action.id, $0) }
            found += rules(of: action.inputs, under: action.id + ".input")
        }
        for set in rulebook.ruleSets where isOwn(set.span) { found += rules(of: set) }
        found += rules(of: rulebook.dossierFields.elements, under: "dossier")
        for form in rulebook.forms {
            found += form.rules.map { ("forms." + form.id, $0) }
            found += rules(of: form.fields, under: "forms." + form.id)
        }
        return found
    }

    private func rules(of set: RuleSet) -> [OwnedRule] {
        set.rules.map { (set.id, $0) } + (set.subject.map { rules(of: $0.type.recordFields ?? [], under: $0.id) } ?? [])
    }

    private func rules(of fields: [DataField], under prefix: String) -> [OwnedRule] {
        fields.flatMap { field -> [OwnedRule] in
            let path = prefix + "." + field.id
            return field.rules.map { (path, $0) } + rules(of: field.type.recordFields ?? [], under: path)
        }
    }

    private var reasons: [Point] {
        rulebook.reasonLists.flatMap { list in
            list.reasons.map { reason -> Point in (.reason, "\(list.id)/\(reason.id)", reason.label.bilingual, reason.span) }
        }
    }

    private var requiredFields: [Point] {
        var found: [Point] = []
        for action in rulebook.actions { found += required(action.inputs, under: action.id + ".input") }
        if rulebook.actions.contains(where: \.requiresCompleteDossier) {
            found += required(rulebook.dossierFields.elements, under: "dossier")
        }
        for form in rulebook.forms where rulebook.actions.contains(where: { $0.form?.id == form.id && !$0.isFormDraft }) {
            found += required(form.fields, under: "forms." + form.id)
        }
        for set in rulebook.ruleSets where isOwn(set.span) { found += required(of: set) }
        return found
    }

    private func required(of set: RuleSet) -> [Point] {
        set.subject.map { required($0.type.recordFields ?? [], under: $0.id) } ?? []
    }

    private func required(_ fields: [DataField], under prefix: String) -> [Point] {
        fields.flatMap { field -> [Point] in
            let path = prefix + "." + field.id
            let nested = required(field.type.recordFields ?? [], under: path)
            if case .optional = field.requirement { return nested }
            // A record is missing when its required fields are; it is asked for itself only when it has none.
            if case .record = field.type, !nested.isEmpty { return nested }
            return [(.required, path, field.label?.bilingual ?? Bilingual(verbatim: field.id), field.span)] + nested
        }
    }

    private func isOwn(_ span: Span) -> Bool { !rulebook.librarySources.contains(span.source) }

    private var tables: [DecisionTable] { rulebook.tables.filter { isOwn($0.span) } }

    private func rows(of table: DecisionTable) -> [Point] {
        let rows = table.rows.map { row -> Point in (.row, CoverageNames.row(row.id, of: table), table.label.bilingual, row.span) }
        guard table.otherwise != nil else { return rows }
        return rows + [(.row, CoverageNames.row("otherwise", of: table), table.label.bilingual, table.span)]
    }

    private var functions: [Point] {
        rulebook.functions.filter { isOwn($0.span) }.map { (.function, $0.id, $0.label.bilingual, $0.span) }
    }

    /// Those that actions send; deadlines send theirs when nobody acts.
    private var sentNotifications: [Point] {
        let sent = Set(rulebook.actions.flatMap { $0.effects.notifications.map(\.reference.id) })
        return rulebook.notifications.filter { sent.contains($0.id) }
            .map { (.notification, $0.id, $0.subject.bilingual, $0.span) }
    }

    private var producedDocuments: [Point] {
        let produced = Set(rulebook.actions.flatMap { $0.effects.documents.map(\.reference.id) })
        return rulebook.documents.filter { produced.contains($0.id) }
            .map { (.document, $0.id, $0.label.bilingual, $0.span) }
    }
}
