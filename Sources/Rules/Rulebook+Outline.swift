import Diagnostics

extension Rulebook {
    /// The rulebook in a few plain lines, in the order of the pack: for tests and for a quick look.
    package var outline: String {
        var out = "pack \(name) \(version)\n"
        for profile in profiles {
            let granted = permissions(ofRoles: profile.roles.map(\.id))
            out += "profile \(profile.id): \(profile.roles.map(\.id).joined(separator: ", ")) = \(granted.joined(separator: ", "))\n"
        }
        for field in dossierFields { out += "field \(Self.outline(field))\n" }
        for state in states { out += "state \(state.id)\(state.kind == .ordinary ? "" : " (\(state.kind.rawValue))")\n" }
        for action in actions { out += Self.outline(action) }
        for list in reasonLists { out += "reasons \(list.id): \(list.reasons.map(\.id).joined(separator: ", "))\n" }
        for set in ruleSets {
            out += "rules \(set.id)\(set.subject.map { " on \($0.id)" } ?? ""): \(set.rules.map(\.id).joined(separator: ", "))\n"
        }
        for form in forms { out += "form \(form.id): \(form.fields.map(Self.outline).joined(separator: ", "))\n" }
        for document in documents {
            out +=
                "document \(document.id): \(document.template.text)\(document.signatureField.map { ", signed \($0)" } ?? "")\(document.fax == nil ? "" : ", faxed")\n"
        }
        for notification in notifications { out += "notification \(notification.id)\n" }
        for deadline in deadlines { out += "deadline \(deadline.id): \(deadline.states.map(\.id).joined(separator: ", "))\n" }
        return out
    }

    private static func outline(_ field: DataField) -> String {
        let mark =
            switch field.requirement {
            case .optional: ""
            case .always: "*"
            case .when: "?"
            }
        return "\(field.id)\(mark) \(field.type.word)"
    }

    private static func outline(_ action: Action) -> String {
        let from = action.isCreation ? "new" : action.sources.map(\.id).joined(separator: ", ")
        let to = action.targets.isEmpty ? "same" : action.targets.map(\.state.id).joined(separator: " or ")
        var out = "action \(action.id): \(from) -> \(to), needs \(action.permission.id)"
        let guards = action.guards.map(\.id) + action.ruleSets.map(\.id)
        if !guards.isEmpty { out += ", if \(guards.joined(separator: ", "))" }
        if !action.inputs.isEmpty { out += ", gives \(action.inputs.map(outline).joined(separator: ", "))" }
        if let form = action.form { out += ", form \(form.id)\(action.isFormDraft ? " (draft)" : "")" }
        return out + "\n"
    }
}
