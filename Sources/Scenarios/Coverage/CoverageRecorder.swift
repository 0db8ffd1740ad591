import CEL
import Diagnostics
import Rules
import Workflow

/// Notes what scenarios try while they run.
struct CoverageRecorder {
    struct Key: Hashable {
        let kind: Coverage.Point.Kind
        let id: String
    }

    let rulebook: Rulebook
    private var hits: [Key: Set<Int>] = [:]
    private var scenario = 0

    init(rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    /// What follows belongs to the scenario at a position.
    mutating func begin(_ scenario: Int) { self.scenario = scenario }

    mutating func hit(_ kind: Coverage.Point.Kind, _ id: String) {
        hits[Key(kind: kind, id: id), default: []].insert(scenario)
    }

    /// Rows of tables that were hit.
    mutating func record(_ rows: [String: Set<Int>]) {
        for (id, indices) in rows {
            guard let table = rulebook.tables[id] else { continue }
            for index in indices {
                hit(.row, CoverageNames.row(table.rows.indices.contains(index) ? table.rows[index].id : "otherwise", of: table))
            }
        }
    }

    /// An expression that was evaluated: the functions of the pack that it calls, and those that these call.
    mutating func record(_ program: Program?) {
        guard let program, !rulebook.functions.isEmpty else { return }
        var open = [program]
        var seen: Set<String> = []
        while let next = open.popLast() {
            for node in next.tree.nodes(under: next.tree.root) {
                guard case .call(let name, let target, _, _) = next.tree[node].kind else { continue }
                let full = target.map { next.tree.text(of: $0) + "." + name } ?? name
                guard let function = rulebook.functions[full] ?? rulebook.functions[name], seen.insert(function.id).inserted else {
                    continue
                }
                hit(.function, function.id)
                open.append(function.body.program)
            }
        }
    }

    /// What a decision asked, of an action or of a rule set.
    ///
    /// - Parameter owner: what declares a rule that belongs to no field.
    private mutating func record(_ checks: [Check], inputsOf action: Action?, owner: (Check) -> String) {
        for check in checks {
            let path = check.field.map { FieldPaths.plain($0.path) }.map { path in
                if let action, path.hasPrefix("input.") { action.id + "." + path } else { path }
            }
            switch (check.kind, check.outcome) {
            case (.rule, .holds), (.rule, .fails):
                hit(.rule, CoverageNames.rule(check.id, of: path ?? owner(check), held: check.outcome == .holds))
            case (.required, .fails): if let path { hit(.required, path) }
            default: break
            }
            guard check.outcome != .doesNotApply else { continue }
            switch check.question {
            case .said: break
            case .condition(let condition, _): record(condition.program)
            case .required(let field, _):
                if case .when(let condition) = field.requirement { record(condition.program) }
            case .rule(let rule, _):
                record(rule.requirement.program)
                record(rule.applicability?.program)
            }
        }
    }

    /// An action that was decided.
    mutating func record(_ action: Action, _ command: Command, _ decision: Decision, _ explanation: Explanation) {
        let book = rulebook
        record(explanation.checks, inputsOf: action) { Self.owner(of: $0, in: action, book) }
        guard case .events(let events, _) = decision else { return }
        for event in events { record(event, of: action) }
        for field in action.inputs { recordReasons(field.type, command.input.field(field.id)) }
        for field in rulebook.dossierFields { recordReasons(field.type, command.edits.field(field.id)) }
        // What an action sets and makes is evaluated when it is allowed.
        for assignment in action.effects.assignments { record(assignment.value.program) }
        for addition in action.effects.additions { for field in addition.fields { record(field.value.program) } }
    }

    /// What the pack declares a rule in that belongs to no field.
    private static func owner(of check: Check, in action: Action, _ rulebook: Rulebook) -> String {
        func declares(_ rules: [Rule]) -> Bool { rules.contains { $0.id == check.id && $0.span == check.span } }
        if declares(action.guards) { return action.id }
        for set in action.ruleSets where declares(rulebook.ruleSets[set.id]?.rules ?? []) { return set.id }
        return action.form.map { "forms." + $0.id } ?? action.id
    }

    /// A rule set that was checked.
    mutating func record(_ set: RuleSet, _ report: RuleSetReport) {
        record(report.checks, inputsOf: nil) { _ in set.id }
    }

    private mutating func record(_ event: Event, of action: Action) {
        switch event.body {
        case .actionTaken(let taken):
            hit(.transition, CoverageNames.transition(action, from: action.isCreation ? nil : taken.from, to: taken.to))
        case .notificationDue(let due): hit(.notification, due.notification)
        case .documentDue(let due): hit(.document, due.definition)
        default: break
        }
    }

    private mutating func recordReasons(_ type: FieldType, _ value: Value?) {
        guard let value else { return }
        switch type {
        case .reason(let list): if let id = value.stringValue { hit(.reason, "\(list)/\(id)") }
        case .list(let element): for one in value.elements ?? [] { recordReasons(element, one) }
        case .record(_, let fields): for field in fields { recordReasons(field.type, value.field(field.id)) }
        default: break
        }
    }

    /// What was tried of what the pack declares.
    func coverage(of results: [ScenarioResult]) -> Coverage {
        let plan = CoveragePlan(rulebook: rulebook)
        let reached = plan.libraryPoints.filter { points in points.contains { hits[Key(kind: $0.kind, id: $0.id)] != nil } }
        let points = (plan.points + reached.flatMap { $0 }).map { point in
            Coverage.Point(
                kind: point.kind, id: point.id, label: point.label, span: point.span,
                scenarios: (hits[Key(kind: point.kind, id: point.id)] ?? []).sorted())
        }
        return Coverage(points: points, proofs: proofs(results))
    }

    private func proofs(_ results: [ScenarioResult]) -> [Coverage.Proof] {
        var scenarios: [String: [Int]] = [:]
        for (index, result) in results.enumerated() {
            for basis in result.scenario.basis { scenarios[basis, default: []].append(index) }
        }
        var rules: [String: [String]] = [:]
        for (owner, rule) in CoveragePlan(rulebook: rulebook).ownRules {
            guard let basis = rule.basis else { continue }
            for one in basis.split(separator: ",") {
                let name = String(one.drop { $0 == " " })
                rules[name, default: []].append("\(owner)/\(rule.id)")
            }
        }
        let names = Set(scenarios.keys).union(rules.keys).sorted { CoverageNames.precedes($0, $1) }
        return names.map { name in
            let own = scenarios[name] ?? []
            return Coverage.Proof(
                requirement: name, scenarios: own, isProved: !own.isEmpty && own.allSatisfy { results[$0].hasPassed },
                rules: rules[name] ?? [])
        }
    }
}
