import CEL
import CivilTime
import Diagnostics
import Rules

/// One action with the rules that stand before it, ready to be asked for many profiles and states.
final class ActionQuestion {
    private let action: Action
    private let rulebook: Rulebook
    private let context: WordingContext
    private let rules: [PartialRule]
    private let roles: Set<String>
    /// Those that give the permission at once, without a role.
    private let grants: [Grant]
    private var left: [String: PartialRule.Residue] = [:]
    private var numbers: [String: Int] = [:]

    init(_ action: Action, rulebook: Rulebook, day: CivilDate) {
        self.action = action
        self.rulebook = rulebook
        context = WordingContext(rulebook, action: action)
        roles = Set(rulebook.roles(granting: action.permission.id).map(\.id))
        grants = (rulebook.permissions[action.permission.id]?.grants ?? []).filter { grant in
            (rulebook.accessModes[grant.mode.id]?.isImmediate ?? false) && grant.period.contains(day)
        }
        // What the person gives with the action decides about the attempt, not about who may try.
        var given = ["input"]
        if let form = action.form { given.append("forms." + form.id) }
        for field in action.editableFields { given.append("dossier." + field.id) }
        let all = action.guards + action.ruleSets.flatMap { rulebook.ruleSets[$0.id]?.rules ?? [] }
        let environment = rulebook.environment(of: action)
        rules = all.filter { rule in
            rule.severity == .error && rule.period.contains(day) && !Self.reads(rule, given)
        }.map { PartialRule($0, environment: environment) }
    }

    private static func reads(_ rule: Rule, _ paths: [String]) -> Bool {
        let dependencies = rule.requirement.program.dependencies + (rule.applicability?.program.dependencies ?? [])
        return dependencies.contains { dependency in
            paths.contains { $0 == dependency || dependency.hasPrefix($0 + ".") || $0.hasPrefix(dependency + ".") }
        }
    }

    func answer(_ profile: Profile, state: WorkflowState?, notes: inout NoteList) -> AccessMatrix.Answer {
        var found: [Int] = []
        if !profile.roles.contains(where: { roles.contains($0.id) }) {
            let grants = grants.filter { grant in grant.profiles.contains { $0.id == profile.id } }
            guard let first = grants.first else { return .no }
            if let condition = first.condition, grants.allSatisfy({ $0.condition != nil }) {
                found.append(notes.number(first.note?.bilingual ?? condition.words(in: rulebook), basis: nil))
            }
        }
        for (index, rule) in rules.enumerated() {
            let key = "\(index)|\(rule.readsState ? state?.id ?? "" : "")|\(rule.readsActor ? profile.id : "")"
            let residue = left[key] ?? rule.residue(profile, rulebook.roles(ofProfile: profile.id), state: state?.id ?? "")
            left[key] = residue
            switch residue {
            case .holds: continue
            case .fails: return .no
            case .open:
                let number = numbers[key] ?? notes.number(rule.words(residue, context), basis: rule.rule.basis)
                numbers[key] = number
                if !found.contains(number) { found.append(number) }
            }
        }
        return found.isEmpty ? .yes : .conditional(found)
    }
}
