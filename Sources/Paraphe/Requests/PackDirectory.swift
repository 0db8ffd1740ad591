import Rules
import Workflow

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
