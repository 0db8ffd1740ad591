import CEL
import CivilTime
import Diagnostics
import Rules

/// Makes the matrix of a rulebook: asks each action for each profile in each state, and keeps as conditions what neither decides.
package struct MatrixBuilder {
    private let rulebook: Rulebook
    private let filter: MatrixFilter
    private let day: CivilDate
    private var notes = NoteList()

    package init(_ rulebook: Rulebook, filter: MatrixFilter = MatrixFilter(), on day: CivilDate) {
        self.rulebook = rulebook
        self.filter = filter
        self.day = day
    }

    package static func matrix(_ rulebook: Rulebook, filter: MatrixFilter = MatrixFilter(), on day: CivilDate) -> AccessMatrix {
        var builder = MatrixBuilder(rulebook, filter: filter, on: day)
        return builder.build()
    }

    private mutating func build() -> AccessMatrix {
        let profiles = rulebook.profiles.filter { MatrixFilter.admits($0.id, filter.profiles) }
        var questions: [String: ActionQuestion] = [:]
        let actions = rulebook.actions.filter { MatrixFilter.admits($0.id, filter.actions) && $0.period.contains(day) }
        for action in actions { questions[action.id] = ActionQuestion(action, rulebook: rulebook, day: day) }
        var sections: [AccessMatrix.Section] = []
        let states: [WorkflowState?] =
            (filter.states.isEmpty ? [nil] : []) + rulebook.states.filter { MatrixFilter.admits($0.id, filter.states) }
        for state in states {
            let here = actions.filter { action in state.map { state in action.sources.contains { $0.id == state.id } } ?? action.isCreation
            }
            var rows: [AccessMatrix.Row] = []
            for action in here {
                let answers = profiles.map { profile -> AccessMatrix.Answer in
                    questions[action.id]?.answer(profile, state: state ?? rulebook.initialState, notes: &notes) ?? .no
                }
                rows.append(AccessMatrix.Row(action: action, answers: answers))
            }
            if !rows.isEmpty { sections.append(AccessMatrix.Section(state: state, rows: rows)) }
        }
        let isWhole = filter.actions.isEmpty && filter.states.isEmpty
        let permissions = isWhole ? permissionRows(profiles) : []
        let operations = isWhole ? operationRows(profiles) : []
        return AccessMatrix(
            profiles: profiles, sections: sections, modes: permissions.isEmpty ? [] : rulebook.accessModes.elements,
            permissions: permissions, operations: operations, notes: notes.all,
            audience: rulebook.dossierAudience.map { $0.words(in: rulebook) }, day: day)
    }

    // MARK: Permissions

    private mutating func permissionRows(_ profiles: [Profile]) -> [AccessMatrix.PermissionRow] {
        let declared = rulebook.permissions.filter { !$0.grants.isEmpty || $0.delegation != nil || $0.group != nil }
        let groups = rulebook.permissionGroups.ids
        let position = { (permission: Permission) in permission.group.flatMap { groups.firstIndex(of: $0.id) } ?? groups.count }
        let ordered = declared.enumerated().sorted { (position($0.element), $0.offset) < (position($1.element), $1.offset) }.map(\.element)
        return ordered.map { permission in
            let holders = rulebook.accessModes.map { mode in self.holders(of: permission, mode, profiles) }
            return AccessMatrix.PermissionRow(
                permission: permission, group: permission.group.flatMap { rulebook.permissionGroups[$0.id] }, holders: holders,
                delegation: permission.delegation.map { delegation($0) },
                exceptions: permission.delegation.map { $0.exceptions.compactMap { rulebook.profiles[$0.id] } } ?? [])
        }
    }

    private mutating func operationRows(_ profiles: [Profile]) -> [AccessMatrix.OperationRow] {
        StoreOperation.allCases.compactMap { operation in
            guard let reference = rulebook.operations[operation], let permission = rulebook.permissions[reference.id] else { return nil }
            let holders = profiles.compactMap { profile -> AccessMatrix.Holder? in
                if rulebook.grants(permission.id, toRoles: rulebook.roles(ofProfile: profile.id)) {
                    return AccessMatrix.Holder(profile: profile, notes: [])
                }
                let grant = permission.grants.first { grant in
                    (rulebook.accessModes[grant.mode.id]?.isImmediate ?? false) && grant.period.contains(day)
                        && grant.profiles.contains { $0.id == profile.id }
                }
                return grant.map { AccessMatrix.Holder(profile: profile, notes: numbers($0.condition, $0.note)) }
            }
            return AccessMatrix.OperationRow(operation: operation, permission: permission, holders: holders)
        }
    }

    private mutating func holders(of permission: Permission, _ mode: AccessMode, _ profiles: [Profile]) -> [AccessMatrix.Holder] {
        var found: [AccessMatrix.Holder] = []
        for grant in permission.grants where grant.mode.id == mode.id && grant.period.contains(day) {
            let granted = Set(grant.profiles.map(\.id))
            var numbers: [Int] = []
            for profile in profiles where granted.contains(profile.id) {
                numbers = self.numbers(grant.condition, grant.note)
                found.append(AccessMatrix.Holder(profile: profile, notes: numbers))
            }
        }
        let order = rulebook.profiles.ids
        return found.sorted { (order.firstIndex(of: $0.profile.id) ?? 0) < (order.firstIndex(of: $1.profile.id) ?? 0) }
    }

    private mutating func delegation(_ delegation: Delegation) -> AccessMatrix.Answer {
        let numbers = numbers(delegation.condition, delegation.note)
        if !delegation.isAllowed && delegation.exceptions.isEmpty && numbers.isEmpty { return .no }
        if !numbers.isEmpty { return .conditional(numbers) }
        return delegation.isAllowed ? .yes : .no
    }

    /// The author's own words where there are any, else the condition's.
    private mutating func numbers(_ condition: Condition?, _ note: LocalizedText?) -> [Int] {
        if let note { return [notes.number(note.bilingual, basis: nil)] }
        return condition.map { [notes.number($0.words(in: rulebook), basis: nil)] } ?? []
    }
}

/// Numbered notes, each once.
struct NoteList {
    private(set) var all: [AccessMatrix.Note] = []
    private var numbers: [Bilingual: Int] = [:]

    mutating func number(_ words: Bilingual, basis: String?) -> Int {
        if let number = numbers[words] { return number }
        let number = all.count + 1
        numbers[words] = number
        all.append(AccessMatrix.Note(number: number, words: words, basis: basis))
        return number
    }
}
