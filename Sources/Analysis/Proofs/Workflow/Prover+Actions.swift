import CEL
import CivilTime
import Diagnostics
import Rules

/// Something that must hold for an action to be taken, with its place and its words.
struct ActionPart {
    enum Kind {
        case permission
        case states
        case rule(Rule)
        case required(DataField)
    }

    let kind: Kind
    let formula: Formula
    let span: Span
    let words: Bilingual
}

extension Prover {
    /// Which actions can be taken at all, by whom, and where they lead; fills ``graph``.
    func proveActions() {
        for read in conditions.actions { prove(read) }
        if !book.actions.isEmpty, !book.actions.contains(where: \.isCreation) {
            add(ProofDiagnostics.noCreation(at: book.actions.first?.span))
        }
    }

    private func about(_ action: Action) -> Bilingual {
        Bilingual(fr: "l’action `\(action.id)`", en: "the action `\(action.id)`")
    }

    /// Everything that an action asks together, the permission and the states first.
    func parts(of read: ReadAction) -> [ActionPart] {
        let action = read.action
        let sources = self.sources(of: action)
        var parts: [ActionPart] = [
            ActionPart(
                kind: .permission, formula: profile(among: read.holders), span: action.permission.span,
                words: ProofDiagnostics.permissionWords(action, profiles: read.holders.compactMap { book.profiles[$0]?.label.bilingual })),
            ActionPart(
                kind: .states, formula: state(among: sources), span: action.sources.first?.span ?? action.span,
                words: ProofDiagnostics.stateWords(sources.compactMap { book.states[$0]?.label.bilingual })),
        ]
        func add(_ rule: ReadRule) {
            guard rule.rule.severity == .error else { return }
            parts.append(
                ActionPart(
                    kind: .rule(rule.rule), formula: rule.passes, span: rule.rule.requirement.span,
                    words: ProofDiagnostics.ruleWords(rule.rule)))
        }
        for rule in read.guards { add(rule) }
        for reference in action.ruleSets { for rule in conditions.ruleSets[reference.id] ?? [] { add(rule) } }
        func add(_ fields: [ReadField]) {
            for field in fields {
                if case .optional = field.field.requirement { continue }
                parts.append(
                    ActionPart(
                        kind: .required(field.field), formula: field.isSatisfied, span: field.field.span,
                        words: ProofDiagnostics.requiredWords(field.field)))
            }
        }
        add(read.inputs)
        if action.requiresCompleteDossier { add(conditions.dossierFields) }
        if let form = action.form?.id, !action.isFormDraft, let read = conditions.forms[form] {
            add(read.fields)
            for rule in read.rules { add(rule) }
        }
        return parts
    }

    func sources(of action: Action) -> [String] {
        guard action.isCreation else { return action.sources.map(\.id) }
        // Without an initial state, which is told, a dossier may begin anywhere.
        return book.initialState.map { [$0.id] } ?? book.states.ids
    }

    private func prove(_ read: ReadAction) {
        let action = read.action
        let parts = parts(of: read)
        let inForce: Formula = read.isInForce.map { .atom($0, .holds) } ?? .yes
        guard !read.holders.isEmpty else {
            let granting = book.roles(granting: action.permission.id)
            add(ProofDiagnostics.permissionOfNobody(action, granting: granting.first))
            impossibleActions.insert(action.id)
            // Who would hold the permission is a matter of profiles; the path through the states is another.
            addSteps(read, parts.filter { if case .permission = $0.kind { false } else { true } }, inForce)
            return
        }
        let formulas = parts.map(\.formula)
        if isImpossible(formulas + [inForce], about: about(action)) {
            let core = core(of: formulas, with: [inForce])
            reportContradiction(read, core.map { parts[$0] })
            impossibleActions.insert(action.id)
            addSteps(read, parts, inForce, isKnownImpossible: true)
            return
        }
        if !conditions.changes.isEmpty { proveEachPeriod(read, parts, inForce) }
        addSteps(read, parts, inForce)
        proveRedundancy(read, parts)
    }

    private func reportContradiction(_ read: ReadAction, _ core: [ActionPart]) {
        let action = read.action
        let rules = core.compactMap { part -> Rule? in if case .rule(let rule) = part.kind { rule } else { nil } }
        let asksPermission = core.contains { if case .permission = $0.kind { true } else { false } }
        if core.count == 1, let rule = rules.first {
            add(ProofDiagnostics.ruleNeverHolds(rule, action: action))
        } else if asksPermission {
            let others = core.filter { if case .permission = $0.kind { false } else { true } }
            add(ProofDiagnostics.holdersRefused(action, holders: labels(read.holders), parts: others))
        } else {
            add(ProofDiagnostics.contradiction(action, parts: core, counterexample: nil))
        }
    }

