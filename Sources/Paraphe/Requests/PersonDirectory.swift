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
