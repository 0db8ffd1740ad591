import Diagnostics
import Rules
import Workflow

/// By which names scenarios call what refuses: rules, permissions, actions, fields, and the kinds of refusals of the engine.
struct RefusalNames {
    /// Last parts of the codes of refusals: `wrong-state` and its like.
    static let kinds: [String] = WorkflowCodes.all.map(\.code.name).compactMap { name in
        name.split(separator: "/").last.map(String.init)
    }

    let known: Set<String>
    let paths: FieldPaths

    /// What can refuse an action.
    init(action: Action, in rulebook: Rulebook) {
        var roots: [(name: String, fields: [DataField])] = [("input", action.inputs)]
        var names = [action.id, action.permission.id] + action.guards.map(\.id)
        for set in action.ruleSets { names += (rulebook.ruleSets[set.id]?.rules ?? []).map(\.id) }
        if let form = action.form.flatMap({ rulebook.forms[$0.id] }) {
            roots.append(("forms." + form.id, form.fields))
            names += form.rules.map(\.id)
        }
        roots.append(("dossier", rulebook.dossierFields.elements))
        for root in roots { names += Self.rules(of: root.fields) }
        for list in rulebook.reasonLists { names += [list.id] + list.reasons.ids }
        known = Set(names + Self.kinds)
        paths = FieldPaths(roots: roots)
    }

    /// What can refuse the subject of a rule set.
    init(ruleSet: RuleSet, in rulebook: Rulebook) {
        let subject = ruleSet.subject.map { [(name: $0.id, fields: $0.type.recordFields ?? [])] }
        let roots = subject ?? [(name: "dossier", fields: rulebook.dossierFields.elements)]
        known = Set(ruleSet.rules.map(\.id) + roots.flatMap { Self.rules(of: $0.fields) } + Self.kinds)
        paths = FieldPaths(roots: roots)
    }

    /// The name as failures have it; nil when nothing is called so.
    func canonical(_ name: String) -> String? {
        known.contains(name) ? name : paths.resolve(name)?.path
    }

    private static func rules(of fields: [DataField]) -> [String] {
        fields.flatMap { field in field.rules.map(\.id) + rules(of: field.type.recordFields ?? []) }
    }

    /// Whether a failure is what the name means.
    static func names(_ name: String, _ failure: Failure) -> Bool {
        failure.rule == name || failure.code.name.split(separator: "/").last.map(String.init) == name
            || failure.field.map { FieldPaths.matches(name, $0.path) && failure.code.name != "workflow/rule-failed" } ?? false
    }

    static func isMissingField(_ failure: Failure) -> Bool {
        failure.code.name == "workflow/missing-field" || failure.code.name == "workflow/missing-input"
    }
}