    func labels(_ profiles: [String]) -> [Bilingual] { profiles.compactMap { book.profiles[$0]?.label.bilingual } }

    /// Between two days from which something else is in force, the rules are the same: each such time is asked for itself.
    private func proveEachPeriod(_ read: ReadAction, _ parts: [ActionPart], _ inForce: Formula) {
        guard let today = conditions.todayVariable else { return }
        let mentioned =
            read.guards.contains { $0.isInForce != nil }
            || read.action.ruleSets.contains { conditions.ruleSets[$0.id]?.contains { $0.isInForce != nil } ?? false }
        guard mentioned else { return }
        let formulas = parts.map(\.formula)
        var reported = 0
        for index in 0...conditions.changes.count where reported == 0 {
            let from = index == 0 ? nil : conditions.changes[index - 1]
            let to = index < conditions.changes.count ? conditions.changes[index] : nil
            let stretch = Stretch(
                from: from.flatMap { .before(.integer(Int64($0.dayNumber))) }, to: to.flatMap { .before(.integer(Int64($0.dayNumber))) })
            let then: Formula = .within(today, table.cells(today, within: stretch))
            // A time in which the action itself is not in force has nothing to show.
            if isImpossible([inForce, then], about: about(read.action)) { continue }
            guard isImpossible(formulas + [inForce, then], about: about(read.action)) else { continue }
            let core = core(of: formulas, with: [inForce, then])
            add(
                ProofDiagnostics.contradictionInPeriod(
                    read.action, from: from, until: to.flatMap { CivilDate(dayNumber: $0.dayNumber - 1) }, parts: core.map { parts[$0] }))
            reported += 1
        }
    }

    /// Adds the steps between states that the action can take; reports those that it declares in vain.
    private func addSteps(_ read: ReadAction, _ parts: [ActionPart], _ inForce: Formula, isKnownImpossible: Bool = false) {
        let action = read.action
        let sources = sources(of: action)
        let others = parts.filter { if case .states = $0.kind { false } else { true } }.map(\.formula) + [inForce]
        var dead: [String] = []
        var taken: Set<Int> = []
        for source in sources {
            let here = others + [state(among: [source])]
            let isDead = isKnownImpossible || (sources.count > 1 && isImpossible(here, about: about(action)))
            if isDead { dead.append(source) }
            if action.targets.isEmpty {
                if action.isCreation, !isDead { graph.addStart(action.id, source) }
                if !action.isCreation { graph.add(StateGraph.Step(action: action.id, from: source, to: source), isPossible: !isDead) }
                continue
            }
            var before: [Formula] = []
            for (index, target) in action.targets.enumerated() {
                var isPossible = !isDead
                if isPossible, let condition = read.targets[index] {
                    isPossible = !isImpossible(here + before + [condition.formula(.holds)], about: about(action))
                    before.append(condition.formula(.fails))
                } else if isPossible, !before.isEmpty {
                    isPossible = !isImpossible(here + before, about: about(action))
                }
                if isPossible { taken.insert(index) }
                if action.isCreation {
                    if isPossible { graph.addStart(action.id, target.state.id) }
                } else {
                    graph.add(StateGraph.Step(action: action.id, from: source, to: target.state.id), isPossible: isPossible)
                }
            }
        }
        guard !isKnownImpossible else { return }
        for source in action.sources where dead.contains(source.id) {
            let core = core(of: others, with: [state(among: [source.id])])
            let named = parts.filter { if case .states = $0.kind { false } else { true } }
            add(
                ProofDiagnostics.impossibleInState(
                    action, source, book.states[source.id]?.label.bilingual,
                    parts: core.compactMap { named.indices.contains($0) ? named[$0] : nil }))
        }
        guard dead.count < sources.count else { return }
        for (index, target) in action.targets.enumerated() where !taken.contains(index) {
            add(ProofDiagnostics.targetNeverTaken(action, target, label: book.states[target.state.id]?.label.bilingual))
        }
    }

    /// Two conditions of one action of which each says what the other says.
    private func proveRedundancy(_ read: ReadAction, _ parts: [ActionPart]) {
        let rules = parts.compactMap { part -> (rule: Rule, formula: Formula)? in
            if case .rule(let rule) = part.kind { (rule, part.formula) } else { nil }
        }
        guard rules.count > 1, rules.count <= 24 else { return }
        for second in rules.indices.dropFirst() {
            let rule = rules[second].rule
            guard rule.period == .always else { continue }
            for first in 0..<second where rules[first].rule.period == .always && rules[first].rule.text == rule.text {
                add(ProofDiagnostics.sameCondition(rule, as: rules[first].rule, action: read.action))
                break
            }
        }
    }
}

extension Rule {
    /// What is asked, in the usual spacing: the same for the same question.
    var text: String { (applicability?.program.text ?? "") + " => " + requirement.program.text }
}
