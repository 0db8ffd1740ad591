import Rules
import Workflow

/// Who exists: turns the identifiers of people into what the rules see of them.
package protocol PersonDirectory: Sendable {
    /// Nil when nobody has the identifier.
    func actor(_ id: String) -> Actor?
    /// The identifiers of all people, in a fixed order: for hints.
    var ids: [String] { get }
    /// The same people, with the roles that other rules give them.
    func under(_ rulebook: Rulebook) -> any PersonDirectory
}

/// The directory that a pack carries, for trials and demonstrations.
package struct PackDirectory: PersonDirectory {
    private let rulebook: Rulebook
    private let rules: Rulebook

    package init(_ rulebook: Rulebook) {
        self.init(people: rulebook, rules: rulebook)
    }

    private init(people: Rulebook, rules: Rulebook) {
        rulebook = people
        self.rules = rules
    }

    package func actor(_ id: String) -> Actor? {
        rulebook.people[id].map { Actor($0, in: rules) }
    }

    package func under(_ rulebook: Rulebook) -> any PersonDirectory { PackDirectory(people: self.rulebook, rules: rulebook) }

    package var ids: [String] { rulebook.people.ids }
}
