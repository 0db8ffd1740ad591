import CEL
import CivilTime
import Diagnostics
import Rules

/// Who may do what, by state; and how permissions come to profiles.
package struct AccessMatrix: Sendable {
    package enum Answer: Hashable, Sendable {
        case no
        case yes
        /// If the conditions of these notes hold, all of them.
        case conditional([Int])

        package var word: String {
            switch self {
            case .no: "no"
            case .yes: "yes"
            case .conditional: "if"
            }
        }
    }

    /// An action in a state, with one answer for each profile of the matrix.
    package struct Row: Sendable {
        package let action: Action
        package let answers: [Answer]
    }

    /// What can be done in a state; nil is before there is a dossier.
    package struct Section: Sendable {
        package let state: WorkflowState?
        package let rows: [Row]
    }

    /// A condition in words.
    package struct Note: Sendable {
        package let number: Int
        package let words: Bilingual
        package let basis: String?
    }

    /// A profile that a permission comes to, under the conditions of some notes.
    package struct Holder: Sendable {
        package let profile: Profile
        package let notes: [Int]
    }

    /// A permission that comes in declared ways.
    package struct PermissionRow: Sendable {
        package let permission: Permission
        package let group: PermissionGroup?
        /// By access mode, in the order of ``AccessMatrix/modes``.
        package let holders: [[Holder]]
        /// Whether those who have it may hand it on; nil where nothing is said.
        package let delegation: Answer?
        package let exceptions: [Profile]
    }

    /// What may be done with the store beside actions, and the profiles that may.
    package struct OperationRow: Sendable {
        package let operation: StoreOperation
        package let permission: Permission
        package let holders: [Holder]
    }

    package let profiles: [Profile]
    package let sections: [Section]
    package let modes: [AccessMode]
    package let permissions: [PermissionRow]
    package let operations: [OperationRow]
    package let notes: [Note]
    /// The condition under which a dossier is shown to a person at all, in words; nil where it always is.
    package let audience: Bilingual?
    package let day: CivilDate
}

/// Which part of a matrix is asked for; an empty list is everything.
package struct MatrixFilter: Sendable {
    package var actions: [String]
    package var profiles: [String]
    package var states: [String]

    package init(actions: [String] = [], profiles: [String] = [], states: [String] = []) {
        self.actions = actions
        self.profiles = profiles
        self.states = states
    }

    static func admits(_ id: String, _ list: [String]) -> Bool { list.isEmpty || list.contains(id) }
}
