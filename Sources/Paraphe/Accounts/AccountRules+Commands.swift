import Rules

extension AccountRules {
    /// The command that alone does an action, since it gives the code or checks what the person knows; nil for any other action.
    func command(for action: String) -> String? {
        if invitations.contains(where: { $0.action.id == action }) { return "paraphe account invite --action \(action)" }
        if creation.action.id == action { return "paraphe account create" }
        if signIn.action.id == action || signIn.failure?.action.id == action { return "paraphe account sign-in" }
        return nil
    }
}
