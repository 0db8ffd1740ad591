import Diagnostics

/// What is proved of the workflow as a whole, once its parts are read.
extension PackReader {
    mutating func prove(_ book: Rulebook) {
        guard !book.states.isEmpty || !book.actions.isEmpty else {
            findUnused(book)
            return
        }
        proveStates(book)
        proveActions(book)
        proveFields(book)
        proveReceivers(book)
        findUnused(book)
    }

    private mutating func proveStates(_ book: Rulebook) {
        let initial = book.states.filter { $0.kind == .initial }
        let place = assembly.span(ofSection: "states")
        guard let start = initial.first else {
            bag.append(PackDiagnostics.noInitialState(at: place))
            return
        }
        for other in initial.dropFirst() { bag.append(PackDiagnostics.secondInitialState(other.id, first: start.span, at: other.span)) }
        let finals = book.states.filter { $0.kind == .final }
        if finals.isEmpty { bag.append(PackDiagnostics.noFinalState(at: place)) }

        var onward: [String: [(action: String, state: String)]] = [:]
        var backward: [String: [String]] = [:]
        for action in book.actions {
            for source in action.sources {
                for target in action.targets {
                    onward[source.id, default: []].append((action.id, target.state.id))
                    backward[target.state.id, default: []].append(source.id)
                }
            }
        }
        // Breadth first, so that the path to each state is a shortest one.
        var paths: [String: [String]] = [start.id: []]
        var queue = [start.id]
        for action in book.actions where action.isCreation {
            for target in action.targets where paths[target.state.id] == nil {
                paths[target.state.id] = [action.id]
                queue.append(target.state.id)
            }
        }
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            for step in onward[state] ?? [] where paths[step.state] == nil {
                paths[step.state] = (paths[state] ?? []) + [step.action]
                queue.append(step.state)
            }
        }
        var ending = Set(finals.map(\.id))
        var front = Array(ending)
        while let state = front.popLast() {
            for source in backward[state] ?? [] where ending.insert(source).inserted { front.append(source) }
        }
        for state in book.states {
            if paths[state.id] == nil {
                bag.append(PackDiagnostics.unreachableState(state.id, at: state.span))
            } else if !finals.isEmpty, !ending.contains(state.id) {
                bag.append(PackDiagnostics.deadEnd(state.id, path: paths[state.id] ?? [], at: state.span))
            }
        }
    }

    private mutating func proveActions(_ book: Rulebook) {
        for action in book.actions {
            let permission = action.permission.id
            let granting = book.roles(granting: permission).map(\.id)
            let isHeld = book.profiles.contains { profile in profile.roles.contains { granting.contains($0.id) } }
            guard !isHeld else { continue }
            let hint =
                granting.isEmpty
                ? Bilingual(fr: "l’ajouter aux `permissions` d’un rôle", en: "add it to the `permissions` of a role")
                : Bilingual(
                    fr: "le rôle `\(granting[0])` l’accorde, mais aucun profil n’a ce rôle",
                    en: "the role `\(granting[0])` grants it, but no profile has that role")
            bag.append(PackDiagnostics.forbiddenAction(action.id, permission: permission, hint: hint, at: action.permission.span))
        }
        let creations = book.actions.contains { $0.isCreation }
        if !creations, !book.actions.isEmpty {
            bag.append(
                PackDiagnostics.actionShape(
                    Bilingual(fr: "aucune action n’ouvre de dossier", en: "no action makes a dossier"),
                    at: assembly.span(ofSection: "actions"),
                    hint: Bilingual(fr: "ajouter `creates: true` à l’une d’elles", en: "add `creates: true` to one of them")))
        }
    }

    /// A required field of the dossier that no action fills would block every action that asks for a complete dossier.
    private mutating func proveFields(_ book: Rulebook) {
        guard let asking = book.actions.first(where: \.requiresCompleteDossier) else { return }
        var filled: Set<String> = []
        for action in book.actions {
            filled.formUnion(action.editableFields.map(\.id))
            filled.formUnion(action.effects.assignments.compactMap(\.path.first))
            filled.formUnion(action.effects.additions.compactMap(\.path.first))
        }
        for field in book.dossierFields where !filled.contains(field.id) && isRequired(field) {
            bag.append(PackDiagnostics.unfillableField(field.id, action: asking.id, at: field.span))
        }
    }

    private func isRequired(_ field: DataField) -> Bool {
        if case .optional = field.requirement {
            if case .record(_, let fields) = field.type { return fields.contains(where: isRequired) }
            return false
        }
        return true
    }

    /// A notification to a role that no profile has reaches nobody.
    private mutating func proveReceivers(_ book: Rulebook) {
        let held = Set(book.profiles.flatMap { $0.roles.map(\.id) })
        for notification in book.notifications {
            for case .role(let role) in notification.recipients where !held.contains(role.id) {
                bag.append(PackDiagnostics.noReceiver(notification.id, role: role.id, at: role.span))
            }
        }
    }

    /// What is declared and never referred to: likely forgotten, so a warning.
    private mutating func findUnused(_ book: Rulebook) {
        func report(_ kind: NameKind) {
            for name in declaredOrder[kind] ?? [] where !(used[kind]?.contains(name) ?? false) {
                if let span = declared[kind]?[name] { bag.append(PackDiagnostics.unusedName(name, kind: kind, at: span)) }
            }
        }
        for kind in [NameKind.role, .ruleSet, .reasonList, .form, .notification] { report(kind) }
        let needed = Set(book.actions.map(\.permission.id))
        for permission in book.permissions where !needed.contains(permission.id) {
            bag.append(PackDiagnostics.unusedName(permission.id, kind: .permission, at: permission.span))
        }
    }
}
