import Rules
import Workflow

/// Who exists: turns the identifiers of people into what the rules see of them.
package protocol PersonDirectory: Sendable {
    /// Nil when nobody has the identifier.
    func actor(_ id: String) -> Actor?
    /// The identifiers of all people, in a fixed order: for hints.
    var ids: [String] { get }
}

/// The directory that a pack carries, for trials and demonstrations.
package struct PackDirectory: PersonDirectory {
    private let rulebook: Rulebook

    package init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    package func actor(_ id: String) -> Actor? {
        rulebook.people[id].map { Actor($0, in: rulebook) }
    }

    package var ids: [String] { rulebook.people.ids }
}
