import CEL
import Diagnostics
import Rules

/// Somebody who acts on dossiers, as the rules see him or her at this moment.
package struct Actor: Sendable {
    package let id: String
    package let profile: String
    package let roles: [String]
    /// The record `Person` of conditions: `id`, `givenName`, `familyName`, `profile`, `language`, `roles`, then the pack's own fields.
    package let record: Value

    package init(id: String, profile: String, roles: [String], record: Value) {
        self.id = id
        self.profile = profile
        self.roles = roles
        self.record = record
    }

    /// A person of a directory, with the roles that the rulebook gives to the profile.
    package init(_ person: Person, in rulebook: Rulebook) {
        let roles = rulebook.roles(ofProfile: person.profile.id)
        var entries: [(String, Value)] = [
            ("id", .string(person.id)), ("givenName", .string(person.givenName)), ("familyName", .string(person.familyName)),
            ("profile", .string(person.profile.id)), ("language", .string(person.language.rawValue)),
            ("roles", .list(roles.map { Value.string($0) })),
        ]
        for (name, value) in person.attributes { entries.append((name, Value(constant: value))) }
        self.init(id: person.id, profile: person.profile.id, roles: roles, record: .record(entries))
    }
}

extension Value {
    /// A constant of the pack; a text in two languages takes the first.
    package init(constant: ConstantValue) {
        switch constant {
        case .text(let text): self = .string(text)
        case .integer(let number): self = .int(number)
        case .decimal(let number): self = .double(number)
        case .boolean(let truth): self = .bool(truth)
        case .list(let elements): self = .list(elements.map { Value(constant: $0) })
        case .localized(let text): self = .string(text.fr)
        }
    }
}
