import Diagnostics

extension Rulebook {
    /// The state in which a new dossier begins; a checked rulebook has exactly one.
    package var initialState: WorkflowState? { states.first { $0.kind == .initial } }

    /// Names of the roles of a profile, in the order of the pack.
    package func roles(ofProfile profile: String) -> [String] {
        profiles[profile]?.roles.map(\.id) ?? []
    }

    /// Names of the permissions that a set of roles grants, without repetition, in the order in which the pack declares permissions.
    package func permissions(ofRoles roles: some Sequence<String>) -> [String] {
        var granted: Set<String> = []
        for role in roles { granted.formUnion(self.roles[role]?.permissions.map(\.id) ?? []) }
        return permissions.ids.filter(granted.contains)
    }

    /// Whether any of the roles grants the permission.
    package func grants(_ permission: String, toRoles roles: some Sequence<String>) -> Bool {
        roles.contains { self.roles[$0]?.permissions.contains { $0.id == permission } ?? false }
    }

    /// Names of the roles that grant a permission, in the order of the pack: for refusals and for the matrix.
    package func roles(granting permission: String) -> [Role] {
        roles.filter { $0.permissions.contains { $0.id == permission } }
    }

    /// Actions that can be done in a state, in the order of the pack.
    package func actions(from state: String) -> [Action] {
        actions.filter { $0.sources.contains { $0.id == state } }
    }
}
