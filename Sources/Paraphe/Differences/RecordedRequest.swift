import CEL
import Rules
import Workflow

/// A request as far as the events of its decision tell it.
struct RecordedRequest {
    let dossierID: String
    let action: String
    let person: String
    let at: Timestamp
    private let actor: Value
    private let input: Value
    private let edits: Value
    private let form: Value?

    /// Nil for events that no action caused.
    ///
    /// - Parameter rulebook: tells what the person changed from what the action itself sets.
    init?(_ events: [Event], dossierID: String, rulebook: Rulebook) {
        guard let header = events.first?.header else { return nil }
        var taken: ActionTaken?
        var edits: [(String, Value)] = []
        var form: Value?
        let definition = rulebook.actions[header.action]
        let editable = Set(definition?.editableFields.map(\.id) ?? [])
        let effects = definition?.effects ?? .none
        let own = Set(effects.clearings.map(\.path) + effects.assignments.map(\.path) + effects.additions.map(\.path))
        for event in events {
            switch event.body {
            case .actionTaken(let body): taken = body
            case .formSaved(let saved): form = saved.values
            case .dataChanged(let changes):
                for change in changes where change.path.count == 1 && !own.contains(change.path) {
                    guard let name = change.path.first, editable.contains(name) else { continue }
                    switch change.operation {
                    case .set(let value): edits.append((name, value))
                    case .clear: edits.append((name, .null))
                    case .append: break
                    }
                }
            default: break
            }
        }
        guard let taken else { return nil }
        self.dossierID = dossierID
        action = header.action
        person = header.actor
        at = header.at
        actor = taken.actor
        input = taken.input
        self.edits = .record(edits)
        self.form = form
    }

    /// The command, by the person as he or she was then, with the roles that the rulebook gives to the profile.
    func command(in rulebook: Rulebook) -> Command {
        let profile = actor.field("profile")?.stringValue ?? ""
        let roles = rulebook.roles(ofProfile: profile)
        let record = Value.record((actor.entries ?? []).map { $0.0 == "roles" ? ("roles", .list(roles.map { .string($0) })) : $0 })
        return Command(
            id: "replay", dossierID: dossierID, action: action,
            actor: Actor(id: person, profile: profile, roles: roles, record: record), input: input, edits: edits, form: form)
    }
}
