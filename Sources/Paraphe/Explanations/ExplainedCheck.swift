import CEL
import Diagnostics
import Rules
import Workflow

/// A check of a decision with everything that a reader wants to know of it.
package struct ExplainedCheck: Sendable {
    /// What a part of a condition was worth.
    package struct Worth: Sendable {
        /// The path of a field, or the expression itself.
        package let expression: String
        package let path: String?
        package let value: Value
        package let words: Bilingual
        /// Rows of a decision table that it went through; nil for anything else. Empty: none fitted, `otherwise` counted.
        package let rows: [String]?
    }

    package let check: Check
    /// What is asked.
    package let words: Bilingual
    /// When it is asked; nil is always.
    package let applicability: Bilingual?
    package let values: [Worth]
    /// What would have to change for it to hold; nil when it need not.
    package let mend: Mend?
}

/// Puts the checks of an explanation into words.
package struct ExplanationWording: Sendable {
    private let rulebook: Rulebook
    private let action: Action?
    private let dossier: Dossier?
    private let hidden: Set<String>

    /// - Parameter hidden: fields of the dossier whose values are left out.
    package init(_ rulebook: Rulebook, action: String, dossier: Dossier?, hiding hidden: Set<String> = []) {
        self.rulebook = rulebook
        self.action = rulebook.actions[action]
        self.dossier = dossier
        self.hidden = hidden
    }

    package func explained(_ check: Check) -> ExplainedCheck {
        var context = WordingContext(rulebook, action: action)
        if check.kind == .rule, let field = check.dataField { context = context.about(field) }
        let traces = check.traces
        let isOpen = check.outcome == .fails || check.outcome == .cannotBeEvaluated
        return ExplainedCheck(
            check: check, words: words(check, context), applicability: applicability(check, context),
            values: check.activation.map { values(traces.map(\.trace), $0, context, ofHidden: hides(check.field?.path ?? "")) } ?? [],
            mend: isOpen ? mend(check, traces, context) : nil)
    }

    // MARK: What is asked

    private func words(_ check: Check, _ context: WordingContext) -> Bilingual {
        switch check.question {
        case .said(let words): return words
        case .rule(let rule, _): return rule.requirement.words(in: context)
        case .required:
            let label = check.field?.label ?? Bilingual(verbatim: check.id)
            return ExplanationWords.filled(label)
        case .condition(let condition, _):
            if check.kind == .target, let state = rulebook.states[check.id] { return ExplanationWords.target(state.label.bilingual) }
            return condition.words(in: context)
        }
    }

    private func applicability(_ check: Check, _ context: WordingContext) -> Bilingual? {
        switch check.question {
        case .rule(let rule, _): return rule.applicability?.words(in: context)
        case .required(let field, _):
            if case .when(let condition) = field.requirement { return condition.words(in: context) }
            return field.visibility?.words(in: context)
        case .condition(let condition, _): return check.kind == .target ? condition.words(in: context) : nil
        case .said: return nil
        }
    }

    // MARK: Values

    /// - Parameter isHidden: whether the check is about a field that is not shown, which its conditions call `value`.
    private func values(
        _ traces: [Trace], _ activation: Activation, _ context: WordingContext, ofHidden isHidden: Bool
    ) -> [ExplainedCheck.Worth] {
        func hides(_ path: String) -> Bool { self.hides(path) || (isHidden && path.prefix { $0 != "." && $0 != "[" } == "value") }
        var seen: Set<String> = []
        var found: [ExplainedCheck.Worth] = []
        func add(_ name: String, path: String?, _ value: Value, rows: [String]? = nil) {
            guard seen.insert(name).inserted else { return }
            let words = context.words(of: value, type: fieldType(path), path: path)
            found.append(ExplainedCheck.Worth(expression: name, path: path, value: value, words: words, rows: rows))
        }
        for trace in traces {
            for path in trace.program.paths(under: trace.program.tree.root)
            where Self.roots.contains(path.prefix { $0 != "." }) && !hides(path) {
                let value = activation.value(at: path) ?? .null
                // Records say too much; their fields stand for themselves.
                if case .map = value { continue }
                add(path, path: path, value)
            }
            for step in trace.steps {
                guard let value = step.value, !value.isError else { continue }
                if (step.path.map { [$0] } ?? trace.program.paths(under: step.node)).contains(where: hides) { continue }
                if let path = step.path {
                    // Elements of lists that decided.
                    if path.contains("["), !value.isRecord { add(path, path: path, value) }
                } else if step.depth > 0 || rows(trace, step) != nil, isWorthSaying(trace, step) {
                    add(step.text, path: nil, value, rows: rows(trace, step))
                }
            }
        }
        return found
    }

    /// Whether a path leads to a field that is not shown.
    private func hides(_ path: String) -> Bool {
        guard !hidden.isEmpty else { return false }
        let parts = path.split(separator: ".", maxSplits: 2)
        return parts.count > 1 && parts[0] == "dossier" && hidden.contains(String(parts[1].prefix { $0 != "[" }))
    }

    private static let roots: Set<Substring> = [
        "dossier", "actor", "input", "form", "forms", "value", "now", "today",
    ]

    /// Calls of the pack's own functions and tables.
    private func isWorthSaying(_ trace: Trace, _ step: Trace.Step) -> Bool {
        guard let (declaration, _) = trace.program.function(at: step.node) else { return false }
        return rulebook.functions[declaration.name] != nil || rulebook.tables[declaration.name] != nil || declaration.name.contains(".")
    }

    private func fieldType(_ path: String?) -> FieldType? {
        guard let path else { return nil }
        var parts = path.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
        guard let root = parts.first else { return nil }
        parts.removeFirst()
        var fields: [DataField]
        switch root {
        case "today": return .date
        case "dossier": fields = rulebook.dossierRecordFields
        case "input": fields = action?.inputs ?? []
        case "actor": fields = rulebook.personRecordFields
        case "form": fields = action?.form.flatMap { rulebook.forms[$0.id]?.fields } ?? []
        case "forms":
            fields = parts.first.flatMap { rulebook.forms[$0]?.fields } ?? []
            parts = Array(parts.dropFirst())
        default: return nil
        }
        var type: FieldType?
        for part in parts {
            guard let field = fields.first(where: { $0.id == part }) else { return nil }
            type = field.type
            fields = field.type == .person ? rulebook.personRecordFields : field.type.recordFields ?? []
        }
        return type
    }

    /// The rows that fitted where a decision table was asked.
    private func rows(_ trace: Trace, _ step: Trace.Step) -> [String]? {
        guard let (declaration, operands) = trace.program.function(at: step.node), let table = rulebook.tables[declaration.name] else {
            return nil
        }
        let arguments = operands.compactMap { trace[node: $0] }
        guard arguments.count == operands.count else { return nil }
        let witness = TableWitness()
        TableWitness.$current.withValue(witness) { _ = declaration.implementation(arguments) }
        return (witness.take()[table.id] ?? []).sorted().compactMap { table.rows.indices.contains($0) ? table.rows[$0].id : nil }
    }

    // MARK: What would have to change

    private func mend(
        _ check: Check, _ traces: [(part: Check.Part, condition: Condition, trace: Trace)], _ context: WordingContext
    ) -> Mend? {
        switch check.kind {
        case .state:
            guard let action, let dossier else { return nil }
            let allowed = action.sources.compactMap { rulebook.states[$0.id]?.label.bilingual }
            return .change(
                Mend.Change(
                    words: ExplanationWords.shouldBeIn(allowed), now: ExplanationWords.quoted(rulebook.stateLabel(dossier.state)),
                    paths: ["dossier.state"]))
        case .permission:
            let roles = rulebook.roles(granting: check.id)
            let ids = Set(roles.map(\.id))
            let profiles = rulebook.profiles.filter { $0.roles.contains { ids.contains($0.id) } }
            return .change(
                Mend.Change(
                    words: ExplanationWords.shouldHave(profiles.map(\.label.bilingual), roles: roles.map(\.label.bilingual)),
                    paths: ["actor.profile"]))
        case .required:
            let label = check.field?.label ?? Bilingual(verbatim: check.id)
            return .change(
                Mend.Change(
                    words: ExplanationWords.shouldBeFilled(label), now: ExplanationWords.empty, paths: [check.field?.path ?? check.id]))
        case .period:
            guard let action else { return nil }
            return .change(Mend.Change(words: ExplanationWords.shouldBeOn(action.period), paths: ["today"]))
        case .rule, .audience, .target, .effect:
            guard let requirement = traces.last, requirement.part == .requirement else { return nil }
            let isHidden = hides(check.field?.path ?? "")
            return check.activation.flatMap { requirement.condition.mend(requirement.trace, $0, in: context) }?
                .withoutValues { isHidden || hides($0) }
        default: return check.failure?.hint.map { .change(Mend.Change(words: $0)) }
        }
    }
}
